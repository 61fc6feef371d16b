package site

import "sync"

// Bearers are what bears each term, in the site's order, the news about each event, and
// the events of each organiser.
// They are worked out for the first who asks.
type bearers struct {
	news    func() map[*Term][]*News
	events  func() map[*Term][]*Event
	members func() map[*Term][]*Organisation
	about   func() map[*Event][]*News
	by      func() map[*Organisation][]*Event
}

func (s *Site) bearersOf() bearers {
	return bearers{
		news:    sync.OnceValue(func() map[*Term][]*News { return grouped(s.News, (*News).Terms) }),
		events:  sync.OnceValue(func() map[*Term][]*Event { return grouped(s.Events, (*Event).Terms) }),
		members: byCountry(s.Members),
		about:   sync.OnceValue(func() map[*Event][]*News { return grouped(s.News, (*News).about) }),
		by: sync.OnceValue(func() map[*Organisation][]*Event {
			return grouped(s.Events, func(e *Event) []*Organisation { return e.Organisers })
		}),
	}
}

// byCountry returns what groups members by their countries, once, in their order.
func byCountry(members []*Organisation) func() map[*Term][]*Organisation {
	return sync.OnceValue(func() map[*Term][]*Organisation { return grouped(members, (*Organisation).Terms) })
}

// NewsOf returns the news that bear a term, newest first.
func (s *Site) NewsOf(t *Term) []*News { return s.bearers.news()[t] }

// EventsOf returns the events that bear a term, by their first start.
func (s *Site) EventsOf(t *Term) []*Event { return s.bearers.events()[t] }

// MembersOf returns the members in a country.
func (s *Site) MembersOf(t *Term) []*Organisation { return s.bearers.members()[t] }

// IsBorne reports whether anything that is published bears a term.
func (s *Site) IsBorne(t *Term) bool {
	return len(s.NewsOf(t))+len(s.EventsOf(t))+len(s.MembersOf(t)) > 0
}

// NewsAbout returns the news about an event, newest first.
func (s *Site) NewsAbout(e *Event) []*News { return s.bearers.about()[e] }

// EventsBy returns the events that an organisation organises, by their first start.
func (s *Site) EventsBy(o *Organisation) []*Event { return s.bearers.by()[o] }

// grouped returns the values of a list, in its order, by what each of them has.
func grouped[V, K any](list []*V, has func(*V) []*K) map[*K][]*V {
	all := map[*K]*[]*V{}
	for _, v := range list {
		for _, k := range has(v) {
			group := all[k]
			if group == nil {
				group = new([]*V)
				all[k] = group
			}
			*group = append(*group, v)
		}
	}
	groups := make(map[*K][]*V, len(all))
	for k, group := range all {
		groups[k] = *group
	}
	return groups
}
