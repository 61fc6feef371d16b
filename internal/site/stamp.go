package site

import (
	"time"

	"belfry/internal/content"
	"belfry/internal/history"
)

// A Stamp says when an event was first and last changed. It moves only when
// the event does: never with the clock, and never with the times of files.
type Stamp struct {
	Created, Changed time.Time
	// Sequence grows with every change (RFC 5545 3.8.7.4).
	Sequence int
}

// undated is the stamp of an event that nothing says a date of.
var undated = time.Date(2024, time.January, 1, 0, 0, 0, 0, time.UTC)

// UndatedStamp returns the date of change of an event that nothing says one of.
func UndatedStamp() time.Time { return undated }

// stamp returns the stamp of an event: from its front matter, else from the
// commits that changed it or a translation of it.
func (b *builder) stamp(d *content.Document, e *Event) Stamp {
	changes, known := b.history(d)
	s := Stamp{Created: e.Published.At, Changed: e.Updated.At, Sequence: e.Revision}
	if s.Created.IsZero() && known {
		s.Created = changes.First
	}
	if s.Changed.IsZero() && known {
		s.Changed = changes.Last
	}
	if s.Changed.IsZero() {
		s.Changed = e.Published.At
	}
	if s.Changed.IsZero() {
		s.Changed = undated
		b.site.Undated = append(b.site.Undated, d.Path)
	}
	if s.Sequence == 0 && !s.Created.IsZero() {
		s.Sequence = max(0, int(s.Changed.Sub(s.Created)/time.Second))
	}
	return s
}

// history returns what the commits say of a file and its translations.
func (b *builder) history(d *content.Document) (history.Changes, bool) {
	all, known := b.o.History.Of(d.Path)
	for _, t := range b.translations[d.Key()] {
		if c, ok := b.o.History.Of(t); ok && (!known || c.Last.After(all.Last)) {
			all.Last, known = c.Last, true
		}
	}
	return all, known
}
