package site

import "belfry/internal/content"

// An Entry is what all that editors write has in common, whichever its languages: an
// Edition says its texts.
type Entry struct {
	Source string // the path of the file that it is written in first
	Kind   content.Kind
	Name   string
	own    Text // as it is written first
}

// AsEntry returns the entry that a news item, an event, an organisation or a page is.
func (e *Entry) AsEntry() *Entry { return e }

// Own returns the text that all others of the entry are translations of.
func (e *Entry) Own() *Text { return &e.own }

// entryOf returns the entry of a text.
func (g *ground) entryOf(d *content.Document, title, summary string) Entry {
	return Entry{Source: d.Path, Kind: d.Kind, Name: d.Name, own: g.said(d, title, summary)}
}
