package ical

import (
	"cmp"
	"slices"
	"time"

	"belfry/internal/calendar"
)

// An Encoder holds the VTIMEZONE parts of the zones that a site's events are
// in, so that thousands of calendars do not derive them again. It is immutable.
type Encoder struct {
	zones map[string][]byte
}

// The years for which a VTIMEZONE gives every change of its zone. Recurring
// events may lie beyond: where the zone follows a rule, the rule has no end.
const (
	firstYear = 2003
	lastYear  = 2040
)

// usualStart is before all events of most sites, and after the first change of
// every zone's rule of today.
var usualStart = time.Date(firstYear, time.June, 1, 0, 0, 0, 0, time.UTC)

// NewEncoder returns an encoder for events in zones.
func NewEncoder(zones []*calendar.Zone) *Encoder {
	e := &Encoder{zones: make(map[string][]byte, len(zones))}
	for _, z := range zones {
		e.zones[z.Name()] = appendZone(nil, z, usualStart)
	}
	return e
}

// appendZones appends a VTIMEZONE for each zone that c refers to, in order of
// their names; for a calendar without events, one of its own zone, because an
// iCalendar object has at least one component (3.6).
func (e *Encoder) appendZones(dst []byte, c *Calendar) []byte {
	var uses []zoneUse
	if len(c.Events) == 0 {
		uses = []zoneUse{{c.Zone, usualStart}}
	}
	for _, event := range c.Events {
		for _, u := range event.zones {
			uses = addUse(uses, u)
		}
	}
	slices.SortFunc(uses, func(a, b zoneUse) int { return cmp.Compare(a.zone.Name(), b.zone.Name()) })
	for _, u := range uses {
		dst = e.appendZone(dst, u.zone, u.earliest)
	}
	return dst
}

// addUse adds a use to those of other zones, keeping the earliest of each.
func addUse(uses []zoneUse, u zoneUse) []zoneUse {
	for i := range uses {
		if uses[i].zone.Name() == u.zone.Name() {
			uses[i].earliest = earlier(uses[i].earliest, u.earliest)
			return uses
		}
	}
	return append(uses, u)
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func (e *Encoder) appendZone(dst []byte, z *calendar.Zone, earliest time.Time) []byte {
	if prepared, ok := e.zones[z.Name()]; ok && earliest.Year() > firstYear {
		return append(dst, prepared...)
	}
	return appendZone(dst, z, earliest)
}

// appendZone appends the VTIMEZONE that holds from earliest on: one STANDARD
// and one DAYLIGHT part where the zone has followed one rule since, as several
// readers want it; before that, one part for each change.
func appendZone(dst []byte, z *calendar.Zone, earliest time.Time) []byte {
	w := writer{out: dst}
	w.raw("BEGIN:VTIMEZONE")
	w.raw("TZID:" + z.Name())
	from := min(firstYear, earliest.UTC().Year())
	parts := partsOf(z, from)
	if len(parts) == 0 || earliest.Before(parts[0].change.At) {
		w.initial(z, from)
	}
	for _, p := range parts {
		w.part(p)
	}
	w.raw("END:VTIMEZONE")
	return w.out
}

// A part is a STANDARD or DAYLIGHT part of a VTIMEZONE: one change, or with a
// rule all that follow it.
type part struct {
	change calendar.Change
	rule   string
}

// partsOf returns the parts that give all changes of a zone from a year on.
// Where the zone follows a rule from an earlier year on, they begin there, so
// that the parts do not depend on the events.
func partsOf(z *calendar.Zone, from int) []part {
	changes := z.Changes(startOfYear(ruleSearchYear), startOfYear(lastYear+1))
	rules, since := yearlyRules(changes)
	var parts []part
	for _, c := range changes {
		switch year := c.Local().Year; {
		case len(rules) > 0 && year == since:
			parts = append(parts, part{c, ruleOf(rules, c)})
		case year >= from && (len(rules) == 0 || year < since):
			parts = append(parts, part{change: c})
		}
	}
	return parts
}

func startOfYear(year int) time.Time { return time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC) }

// initial writes the offset in force before the first change that is listed.
func (w *writer) initial(z *calendar.Zone, year int) {
	start := calendar.Local{Date: calendar.Date{Year: min(year, 1970), Month: time.January, Day: 1}}
	offset, name := z.Offset(startOfYear(year))
	w.observance("STANDARD", start, calendar.Change{From: offset, To: offset, Abbreviation: name}, "")
}

func (w *writer) part(p part) {
	kind := "STANDARD"
	if p.change.To > p.change.From {
		kind = "DAYLIGHT"
	}
	w.observance(kind, p.change.Local(), p.change, p.rule)
}

func (w *writer) observance(kind string, start calendar.Local, c calendar.Change, rule string) {
	w.raw("BEGIN:" + kind)
	w.property("DTSTART")
	w.line = appendLocal(w.line, start)
	w.end()
	w.property("TZOFFSETFROM")
	w.line = appendOffset(w.line, c.From)
	w.end()
	w.property("TZOFFSETTO")
	w.line = appendOffset(w.line, c.To)
	w.end()
	w.raw("TZNAME:" + c.Abbreviation)
	if rule != "" {
		w.raw("RRULE:" + rule)
	}
	w.raw("END:" + kind)
}

// appendOffset appends a distance from UTC (3.3.14).
func appendOffset(dst []byte, seconds int) []byte {
	sign := byte('+')
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	dst = appendPadded(append(dst, sign), seconds/3600, 2)
	dst = appendPadded(dst, seconds/60%60, 2)
	if seconds%60 != 0 {
		dst = appendPadded(dst, seconds%60, 2)
	}
	return dst
}
