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
	// HasOffset is true where an offset from UTC stands behind the time; Offset
	// is it, in seconds east. Never for a date or together with UTC.
	HasOffset bool
	Offset    int
}

// IsInstant reports whether w is the same moment everywhere: it says itself
// how far its clock is from UTC.
func (w When) IsInstant() bool { return w.UTC || w.HasOffset }

// instant returns the moment of a w that says its distance from UTC.
func (w When) instant() time.Time { return w.Time().Add(-time.Duration(w.Offset) * time.Second) }

// In returns the instant that w stands for in zone (or by its own offset,
// where it has one); for a date, the start of that day.
func (w When) In(zone *Zone) time.Time {
	if w.IsInstant() {
		return w.instant()
	}
	t, _ := zone.Resolve(w.Local)
	return t
}

// Shown returns what the clocks of zone show at w. A local time that zone
// skips is returned as it was written.
func (w When) Shown(zone *Zone) Local {
	if w.IsInstant() {
		return zone.Local(w.instant())
	}
	return w.Local
}

// Universal returns a w with an offset in UTC, and any other as it is.
func (w When) Universal() When {
	if !w.HasOffset {
		return w
	}
	return When{Local: LocalOf(w.instant().UTC()), UTC: true}
}

// String returns w as ParseWhen reads it: 2024-06-03, 2024-06-03T10:00:00,
// 2024-06-03T10:00:00Z or 2024-06-03T10:00:00+02:00.
func (w When) String() string {
	if w.AllDay {
		return w.Date.String()
	}
	return w.Local.String() + w.mark()
}

// Plain returns w as people write it, which ParseWhen reads too: 2024-06-03
// 10:00, with seconds only where there are any.
func (w When) Plain() string {
	switch {
	case w.AllDay:
		return w.Date.String()
	case w.Offset < 0: // behind a space, -05:00 may be the end of a range
		return w.Date.String() + "T" + w.Clock.String() + w.mark()
	}
	return w.Date.String() + " " + w.Clock.String() + w.mark()
}

// mark returns what stands behind the time.
func (w When) mark() string {
	switch {
	case w.UTC:
		return "Z"
	case w.HasOffset:
		return OffsetText(w.Offset)
	}
	return ""
}

// OffsetText returns a distance from UTC, in seconds east, as +01:00.
func OffsetText(seconds int) string {
	sign := '+'
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	text := fmt.Sprintf("%c%02d:%02d", sign, seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		text += fmt.Sprintf(":%02d", seconds%60)
	}
	return text
}

// A ParseError says why a text is not a date, a time, a duration or a rule.
type ParseError struct {
	// Code is "not-a-date", "impossible-date", "ambiguous-date", "not-a-time",
	// "impossible-time", "not-a-duration", "bad-rule" or
	// "rule-meets-clock-change".
	Code    string
	Message string
	Hint    string
	// Meant is what a date or time was probably meant for. Hint says it too;
	// who knows the field that it stands in can say it better.
	Meant Meant
}

func (e *ParseError) Error() string { return e.Message }

// The years that a date may lie in. Others are taken for slips of the pen
// (0204), and within them the day after a date has a year of four digits too.
const (
	firstYear = 1600
	lastYear  = 2999
)

var (
	dateTime  = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})(?:([Tt]|\s+)(.+))?$`)
	clockTime = regexp.MustCompile(`^(\d{1,2}):(\d{2})(:\d{2}(?:[.,]\d+)?)?` +
		`(?:\s*([Zz])|\s*([+-])(\d{2})(?:(:?)(\d{2}))?)?$`)
)

// ParseWhen reads 2024-06-03, 2024-06-03 10:00, 2024-06-03T10:00:30 and the
// same with a Z or an offset from UTC; fractions of seconds are dropped. The
// error is always a *ParseError.
func ParseWhen(text string) (When, error) {
	if w, ok := plainWhen(text); ok {
		return w, nil
	}
	return parseWhen(text)
}

// plainWhen reads what most texts are, 2024-06-03 and 2024-06-03 10:00, at a fraction
// of the cost.
func plainWhen(text string) (w When, ok bool) {
	const date, dateAndTime = "0000-00-00", "0000-00-00 00:00"
	switch {
	case hasForm(text, date):
		w.AllDay = true
	case hasForm(text, dateAndTime):
		w.Clock = Clock{Hour: number(text[11:13]), Minute: number(text[14:16])}
	default:
		return When{}, false
	}
	w.Date = Date{number(text[:4]), time.Month(number(text[5:7])), number(text[8:10])}
	return w, w.Date.exists() && w.Clock.exists()
}

// hasForm reports whether a text has digits where form has 0, and else the same.
func hasForm(text, form string) bool {
	if len(text) != len(form) {
		return false
	}
	for i := range len(text) {
		isDigit := '0' <= text[i] && text[i] <= '9'
		if form[i] == '0' && !isDigit || form[i] != '0' && text[i] != form[i] {
			return false
		}
	}
	return true
}

func parseWhen(text string) (When, error) {
	m := dateTime.FindStringSubmatch(text)
	if m == nil {
		return When{}, misread(text)
	}
	date := Date{number(m[1]), time.Month(number(m[2])), number(m[3])}
	if !date.exists() {
		return When{}, impossibleDate(date, m[5])
	}
	if m[5] == "" {
		return When{Local: Local{Date: date}, AllDay: true}, nil
	}
	w, ok := parseClock(m[5], m[4] == "T" || m[4] == "t")
	if !ok {
		return When{}, misreadClock(text, date, m[5])
	}
	w.Date = date
	if !w.Clock.exists() {
		return When{}, impossibleClock(w, m[5])
	}
	return w, nil
}

// exists reports whether d is a day of the calendar in a year that may be meant.
func (d Date) exists() bool {
	return firstYear <= d.Year && d.Year <= lastYear && DateOf(d.Time()) == d
}

func impossibleDate(d Date, rest string) *ParseError {
	e := &ParseError{Code: "impossible-date"}
	switch swapped := (Date{d.Year, time.Month(d.Day), int(d.Month)}); {
	case d.Year < firstYear || d.Year > lastYear:
		e.Message = fmt.Sprintf("the year %04d is not between %d and %d", d.Year, firstYear, lastYear)
		e.Hint = "look at the digits of the year"
	case d.Month >= 1 && d.Month <= 12:
		e.Message = fmt.Sprintf("there is no day %d in %s %d, which has %d days",
			d.Day, d.Month, d.Year, d.YearMonth().Last().Day)
	case swapped.exists():
		e.Message = fmt.Sprintf("there is no month %d", d.Month)
		meant := readLoose(swapped.String() + " " + rest).first()
		e.Hint = fmt.Sprintf("dates are written year-month-day; did you mean %s?", meant)
	default:
		e.Message = fmt.Sprintf("there is no month %d", d.Month)
		e.Hint = "dates are written year-month-day, as in 2024-06-03"
	}
	return e
}

// parseClock reads a time of day and what says its distance from UTC. strict
// is true where a T stands before it: behind a space, 10:00-12:00 is a range.
func parseClock(text string, strict bool) (w When, ok bool) {
	m := clockTime.FindStringSubmatch(text)
	if m == nil || m[5] == "-" && !strict && m[3] == "" && (m[7] != "" || m[8] == "") {
		return When{}, false
	}
	w.Clock = Clock{Hour: number(m[1]), Minute: number(m[2])}
	if m[3] != "" {
		w.Second = number(m[3][1:3])
	}
	w.UTC, w.HasOffset = m[4] != "", m[5] != ""
	w.Offset = number(m[6])*3600 + number(m[8])*60
	if m[5] == "-" {
		w.Offset = -w.Offset
	}
	return w, number(m[8]) < 60 && westmost <= w.Offset && w.Offset <= eastmost
}

// The offsets from UTC that clocks have where people live.
const (
	westmost = -12*3600 + 1
	eastmost = 14 * 3600
)

func (c Clock) exists() bool { return c.Hour < 24 && c.Minute < 60 && c.Second < 60 }

func impossibleClock(w When, text string) *ParseError {
	e := &ParseError{Code: "impossible-time", Message: fmt.Sprintf("there is no time %s", text),
		Hint: "hours go from 00 to 23, minutes and seconds from 00 to 59"}
	if w.Clock == (Clock{Hour: 24}) && w.Date.AddDays(1).exists() {
		e.Hint = fmt.Sprintf("write %s, midnight at the end of %s", w.On(w.Date).Plain(), w.Date)
	}
	return e
}

// On returns w on another day; 24:00 is midnight at its end.
func (w When) On(d Date) When {
	if w.Hour == 24 {
		d, w.Clock = d.AddDays(1), Clock{}
	}
	w.Date = d
	return w
}

// number reads digits that a pattern has matched; "" is 0.
func number(digits string) int {
	n, _ := strconv.Atoi(digits)
	return n
}
