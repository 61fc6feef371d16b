package calendar

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"belfry/internal/corpus"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func date(year int, month time.Month, day int) Date { return Date{year, month, day} }

func TestPlainRules(t *testing.T) {
	start := When{Local: Local{date(2025, 1, 6), Clock{10, 0, 0}}} // a Monday
	zone, err := LoadZone("Europe/Brussels")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"every day":                                  "FREQ=DAILY",
		"every 3 days":                               "FREQ=DAILY;INTERVAL=3",
		"every other week":                           "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO",
		"every week on Monday and Thursday":          "FREQ=WEEKLY;BYDAY=MO,TH",
		"every 2 weeks on Mon, Thu, 5 times":         "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;COUNT=5",
		"Every Monday until 2025-03-31":              "FREQ=WEEKLY;BYDAY=MO;UNTIL=20250331T215959Z",
		"every Monday until 2025-03-31 09:00":        "FREQ=WEEKLY;BYDAY=MO;UNTIL=20250330T215959Z",
		"every weekday":                              "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
		"every week on weekdays":                     "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
		"every month":                                "FREQ=MONTHLY;BYMONTHDAY=6",
		"every month on the first Monday":            "FREQ=MONTHLY;BYDAY=1MO",
		"every first Monday of the month":            "FREQ=MONTHLY;BYDAY=1MO",
		"every month on the last day":                "FREQ=MONTHLY;BYMONTHDAY=-1",
		"every month on the second last Friday":      "FREQ=MONTHLY;BYDAY=-2FR",
		"every month on the last working day":        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
		"every month on the 15th":                    "FREQ=MONTHLY;BYMONTHDAY=15",
		"every month on the first Monday in May":     "FREQ=MONTHLY;BYMONTH=5;BYDAY=1MO",
		"every 2 months on the third Wednesday":      "FREQ=MONTHLY;INTERVAL=2;BYDAY=3WE",
		"every year":                                 "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=6",
		"every year on 5 May, 3 times":               "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=5;COUNT=3",
		"FREQ=MONTHLY;BYDAY=1MO;UNTIL=20250930":      "FREQ=MONTHLY;BYDAY=1MO;UNTIL=20250930T215959Z",
		"freq=weekly;wkst=su;interval=2;byday=tu,su": "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU",
	} {
		r, err := ParseRule(text)
		if err != nil {
			t.Errorf("%s: %v", text, err)
			continue
		}
		if got := r.Standard(start, zone); got != want {
			t.Errorf("%s gives %s, want %s", text, got, want)
		}
	}
}

func TestBadRules(t *testing.T) {
	for text, want := range map[string]string{
		"weekly":                                "begins with the word every",
		"every blue moon":                       `not understood from "blue moon" on`,
		"every week on the first Monday":        "not understood",
		"every 1001 days":                       "1000 days, weeks",
		"every 334 quarters":                    "1000 days, weeks",
		"every day, 5001 times":                 "5000 times at most",
		"every 99999999999999 quarters":         "1000 days, weeks",
		"every 99999999999999999999 days":       "1000 days, weeks",
		"every -99999999999999999999 days":      "not understood",
		"every day, 99999999999999999999 times": "5000 times at most",
		"every day until 2026-02-30":            "no day 30 in February",
		"every day until 9999-12-31":            "9999",
		"every month on Monday":                 "not understood",
		"every day until tomorrow":              "not understood",
		"every day 3 times until 2025-01-01":    "two ends",
		"FREQ=WEEKLY;COUNT=3;UNTIL=20250101":    "two ends",
		"FREQ=HOURLY":                           "no frequency HOURLY",
		"COUNT=3":                               "no FREQ",
		"FREQ=DAILY;FREQ=DAILY":                 "given twice",
		"FREQ=DAILY;INTERVAL=0":                 "INTERVAL=0",
		"FREQ=DAILY;COUNT=0":                    "COUNT=0",
		"FREQ=WEEKLY;BYDAY=1MO":                 "needs months or years",
		"FREQ=WEEKLY;BYMONTHDAY=1":              "no days of the month",
		"FREQ=MONTHLY;BYWEEKNO=3":               "differ in what they make of weeks",
		"FREQ=MONTHLY;BYDAY=XX":                 "no weekday XX",
		"FREQ=MONTHLY;BYMONTHDAY=32":            "BYMONTHDAY=32",
		"FREQ=MONTHLY;BYSETPOS=1":               "needs another part",
		"FREQ=DAILY;BYHOUR=9":                   "BYHOUR is not known",
		"FREQ=DAILY;UNTIL=20250101Z":            `"20250101Z" is not written as a date`,
		"FREQ=DAILY;UNTIL=2025-02-30":           "no day 30 in February",
		"FREQ=DAILY;":                           "no part of a rule",
	} {
		_, err := ParseRule(text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

func TestExpandRefuses(t *testing.T) {
	start := Local{date(2025, 1, 7), Clock{10, 0, 0}} // a Tuesday
	for text, want := range map[string]string{
		"every Monday":                        "is not a day of the rule",
		"every day until 2024-12-31":          "before the event starts",
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30": "no date at all",
	} {
		r, err := ParseRule(text)
		if err != nil {
			t.Fatal(err)
		}
		_, err = r.Expand(start, date(2030, 1, 1))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	r, _ := ParseRule("every day")
	if _, err := r.Expand(start, date(2060, 1, 1)); err == nil {
		t.Error("13,000 dates are not too many")
	}
}

func TestUntilInUTC(t *testing.T) {
	at := func(hour int) When { return When{Local: Local{date(2025, 9, 2), Clock{hour, 0, 0}}} }
	allDay := When{Local: Local{Date: date(2025, 9, 2)}, AllDay: true}
	for _, c := range []struct {
		text, zone string
		start      When
		last       string // the last date
		standard   string
	}{
		{"FREQ=WEEKLY;UNTIL=20250930T215959Z", "Europe/Brussels", at(20), "2025-09-30", "20250930T215959Z"},
		{"FREQ=WEEKLY;UNTIL=20250930T180000Z", "Europe/Brussels", at(20), "2025-09-30", "20250930T215959Z"},
		{"FREQ=WEEKLY;UNTIL=20250930T175959Z", "Europe/Brussels", at(20), "2025-09-23", "20250929T215959Z"},
		{"FREQ=WEEKLY;UNTIL=20251001T000000Z", "America/New_York", at(20), "2025-09-30", "20251001T035959Z"},
		{"FREQ=WEEKLY;UNTIL=20250930T235959Z", "America/New_York", at(20), "2025-09-23", "20250930T035959Z"},
		{"FREQ=WEEKLY;UNTIL=20250929T200000Z", "Pacific/Auckland", at(9), "2025-09-30", "20250930T105959Z"},
		{"FREQ=WEEKLY;UNTIL=20250929T195959Z", "Pacific/Auckland", at(9), "2025-09-23", "20250929T105959Z"},
		{"every week until 2025-09-30 18:00Z", "Europe/Brussels", at(20), "2025-09-30", "20250930T215959Z"},
		{"every week until 2025-09-30T18:00:00+00:00", "Europe/Brussels", at(20), "2025-09-30", "20250930T215959Z"},
		{"FREQ=WEEKLY;UNTIL=2025-09-30T20:00:00+02:00", "Europe/Brussels", at(20), "2025-09-30", "20250930T215959Z"},
		// whole days: the date, midnight where the event takes place, and midnight UTC
		{"FREQ=WEEKLY;UNTIL=20250930", "Europe/Brussels", allDay, "2025-09-30", "20250930"},
		{"FREQ=WEEKLY;UNTIL=20250929T220000Z", "Europe/Brussels", allDay, "2025-09-30", "20250930"},
		{"FREQ=WEEKLY;UNTIL=20250930T000000Z", "America/New_York", allDay, "2025-09-30", "20250930"},
		{"FREQ=WEEKLY;UNTIL=20251001T035959Z", "America/New_York", allDay, "2025-09-30", "20250930"},
	} {
		zone, err := LoadZone(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		r, err := ParseRule(c.text)
		if err != nil {
			t.Fatalf("%s: %v", c.text, err)
		}
		r = r.In(zone, c.start.AllDay)
		dates, err := r.Expand(c.start.Local, date(2030, 1, 1))
		if last := dates[len(dates)-1].Date.String(); err != nil || last != c.last {
			t.Errorf("%s in %s: last on %s, want %s (%v)", c.text, c.zone, last, c.last, err)
		}
		if got := r.Standard(c.start, zone); !strings.HasSuffix(got, ";UNTIL="+c.standard) {
			t.Errorf("%s in %s is published as %s", c.text, c.zone, got)
		}
	}
}

// A rule that ends in UTC gives the dates up to that moment, and the rule that
// is published gives the same.
func TestUntilInUTCGoesRound(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		zone, err := LoadZone(rapid.SampledFrom([]string{
			"Europe/Brussels", "Atlantic/Azores", "America/Los_Angeles", "Pacific/Auckland", "Asia/Kolkata", "UTC",
		}).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		clock := Clock{rapid.IntRange(0, 23).Draw(t, "hour"), 30, 0}
		start := Local{date(2025, 1, 1).AddDays(rapid.IntRange(0, 365).Draw(t, "start")), clock}
		endless := Rule{Frequency: Daily, Interval: rapid.IntRange(1, 9).Draw(t, "interval"), WeekStart: time.Monday}
		all, err := endless.Expand(start, start.AddDays(200))
		if err != nil {
			t.Fatal(err)
		}
		end, _ := zone.Resolve(all[rapid.IntRange(0, len(all)-1).Draw(t, "last")])
		end = end.Add(time.Duration(rapid.SampledFrom([]int{0, 1, 3600}).Draw(t, "seconds later")) * time.Second).UTC()
		var want []Local
		for _, l := range all {
			if at, reading := zone.Resolve(l); reading != Once {
				t.Skip("the site refuses such rules")
			} else if !at.After(end) {
				want = append(want, l)
			}
		}
		text := endless.Standard(When{Local: start}, zone) + ";UNTIL=" + end.Format("20060102T150405Z")
		for range 2 { // as it is pasted, and as it is published
			r, err := ParseRule(text)
			if err != nil {
				t.Fatal(err)
			}
			r = r.In(zone, false)
			if got, err := r.Expand(start, start.AddDays(400)); err != nil || !slices.Equal(got, want) {
				t.Fatalf("%s from %s in %s: %v %v, want %v", text, start, zone.Name(), got, err, want)
			}
			text = r.Standard(When{Local: start}, zone)
		}
	})
}

// drawRule draws a rule that some start can follow.
func drawRule(t *rapid.T) Rule {
	r := Rule{
		Frequency: Frequency(rapid.IntRange(0, 3).Draw(t, "frequency")),
		Interval:  rapid.IntRange(1, 4).Draw(t, "interval"),
		WeekStart: time.Weekday(rapid.SampledFrom([]int{0, 1}).Draw(t, "week start")),
	}
	weekdays := rapid.SliceOfNDistinct(rapid.IntRange(0, 6), 0, 3, rapid.ID[int]).Draw(t, "weekdays")
	numbered := r.Frequency >= Monthly && rapid.Bool().Draw(t, "numbered")
	for _, d := range weekdays {
		day := WeekdayNumber{Day: time.Weekday(d)}
		if numbered {
			day.N = rapid.SampledFrom([]int{1, 2, 3, 4, 5, -1, -2}).Draw(t, "n")
		}
		r.ByDay = append(r.ByDay, day)
	}
	if r.Frequency >= Monthly && len(r.ByDay) == 0 && rapid.Bool().Draw(t, "by month day") {
		r.ByMonthDay = []int{rapid.SampledFrom([]int{1, 15, 28, 29, 30, 31, -1, -3}).Draw(t, "month day")}
	}
	if r.Frequency == Yearly || rapid.Bool().Draw(t, "by month") {
		r.ByMonth = []time.Month{time.Month(rapid.IntRange(1, 12).Draw(t, "month"))}
	}
	if r.Frequency == Monthly && len(r.ByDay) > 0 && !numbered && rapid.Bool().Draw(t, "by position") {
		r.BySetPos = []int{rapid.SampledFrom([]int{1, 2, -1}).Draw(t, "position")}
	}
	return r
}

// slowly expands a rule day by day: it takes each day by what the standard says
// of it alone, and numbers of sets by looking at the set.
func slowly(r Rule, start, horizon Date) []Date {
	r = r.explicit(start)
	var all []Date
	for d := start; !horizon.Before(d); d = d.AddDays(1) {
		if r.inInterval(start, d) && r.fits(d) && r.inPosition(d) {
			all = append(all, d)
		}
	}
	return all
}

func (r Rule) inInterval(start, d Date) bool {
	var n int
	switch r.Frequency {
	case Daily:
		n = start.DaysUntil(d)
	case Weekly:
		first := func(d Date) Date { return d.AddDays(-((int(d.Weekday()) - int(r.WeekStart) + 7) % 7)) }
		n = first(start).DaysUntil(first(d)) / 7
	case Monthly:
		n = (d.Year-start.Year)*12 + int(d.Month) - int(start.Month)
	case Yearly:
		n = d.Year - start.Year
	}
	return n%r.Interval == 0
}

func (r Rule) fits(d Date) bool {
	last := d.YearMonth().Last().Day
	if len(r.ByMonth) > 0 && !slices.Contains(r.ByMonth, d.Month) {
		return false
	}
	isDay := func(n int) bool { return n == d.Day || n < 0 && last+n+1 == d.Day }
	if len(r.ByMonthDay) > 0 && !slices.ContainsFunc(r.ByMonthDay, isDay) {
		return false
	}
	return len(r.ByDay) == 0 || slices.ContainsFunc(r.ByDay, func(w WeekdayNumber) bool {
		fromEnd := -((last-d.Day)/7 + 1)
		return w.Day == d.Weekday() && (w.N == 0 || w.N == (d.Day-1)/7+1 || w.N == fromEnd)
	})
}

func (r Rule) inPosition(d Date) bool {
	if len(r.BySetPos) == 0 {
		return true
	}
	var set []Date
	for e := d.YearMonth().First(); e.Month == d.Month; e = e.AddDays(1) {
		if r.fits(e) {
			set = append(set, e)
		}
	}
	return slices.ContainsFunc(r.BySetPos, func(n int) bool {
		i := n - 1
		if n < 0 {
			i = len(set) + n
		}
		return i >= 0 && i < len(set) && set[i] == d
	})
}

func TestExpandEqualsTheSlowReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := drawRule(t)
		from := date(2024, 1, 1).AddDays(rapid.IntRange(0, 800).Draw(t, "start"))
		horizon := from.AddDays(1500)
		possible := slowly(r, from, horizon)
		if len(possible) == 0 {
			t.Skip("no date")
		}
		start := possible[0]
		want := slowly(r, start, horizon)
		if rapid.Bool().Draw(t, "counted") {
			r.Count = rapid.IntRange(1, 20).Draw(t, "count")
			want = want[:min(r.Count, len(want))]
		} else if rapid.Bool().Draw(t, "ends") {
			r.Until = start.AddDays(rapid.IntRange(0, 600).Draw(t, "until"))
			want = slices.DeleteFunc(want, func(d Date) bool { return r.Until.Before(d) })
		}
		clock := Clock{rapid.IntRange(0, 23).Draw(t, "hour"), 30, 0}
		got, err := r.Expand(Local{start, clock}, horizon)
		if err != nil {
			t.Fatalf("%+v from %s: %v", r, start, err)
		}
		dates := make([]Date, len(got))
		for i, l := range got {
			dates[i] = l.Date
			if l.Clock != clock {
				t.Fatalf("%v has another time than %v", l, clock)
			}
		}
		if diff := cmp.Diff(fmt.Sprint(want), fmt.Sprint(dates)); diff != "" {
			t.Fatalf("%+v from %s\n%s", r, start, diff)
		}
	})
}

// TestNumberedWeekdays: whichever weekday of a month or year a rule names, it has dates
// or is a mistake.
func TestNumberedWeekdays(t *testing.T) {
	first := Local{Date: Date{2025, time.January, 6}, Clock: Clock{Hour: 10}}
	for _, rule := range []string{
		"FREQ=MONTHLY;BYDAY=%dMO", "FREQ=YEARLY;BYDAY=%dMO", "FREQ=YEARLY;BYMONTH=1,2,12;BYDAY=%dMO",
		"FREQ=MONTHLY;BYMONTH=12;BYDAY=%dMO,1TU", "FREQ=MONTHLY;BYDAY=%dSU;BYSETPOS=1",
	} {
		for n := -54; n <= 54; n++ {
			r, err := ParseRule(fmt.Sprintf(rule, n))
			inMonth := max(n, -n) <= 5 || rule == "FREQ=YEARLY;BYDAY=%dMO" && max(n, -n) <= 53
			if (err == nil) != (inMonth && n != 0) {
				t.Errorf(rule+": %v", n, err)
			}
			if err == nil {
				if dates, err := r.Expand(first, first.Date.AddDays(3000)); len(dates) == 0 && err == nil {
					t.Errorf(rule+" has no date", n)
				}
			}
		}
	}
}

// FuzzRule: a rule that is read gives the same dates from the text that calendars
// are told, or a mistake in one line.
func FuzzRule(f *testing.F) {
	corpus.Seeds(f)
	for _, seed := range []string{
		"every month on the first Monday until 2025-09-30", "every 2 weeks on Monday and Thursday, 5 times",
		"every year on 29 February", "every weekday", "every",
		"FREQ=MONTHLY;BYDAY=1MO;UNTIL=20250930T215959Z", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=3",
		"FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1", "RRULE:FREQ=DAILY;INTERVAL=3", "FREQ=", "UNTIL=Z",
	} {
		f.Add(seed)
	}
	start := Date{Year: 2025, Month: time.January, Day: 6}
	brussels, err := LoadZone("Europe/Brussels")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rule, err := ParseRule(text)
		if err != nil {
			if strings.ContainsAny(err.Error(), "\r\n") {
				t.Errorf("%q: the message has several lines: %s", text, err.Error())
			}
			return
		}
		rule = rule.In(brussels, false)
		first := Local{Date: start, Clock: Clock{Hour: 10}}
		horizon := start.AddDays(2000)
		dates, err := rule.Expand(first, horizon)
		if err != nil {
			return
		}
		written := rule.Standard(When{Local: first}, brussels)
		again, err := ParseRule(written)
		if err != nil {
			t.Fatalf("%q is written as %s, which is not read: %v", text, written, err)
		}
		more, err := again.In(brussels, false).Expand(first, horizon)
		if err != nil || !slices.Equal(dates, more) {
			t.Errorf("%q gives %d dates, and as %s %d, %v", text, len(dates), written, len(more), err)
		}
	})
}
