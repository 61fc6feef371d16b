package content

import (
	"fmt"
	"regexp"
	"strings"

	"belfry/internal/calendar"
	"belfry/internal/diag"
)

// zone reads the name of a time zone and returns the name used today.
func (d *decoder) zone(n *node) string {
	s, ok := d.Value(n, "the name of a time zone")
	if !ok {
		return ""
	}
	name, known := calendar.CanonicalZone(s)
	if !known {
		d.ReportAt(n, "unknown-time-zone", fmt.Sprintf("there is no time zone %q", s), d.zoneHint(s))
		return ""
	}
	return name
}

// offset is what people write for a time zone who think of one time of the year.
var offset = regexp.MustCompile(`(?i)^(utc|gmt)?\s*[+-]?\d`)

// zoneHint says what the name of a time zone may have been meant for.
func (d *decoder) zoneHint(s string) string {
	if offset.MatchString(s) {
		return "name a city there, as in Europe/Brussels: an offset says nothing of summer time"
	}
	names, plain := calendar.ZoneNames(), strings.ReplaceAll(s, " ", "_")
	for _, name := range names {
		if _, city, _ := strings.Cut(name, "/"); strings.EqualFold(plain, city) {
			return "write " + name
		}
	}
	if near, ok := d.zones().Nearest(s); ok {
		return "did you mean " + near + "?"
	}
	return "time zones are named by region and city, as in Europe/Brussels"
}

// zoneWords returns the names of time zones.
func zoneWords() *diag.Words { return diag.NewWords(calendar.ZoneNames()) }

// duration reads a length of time.
func (d *decoder) duration(n *node) calendar.Duration {
	return scalarOf(d, n, "a length of time, as in 1h30m,", calendar.ParseDuration)
}

// scalarOf reads a value that package calendar understands; a mistake comes
// back as a *calendar.ParseError.
func scalarOf[V any](d *decoder, n *node, expected string, parse func(string) (V, error)) (zero V) {
	s, ok := d.Value(n, expected)
	if !ok {
		return zero
	}
	value, err := parse(s)
	if err != nil {
		wrong := err.(*calendar.ParseError)
		d.ReportAt(n, wrong.Code, wrong.Message, wrong.Hint)
		return zero
	}
	return value
}
