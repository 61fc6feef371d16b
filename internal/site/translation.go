package site

import "belfry/internal/content"

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
	}
}

// translation makes the text of a translation.
func (r *resolver) translation(d *content.Document) *Text {
	c := d.Translation
	if c == nil {
		return nil
	}
	t := r.said(d, c.Title, c.Summary)
	t.Alt, t.StatusReason = c.Alt, c.StatusReason
	return &t
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
