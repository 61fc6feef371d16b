package locale

import (
	"strings"
	"time"
)

// MonthName is the name of m, standing alone: "styczeń". It panics for a month
// that is none.
func (l *Locale) MonthName(m time.Month) string {
	return l.table.Months.StandAlone[m-time.January]
}

// City is the city that a time zone is named after: "Bruxelles" for Europe/Brussels.
func (l *Locale) City(zone string) string {
	if name, known := l.table.Cities[zone]; known {
		return name
	}
	return strings.ReplaceAll(zone[strings.LastIndexByte(zone, '/')+1:], "_", " ")
}

// Weekday is the name of d, standing alone: "keskiviikko". It panics for a day
// that is none, as WeekdayShort and WeekdayNarrow do.
func (l *Locale) Weekday(d time.Weekday) string {
	return l.table.Weekdays.StandAlone[d]
}

// WeekdayShort is the abbreviation of d, standing alone: "Mon", "ke".
func (l *Locale) WeekdayShort(d time.Weekday) string {
	return l.table.Weekdays.Short[d]
}

// WeekdayNarrow is the initial of d: "M". Two days can have the same.
func (l *Locale) WeekdayNarrow(d time.Weekday) string {
	return l.table.Weekdays.Narrow[d]
}
