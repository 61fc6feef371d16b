package site

import (
	"cmp"
	"slices"
	"time"

	"belfry/internal/content"
)

// An Appointment is one occurrence of an event. What the occurrence has of its own
// comes before what the event says.
type Appointment struct {
	Event      *Event
	Occurrence *Occurrence
}

// Appointments returns those of some events, in order.
func Appointments(events ...*Event) []Appointment {
	n := 0
	for _, e := range events {
		n += len(e.Occurrences)
	}
	all := make([]Appointment, 0, n)
	for _, e := range events {
		for i := range e.Occurrences {
			all = append(all, e.Appointment(i))
		}
	}
	slices.SortFunc(all, Appointment.Compare)
	return all
}

// Compare orders appointments by start, then by name, and those of one event that
// have moved to one time by when they were due.
func (a Appointment) Compare(b Appointment) int {
	return cmp.Or(
		a.Occurrence.StartAt.Compare(b.Occurrence.StartAt),
		cmp.Compare(a.Event.Name, b.Event.Name),
		a.Occurrence.Due.Compare(b.Occurrence.Due),
	)
}

// Status returns the status, which is never "".
func (a Appointment) Status() string { return cmp.Or(a.Occurrence.Status, a.Event.Status) }

// IsCancelled reports whether the appointment does not take place.
func (a Appointment) IsCancelled() bool { return a.Status() == "cancelled" }

// IsMoved reports whether the appointment is at another time than it was due.
func (a Appointment) IsMoved() bool { return a.Occurrence.Due != a.Occurrence.Start }

// Location returns where the appointment takes place; nil for nowhere known, and
// for one that has moved online.
func (a Appointment) Location() *content.Location {
	switch {
	case a.Status() == "moved-online":
		return nil
	case a.Occurrence.Location != nil:
		return a.Occurrence.Location
	}
	return a.Event.Location
}

// Format returns how the appointment can be attended, as Event.Format does; "" where
// it is unknown.
func (a Appointment) Format() string {
	if a.Status() == "moved-online" {
		return "online"
	}
	return a.Event.Format
}

// Join returns the address at which the appointment can be joined; "" for none.
func (a Appointment) Join() string { return cmp.Or(a.Occurrence.Join, a.Event.Join) }

// IsOver reports whether the appointment has ended at an instant. A moment is over
// after it.
func (a Appointment) IsOver(now time.Time) bool {
	end := a.Occurrence.EndAt
	return end.Before(now) || end.Equal(now) && !a.Occurrence.IsMoment()
}

// Appointment returns the event's i-th appointment, from 0.
func (e *Event) Appointment(i int) Appointment { return Appointment{e, &e.Occurrences[i]} }

// First returns the event's first appointment.
func (e *Event) First() Appointment { return e.Appointment(0) }

// Next returns the appointment that matters most at an instant: the next one that
// takes place, else the next one, or the last where all are over.
func (e *Event) Next(now time.Time) Appointment {
	next := Appointment{Event: e}
	for i := range e.Occurrences {
		a := e.Appointment(i)
		if a.IsOver(now) {
			continue
		}
		if !a.IsCancelled() {
			return a
		}
		if next.Occurrence == nil {
			next = a
		}
	}
	if next.Occurrence == nil {
		next.Occurrence = &e.Occurrences[len(e.Occurrences)-1]
	}
	return next
}

// LastEnd returns when the event has taken place for the last time, as far as its
// occurrences are known.
func (e *Event) LastEnd() time.Time {
	last := e.Occurrences[0].EndAt
	for i := range e.Occurrences {
		last = later(last, e.Occurrences[i].EndAt)
	}
	return last
}

// IsEndless reports whether the event recurs for ever.
func (e *Event) IsEndless() bool { return e.Recurrence != nil && e.Recurrence.Rule.Endless() }

// Split divides appointments into those to come (or going on) at the site's Now,
// soonest first, and those that are over, latest first.
func (s *Site) Split(list []Appointment) (coming, past []Appointment) {
	for _, a := range list {
		if a.IsOver(s.Now) {
			past = append(past, a)
		} else {
			coming = append(coming, a)
		}
	}
	slices.Reverse(past)
	return coming, past
}
