package site

import (
	"cmp"
	"maps"
	"slices"

	"belfry/internal/content"
)

// inOrder sorts the lists that are not in order yet.
func (s *Site) inOrder() {
	slices.SortFunc(s.PlainPages, func(x, y *PlainPage) int {
		return cmp.Or(cmp.Compare(x.Menu, y.Menu), cmp.Compare(x.Name, y.Name))
	})
	slices.SortFunc(s.Redirects, func(x, y Redirect) int {
		return cmp.Or(cmp.Compare(x.From, y.From), cmp.Compare(x.Source, y.Source))
	})
	s.bearers = s.bearersOf()
}

// inOrder returns what the documents of a kind were resolved to, in the order that
// compare gives. Without what has gone, last is in that order; where nothing has come
// or gone, it is the list.
func inOrder[V any](n *names, kind content.Kind, last []*V, compare func(a, b *V) int) []*V {
	if n.moved {
		return sortedBy(valuesOf[*V](n, kind), compare)
	}
	var gone []*V
	for _, p := range n.gone {
		if value, is := p.value.(*V); is {
			gone = append(gone, value)
		}
	}
	var come []*V
	for _, i := range n.fresh {
		if value, is := n.values[i].(*V); is {
			come = append(come, value)
		}
	}
	if len(gone)+len(come) == 0 {
		return last
	}
	slices.SortFunc(gone, compare)
	slices.SortFunc(come, compare)
	rest, found := without(last, gone, compare)
	if !found {
		return sortedBy(valuesOf[*V](n, kind), compare)
	}
	return merged(rest, come, compare)
}

func sortedBy[V any](list []*V, compare func(a, b *V) int) []*V {
	slices.SortFunc(list, compare)
	return list
}

// without returns a list without some of its values; both are in order. It is false
// where one of these is not in its place.
func without[V any](list, gone []*V, compare func(a, b *V) int) (rest []*V, found bool) {
	rest = make([]*V, 0, len(list))
	for _, v := range gone {
		i, _ := slices.BinarySearchFunc(list, v, compare)
		if i == len(list) || list[i] != v {
			return nil, false
		}
		rest, list = append(rest, list[:i]...), list[i+1:]
	}
	return append(rest, list...), true
}

// merged returns the values of two lists, each of which is in order.
func merged[V any](list, come []*V, compare func(a, b *V) int) []*V {
	all := make([]*V, 0, len(list)+len(come))
	for _, v := range come {
		i, _ := slices.BinarySearchFunc(list, v, compare)
		all = append(append(all, list[:i]...), v)
		list = list[i:]
	}
	return append(all, list...)
}

// sorted returns the values of a map in the order of its keys.
func sorted[V any](byKey map[string]V) []V {
	all := make([]V, 0, len(byKey))
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		all = append(all, byKey[key])
	}
	return all
}
