package site

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"belfry/internal/content"
	"belfry/internal/diag"
)

// addTerms makes the vocabularies of site.yaml.
func (b *builder) addTerms() {
	b.site.Topics = b.vocabulary("/topics/", b.in.Config.Topics, b.topics)
	b.site.Series = b.vocabulary("/events/series/", b.in.Config.Series, b.series)
}

func (b *builder) vocabulary(section string, terms []content.Term, byID map[string]*Term) []*Term {
	lang := b.in.Config.Languages[0]
	all := make([]*Term, len(terms))
	for i, t := range terms {
		all[i] = &Term{ID: t.ID, Name: t.Name.In(lang, lang), Address: b.site.Root + section + t.ID + "/"}
		byID[t.ID] = all[i]
	}
	return all
}

// country returns the term of a code, and nil for "". Codes have been checked
// where they were read.
func (b *builder) country(code string) *Term {
	if code == "" {
		return nil
	}
	t, ok := b.countries[code]
	if !ok {
		name, _ := b.site.Locale.Country(code)
		t = &Term{ID: code, Name: name, Address: b.site.Root + "/countries/" + strings.ToLower(code) + "/"}
		b.countries[code] = t
	}
	return t
}

// terms looks up references to a vocabulary.
func (b *builder) terms(file, what string, refs []content.Ref, known map[string]*Term) []*Term {
	var found []*Term
	for _, r := range refs {
		if t := lookup(b, file, what, r, known); t != nil {
			found = addTerm(found, t)
		}
	}
	return found
}

// addTerm adds a term once.
func addTerm(terms []*Term, t *Term) []*Term {
	if t == nil || slices.Contains(terms, t) {
		return terms
	}
	return append(terms, t)
}

// lookup returns what r names, or nil where it names nothing, and reports that.
func lookup[T any](b *builder, file, what string, r content.Ref, known map[string]*T) *T {
	if r.Name == "" {
		return nil
	}
	if t, ok := known[r.Name]; ok {
		return t
	}
	b.unknown(file, what, r, slices.Collect(maps.Keys(known)))
	return nil
}

func (b *builder) unknown(file, what string, r content.Ref, known []string) {
	d := diag.Diagnostic{Code: "unknown-" + what, File: file, Pos: r.Pos, Length: utf8.RuneCountInString(r.Name),
		Message: "there is no " + what + " \"" + r.Name + "\""}
	slices.Sort(known)
	if near, ok := diag.Nearest(r.Name, known); ok {
		d.Hint = "did you mean " + near + "?"
	} else if len(known) > 0 && len(known) <= 12 {
		d.Hint = "known are " + strings.Join(known, ", ")
	}
	b.report(d)
}

// organisers looks up members and partners.
func (b *builder) organisers(file string, refs []content.Ref) []*Organisation {
	var found []*Organisation
	for _, r := range refs {
		if o := b.organisation(r.Name); o != nil {
			found = append(found, o)
		} else if r.Name != "" {
			known := slices.AppendSeq(slices.Collect(maps.Keys(b.members)), maps.Keys(b.partners))
			b.unknown(file, "member or partner", r, known)
		}
	}
	return found
}

func (b *builder) organisation(name string) *Organisation {
	if o := b.members[name]; o != nil {
		return o
	}
	return b.partners[name]
}

func (b *builder) promoters(file string, refs []content.Ref) []*Organisation {
	var found []*Organisation
	for _, r := range refs {
		if o := lookup(b, file, "partner", r, b.partners); o != nil {
			found = append(found, o)
		}
	}
	return found
}

// linkEvents looks up the events that a news item is about. One that exists
// but is withheld is passed over: it appears once it is published.
func (b *builder) linkEvents(n *News, refs []content.Ref) {
	for _, r := range refs {
		if d := b.documents[content.KindEvent.Folder()+"/"+r.Name]; d != nil && b.events[r.Name] == nil {
			continue
		}
		if e := lookup(b, n.Source, "event", r, b.events); e != nil && !slices.Contains(n.Events, e) {
			n.Events = append(n.Events, e)
		}
	}
}

func (b *builder) redirect(e *Entry, aliases []content.Ref) {
	for _, a := range aliases {
		if a.Name != "" {
			b.site.Redirects = append(b.site.Redirects, Redirect{From: a.Name, To: e, Source: e.Source, Pos: a.Pos})
		}
	}
}

// addTranslations pairs texts in further languages with the file that they
// translate, and lists them: they are not published yet.
func (b *builder) addTranslations() {
	for _, d := range b.in.Documents {
		if b.language(d) == b.in.Config.Languages[0] {
			continue
		}
		original, ok := b.documents[d.Key()]
		if !ok {
			b.fail(d.Path, diag.Position{}, "nothing-to-translate",
				"there is no "+d.Name+" in "+d.Kind.Folder()+"/ that this text translates",
				"write the text in the site's first language ("+b.in.Config.Languages[0]+") first, under the same name")
			continue
		}
		b.owner[d.Path] = original.Path
		b.site.Withheld = append(b.site.Withheld, Withheld{Source: d.Path, Reason: OtherLanguage, Lang: d.Lang})
	}
}
