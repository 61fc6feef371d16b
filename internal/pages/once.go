package pages

import (
	"slices"

	"belfry/internal/site"
)

// A listed event stands in a list once, however often it takes place: with the
// next date on which it does, or where all are over with the last.
type listed struct {
	site.Appointment
	more int // how many dates follow that one in the list
}

// once returns the events of a list: those that come (or go on), soonest first,
// and those of which all dates in the list are over, latest first.
func (p *publisher) once(list []site.Appointment) (coming, past []listed) {
	next, over := p.site.Split(list)
	coming, past = byEvent(next), byEvent(over)
	comes := make(map[*site.Event]bool, len(coming))
	for _, l := range coming {
		comes[l.Event] = true
	}
	past = slices.DeleteFunc(past, func(l listed) bool { return comes[l.Event] })
	for i := range past {
		past[i].more = 0
	}
	slices.SortFunc(coming, func(a, b listed) int { return a.Compare(b.Appointment) })
	slices.SortFunc(past, func(a, b listed) int { return b.Compare(a.Appointment) })
	return coming, past
}

// byEvent gathers the dates of each event into the first of them that takes place.
func byEvent(list []site.Appointment) []listed {
	places := map[*site.Event]int{}
	var events []listed
	for _, a := range list {
		l := listed{Appointment: a}
		i, known := places[a.Event]
		switch {
		case !known:
			places[a.Event] = len(events)
			events = append(events, l)
		case l.IsCancelled():
		case events[i].IsCancelled():
			events[i] = l
		default:
			events[i].more++
		}
	}
	return events
}
