package site

import (
	"cmp"

	"belfry/internal/address"
	"belfry/internal/content"
)

// A Text is what an entry says in one language.
type Text struct {
	Source  string // the path of its file
	Lang    string // BCP 47 tag
	Title   string
	Lead    string // the summary that is given, if one is
	Summary string // the same, or the first words of the body
	Alt     string // what the picture of the entry shows
	// StatusReason says why an event is not as it was announced.
	StatusReason string
	changes      []content.TranslatedChange
	Address      address.Path // of its page
	number       int32        // tells it from all others of the site
	edition      int          // that has its page
}

// said returns what a document says, whose front matter has a title and a summary.
func (g *ground) said(d *content.Document, title, summary string) Text {
	edition, _ := g.editionOf(d.FileName)
	return Text{
		Source: d.Path, Lang: cmp.Or(d.Lang, g.language()), Address: g.addressOf(d.FileName), edition: edition,
		Title: title, Lead: summary, Summary: cmp.Or(summary, d.Body.Excerpt()),
	}
}
