package icalread

import (
	"errors"
	"strings"

	ics "github.com/emersion/go-ical"
)

// An Entry is one VEVENT: a recurring event, a single one, or one that stands for
// an occurrence.
type Entry struct {
	UID string // "" where there is none
	// Fault says what in the entry cannot be understood; nil for all else.
	Fault error

	start, end moment
	due        *moment
	rule       string
	except     []moment
	cancelled  bool
}

func (r *Reader) entry(part *ics.Component) Entry {
	uid, err := part.Props.Text(ics.PropUID)
	if err != nil {
		return Entry{Fault: err}
	}
	v := Entry{
		UID: uid, rule: valueOf(part, ics.PropRecurrenceRule),
		cancelled: valueOf(part, ics.PropStatus) == "CANCELLED",
	}
	v.Fault = r.times(&v, part)
	return v
}

// times reads when an entry takes place.
func (r *Reader) times(v *Entry, part *ics.Component) (err error) {
	start := part.Props.Get(ics.PropDateTimeStart)
	if start == nil {
		return errors.New("the entry has no DTSTART")
	}
	if v.start, err = r.moment(*start); err != nil {
		return err
	}
	if v.end, err = r.end(part, v.start); err != nil {
		return err
	}
	if due := part.Props.Get(ics.PropRecurrenceID); due != nil {
		m, err := r.moment(*due)
		if err != nil {
			return err
		}
		v.due = &m
	}
	v.except, err = r.exceptions(part)
	return err
}

// end returns DTEND, or what the standard says of an entry without it
// (RFC 5545 3.6.1).
func (r *Reader) end(part *ics.Component, start moment) (moment, error) {
	if end := part.Props.Get(ics.PropDateTimeEnd); end != nil {
		return r.moment(*end)
	}
	if start.allDay {
		start.seconds += daySeconds
	}
	return start, nil
}

func (r *Reader) exceptions(part *ics.Component) ([]moment, error) {
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

func valueOf(part *ics.Component, name string) string {
	if p := part.Props.Get(name); p != nil {
		return p.Value
	}
	return ""
}
