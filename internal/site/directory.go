package site

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"belfry/internal/content"
	"belfry/internal/diag"
)

// A directory is the things of one kind by their names, put in order to find what
// a name was meant for that is none. That is done for the first who asks: most
// sites need it never, and thousands of mistakes cost no more than one does.
type directory[T any] struct {
	named   func(name string) *T // nil for none
	lexicon func() *lexicon
}

// newDirectory returns a directory; title says how else a thing is called, and is
// nil where it is called by its name alone.
func newDirectory[T any](byName map[string]*T, title func(*T) string) directory[T] {
	return directory[T]{
		named:   func(name string) *T { return byName[name] },
		lexicon: sync.OnceValue(func() *lexicon { return newLexicon(byName, title) }),
	}
}

// idOf finds the name of what has it, or a title; "" where nothing has.
func (d directory[T]) idOf(name string) string {
	if d.named(name) != nil {
		return name
	}
	return d.lexicon().called(name)
}

// A lexicon holds things that have a name, and may have a title.
type lexicon struct {
	names   []string // in order
	words   *diag.Words
	byTitle map[string]string // the first name, by the title in small letters
}

func newLexicon[T any](all map[string]*T, title func(*T) string) *lexicon {
	n := &lexicon{names: slices.Sorted(maps.Keys(all)), byTitle: map[string]string{}}
	n.words = diag.NewWords(n.names)
	if title == nil {
		return n
	}
	for _, name := range n.names {
		if key := anyCase(title(all[name])); n.byTitle[key] == "" {
			n.byTitle[key] = name
		}
	}
	return n
}

// called returns the name of what has a title, in whatever case, or "".
func (n *lexicon) called(title string) string { return n.byTitle[anyCase(title)] }

// anyCase returns what is equal for texts that differ in case alone.
func anyCase(s string) string { return strings.ToLower(strings.ToUpper(s)) }

// shownKnown is up to how many known names a hint lists them all.
const shownKnown = 12

// hint says what a name of nothing may have been meant for.
func (n *lexicon) hint(what, name string) string {
	near, ok := n.words.Nearest(name)
	if !ok {
		near, ok = n.words.Nearest(content.BareName(name))
	}
	switch {
	case ok:
		return "did you mean " + near + "?"
	case len(n.names) == 0 && (what == "topic" || what == "series"):
		return "topics and series are listed in " + content.ConfigFile
	case len(n.names) == 0:
		return "no " + what + " is published yet"
	case len(n.names) <= shownKnown:
		return "known are " + strings.Join(n.names, ", ")
	}
	return ""
}

// lookup returns what r names, or nil where it names nothing, and reports that.
func lookup[T any](f *findings, file, what string, r content.Ref, in directory[T]) *T {
	if r.Name == "" {
		return nil
	}
	if t := in.named(r.Name); t != nil {
		return t
	}
	f.lookAround()
	f.unknown(file, "unknown-"+what, what, r, in.lexicon(), write(in.idOf(r.Name)))
	return nil
}

// unknown reports a reference to nothing. hint, where there is one, says what was
// meant; else a known name that is like it does.
func (f *findings) unknown(file, code, what string, r content.Ref, known *lexicon, hint string) {
	if hint == "" {
		hint = known.hint(what, r.Name)
	}
	f.failAt(file, r, code, "there is no "+what+" \""+r.Name+"\"", hint)
}

// write is the hint to write a name; "" where there is none.
func write(name string) string {
	if name == "" {
		return ""
	}
	return "write " + name
}

// unnamed knows no other names of things.
func unnamed(string) string { return "" }

// addOnce adds what a reference leads to, where it leads to something that is
// not in the list yet.
func addOnce[T any](list []*T, t *T) []*T {
	if t == nil || slices.Contains(list, t) {
		return list
	}
	return append(list, t)
}
