package pages

import (
	"slices"

	"belfry/internal/theme"
)

// largestPage is how many bytes a page that lists something has at most, as far
// as can be told before it is rendered: more takes too long on a slow line, and
// too much of a phone. What surrounds its cards is reckoned with as aroundCards,
// besides what all pages share.
const largestPage, aroundCards = 500_000, 20_000

// A layout is how a list shows its entries so that they fit on the page.
type layout struct {
	brief bool // with title and date alone
	shown int  // how many, from the first on
}

// roomBeside returns how many bytes there are for the cards of a page in a frame.
func roomBeside(f frame) int {
	return largestPage - aroundCards - theme.Size(f.top) - theme.Size(f.header) - theme.Size(f.footer)
}

// layOut returns the layouts of the lists of one page: all in full, or else all
// brief. What does not fit even so is left out at their ends, of each list that is
// longer than its share.
func layOut(room int, lists ...[]size) []layout {
	all := total(lists...)
	layouts := make([]layout, len(lists))
	for i, list := range lists {
		layouts[i] = layout{all.full > room, len(list)}
	}
	if all.full <= room || all.brief <= room {
		return layouts
	}
	share, long := shareOf(room, lists)
	for i, list := range lists {
		if long[i] {
			layouts[i].shown = fitting(share, list, func(s size) int { return s.brief })
		}
	}
	return layouts
}

// shareOf returns which lists are too long for their part of the room, and what
// each of these has when the others have all that they need.
func shareOf(room int, lists [][]size) (share int, long []bool) {
	long = make([]bool, len(lists))
	count, rest := 0, room
	for i, list := range lists {
		if need := total(list).brief; need > room/len(lists) {
			long[i], count = true, count+1
		} else {
			rest -= need
		}
	}
	return rest / max(count, 1), long
}

// fitting returns how many of a list, from the first on, fit into the room.
func fitting(room int, list []size, of func(size) int) int {
	for i, s := range list {
		if room -= of(s); room < 0 {
			return i
		}
	}
	return len(list)
}

func total(lists ...[]size) (all size) {
	for _, list := range lists {
		all = all.plus(totalOf(list, func(s size) size { return s }))
	}
	return all
}

// totalOf is total of what a list is measured as.
func totalOf[T any](list []T, of func(T) size) (all size) {
	for _, v := range list {
		all = all.plus(of(v))
	}
	return all
}

func (s size) plus(t size) size { return size{s.full + t.full, s.brief + t.brief} }

func sizes[T any](list []T, of func(T) size) []size {
	all := make([]size, len(list))
	for i, v := range list {
		all[i] = of(v)
	}
	return all
}

// escaped returns how many bytes a text takes in HTML.
func escaped(s string) int {
	n := len(s)
	for i := range len(s) {
		if s[i] > '>' {
			continue
		}
		switch s[i] {
		case '&', '<', '>', '"', '\'', '+':
			n += 4
		}
	}
	return n
}

// A List is the cards of entries.
type List struct {
	Cards []theme.Part
	More  string // how many there are that do not fit, in words
}

// latest returns at most n of list.
func latest[T any](list []T, n int) []T { return slices.Clip(list[:min(n, len(list))]) }

// laidOut returns the cards of a list as a page has room for them.
func laidOut[T any](t *theme.Theme, list []T, l layout, full, brief func(T) theme.Part) List {
	card := full
	if l.brief {
		card = brief
	}
	v := List{Cards: make([]theme.Part, l.shown), More: l.more(t, len(list))}
	for i, entry := range list[:l.shown] {
		v.Cards[i] = card(entry)
	}
	return v
}

// more says how many of a list of n entries are not shown, in words.
func (l layout) more(t *theme.Theme, n int) string {
	if n == l.shown {
		return ""
	}
	return t.Count("more-entries", n-l.shown)
}
