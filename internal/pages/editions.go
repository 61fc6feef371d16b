package pages

import (
	"strings"
	"sync"

	"belfry/internal/publication"
	"belfry/internal/site"
)

// Editions are the publishers of a site. That of the first edition gathers what the site
// has once, too; the others are made when somebody asks for what they publish.
type editions struct {
	first  *publisher
	others []func() *publisher
}

func newEditions(in Input) editions {
	all := editions{first: newPublisher(in)}
	for i := range in.Site.Editions[1:] {
		all.others = append(all.others, sync.OnceValue(func() *publisher { return all.first.beside(i + 1) }))
	}
	return all
}

// each yields the publisher of each edition.
func (all editions) each(yield func(*publisher) bool) {
	if !yield(all.first) {
		return
	}
	for _, other := range all.others {
		if !yield(other()) {
			return
		}
	}
}

// outputs returns what is published. Editions in further languages are parts, unless
// one of their outputs may be where another is: then they are all there.
func (all editions) outputs() ([]publication.Output, []publication.Family, []publication.Part) {
	p := all.first
	if !p.areApart() {
		var outputs []publication.Output
		var families []publication.Family
		for p := range all.each {
			outputs, families = append(outputs, p.outputs...), append(families, p.ofItems...)
		}
		return outputs, families, nil
	}
	parts := make([]publication.Part, len(all.others))
	for i, other := range all.others {
		parts[i] = publication.Part{
			Folder: p.site.Editions[i+1].Tag(),
			Make:   func() ([]publication.Output, []publication.Family) { p := other(); return p.outputs, p.ofItems },
		}
	}
	return p.outputs, p.ofItems, parts
}

// areApart reports whether all that editions in further languages publish has an address
// of its own, as what the first publishes has: they have the same lists, and of the same
// items.
func (p *publisher) areApart() bool {
	if !p.site.HasPlainNames() {
		return false
	}
	for _, r := range p.site.Redirects {
		if !r.Implied && !p.site.Covers(r.From) {
			return false
		}
	}
	for name := range p.static {
		folder, _, _ := strings.Cut(name, "/")
		for _, ed := range p.site.Editions[1:] {
			if strings.EqualFold(folder, ed.Tag()) {
				return false
			}
		}
	}
	return true
}

// itemsHeld returns how many items have pages in an edition that its publisher holds.
func itemsHeld(ed *site.Edition) int {
	return len(site.WithPage(ed, ed.PlainPages)) + len(site.WithPage(ed, ed.Members)) + len(site.WithPage(ed, ed.Partners))
}
