// Package calendar knows civil dates and times, time zones and the shape of a
// month.
//
// Editors write civil values: a Date, or a Local time on a wall clock. A Zone
// turns them into instants; its data is embedded, so that the same files give
// the same instants on every machine. Nothing here reads the clock.
package calendar

import (
	"cmp"
	"fmt"
	"time"
)

// A Date is a day in the Gregorian calendar, without a time zone. The zero
// Date stands for no date.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf returns the civil date that t shows in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d == Date{} }

// Time returns midnight UTC on d: a carrier for civil arithmetic, not an instant.
func (d Date) Time() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// AddDays returns the date n days after d, or before it where n is negative.
func (d Date) AddDays(n int) Date {
	return DateOf(time.Date(d.Year, d.Month, d.Day+n, 0, 0, 0, 0, time.UTC))
}

// DaysUntil returns the number of days from d to e; negative where e is earlier.
func (d Date) DaysUntil(e Date) int {
	const secondsOfDay = 24 * 60 * 60 // a time.Duration holds 292 years only
	return int((e.Time().Unix() - d.Time().Unix()) / secondsOfDay)
}

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// YearMonth returns the month that d lies in.
func (d Date) YearMonth() Month { return Month{d.Year, d.Month} }

// Compare orders dates by time: -1, 0 or 1.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// String returns d in the extended format of ISO 8601: 2024-06-03.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// A Clock is a time of day on a wall clock.
type Clock struct {
	Hour, Minute, Second int
}

// String returns c as 10:00, with seconds where there are any.
func (c Clock) String() string {
	if c.Second == 0 {
		return fmt.Sprintf("%02d:%02d", c.Hour, c.Minute)
	}
	return fmt.Sprintf("%02d:%02d:%02d", c.Hour, c.Minute, c.Second)
}

// A Local time is what a calendar and a clock on one wall show. It becomes an
// instant only through a Zone.
type Local struct {
	Date
	Clock
}

// LocalOf returns the civil time that t shows in its own location.
func LocalOf(t time.Time) Local {
	h, m, s := t.Clock()
	return Local{DateOf(t), Clock{h, m, s}}
}

// Time returns l as a time in UTC: a carrier for civil arithmetic and
// formatting, not an instant.
func (l Local) Time() time.Time {
	return time.Date(l.Year, l.Month, l.Day, l.Hour, l.Minute, l.Second, 0, time.UTC)
}

// Add returns the civil time d later on the same wall clock, as if no change
// of offset lay between.
func (l Local) Add(d time.Duration) Local { return LocalOf(l.Time().Add(d)) }

// Compare orders local times: -1, 0 or 1.
func (l Local) Compare(m Local) int {
	return cmp.Or(l.Date.Compare(m.Date), cmp.Compare(l.Hour, m.Hour),
		cmp.Compare(l.Minute, m.Minute), cmp.Compare(l.Second, m.Second))
}

// String returns l as ISO 8601 without an offset: 2024-06-03T10:00:00.
func (l Local) String() string {
	return fmt.Sprintf("%sT%02d:%02d:%02d", l.Date, l.Hour, l.Minute, l.Second)
}
