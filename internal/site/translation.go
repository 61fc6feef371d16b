package site

import (
	"slices"

	"belfry/internal/content"
)

// resolveTranslations makes the texts of translations of what is published, and puts
// those of each edition in order.
func (r *resolver) resolveTranslations(m *Maker) {
	r.texts = make([][]*Text, len(r.locales))
	for _, i := range r.translationPlaces {
		p := r.pieces[i]
		if !p.made {
			if t := r.translation(p.document); t != nil {
				t.number = p.number
				p.value = t
			}
			p.keep(findings{})
		}
		r.enter(i)
		t, _ := p.value.(*Text)
		original, published := r.values[r.translations[i]].(Item)
		if t == nil || !published {
			r.values[i] = nil
			continue
		}
		edition, _ := r.editionOf(p.document.FileName)
		if r.texts[edition] == nil {
			r.texts[edition] = make([]*Text, m.numbers)
		}
		r.texts[edition][original.AsEntry().own.number] = t
		r.checkChanges(t, original)
	}
}

// translation makes the text of a translation.
func (r *resolver) translation(d *content.Document) *Text {
	c := d.Translation
	if c == nil {
		return nil
	}
	t := r.said(d, c.Title, c.Summary)
	t.Alt, t.StatusReason, t.changes = c.Alt, c.StatusReason, c.Changes
	return &t
}

// checkChanges reports changes of a translation that its original has on no date.
func (r *resolver) checkChanges(t *Text, original Item) {
	e, _ := original.(*Event)
	for _, c := range t.changes {
		isOf := func(o Occurrence) bool { return o.Changed && isOn(c, &o) }
		if e == nil || !c.On.IsZero() && !slices.ContainsFunc(e.Occurrences, isOf) {
			r.failAt(t.Source, c.On.Written, "no-such-date",
				"nothing is changed on that date in "+original.AsEntry().Source, "write the date that stands there under on")
		}
	}
}

// isOn reports whether a translated change is of an occurrence.
func isOn(c content.TranslatedChange, o *Occurrence) bool {
	return c.On.Date == o.Due.Date && (c.On.AllDay || c.On.Clock == o.Due.Clock)
}

// of returns what a text says of an occurrence alone; the zero value for nothing.
func (t *Text) of(o *Occurrence) content.TranslatedChange {
	for _, c := range t.changes {
		if isOn(c, o) {
			return c
		}
	}
	return content.TranslatedChange{}
}

// textOf returns the text of an entry in an edition.
func (r *resolver) textOf(e *Entry, edition int) *Text {
	if all := r.texts[edition]; all != nil && all[e.own.number] != nil {
		return all[e.own.number]
	}
	return &e.own
}

// originalOf returns the path of the file that the one at a path translates; of an
// original, its own.
func (n *names) originalOf(path string) string {
	if i, is := n.paths[path]; is {
		if original, translates := n.translations[i]; translates {
			return n.names[original].Path
		}
	}
	return path
}
