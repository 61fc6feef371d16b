package site

import (
	"cmp"
	"maps"
	"slices"
)

// inOrder sorts the lists that are not in order yet, by date, then by name.
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
	s.bearers = s.bearersOf()
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

// sorted returns the values of a map in the order of its keys.
func sorted[V any](byKey map[string]V) []V {
	all := make([]V, 0, len(byKey))
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		all = append(all, byKey[key])
	}
	return all
}
