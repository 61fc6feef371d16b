package ical

import (
	"cmp"
	"slices"
	"time"

	"belfry/internal/calendar"
)

// The years for which a VTIMEZONE gives every change of its zone. A zone that
// follows a rule then goes on by that rule for ever; those whose clocks go by the
// moon (Casablanca, Gaza), or in a way that no yearly rule says (Cairo), stop.
const (
	firstYear = 1980
	lastYear  = 2040
)

// A course is how the clocks of a zone go, from firstYear on.
type course struct {
	zone  *calendar.Zone
	parts []part // in order of time; those with a rule come last
	// steady is the instant from which on the zone follows one rule, or has
	// changed no more, or where it does neither, the start of the course. Several
	// readers keep one STANDARD and one DAYLIGHT part only, or refuse distances
	// from UTC with seconds, which all lie before it.
	steady time.Time
}

// A part is a STANDARD or DAYLIGHT part of a VTIMEZONE: one change, or with a
// rule all changes in the years from it on that are like it.
type part struct {
	calendar.Change
	rule string // an RRULE value
}

func courseOf(z *calendar.Zone) course {
	changes := z.Changes(startOfYear(firstYear), startOfYear(lastYear+1))
	rules, since := yearlyRules(changes)
	c := course{zone: z, steady: startOfYear(firstYear)}
	for _, change := range changes {
		switch year := change.Local().Year; {
		case year < since:
			c.parts = append(c.parts, part{Change: change})
		case year == since:
			c.parts = append(c.parts, part{change, ruleOf(rules, change)})
		}
	}
	first := slices.IndexFunc(c.parts, func(p part) bool { return p.rule != "" })
	if last := len(c.parts) - 1; first < 0 && last >= 0 && c.parts[last].At.Before(startOfYear(lastYear)) {
		first = last
	}
	if first >= 0 {
		c.steady = c.parts[first].At
	}
	return c
}

// followsRule reports whether the zone goes on by a rule.
func (c course) followsRule() bool { return len(c.parts) > 0 && c.parts[len(c.parts)-1].rule != "" }

// RulesFrom returns the instant from which on an event that recurs can be written
// in a zone: its starts are local times, so its calendar has to say how the clocks
// go, and where they follow a rule readers understand nothing but that. In UTC it
// is the zero Time: always.
func RulesFrom(z *calendar.Zone) time.Time {
	if z.Name() == "UTC" {
		return time.Time{}
	}
	if c := courseOf(z); c.followsRule() {
		return c.steady
	}
	return startOfYear(firstYear)
}

func startOfYear(year int) time.Time { return time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC) }

// from returns the parts that matter from an instant on: single changes that
// others have followed by then are left out. So there is one STANDARD and one
// DAYLIGHT part where the zone has followed one rule since, and one part where
// it has changed no more; several readers understand only that.
func (c course) from(earliest time.Time) []part {
	parts := c.parts
	for len(parts) > 1 && parts[0].rule == "" && !parts[1].At.After(earliest) {
		parts = parts[1:]
	}
	return parts
}

// course returns the course of a zone.
func (e *Encoder) course(z *calendar.Zone) course {
	if c, ok := e.courses[z.Name()]; ok {
		return c()
	}
	return courseOf(z)
}

// usesOf returns the zones that the events of c refer to, each once, in order
// of their names; for a calendar without events its own zone, because an
// iCalendar object has at least one component (3.6).
func usesOf(c *Calendar) []zoneUse {
	if len(c.Events) == 0 {
		return []zoneUse{{c.Zone, startOfYear(lastYear)}}
	}
	var uses []zoneUse
	for i := range c.Events {
		for _, u := range c.Events[i].zones {
			if u.zone != nil {
				uses = addUse(uses, u)
			}
		}
	}
	slices.SortFunc(uses, func(a, b zoneUse) int { return cmp.Compare(a.zone.Name(), b.zone.Name()) })
	return uses
}

// addUse adds a use to those of other zones, keeping the earliest of each.
func addUse(uses []zoneUse, u zoneUse) []zoneUse {
	for i := range uses {
		if uses[i].zone.Name() != u.zone.Name() {
			continue
		}
		if u.earliest.Before(uses[i].earliest) {
			uses[i].earliest = u.earliest
		}
		return uses
	}
	return append(uses, u)
}

// zone writes the VTIMEZONE that holds from earliest on (3.6.5).
func (w *writer) zone(c course, earliest time.Time) {
	w.raw("BEGIN:VTIMEZONE")
	w.raw("TZID:" + c.zone.Name())
	parts := c.from(earliest)
	if len(parts) == 0 || earliest.Before(parts[0].At) {
		parts = append([]part{initial(c.zone, earliest)}, parts...)
	}
	for _, p := range parts {
		kind := "STANDARD"
		if p.To > p.From && len(parts) > 1 {
			kind = "DAYLIGHT"
		}
		w.part(kind, p)
	}
	w.raw("END:VTIMEZONE")
}

// initial returns what is in force at earliest as a part that begins long
// before: where the zone has never changed, or has changed only later.
func initial(z *calendar.Zone, earliest time.Time) part {
	offset, name := z.Offset(earliest)
	start := startOfYear(min(earliest.UTC().Year()-1, 1970)).Add(-time.Duration(offset) * time.Second)
	return part{Change: calendar.Change{At: start, From: offset, To: offset, Abbreviation: name}}
}

func (w *writer) part(kind string, p part) {
	w.raw("BEGIN:" + kind)
	w.begin("DTSTART")
	w.out = appendLocal(w.out, p.Local())
	w.end()
	w.begin("TZOFFSETFROM")
	w.out = appendOffset(w.out, p.From)
	w.end()
	w.begin("TZOFFSETTO")
	w.out = appendOffset(w.out, p.To)
	w.end()
	w.raw("TZNAME:" + p.Abbreviation)
	if p.rule != "" {
		w.raw("RRULE:" + p.rule)
	}
	w.raw("END:" + kind)
}
