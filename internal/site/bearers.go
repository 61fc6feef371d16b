package site

// Bearers are all that bears a term, in the site's order.
type Bearers struct {
	News    []*News
	Events  []*Event
	Members []*Organisation
}

// Empty reports whether nothing bears the term.
func (b Bearers) Empty() bool { return len(b.News)+len(b.Events)+len(b.Members) == 0 }

// Bearers returns what is published and bears a term.
func (s *Site) Bearers(t *Term) Bearers {
	if b := s.bearers[t]; b != nil {
		return *b
	}
	return Bearers{}
}

// NewsAbout returns the news about an event, newest first.
func (s *Site) NewsAbout(e *Event) []*News { return s.about[e] }

// bearersOfAll finds what bears each term.
func (s *Site) bearersOfAll() map[*Term]*Bearers {
	all := map[*Term]*Bearers{}
	of := func(t *Term) *Bearers {
		b := all[t]
		if b == nil {
			b = &Bearers{}
			all[t] = b
		}
		return b
	}
	for _, m := range s.Members {
		if m.Country != nil {
			of(m.Country).Members = append(of(m.Country).Members, m)
		}
	}
	for _, n := range s.News {
		for _, terms := range [...][]*Term{n.Topics, n.Countries} {
			for _, t := range terms {
				b := of(t)
				b.News = append(b.News, n)
			}
		}
	}
	for _, e := range s.Events {
		for _, t := range e.terms() {
			b := of(t)
			b.Events = append(b.Events, e)
		}
	}
	return all
}

// newsAboutAll finds the news about each event.
func (s *Site) newsAboutAll() map[*Event][]*News {
	about := map[*Event][]*News{}
	for _, n := range s.News {
		for _, e := range n.Events {
			about[e] = append(about[e], n)
		}
	}
	return about
}
