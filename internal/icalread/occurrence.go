package icalread

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"belfry/internal/calendar"
)

// An Occurrence is one time at which an event takes place, in Unix seconds.
// Whole days count as if they were in UTC, and end where the next day begins.
type Occurrence struct {
	UID        string
	AllDay     bool
	Start, End int64
	Cancelled  bool
}

// String returns when the occurrence is: in UTC, or the first day and the one
// after the last.
func (o Occurrence) String() string {
	return o.Time(o.Start) + " to " + o.Time(o.End) + " of " + o.UID
}

// Time says when a number of seconds is, as String does.
func (o Occurrence) Time(seconds int64) string { return timeText(seconds, o.AllDay) }

func timeText(seconds int64, allDay bool) string {
	if allDay {
		return time.Unix(seconds, 0).UTC().Format(time.DateOnly)
	}
	return time.Unix(seconds, 0).UTC().Format("2006-01-02 15:04:05Z")
}

// Occurrences returns those of entries with one UID, none of which has a fault: by
// the rule, without the exceptions, with the entries that stand for one of them. A
// rule that goes on for ever is followed to the day last, and others to one
// occurrence behind it. The error says in words what the calendar contradicts.
func Occurrences(entries []Entry, endless bool, last calendar.Date) ([]Occurrence, error) {
	var set []Occurrence
	for _, v := range entries {
		if v.due == nil {
			some, err := v.expand(endless, last)
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
// exceptions: of a rule that ends one after the last day, so that it is missed.
func (v Entry) expand(endless bool, last calendar.Date) ([]Occurrence, error) {
	if v.rule == "" {
		return []Occurrence{v.at(v.start.seconds)}, nil
	}
	rule, err := ParseRule(v.rule)
	if err != nil {
		return nil, err
	}
	if endless && rule.ends() {
		return nil, errors.New("the rule ends in the calendar, and goes on for ever on the site")
	}
	if !endless && !rule.ends() {
		return nil, errors.New("the rule goes on for ever in the calendar, and ends on the site")
	}
	var set []Occurrence
	for day := range rule.Days(v.start.local.Date) {
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
func (v Entry) without(set []Occurrence, err error) ([]Occurrence, error) {
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
func (v Entry) at(start int64) Occurrence {
	return Occurrence{v.UID, v.start.allDay, start, start + v.end.seconds - v.start.seconds, v.cancelled}
}

func startsAt(set []Occurrence, m moment) int {
	return slices.IndexFunc(set, func(o Occurrence) bool { return o.Start == m.seconds && o.AllDay == m.allDay })
}
