package pages

import (
	"cmp"
	"slices"

	"belfry/internal/calendar"
	"belfry/internal/site"
)

// An appointment is one occurrence of an event.
type appointment struct {
	event      *site.Event
	occurrence *site.Occurrence
}

// compare orders appointments by start, then by name.
func (a appointment) compare(b appointment) int {
	return cmp.Or(a.occurrence.StartAt.Compare(b.occurrence.StartAt), cmp.Compare(a.event.Name, b.event.Name))
}

func appendAppointments(list []appointment, e *site.Event) []appointment {
	for i := range e.Occurrences {
		list = append(list, appointment{e, &e.Occurrences[i]})
	}
	return list
}

// A schedule holds all appointments of a site in order, and those of each
// month. It is immutable.
type schedule struct {
	all    []appointment
	months []calendar.Month // that have appointments, in order
	empty  []calendar.Month // that withheld events have appointments in, and nothing else, in order
	in     map[calendar.Month][]appointment
}

func newSchedule(s *site.Site, withheld []calendar.Month) schedule {
	c := schedule{in: map[calendar.Month][]appointment{}}
	for _, e := range s.Events {
		c.all = appendAppointments(c.all, e)
	}
	slices.SortFunc(c.all, appointment.compare)
	for _, a := range c.all {
		for m, last := a.occurrence.FirstDay().YearMonth(), a.occurrence.LastDay().YearMonth(); m.Compare(last) <= 0; m = m.Next() {
			if c.in[m] == nil {
				c.months = append(c.months, m)
			}
			c.in[m] = append(c.in[m], a)
		}
	}
	slices.SortFunc(c.months, calendar.Month.Compare)
	for _, m := range withheld {
		if c.in[m] == nil {
			c.empty = append(c.empty, m)
		}
	}
	slices.SortFunc(c.empty, calendar.Month.Compare)
	c.empty = slices.Compact(c.empty)
	return c
}

// years returns the years that have appointments, the latest first.
func (c schedule) years() []int { return yearsOf(c.months) }

// allYears returns the years that have appointments, or withheld ones, the latest
// first.
func (c schedule) allYears() []int { return yearsOf(slices.Concat(c.months, c.empty)) }

func yearsOf(months []calendar.Month) []int {
	var years []int
	for _, m := range months {
		years = append(years, m.Year)
	}
	slices.Sort(years)
	years = slices.Compact(years)
	slices.Reverse(years)
	return years
}

// neighbours returns the months with appointments before and after m, or nil.
func (c schedule) neighbours(m calendar.Month) (before, after *calendar.Month) {
	i, found := slices.BinarySearchFunc(c.months, m, calendar.Month.Compare)
	if i > 0 {
		before = &c.months[i-1]
	}
	if found {
		i++
	}
	if i < len(c.months) {
		after = &c.months[i]
	}
	return before, after
}

// isOver reports whether an appointment has ended at the site's Now.
func (p *publisher) isOver(a appointment) bool {
	end := a.occurrence.EndAt
	return end.Before(p.site.Now) || end.Equal(p.site.Now) && !a.occurrence.IsMoment()
}

// split divides appointments into those to come (or going on), soonest first,
// and those that are over, latest first.
func (p *publisher) split(list []appointment) (coming, past []appointment) {
	for _, a := range list {
		if p.isOver(a) {
			past = append(past, a)
		} else {
			coming = append(coming, a)
		}
	}
	slices.Reverse(past)
	return coming, past
}

// appointmentsOf returns the appointments of some events, in order.
func appointmentsOf(events []*site.Event) []appointment {
	var list []appointment
	for _, e := range events {
		list = appendAppointments(list, e)
	}
	slices.SortFunc(list, appointment.compare)
	return list
}
