package check

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"belfry/internal/site"

	ics "github.com/emersion/go-ical"
)

// An entry is one VEVENT: a recurring event, a single one, or with due the one
// that stands for an occurrence.
type entry struct {
	uid        string
	start, end moment
	due        *moment
	rule       string
	except     []moment
	cancelled  bool
}

// compareEvent reports where the entries of an event give other times than the
// site.
func (a *audit) compareEvent(e *site.Event, parts []*ics.Component) {
	byUID := map[string][]entry{}
	for _, part := range parts {
		v, err := a.entry(part)
		if err != nil {
			a.report(e, err.Error())
			return
		}
		byUID[v.uid] = append(byUID[v.uid], v)
	}
	var got []occurrence
	for _, uid := range sortedKeys(byUID) {
		some, err := recurrenceSet(byUID[uid], e)
		if err != nil {
			a.report(e, err.Error())
			return
		}
		got = append(got, some...)
	}
	for _, message := range differences(a.wanted[e], got) {
		a.report(e, message)
	}
}

func (r *reader) entry(part *ics.Component) (entry, error) {
	uid, err := part.Props.Text(ics.PropUID)
	if err != nil {
		return entry{}, err
	}
	v := entry{uid: uid, cancelled: valueOf(part, ics.PropStatus) == "CANCELLED", rule: valueOf(part, ics.PropRecurrenceRule)}
	start := part.Props.Get(ics.PropDateTimeStart)
	if start == nil {
		return v, errors.New("the entry has no DTSTART")
	}
	if v.start, err = r.moment(*start); err != nil {
		return v, err
	}
	if v.end, err = r.end(part, v.start); err != nil {
		return v, err
	}
	if due := part.Props.Get(ics.PropRecurrenceID); due != nil {
		m, err := r.moment(*due)
		if err != nil {
			return v, err
		}
		v.due = &m
	}
	v.except, err = r.exceptions(part)
	return v, err
}

// end returns DTEND, or what the standard says of an entry without it
// (RFC 5545 3.6.1).
func (r *reader) end(part *ics.Component, start moment) (moment, error) {
	if end := part.Props.Get(ics.PropDateTimeEnd); end != nil {
		return r.moment(*end)
	}
	if start.allDay {
		start.seconds += daySeconds
	}
	return start, nil
}

func (r *reader) exceptions(part *ics.Component) ([]moment, error) {
	var except []moment
	for _, p := range part.Props.Values(ics.PropExceptionDates) {
		for value := range strings.SplitSeq(p.Value, ",") {
			p.Value = value
			m, err := r.moment(p)
			if err != nil {
				return nil, err
			}
			except = append(except, m)
		}
	}
	return except, nil
}

// recurrenceSet returns the occurrences of entries with one UID: by the rule,
// without the exceptions, with the entries that stand for one of them.
func recurrenceSet(entries []entry, e *site.Event) ([]occurrence, error) {
	var set []occurrence
	for _, v := range entries {
		if v.due == nil {
			some, err := v.expand(e)
			if err != nil {
				return nil, err
			}
			set = append(set, some...)
		}
	}
	for _, v := range entries {
		if v.due == nil {
			continue
		}
		i := startsAt(set, *v.due)
		if i < 0 {
			return nil, fmt.Errorf("an entry stands for the date %s, which the rule does not give", v.due)
		}
		set[i] = v.at(v.start.seconds)
	}
	return set, nil
}

// expand returns the occurrences that the rule of an entry gives, without the
// exceptions: of a rule that goes on for ever as far as the site follows it, of
// others one after the last that the site has, so that it is missed.
func (v entry) expand(e *site.Event) ([]occurrence, error) {
	if v.rule == "" {
		return []occurrence{v.at(v.start.seconds)}, nil
	}
	rule, err := parseRule(v.rule)
	if err != nil {
		return nil, err
	}
	endless, last := e.Recurrence != nil && e.Recurrence.Rule.Endless(), lastDue(e)
	if endless && rule.ends() {
		return nil, errors.New("the rule ends in the calendar, and goes on for ever on the site")
	}
	if !endless && !rule.ends() {
		return nil, errors.New("the rule goes on for ever in the calendar, and ends on the site")
	}
	var set []occurrence
	for day := range rule.days(v.start.local.Date) {
		beyond := last.Before(day)
		if endless && beyond {
			break
		}
		start, err := v.start.on(day)
		if beyond && err != nil { // the clocks have no such time, and nobody needs it
			break
		}
		if err != nil {
			return nil, err
		}
		if over, err := rule.isOver(start); over || err != nil {
			return v.without(set, err)
		}
		set = append(set, v.at(start.seconds))
		if beyond {
			break
		}
	}
	return v.without(set, nil)
}

// without takes the exceptions out of a set.
func (v entry) without(set []occurrence, err error) ([]occurrence, error) {
	if err != nil {
		return nil, err
	}
	for _, x := range v.except {
		i := startsAt(set, x)
		if i < 0 {
			return nil, fmt.Errorf("the date %s is left out, which the rule does not give", x)
		}
		set = slices.Delete(set, i, i+1)
	}
	return set, nil
}

// at returns the occurrence that starts at start and lasts as long as the entry.
func (v entry) at(start int64) occurrence {
	return occurrence{v.uid, v.start.allDay, start, start + v.end.seconds - v.start.seconds, v.cancelled}
}

func startsAt(set []occurrence, m moment) int {
	return slices.IndexFunc(set, func(o occurrence) bool { return o.start == m.seconds && o.allDay == m.allDay })
}

func valueOf(part *ics.Component, name string) string {
	if p := part.Props.Get(name); p != nil {
		return p.Value
	}
	return ""
}
