package markdown

import (
	"slices"
	"strconv"
	"strings"

	"belfry/internal/diag"
)

// A lostThing is what has been left out in one place or several.
type lostThing struct {
	at            place
	message, hint string
	count         int
}

// loseElement notes an element that goes. One that takes its words along is said
// each time, but nothing that goes with it.
func (p *page) loseElement(t *tag, f fate) {
	address, _ := t.attribute("src")
	if data, given := t.attribute("data"); given {
		address = data
	}
	if kind, _ := classify(address); kind != outside {
		address = ""
	}
	message, hint := loss(t.name, address)
	if at := p.tagPlace(t); f == dropped {
		p.report(diag.Warning, "raw-html", at, message, hint)
	} else {
		p.lose("<"+t.name, at, message, hint)
	}
}

// loseAttribute notes an attribute that goes. Those that say how a text looks are
// one thing: a text from a word processor has hundreds.
func (p *page) loseAttribute(t *tag, name string) {
	if name == "id" || name == "name" {
		p.lose("targets", p.tagPlace(t),
			"the attribute "+name+" is left out", "link to a heading, by its words: [text](#its-words)")
		return
	}
	p.mixed.looks = append(p.mixed.looks, name)
	p.lose("attributes", p.tagPlace(t),
		"", "how a text looks is said by the site's style sheet; its words stay as they are")
}

// lose notes what goes without taking words along; it is said once for a body.
func (p *page) lose(key string, at place, message, hint string) {
	if p.mixed.lost == nil {
		p.mixed.lost = map[string]*lostThing{}
	}
	if l := p.mixed.lost[key]; l != nil {
		l.count++
		return
	}
	p.mixed.lost[key] = &lostThing{at, message, hint, 1}
}

func morePlaces(n int) string {
	if n == 1 {
		return "1 more place"
	}
	return strconv.Itoa(n) + " more places"
}

// shownAttributes is how many names of attributes a message lists.
const shownAttributes = 5

func attributesLost(names []string) string {
	names = slices.Compact(slices.Sorted(slices.Values(names)))
	more := ""
	if len(names) > shownAttributes {
		names, more = names[:shownAttributes], " and others"
	}
	if len(names) == 1 {
		return "the attribute " + names[0] + " is left out"
	}
	return "the attributes " + strings.Join(names, ", ") + more + " are left out"
}

// reportMixture says what has been left out, and what was never closed.
func (p *page) reportMixture() {
	for key, l := range p.mixed.lost {
		if key == "attributes" {
			l.message = attributesLost(p.mixed.looks)
		}
		if l.count > 1 {
			l.message += " (here and in " + morePlaces(l.count-1) + ")"
		}
		p.report(diag.Warning, "raw-html", l.at, l.message, l.hint)
	}
	for _, e := range p.mixed.open {
		opened, end := "<"+e.name+"> is opened here and never closed", "write </"+e.name+"> where it ends"
		switch {
		case e.hidden:
		case e.fate == dropped: // which says more than that it goes
			p.found = slices.DeleteFunc(p.found, func(d diag.Diagnostic) bool {
				return d.Pos == e.at.pos && d.Code == "raw-html"
			})
			p.report(diag.Error, "unclosed-html", e.at, opened+", and hides what follows", end+", or delete it")
		case containers[e.name]:
			p.report(diag.Warning, "unclosed-html", e.at, opened, end)
		}
	}
}
