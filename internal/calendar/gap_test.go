package calendar

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestGaps(t *testing.T) {
	for _, c := range []struct {
		text        string
		start, last Date
		want        string
	}{
		{"every month", date(2026, 1, 31), date(2026, 7, 31),
			"[{31st {every month on the last day BYMONTHDAY=-1} [February 2026 April 2026 June 2026]}]"},
		{"every month on the 30th", date(2026, 1, 30), date(2027, 12, 31), "[{30th { } [February 2026 February 2027]}]"},
		{"every month on the 31st", date(2026, 1, 31), date(2026, 2, 27), "[]"},
		{"every 2 months", date(2026, 1, 31), date(2026, 12, 31),
			"[{31st {on the last day BYMONTHDAY=-1} [September 2026 November 2026]}]"},
		{"FREQ=MONTHLY;BYMONTHDAY=15,31", date(2026, 4, 15), date(2026, 5, 31),
			"[{31st {every month on the last day BYMONTHDAY=-1} [April 2026]}]"},
		{"FREQ=MONTHLY;BYMONTH=1,2;BYMONTHDAY=30", date(2026, 1, 30), date(2027, 2, 28),
			"[{30th { } [February 2026 February 2027]}]"},
		{"FREQ=MONTHLY;BYMONTHDAY=-31", date(2026, 1, 1), date(2026, 3, 31), "[{31st last day { } [February 2026]}]"},
		{"FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", date(2026, 1, 31), date(2030, 3, 31), "[]"},
		{"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", date(2026, 2, 13), date(2030, 3, 31), "[]"},
		{"every month on the last day", date(2026, 1, 31), date(2030, 3, 31), "[]"},
		{"every month on the fifth Monday", date(2026, 3, 30), date(2026, 6, 30),
			"[{fifth Monday {every month on the last Monday BYDAY=-1MO} [April 2026 May 2026]}]"},
		{"FREQ=MONTHLY;BYDAY=-5MO", date(2026, 3, 2), date(2026, 5, 31), "[{fifth last Monday { } [April 2026 May 2026]}]"},
		{"FREQ=MONTHLY;BYDAY=MO;BYSETPOS=5", date(2026, 3, 30), date(2026, 5, 31),
			"[{fifth Monday { } [April 2026 May 2026]}]"},
		{"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=22", date(2026, 1, 30), date(2026, 4, 30),
			"[{22nd working day { } [February 2026]}]"},
		{"FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=9", date(2026, 1, 31), date(2026, 3, 31), "[{9th such day { } [February 2026]}]"},
		{"every year", date(2024, 2, 29), date(2027, 12, 31), "[{29th { } [February 2025 February 2026 February 2027]}]"},
		{"every 4 years on 29 February", date(2024, 2, 29), date(2060, 12, 31), "[]"},
		{"FREQ=YEARLY;BYYEARDAY=366", date(2024, 12, 31), date(2026, 12, 31), "[{366th day { } [2025 2026]}]"},
		{"FREQ=YEARLY;BYDAY=53TH", date(2026, 12, 31), date(2028, 12, 31), "[{53rd Thursday { } [2027 2028]}]"},
		{"FREQ=YEARLY;BYMONTH=5;BYDAY=5MO", date(2027, 5, 31), date(2029, 12, 31),
			"[{fifth Monday {on the last Monday BYDAY=-1MO} [May 2029]}]"},
		{"every week", date(2026, 1, 31), date(2030, 3, 31), "[]"},
	} {
		r, err := ParseRule(c.text)
		if err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(r.Gaps(c.start, c.last)); got != c.want {
			t.Errorf("%s from %s to %s: %s, want %s", c.text, c.start, c.last, got, c.want)
		}
	}
}

// A rule that names one thing of each month gives a date in each month but for
// those that lack it.
func TestGapsAreWhereExpandGivesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Rule{Frequency: Monthly, Interval: rapid.IntRange(1, 4).Draw(t, "interval"), WeekStart: time.Monday}
		day := WeekdayNumber{Day: time.Weekday(rapid.IntRange(0, 6).Draw(t, "weekday"))}
		switch n := rapid.SampledFrom([]int{1, 4, 5, -1, -5}).Draw(t, "n"); rapid.IntRange(0, 2).Draw(t, "kind") {
		case 0:
			r.ByMonthDay = []int{rapid.SampledFrom([]int{1, 28, 29, 30, 31, -1, -29, -31}).Draw(t, "month day")}
		case 1:
			day.N = n
			r.ByDay = []WeekdayNumber{day}
		default:
			r.ByDay, r.BySetPos = []WeekdayNumber{day}, []int{n}
		}
		from := date(2023, 1, 1).AddDays(rapid.IntRange(0, 800).Draw(t, "start"))
		possible := slowly(r, from, from.AddDays(1500))
		if len(possible) == 0 {
			t.Skip("no date")
		}
		start, last := possible[0], from.AddDays(1500).YearMonth().Last()
		starts, err := r.Expand(Local{Date: start}, last)
		if err != nil {
			t.Fatal(err)
		}
		months := map[Month]bool{}
		for _, s := range starts {
			months[s.YearMonth()] = true
		}
		for _, g := range r.Gaps(start, last) {
			for _, s := range g.Lacking {
				if months[s.From.YearMonth()] {
					t.Errorf("%+v from %s: %s does not lack its %s", r, start, s, g.What)
				}
				months[s.From.YearMonth()] = true
			}
		}
		for m, i := start.YearMonth(), 0; m.Compare(last.YearMonth()) <= 0; m, i = m.Next(), i+1 {
			if i%r.Interval == 0 && !months[m] {
				t.Errorf("%+v from %s: nothing is said of %s", r, start, m)
			}
		}
	})
}
