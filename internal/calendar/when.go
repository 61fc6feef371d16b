package calendar

import (
	"fmt"
	"regexp"
	"strconv"
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

// Shown returns what the clocks of zone show at w. A local time that zone
// skips is returned as it was written.
func (w When) Shown(zone *Zone) Local {
	if w.UTC {
		return zone.Local(w.Time())
	}
	return w.Local
}

// String returns w as ParseWhen reads it: 2024-06-03, 2024-06-03T10:00:00 or
// 2024-06-03T10:00:00Z.
func (w When) String() string {
	switch {
	case w.AllDay:
		return w.Date.String()
	case w.UTC:
		return w.Local.String() + "Z"
	default:
		return w.Local.String()
	}
}

// A ParseError says why a text is not a date, a time, a duration or a rule.
type ParseError struct {
	// Code is "not-a-date", "impossible-date", "ambiguous-date", "not-a-time",
	// "impossible-time", "not-a-duration", "bad-rule" or
	// "rule-meets-clock-change".
	Code    string
	Message string
	Hint    string
}

func (e *ParseError) Error() string { return e.Message }

// The years that a date may lie in. Others are taken for slips of the pen
// (0204), and within them the day after a date has a year of four digits too.
const (
	firstYear = 1600
	lastYear  = 2999
)

var (
	dateTime  = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|\s+)(.+))?$`)
	clockTime = regexp.MustCompile(`^(\d{1,2}):(\d{2})(?::(\d{2}))?(Z|z)?$`)
)

// ParseWhen reads 2024-06-03, 2024-06-03 10:00, 2024-06-03T10:00:30 and the
// same with a Z. The error is always a *ParseError.
func ParseWhen(text string) (When, error) {
	m := dateTime.FindStringSubmatch(text)
	if m == nil {
		return When{}, misreadDate(text)
	}
	date := Date{number(m[1]), time.Month(number(m[2])), number(m[3])}
	if !date.exists() {
		return When{}, impossibleDate(date)
	}
	if m[4] == "" {
		return When{Local: Local{Date: date}, AllDay: true}, nil
	}
	clock, utc, err := parseClock(m[4])
	if err != nil {
		return When{}, err
	}
	return When{Local: Local{date, clock}, UTC: utc}, nil
}

// exists reports whether d is a day of the calendar in a year that may be meant.
func (d Date) exists() bool {
	return firstYear <= d.Year && d.Year <= lastYear && DateOf(d.Time()) == d
}

func impossibleDate(d Date) *ParseError {
	e := &ParseError{Code: "impossible-date"}
	switch swapped := (Date{d.Year, time.Month(d.Day), int(d.Month)}); {
	case d.Year < firstYear || d.Year > lastYear:
		e.Message = fmt.Sprintf("the year %04d is not between %d and %d", d.Year, firstYear, lastYear)
		e.Hint = "look at the digits of the year"
	case d.Month >= 1 && d.Month <= 12:
		e.Message = fmt.Sprintf("there is no day %d in %s %d, which has %d days", d.Day, d.Month, d.Year, d.YearMonth().Last().Day)
	case swapped.exists():
		e.Message = fmt.Sprintf("there is no month %d", d.Month)
		e.Hint = fmt.Sprintf("dates are written year-month-day; did you mean %s?", swapped)
	default:
		e.Message = fmt.Sprintf("there is no month %d", d.Month)
		e.Hint = "dates are written year-month-day, as in 2024-06-03"
	}
	return e
}

func parseClock(text string) (clock Clock, utc bool, err error) {
	m := clockTime.FindStringSubmatch(text)
	if m == nil {
		return Clock{}, false, misreadClock(text)
	}
	clock = Clock{number(m[1]), number(m[2]), number(m[3])}
	if !clock.exists() {
		return Clock{}, false, impossibleClock(clock, text)
	}
	return clock, m[4] != "", nil
}

func (c Clock) exists() bool { return c.Hour < 24 && c.Minute < 60 && c.Second < 60 }

func impossibleClock(c Clock, text string) *ParseError {
	hint := "hours go from 00 to 23, minutes and seconds from 00 to 59"
	if c == (Clock{Hour: 24}) {
		hint = "midnight at the end of a day is 00:00 on the next"
	}
	return &ParseError{"impossible-time", fmt.Sprintf("there is no time %s", text), hint}
}

// number reads digits that a pattern has matched; "" is 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
