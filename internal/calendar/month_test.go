package calendar_test

import (
	"testing"
	"time"

	"belfry/internal/calendar"

	"pgregory.net/rapid"
)

func TestWeeks(t *testing.T) {
	for _, c := range []struct {
		month       calendar.Month
		first       time.Weekday
		rows        int
		start, last string
	}{
		{calendar.Month{Year: 2026, Month: 2}, time.Sunday, 4, "2026-02-01", "2026-02-28"},
		{calendar.Month{Year: 2026, Month: 2}, time.Monday, 5, "2026-01-26", "2026-03-01"},
		{calendar.Month{Year: 2027, Month: 2}, time.Monday, 4, "2027-02-01", "2027-02-28"},
		{calendar.Month{Year: 2024, Month: 6}, time.Monday, 5, "2024-05-27", "2024-06-30"},
		{calendar.Month{Year: 2024, Month: 6}, time.Sunday, 6, "2024-05-26", "2024-07-06"},
		{calendar.Month{Year: 2026, Month: 8}, time.Monday, 6, "2026-07-27", "2026-09-06"},
		{calendar.Month{Year: 2024, Month: 12}, time.Monday, 6, "2024-11-25", "2025-01-05"},
	} {
		weeks := c.month.Weeks(c.first)
		start, last := weeks[0][0], weeks[len(weeks)-1][6]
		if len(weeks) != c.rows || start.String() != c.start || last.String() != c.last {
			t.Errorf("%s from %s on: %d rows, %s to %s; want %d, %s to %s",
				c.month, c.first, len(weeks), start, last, c.rows, c.start, c.last)
		}
	}
}

func TestMonth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		at := drawTime(t)
		m := calendar.DateOf(at).YearMonth()
		next := time.Date(at.Year(), at.Month()+1, 1, 0, 0, 0, 0, time.UTC)
		if m.Next().First() != calendar.DateOf(next) || m.Last() != calendar.DateOf(next.AddDate(0, 0, -1)) {
			t.Errorf("%s ends on %s, before %s", m, m.Last(), m.Next())
		}
		if m.Compare(m.Next()) != -1 || m.Next().Compare(m) != 1 || m.Compare(m) != 0 {
			t.Errorf("%s and %s are not in order", m, m.Next())
		}
		first := time.Weekday(rapid.IntRange(0, 6).Draw(t, "first weekday"))
		checkSheet(t, m, m.Weeks(first), first)
	})
}

// checkSheet checks that a sheet shows consecutive days in full weeks, all of
// the month's and no row without one of them.
func checkSheet(t *rapid.T, m calendar.Month, weeks [][7]calendar.Date, first time.Weekday) {
	day := weeks[0][0]
	shown := 0
	for _, week := range weeks {
		if week[0].Weekday() != first || week[0].YearMonth() != m && week[6].YearMonth() != m {
			t.Errorf("%s has the row %s to %s", m, week[0], week[6])
		}
		for _, d := range week {
			if d != day {
				t.Errorf("%s shows %s instead of %s", m, d, day)
			}
			if d.YearMonth() == m {
				shown++
			}
			day = day.AddDays(1)
		}
	}
	if shown != m.Last().Day {
		t.Errorf("%s shows %d of its %d days", m, shown, m.Last().Day)
	}
}
