package site

import (
	"cmp"
	"maps"
	"slices"
)

// inOrder sorts the lists that are not in order yet, by date, then by name, and gives
// each term and each event what belongs to it.
func (s *Site) inOrder() {
	sortByTime(s.News, func(n *News) (int64, string) { return -n.Published.At.Unix(), n.Name })
	sortByTime(s.Events, func(e *Event) (int64, string) { return e.Occurrences[0].StartAt.Unix(), e.Name })
	slices.SortFunc(s.PlainPages, func(x, y *PlainPage) int {
		return cmp.Or(cmp.Compare(x.Menu, y.Menu), cmp.Compare(x.Name, y.Name))
	})
	compare := s.Locale.Collator()
	byTitle := func(x, y *Organisation) int { return cmp.Or(compare(x.Title, y.Title), cmp.Compare(x.Name, y.Name)) }
	slices.SortFunc(s.Members, byTitle)
	slices.SortFunc(s.Partners, byTitle)
	slices.SortFunc(s.Redirects, func(x, y Redirect) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.Source, y.Source))
	})
	bySource := func(x, y Withheld) int { return cmp.Compare(x.Source, y.Source) }
	slices.SortFunc(s.Withheld, bySource)
	slices.SortFunc(s.Early, bySource)
	for i, n := range s.News {
		n.Order = i
	}
	for i, e := range s.Events {
		e.Order = i
	}
	s.fillTerms()
}

// sortByTime sorts a list by what key says of each value: a time, then a name.
// It compares times that lie beside each other: most of a large list is in no
// cache.
func sortByTime[V any](list []*V, key func(*V) (at int64, name string)) {
	type keyed struct {
		at    int64
		value *V
	}
	keys := make([]keyed, len(list))
	for i, v := range list {
		at, _ := key(v)
		keys[i] = keyed{at, v}
	}
	slices.SortFunc(keys, func(x, y keyed) int {
		if c := cmp.Compare(x.at, y.at); c != 0 {
			return c
		}
		_, xName := key(x.value)
		_, yName := key(y.value)
		return cmp.Compare(xName, yName)
	})
	for i, k := range keys {
		list[i] = k.value
	}
}

// fillTerms gives each term what bears it, and each event the news about it, in the
// site's order.
func (s *Site) fillTerms() {
	for _, m := range s.Members {
		if m.Country != nil {
			m.Country.Members = append(m.Country.Members, m)
		}
	}
	for _, n := range s.News {
		for _, t := range n.Topics {
			t.News = append(t.News, n)
		}
		for _, t := range n.Countries {
			t.News = append(t.News, n)
		}
		for _, e := range n.Events {
			e.News = append(e.News, n)
		}
	}
	for _, e := range s.Events {
		for _, t := range e.Topics {
			t.Events = append(t.Events, e)
		}
		if e.Series != nil {
			e.Series.Events = append(e.Series.Events, e)
		}
		if e.Country != nil {
			e.Country.Events = append(e.Country.Events, e)
		}
	}
}

// sorted returns the values of a map in the order of its keys.
func sorted[V any](byKey map[string]V) []V {
	all := make([]V, 0, len(byKey))
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		all = append(all, byKey[key])
	}
	return all
}
