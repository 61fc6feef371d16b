package pages

import (
	"slices"

	"belfry/internal/site"
	"belfry/internal/theme"
)

// A listed event stands in a list once, however often it takes place: with the
// next date on which it does, or where all are over with the last.
type listed struct {
	appointment
	more int // how many dates follow that one in the list
}

// isOff reports whether the date does not take place.
func (l listed) isOff() bool { return statusOf(l.event, l.occurrence) == "cancelled" }

// once returns the events of a list: those that come (or go on), soonest first,
// and those of which all dates in the list are over, latest first.
func (p *publisher) once(list []appointment) (coming, past []listed) {
	next, over := p.split(list)
	coming, past = byEvent(next), byEvent(over)
	comes := make(map[*site.Event]bool, len(coming))
	for _, l := range coming {
		comes[l.event] = true
	}
	past = slices.DeleteFunc(past, func(l listed) bool { return comes[l.event] })
	for i := range past {
		past[i].more = 0
	}
	slices.SortFunc(coming, func(a, b listed) int { return a.compare(b.appointment) })
	slices.SortFunc(past, func(a, b listed) int { return b.compare(a.appointment) })
	return coming, past
}

// byEvent gathers the dates of each event into the first of them that takes place.
func byEvent(list []appointment) []listed {
	places := map[*site.Event]int{}
	var events []listed
	for _, a := range list {
		l := listed{appointment: a}
		i, known := places[a.event]
		switch {
		case !known:
			places[a.event] = len(events)
			events = append(events, l)
		case l.isOff():
		case events[i].isOff():
			events[i] = l
		default:
			events[i].more++
		}
	}
	return events
}

// listedCard returns the card of a listed event. That of an event that takes
// place once is kept, because several lists show it.
func (p *publisher) listedCard(l listed) theme.Part {
	if len(l.event.Occurrences) == 1 {
		return p.cardOfEvent(l.event)
	}
	v := p.eventCard(l.event, l.occurrence)
	v.Repeats = p.repeatsText(l)
	return p.theme.Part("event-card", v)
}

// repeatsText says how an event repeats, and how many dates follow. Of a rule
// without an end nobody knows how many.
func (p *publisher) repeatsText(l listed) string {
	rule, more := p.ruleText(l.event), ""
	switch endless := l.event.Recurrence != nil && l.event.Recurrence.Rule.Endless(); {
	case l.more > 0 && !endless:
		more = p.theme.Count("more-dates", l.more)
	case l.more > 0 && rule == "":
		more = p.theme.Text("further-dates")
	}
	return joinNonEmpty(", ", rule, more)
}
