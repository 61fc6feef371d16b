package calendar

import (
	"fmt"
	"regexp"
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

var plainDuration = regexp.MustCompile(`^(?:(\d{1,4})\s*w)?\s*(?:(\d{1,4})\s*d)?\s*(?:(\d{1,4})\s*h)?\s*(?:(\d{1,5})\s*m(?:in)?)?$`)

// ParseDuration reads 1h30m, 90m, 45 min, 2d, 1w or 1d 2h. The error is always
// a *ParseError.
func ParseDuration(text string) (Duration, error) {
	m := plainDuration.FindStringSubmatch(text)
	if m == nil || m[1]+m[2]+m[3]+m[4] == "" {
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
