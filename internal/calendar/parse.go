package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A When is a date, or a date and a time, as it is written in front matter.
type When struct {
	Local
	// AllDay is true where only a date was written; the clock is then zero.
	AllDay bool
	// UTC is true where the time ends in Z. It is never true for a date.
	UTC bool
}

// In returns the instant that w stands for in zone (or in UTC, where it says
// so); for a date, the start of that day.
func (w When) In(zone *Zone) time.Time {
	if w.UTC {
		return w.Time()
	}
	t, _ := zone.Resolve(w.Local)
	return t
}

// Shown returns what the clocks of zone show at w.
func (w When) Shown(zone *Zone) Local {
	if w.UTC {
		return zone.Local(w.Time())
	}
	return w.Local
}

// A ParseError says why a text is not a date, a time or a duration.
type ParseError struct {
	Code    string // "ambiguous-date", "impossible-date", "not-a-date", "not-a-duration"
	Message string
	Hint    string
}

func (e *ParseError) Error() string { return e.Message }

var (
	isoDate    = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	dateTime   = regexp.MustCompile(`^(\d{4}-\d{1,2}-\d{1,2})(?:[Tt]|\s+)(\S+)$`)
	clockTime  = regexp.MustCompile(`^(\d{1,2}):(\d{2})(?::(\d{2}))?(Z|z)?$`)
	offsetTime = regexp.MustCompile(`[+-]\d{2}:?\d{2}$`)
	otherOrder = regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})`)
	yearFirst  = regexp.MustCompile(`^(\d{4})[./](\d{1,2})[./](\d{1,2})$`)
)

// ParseWhen reads 2024-06-03, 2024-06-03 10:00, 2024-06-03T10:00:30 and the
// same with a Z. The error is always a *ParseError.
func ParseWhen(text string) (When, error) {
	if isoDate.MatchString(text) {
		date, err := parseDate(text)
		return When{Local: Local{Date: date}, AllDay: true}, err
	}
	m := dateTime.FindStringSubmatch(text)
	if m == nil {
		return When{}, notADate(text)
	}
	date, err := parseDate(m[1])
	if err != nil {
		return When{}, err
	}
	clock, utc, err := parseClock(m[2])
	return When{Local: Local{date, clock}, UTC: utc}, err
}

// ParseDate reads a date without a time. The error is always a *ParseError.
func ParseDate(text string) (Date, error) {
	when, err := ParseWhen(text)
	if err == nil && !when.AllDay {
		err = &ParseError{"not-a-date", fmt.Sprintf("%q has a time, but a date alone is expected", text), "write " + when.Date.String()}
	}
	return when.Date, err
}

func parseDate(text string) (Date, error) {
	m := isoDate.FindStringSubmatch(text)
	d := Date{number(m[1]), time.Month(number(m[2])), number(m[3])}
	switch {
	case d.Month < 1 || d.Month > 12:
		return Date{}, &ParseError{"impossible-date", fmt.Sprintf("there is no month %d", d.Month), "dates are written year-month-day, as in 2024-06-03"}
	case d.Year < 1:
		return Date{}, &ParseError{"impossible-date", "there is no year 0", ""}
	case d.Day < 1 || DateOf(d.Time()) != d:
		last := d.YearMonth().Last().Day
		return Date{}, &ParseError{"impossible-date",
			fmt.Sprintf("there is no day %d in %s %d, which has %d days", d.Day, d.Month, d.Year, last), ""}
	}
	return d, nil
}

func parseClock(text string) (clock Clock, utc bool, err error) {
	if offsetTime.MatchString(text) {
		return Clock{}, false, &ParseError{"not-a-date", fmt.Sprintf("the time %q has an offset", text),
			"write the local time and name the zone in timezone, or write UTC with a Z"}
	}
	m := clockTime.FindStringSubmatch(text)
	if m == nil {
		return Clock{}, false, &ParseError{"not-a-date", fmt.Sprintf("%q is not a time of day", text), "times are written 10:00"}
	}
	clock = Clock{number(m[1]), number(m[2]), number(m[3])}
	if clock.Hour > 23 || clock.Minute > 59 || clock.Second > 59 {
		hint := "hours go from 00 to 23, minutes from 00 to 59"
		if clock == (Clock{Hour: 24}) {
			hint = "midnight at the end of a day is 00:00 on the next"
		}
		return Clock{}, false, &ParseError{"impossible-date", fmt.Sprintf("there is no time %s", m[0]), hint}
	}
	return clock, m[4] != "", nil
}

// notADate explains a text that is no date as we write them, and reads what
// else it may have been meant for.
func notADate(text string) *ParseError {
	if m := otherOrder.FindStringSubmatch(text); m != nil {
		return otherOrderError(text, number(m[1]), number(m[2]), number(m[3]))
	}
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return &ParseError{"not-a-date", fmt.Sprintf("%q is not written as a date", text),
			fmt.Sprintf("write %04d-%02d-%02d", number(m[1]), number(m[2]), number(m[3]))}
	}
	return &ParseError{"not-a-date", fmt.Sprintf("%q is not a date", text), "dates are written 2024-06-03, times 2024-06-03 10:00"}
}

func otherOrderError(text string, a, b, year int) *ParseError {
	dayFirst, monthFirst := Date{year, time.Month(b), a}, Date{year, time.Month(a), b}
	dayFits, monthFits := b >= 1 && b <= 12, a >= 1 && a <= 12
	if dayFits && monthFits && a != b {
		return &ParseError{"ambiguous-date",
			fmt.Sprintf("%q is ambiguous: it may be %d %s or %d %s", text, a, dayFirst.Month, b, monthFirst.Month),
			fmt.Sprintf("write %s or %s", dayFirst, monthFirst)}
	}
	meant := dayFirst
	if !dayFits {
		meant = monthFirst
	}
	return &ParseError{"not-a-date", fmt.Sprintf("%q is not written as a date", text), "write " + meant.String()}
}

// number reads digits that a pattern has matched; "" is 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}

// A Duration is a length in calendar days and exact time (RFC 5545 3.3.6: a
// day is a day on the calendar, an hour always 3600 seconds).
type Duration struct {
	Days int
	Time time.Duration
}

// IsZero reports whether d has no length.
func (d Duration) IsZero() bool { return d == Duration{} }

var plainDuration = regexp.MustCompile(`^(?:(\d{1,4})w)?(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m(?:in)?)?$`)

// ParseDuration reads 1h30m, 90m, 2d or 1w. The error is always a *ParseError.
func ParseDuration(text string) (Duration, error) {
	m := plainDuration.FindStringSubmatch(strings.ReplaceAll(text, " ", ""))
	if m == nil || text == "" {
		return Duration{}, &ParseError{"not-a-duration", fmt.Sprintf("%q is not a length of time", text), "write 1h30m, 45m or 2d"}
	}
	d := Duration{
		Days: 7*number(m[1]) + number(m[2]),
		Time: time.Duration(number(m[3]))*time.Hour + time.Duration(number(m[4]))*time.Minute,
	}
	if d.IsZero() {
		return d, &ParseError{"not-a-duration", fmt.Sprintf("%q has no length", text), "leave duration out for an event that is a moment"}
	}
	return d, nil
}
