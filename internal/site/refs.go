package site

import (
	"cmp"
	"slices"
	"strings"

	"belfry/internal/address"
	"belfry/internal/content"
	"belfry/internal/diag"
)

// addTerms makes the vocabularies of site.yaml.
func (b *builder) addTerms() {
	b.site.Topics = b.vocabulary("/topics/", b.in.Config.Topics, b.topics)
	b.site.Series = b.vocabulary("/events/series/", b.in.Config.Series, b.series)
	for _, code := range memberStates {
		b.country(code).MemberState = true
	}
}

// memberStates are the 27 member states of the EU, by ISO 3166-1 code. Each has
// its page and its calendar, whatever there is to be found in them.
var memberStates = [...]string{"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
	"IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}

func (b *builder) vocabulary(section address.Path, terms []content.Term, byID map[string]*Term) []*Term {
	lang := b.in.Config.Languages[0]
	all := make([]*Term, len(terms))
	for i, t := range terms {
		all[i] = &Term{ID: t.ID, Name: t.Name.In(lang, lang), Address: section.Folder(t.ID)}
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
	b.mu.Lock()
	defer b.mu.Unlock()
	t, ok := b.countries[code]
	if !ok {
		name, _ := b.site.Locale.Country(code)
		t = &Term{ID: code, Name: name, Address: address.Path("/countries/").Folder(strings.ToLower(code))}
		b.countries[code] = t
	}
	return t
}

// terms looks up references to a vocabulary.
func (b *builder) terms(file, what string, refs []content.Ref, known map[string]*Term, of func() *lexicon) []*Term {
	if b.in.Config.Unread {
		return nil
	}
	var found []*Term
	id := idOf(known, of)
	for _, r := range b.listed(file, refs, id) {
		found = addOnce(found, lookup(b, file, what, r, known, of, id))
	}
	return found
}

// listed returns refs, or none where several stand in one without brackets; it
// reports that, with the ids of those that are named otherwise.
func (b *builder) listed(file string, refs []content.Ref, idOf func(name string) string) []content.Ref {
	if len(refs) != 1 {
		return refs
	}
	several := content.SeveralIn(refs[0].Name)
	if words := strings.Fields(refs[0].Name); several == nil && len(words) > 1 && idOf(refs[0].Name) == "" && !slices.ContainsFunc(words, func(w string) bool { return idOf(w) == "" }) {
		several = words
	}
	if several == nil {
		return refs
	}
	for i, name := range several {
		several[i] = cmp.Or(idOf(name), name)
	}
	b.failAt(file, refs[0], "wrong-type", "several values stand here without brackets", "write ["+strings.Join(several, ", ")+"]")
	return nil
}

// idOf returns a function that finds the id of what has it, or a name.
func idOf(known map[string]*Term, of func() *lexicon) func(name string) string {
	return func(name string) string {
		if known[name] != nil {
			return name
		}
		return of().called(name)
	}
}

// nameOf finds the name of the member or partner that has a title.
func (b *builder) nameOf(title string) string {
	if b.organisation(title) != nil {
		return title
	}
	return cmp.Or(b.known.members().called(title), b.known.partners().called(title))
}

// unnamed knows no other names of things.
func unnamed(string) string { return "" }

func (b *builder) seriesOf(file string, r content.Ref) *Term {
	if b.in.Config.Unread {
		return nil
	}
	return lookup(b, file, "series", r, b.series, b.known.series, idOf(b.series, b.known.series))
}

// addOnce adds what a reference leads to, where it leads to something that is
// not in the list yet.
func addOnce[T any](list []*T, t *T) []*T {
	if t == nil || slices.Contains(list, t) {
		return list
	}
	return append(list, t)
}

// lookup returns what r names, or nil where it names nothing, and reports that;
// of are all that have a name, and id finds what is named otherwise.
func lookup[T any](b *builder, file, what string, r content.Ref, known map[string]*T, of func() *lexicon, id func(name string) string) *T {
	if r.Name == "" {
		return nil
	}
	if t, ok := known[r.Name]; ok {
		return t
	}
	b.unknown(file, "unknown-"+what, what, r, of(), write(id(r.Name)))
	return nil
}

// write is the hint to write a name; "" where there is none.
func write(name string) string {
	if name == "" {
		return ""
	}
	return "write " + name
}

// shownKnown is up to how many known names a hint lists them all.
const shownKnown = 12

// unknown reports a reference to nothing. hint, where there is one, says what was
// meant; else a known name that is like it does.
func (b *builder) unknown(file, code, what string, r content.Ref, known *lexicon, hint string) {
	if hint == "" {
		hint = known.hint(what, r.Name)
	}
	b.failAt(file, r, code, "there is no "+what+" \""+r.Name+"\"", hint)
}

// hint says what a name of nothing may have been meant for.
func (n *lexicon) hint(what, name string) string {
	near, ok := n.words.Nearest(name)
	if !ok {
		near, ok = n.words.Nearest(content.BareName(name))
	}
	switch {
	case ok:
		return "did you mean " + near + "?"
	case len(n.names) == 0 && (what == "topic" || what == "series"):
		return "topics and series are listed in " + content.ConfigFile
	case len(n.names) == 0:
		return "no " + what + " is published yet"
	case len(n.names) <= shownKnown:
		return "known are " + strings.Join(n.names, ", ")
	}
	return ""
}

// broken reports whether the file of a name has mistakes, so that nothing more
// needs to be said where it is referred to.
func (b *builder) broken(kind content.Kind, name string) bool {
	d := b.documents[kind.Folder()+"/"+name]
	return d != nil && d.Failed()
}

// organisers looks up members and partners.
func (b *builder) organisers(file string, refs []content.Ref) []*Organisation {
	var found []*Organisation
	for _, r := range b.listed(file, refs, b.nameOf) {
		o := b.organisation(r.Name)
		switch {
		case o != nil:
			found = addOnce(found, o)
		case r.Name != "" && !b.broken(content.KindMember, r.Name) && !b.broken(content.KindPartner, r.Name):
			b.unknown(file, "unknown-organiser", "member or partner", r, b.known.organisations(), write(b.nameOf(r.Name)))
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
	for _, r := range b.listed(file, refs, b.nameOf) {
		o := b.partners[r.Name]
		switch {
		case o != nil:
			found = addOnce(found, o)
		case b.members[r.Name] != nil:
			b.unknown(file, "unknown-partner", "partner", r, nil, r.Name+" is a member; news are promoted by partners")
		case r.Name != "" && !b.broken(content.KindPartner, r.Name):
			b.unknown(file, "unknown-partner", "partner", r, b.known.partners(), write(b.nameOf(r.Name)))
		}
	}
	return found
}

// linkedEvents looks up the events that a news item is about. One that exists
// but is withheld is passed over: it appears once it is published.
func (b *builder) linkedEvents(file string, refs []content.Ref) []*Event {
	var found []*Event
	for _, r := range b.listed(file, refs, unnamed) {
		if d := b.documents[content.KindEvent.Folder()+"/"+r.Name]; d != nil && b.events[r.Name] == nil {
			continue
		}
		found = addOnce(found, lookup(b, file, "event", r, b.events, b.known.events, unnamed))
	}
	return found
}

func (b *builder) redirect(e *Entry, aliases []content.Ref) {
	for _, a := range aliases {
		if a.Name != "" {
			b.aliases = append(b.aliases, alias{a, e})
		}
	}
}

// rememberAliases notes the former addresses of a file. One that is published
// comes before one that is withheld.
func (b *builder) rememberAliases(d *content.Document) {
	for _, a := range aliasesOf(d) {
		if first := b.formerly[address.Path(a.Name)]; first != nil {
			if _, withheld := b.withholding(first); !withheld {
				continue
			}
		}
		b.formerly[address.Path(a.Name)] = d
	}
}

func aliasesOf(d *content.Document) []content.Ref {
	switch {
	case d.News != nil:
		return d.News.Aliases
	case d.Event != nil:
		return d.Event.Aliases
	case d.Page != nil:
		return d.Page.Aliases
	}
	return nil
}

// An alias is a former address, with the entry that has it now.
type alias struct {
	content.Ref
	to *Entry
}

func (a alias) from() address.Path { return address.Path(a.Name) }

// addRedirects makes the redirects from former addresses. One that another
// file has, now or formerly, is reported at both.
func (b *builder) addRedirects() {
	for _, a := range b.aliases {
		b.aliased[a.from()] = append(b.aliased[a.from()], a)
	}
	for _, a := range b.aliases {
		same := b.aliased[a.from()]
		other := same[0]
		if other.Ref == a.Ref && other.to == a.to && len(same) > 1 {
			other = same[1]
		}
		switch d := b.documentAt(a.from()); {
		case d != nil && b.entries[d.Path] != nil:
			if d.Path == a.to.Source {
				b.failAt(d.Path, a.Ref, "address-taken", "this is the file's own address, not a former one", "take it out")
				continue
			}
			b.reportAlias(a, d.Path)
			b.failAt(d.Path, content.Ref{}, "address-taken", "the address "+a.Name+" is also a former one of "+a.to.Source, "take it out there, or give this file another name")
		case len(same) > 1:
			b.reportAlias(a, other.to.Source)
		default:
			b.site.Redirects = append(b.site.Redirects, Redirect{From: a.from(), To: a.to, Source: a.to.Source, Pos: a.Pos, Length: a.Length})
		}
	}
}

func (b *builder) reportAlias(a alias, other string) {
	b.failAt(a.to.Source, a.Ref, "address-taken", "the address "+a.Name+" is also that of "+other, "take it out here or there")
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
