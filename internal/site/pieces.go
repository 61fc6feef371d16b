package site

import (
	"slices"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/content"
)

// A piece is what is known of one document by itself, and what was made of it. Once a
// site is made, its pieces do not change any more.
type piece struct {
	document *content.Document
	// number tells the piece from the others of a site. One of the next site that is
	// made of the same file has the same.
	number int32
	marks  marks

	conditions *conditions // nil where it is published at any time
	countries  []*Term     // that it names
	aliases    []content.Ref

	// made says that value is what the document has been resolved to, nil where it
	// cannot be used, and found what was found then.
	made  bool
	value any // *News, *Event, *Organisation or *PlainPage
	found *findings
}

// Conditions say when a document is published.
type conditions struct {
	draft bool
	from  Moment    // since when; zero for ever
	to    Moment    // until when; zero for ever
	over  time.Time // the instant at which to is over
}

// Marks say what there is to know of a piece.
type marks uint8

const (
	conditional marks = 1 << iota // a draft, or not published at any time
	hasMoved                      // it has had other addresses
	noted                         // something was found when it was made
	// What else was looked at then: organisations, events, files that are no texts, or
	// anything.
	atOrganisations
	atEvents
	atFiles
	around

	looking = atOrganisations | atEvents | atFiles | around
)

// newPiece returns what a document says by itself.
func (g *ground) newPiece(v *vocabulary, d *content.Document, number int32) *piece {
	p := &piece{document: d, number: number, countries: v.countriesOf(d), aliases: aliasesOf(d)}
	if c := g.conditionsOf(d); c.draft || c.from.At.After(g.o.Now) || !c.to.IsZero() {
		p.conditions = &c
		p.marks |= conditional
	}
	if len(p.aliases) > 0 {
		p.marks |= hasMoved
	}
	return p
}

// conditionsOf returns when a document is published.
func (g *ground) conditionsOf(d *content.Document) (c conditions) {
	var published, expires calendar.When
	switch {
	case d.News != nil:
		c.draft, published, expires = d.News.Draft, d.News.Published, d.News.Expires
	case d.Event != nil:
		c.draft, published = d.Event.Draft, d.Event.Published
	}
	c.from, c.to = momentOf(published, g.zone), momentOf(expires, g.zone)
	c.over = c.to.Until(g.zone)
	return c
}

// again returns the piece for the next site, without what was made with a look at
// others.
func (p *piece) again() *piece {
	next := *p
	next.made, next.value, next.found = false, nil, nil
	next.marks &^= noted | looking
	return &next
}

// entry returns the entry of what the document has been resolved to, or nil.
func (p *piece) entry() *Entry {
	if made, is := p.value.(Item); is {
		return made.AsEntry()
	}
	return nil
}

// keep keeps what the document has been resolved to, and what was found.
func (p *piece) keep(found findings) {
	p.made = true
	if !found.isNothing() {
		p.marks |= noted
	}
	for _, look := range found.looks {
		p.marks |= look.at
	}
	if p.marks&(noted|looking) != 0 {
		p.found = &found
	}
}

// sameLinks reports whether links to a document, and through it, lead where they would
// with another in its place.
func (p *piece) sameLinks(other *piece) bool {
	a, b := p.document, other.document
	return a == b && (p.value == nil) == (other.value == nil) ||
		a.FileName == b.FileName && a.Failed() == b.Failed() &&
			yearOfNews(a) == yearOfNews(b) && (p.value == nil) == (other.value == nil) &&
			slices.Equal(p.aliases, other.aliases) && slices.Equal(a.Anchors(), b.Anchors())
}
