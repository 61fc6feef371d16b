package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// A Month is one month of one year.
type Month struct {
	Year  int
	Month time.Month
}

// First returns the first day of m.
func (m Month) First() Date { return Date{m.Year, m.Month, 1} }

// Last returns the last day of m.
func (m Month) Last() Date { return m.Next().First().AddDays(-1) }

// Next returns the month after m.
func (m Month) Next() Month {
	if m.Month == time.December {
		return Month{m.Year + 1, time.January}
	}
	return Month{m.Year, m.Month + 1}
}

// Compare orders months by time: -1, 0 or 1.
func (m Month) Compare(n Month) int {
	return cmp.Or(cmp.Compare(m.Year, n.Year), cmp.Compare(m.Month, n.Month))
}

// String returns m as ISO 8601 writes a month: 2024-06.
func (m Month) String() string { return fmt.Sprintf("%04d-%02d", m.Year, m.Month) }

// Weeks returns the rows of m's calendar sheet, each from the weekday first on.
// The first and the last row hold days of the neighbouring months too.
func (m Month) Weeks(first time.Weekday) [][7]Date {
	day := m.First()
	day = day.AddDays(-((int(day.Weekday()) - int(first) + 7) % 7))
	var weeks [][7]Date
	for last := m.Last(); !last.Before(day); {
		var week [7]Date
		for i := range week {
			week[i] = day
			day = day.AddDays(1)
		}
		weeks = append(weeks, week)
	}
	return weeks
}
