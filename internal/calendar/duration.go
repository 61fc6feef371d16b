package calendar

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A Duration is a length in calendar days and exact time (RFC 5545 3.3.6: a
// day is a day on the calendar, an hour always 3600 seconds).
type Duration struct {
	Days int
	Time time.Duration
}

// IsZero reports whether d has no length.
func (d Duration) IsZero() bool { return d == Duration{} }

// String returns d as ParseDuration reads it: 1d 2h30m. Seconds, which only
// the standard's form has, are left out.
func (d Duration) String() string {
	var days, clock string
	if d.Days > 0 {
		days = strconv.Itoa(d.Days) + "d"
	}
	if hours := d.Time / time.Hour; hours > 0 {
		clock = fmt.Sprintf("%dh", hours)
	}
	if minutes := d.Time % time.Hour / time.Minute; minutes > 0 {
		clock += fmt.Sprintf("%dm", minutes)
	}
	return strings.TrimSpace(days + " " + clock)
}

const partsApart = `(?:\s*,\s*|\s+and\s+|\s*)`

var (
	plainDuration = regexp.MustCompile(`(?i)^(?:(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:w|wks?|weeks?))?` +
		partsApart + `(?:(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:d|days?))?` +
		partsApart + `(?:(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?))?` +
		partsApart + `(?:(\d{1,5})\s*(?:m|mins?|minutes?))?\.?$`)
	hourMinutes      = regexp.MustCompile(`(?i)^(\d{1,4})\s*h\s*([0-5]\d)$`)
	standardDuration = regexp.MustCompile(`(?i)^P(?:(\d{1,4})W)?(?:(\d{1,4})D)?` +
		`(?:T(?:(\d{1,4}(?:[.,]\d{1,2})?)H)?(?:(\d{1,5})M)?(?:(\d{1,6})(?:[.,]0+)?S)?)?$`)

	clockDuration = regexp.MustCompile(`(?i)^(\d{1,2}):([0-5]\d)(?::00)?\s*(?:h|hrs?|hours?)?$`)
	manyDigits    = regexp.MustCompile(`(^|[^\d.,])[1-9]\d{4,}`)
	bareNumber    = regexp.MustCompile(`^\d{1,4}$`)
)

// ParseDuration reads 1h30m, 90m, 45 min, 2d, 1w, 1d 2h, 1.5h, 1h30, the same
// with the words written out (1 hour 30 minutes), and the form of ISO 8601
// (PT1H30M, P1D). The error is always a *ParseError.
func ParseDuration(text string) (Duration, error) {
	m := durationParts(text)
	if m == nil {
		return Duration{}, notADuration(text)
	}
	weeks, days, hours := decimal(m[0]), decimal(m[1]), decimal(m[2])
	if weeks%100 != 0 || days%100 != 0 {
		return Duration{}, partOfADay(text, weeks*7+days, hours, number(m[3]))
	}
	d := Duration{
		Days: (7*weeks + days) / 100,
		Time: time.Duration(hours)*time.Hour/100 +
			time.Duration(number(m[3]))*time.Minute + time.Duration(number(m[4]))*time.Second,
	}
	if d.IsZero() {
		return d, &ParseError{
			Code: "not-a-duration", Message: fmt.Sprintf("%q has no length", text),
			Hint: "leave duration out for an event that is a moment",
		}
	}
	return d, nil
}

// durationParts returns the weeks, days, hours, minutes and seconds of a text.
func durationParts(text string) []string {
	if m := hourMinutes.FindStringSubmatch(text); m != nil {
		return []string{"", "", m[1], m[2], ""}
	}
	if m := plainDuration.FindStringSubmatch(text); m != nil && strings.Join(m[1:], "") != "" {
		return append(m[1:], "")
	}
	if m := standardDuration.FindStringSubmatch(text); m != nil && strings.Join(m[1:], "") != "" {
		return m[1:]
	}
	return nil
}

// decimal returns a hundred times the number that a pattern has matched.
func decimal(digits string) int {
	whole, part, _ := strings.Cut(strings.Replace(digits, ",", ".", 1), ".")
	return number(whole)*100 + number((part + "00")[:2])
}

func notADuration(text string) *ParseError {
	e := &ParseError{
		Code: "not-a-duration", Message: fmt.Sprintf("%q is not a length of time", text),
		Hint: "write 1h30m, 45m or 2d",
	}
	if m := clockDuration.FindStringSubmatch(text); m != nil {
		hours, minutes := time.Duration(number(m[1])), time.Duration(number(m[2]))
		if d := (Duration{Time: hours*time.Hour + minutes*time.Minute}); !d.IsZero() {
			e.Hint = "write " + d.String()
		}
	}
	if manyDigits.MatchString(text) && durationParts(manyDigits.ReplaceAllString(text, "${1}1")) != nil {
		e.Message, e.Hint = fmt.Sprintf("%q is far too long", text), "look whether a digit too many was typed"
	}
	if bareNumber.MatchString(text) && number(text) > 0 {
		e.Hint = fmt.Sprintf("write %sm for minutes, %sh for hours or %sd for days", text, text, text)
	}
	return e
}

// partOfADay explains days that are not whole. days and hours are in
// hundredths.
func partOfADay(text string, days, hours, minutes int) *ParseError {
	d := Duration{
		Days: days / 100,
		Time: time.Duration(days%100*24+hours)*time.Hour/100 + time.Duration(minutes)*time.Minute,
	}
	return &ParseError{
		Code: "not-a-duration", Message: fmt.Sprintf("%q has days that are not whole", text),
		Hint: "write " + d.String(),
	}
}
