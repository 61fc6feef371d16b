package calendar

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Texts that people write for dates and times. They are not read, because what
// is clear to their author may be read otherwise, but they are understood well
// enough to say what to write instead.
var (
	dayOrMonthFirst = regexp.MustCompile(`^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:\D(.*))?$`)
	yearFirst       = regexp.MustCompile(`^(\d{4})(?:[./](\d{1,2})[./](\d{1,2})|(\d{2})(\d{2}))(?:\D(.*))?$`)

	span       = regexp.MustCompile(`^(?:-|–|—|to\b|until\b)|^\d{1,2}[:.]\d{2}\s*(?:-|–|—|to|until)\s*\d{1,2}[:.]\d{2}$`)
	offsetTime = regexp.MustCompile(`\d\s*(?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d{2})?$`)
	twelveHour = regexp.MustCompile(`(?i)^(\d{1,2})(?:[:.](\d{2}))?\s*([ap])\.?m\.?$`)
	otherClock = regexp.MustCompile(`^(\d{1,2})(?:\s*[.hHuU]\s*(\d{2})?)?$`)
	zonedTime  = regexp.MustCompile(`^(\d{1,2}:\d{2}(?::\d{2})?)\s*\(?([A-Za-z][A-Za-z/_]+)\)?$`)
)

// misreadDate explains a text that is no date as we write them.
func misreadDate(text string) *ParseError {
	var candidates []Date
	var rest string
	if m := dayOrMonthFirst.FindStringSubmatch(text); m != nil {
		a, b, year := number(m[1]), number(m[2]), number(m[3])
		candidates, rest = existing(Date{year, time.Month(b), a}, Date{year, time.Month(a), b}), m[4]
	} else if m := yearFirst.FindStringSubmatch(text); m != nil {
		candidates, rest = existing(Date{number(m[1]), time.Month(number(m[2] + m[4])), number(m[3] + m[5])}), m[6]
	}
	if clock, _, err := parseClock(rest); err == nil {
		rest = fmt.Sprintf(" %02d:%02d", clock.Hour, clock.Minute)
	} else {
		rest = ""
	}
	switch len(candidates) {
	case 0:
		return &ParseError{"not-a-date", fmt.Sprintf("%q is not a date", text), "dates are written 2024-06-03, times 2024-06-03 10:00"}
	case 1:
		return &ParseError{"not-a-date", fmt.Sprintf("%q is not written as a date", text), "write " + candidates[0].String() + rest}
	default:
		a, b := candidates[0], candidates[1]
		return &ParseError{"ambiguous-date",
			fmt.Sprintf("%q may be %d %s or %d %s", text, a.Day, a.Month, b.Day, b.Month),
			fmt.Sprintf("write %s%s or %s%s", a, rest, b, rest)}
	}
}

// existing returns those of the dates that exist, each once.
func existing(dates ...Date) []Date {
	var found []Date
	for _, d := range dates {
		if d.exists() && (len(found) == 0 || found[0] != d) {
			found = append(found, d)
		}
	}
	return found
}

// misreadClock explains a text after a date that is no time of day as we write
// them.
func misreadClock(text string) *ParseError {
	quoted := fmt.Sprintf("%q", text)
	if span.MatchString(text) {
		return &ParseError{"not-a-time", quoted + " is not one time of day", "write the start alone here, and the end under end"}
	}
	if offsetTime.MatchString(text) {
		return &ParseError{"not-a-time", "the time " + quoted + " has an offset from UTC",
			"write the local time and name the zone under timezone, or write the time in UTC with a Z"}
	}
	if m := twelveHour.FindStringSubmatch(text); m != nil {
		return writeClock(quoted+" is a time of the 12-hour clock", afterNoon(number(m[1]), m[3]), number(m[2]))
	}
	if m := otherClock.FindStringSubmatch(text); m != nil {
		return writeClock(quoted+" is not written as a time of day", number(m[1]), number(m[2]))
	}
	if m := zonedTime.FindStringSubmatch(text); m != nil {
		return namedZone(quoted, m[1], m[2])
	}
	return &ParseError{"not-a-time", quoted + " is not a time of day", "times are written 10:00"}
}

// afterNoon returns the hour of the day for an hour of the 12-hour clock; it
// is out of range where that clock has no such hour.
func afterNoon(hour int, half string) int {
	switch {
	case hour < 1 || hour > 12:
		return 24
	case half == "p" || half == "P":
		return hour%12 + 12
	default:
		return hour % 12
	}
}

func writeClock(message string, hour, minute int) *ParseError {
	hint := "times are written 10:00"
	if (Clock{Hour: hour, Minute: minute}).exists() {
		hint = fmt.Sprintf("write %02d:%02d", hour, minute)
	}
	return &ParseError{"not-a-time", message, hint}
}

func namedZone(quoted, clock, zone string) *ParseError {
	hint := fmt.Sprintf("write %s here and the zone under timezone, as in Europe/Brussels", clock)
	if upper := strings.ToUpper(zone); upper == "UTC" || upper == "GMT" {
		hint = fmt.Sprintf("write %sZ", clock)
	}
	return &ParseError{"not-a-time", "the time " + quoted + " names a time zone", hint}
}
