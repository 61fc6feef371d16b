package site

import "belfry/internal/content"

// An index finds what is published by its name.
type index struct {
	places map[string]int32 // by kind and name
	values []any            // by place; nil for what is not published
	plain  bool             // all names are (address.IsPlain)
}

// index returns the index of all that was resolved.
func (n *names) index() index { return index{n.places, n.values, n.plain} }

// NewsNamed returns the news item with a name, or nil.
func (s *Site) NewsNamed(name string) *News { return named[*News](s.index, content.KindNews, name) }

// EventNamed returns the event with a name, or nil.
func (s *Site) EventNamed(name string) *Event { return named[*Event](s.index, content.KindEvent, name) }

// HasPlainNames reports whether the names of all texts are plain (address.IsPlain).
func (s *Site) HasPlainNames() bool { return s.index.plain }

// named returns what has a name among the values of a kind, nil where nothing has.
func named[V any](n index, kind content.Kind, name string) (value V) {
	if i, is := n.places[content.KeyFor(kind, name)]; is {
		value, _ = n.values[i].(V)
	}
	return value
}
