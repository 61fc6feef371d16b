package site

import (
	"cmp"
	"slices"

	"belfry/internal/address"
	"belfry/internal/content"
)

// An Entry is what all that editors write has in common.
type Entry struct {
	Source  string // the path of the file in the default language
	Kind    content.Kind
	Name    string
	Title   string
	Lead    string // the summary that is given, if one is
	Summary string // the same, or the first words of the body
	Address address.Path
	// Number tells the entry from all others of the site; it is below Site.Numbers.
	Number int32
}

func (e *Entry) entry() *Entry { return e }

// entryOf returns the entry of a text.
func entryOf(d *content.Document, title, summary string) Entry {
	return Entry{
		Source: d.Path, Kind: d.Kind, Name: d.Name,
		Title: title, Lead: summary, Summary: cmp.Or(summary, d.Body.Excerpt()), Address: d.Address(),
	}
}

// A text is an entry with what it was made of, whose links wait until all addresses
// are known.
type text struct {
	entry *Entry
	*piece
}

// Published is all that has a page of its own.
type published struct {
	texts []text
	paths func() *paths // of the entries
}

// addTexts adds what was made of the texts of a kind.
func addTexts[V any, P entryOfKind[V]](p *published, all []made[V]) {
	for _, m := range all {
		p.texts = append(p.texts, text{P(m.value).entry(), m.piece})
	}
}

// sources returns the paths of the texts, in order.
func (p *published) sources() []string {
	all := make([]string, len(p.texts))
	for i, t := range p.texts {
		all[i] = t.entry.Source
	}
	slices.Sort(all)
	return all
}
