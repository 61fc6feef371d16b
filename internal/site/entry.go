package site

import (
	"cmp"

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
	number  int32 // tells the entry from all others of the site
}

// AsEntry returns the entry that a news item, an event, an organisation or a page is.
func (e *Entry) AsEntry() *Entry { return e }

// entryOf returns the entry of a text.
func entryOf(d *content.Document, title, summary string) Entry {
	return Entry{
		Source: d.Path, Kind: d.Kind, Name: d.Name,
		Title: title, Lead: summary, Summary: cmp.Or(summary, d.Body.Excerpt()), Address: d.Address(),
	}
}
