package icalread

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"belfry/internal/calendar"

	ics "github.com/emersion/go-ical"
)

const daySeconds = 24 * 60 * 60

// A zone is how clocks go, by the parts of a VTIMEZONE in order of time. Each
// holds until the next.
type zone []change

// A change is when the clocks are set, in Unix seconds, and the distance from
// UTC that they then have.
type change struct{ at, offset int64 }

// A moment is a DATE or a DATE-TIME. Whole days count as if they were in UTC.
type moment struct {
	allDay  bool
	local   calendar.Local
	zone    zone // nil for UTC
	seconds int64
}

func (m moment) String() string { return timeText(m.seconds, m.allDay) }

// useZones reads the VTIMEZONEs of a calendar.
func (r *Reader) useZones(c *ics.Calendar) error {
	r.current = map[string]zone{}
	for _, part := range c.Children {
		if part.Name != ics.CompTimezone {
			continue
		}
		name := valueOf(part, ics.PropTimezoneID)
		var z zone
		for _, p := range part.Children {
			changes, err := r.changesOf(p)
			if err != nil {
				return fmt.Errorf("the time zone %s cannot be followed: %w", name, err)
			}
			z = append(z, changes...)
		}
		if len(z) == 0 || r.current[name] != nil {
			return fmt.Errorf("the time zone %s has no part, or stands there twice", name)
		}
		slices.SortFunc(z, func(a, b change) int { return cmp.Compare(a.at, b.at) })
		r.current[name] = z
	}
	return nil
}

// changesOf returns the changes that a STANDARD or DAYLIGHT part gives. They
// begin on the clock that shows the time before (RFC 5545 3.6.5).
func (r *Reader) changesOf(part *ics.Component) ([]change, error) {
	start, text := valueOf(part, ics.PropDateTimeStart), valueOf(part, ics.PropRecurrenceRule)
	from, to := valueOf(part, ics.PropTimezoneOffsetFrom), valueOf(part, ics.PropTimezoneOffsetTo)
	key := start + from + to + text
	if known, ok := r.changes[key]; ok {
		return known, nil
	}
	first, err := time.Parse("20060102T150405", start)
	if err != nil {
		return nil, err
	}
	before, err := offset(from)
	if err != nil {
		return nil, err
	}
	after, err := offset(to)
	if err != nil {
		return nil, err
	}
	days, err := r.onsets(calendar.DateOf(first), text)
	if err != nil {
		return nil, err
	}
	clock := first.Unix() - calendar.DateOf(first).Time().Unix() // of the day, in seconds
	var changes []change
	for _, day := range days {
		changes = append(changes, change{day.Time().Unix() + clock - before, after})
	}
	r.changes[key] = changes
	return changes, nil
}

// onsets returns the days of a part: the first, and all up to the last year that
// matters, which is none where nothing takes place.
func (r *Reader) onsets(first calendar.Date, text string) ([]calendar.Date, error) {
	if text == "" {
		return []calendar.Date{first}, nil
	}
	rule, err := ParseRule(text)
	if err != nil {
		return nil, err
	}
	if rule.until != "" {
		return nil, errors.New("a rule with UNTIL is not understood in a time zone")
	}
	var days []calendar.Date
	for day := range rule.Days(first) {
		if len(days) > 0 && day.Year > r.lastYear+1 {
			break
		}
		days = append(days, day)
	}
	return days, nil
}

// offset reads a distance from UTC (3.3.14).
func offset(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	switch {
	case err != nil || text[0] != '+' && text[0] != '-':
		return 0, fmt.Errorf("%q is no distance from UTC", text)
	case len(text) == len("+hhmm"):
		n *= 100
	case len(text) != len("+hhmmss"):
		return 0, fmt.Errorf("%q is no distance from UTC", text)
	}
	return n/10000*3600 + n/100%100*60 + n%100, nil
}

// moment reads a date or a time.
func (r *Reader) moment(p ics.Prop) (moment, error) {
	m := moment{allDay: p.Params.Get(ics.ParamValue) == "DATE"}
	id, layout := p.Params.Get(ics.PropTimezoneID), "20060102T150405Z"
	if m.allDay {
		layout = "20060102"
	} else if id != "" {
		layout = "20060102T150405"
	}
	t, err := time.Parse(layout, p.Value)
	if err != nil {
		return m, fmt.Errorf("%s:%s is no date, no time in UTC and none with a zone", p.Name, p.Value)
	}
	if id != "" {
		if m.zone = r.current[id]; m.zone == nil {
			return m, fmt.Errorf("%s is in the time zone %s, which the calendar does not describe", p.Name, id)
		}
	}
	m.local = calendar.LocalOf(t)
	return m.on(m.local.Date)
}

// on returns the moment at which the clock shows the same on another day.
func (m moment) on(day calendar.Date) (moment, error) {
	m.local.Date = day
	clock := m.local.Time().Unix()
	if m.zone == nil {
		m.seconds = clock
		return m, nil
	}
	// Distances from UTC are less than a day, so only changes near the time matter.
	byTime := func(c change, at int64) int { return cmp.Compare(c.at, at) }
	near, _ := slices.BinarySearchFunc(m.zone, clock+daySeconds, byTime)
	readings := 0
	for i := near - 1; i >= 0; i-- {
		t := clock - m.zone[i].offset
		if m.zone[i].at <= t && (i+1 == len(m.zone) || t < m.zone[i+1].at) {
			m.seconds = t
			readings++
		}
		if m.zone[i].at < clock-daySeconds {
			break
		}
	}
	if readings != 1 {
		return m, fmt.Errorf("by the time zone in the calendar, clocks show %s %d times", m.local, readings)
	}
	return m, nil
}
