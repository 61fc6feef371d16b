package site

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"belfry/internal/address"
	"belfry/internal/content"
	"belfry/internal/frontmatter"
	"belfry/internal/locale"
)

// A Term is a topic, a series or a country; Site.NewsOf and its kin say what bears it.
type Term struct {
	ID      string       // a country's is its code in capitals
	names   []string     // in the editions of the site
	Address address.Path // of its page, in the first edition
	// Calendar is the address of the calendar of the events that bear it, there.
	Calendar address.Path
	// MemberState is true for a country of the EU.
	MemberState bool
}

// A vocabulary is the terms that texts may bear.
type vocabulary struct {
	topics, series directory[Term]
	// topicList and seriesList are in the order of site.yaml.
	topicList, seriesList []*Term
	countries             map[string]*Term // all that there are, by code
}

// newVocabulary makes the vocabularies of site.yaml, and the countries.
func newVocabulary(g *ground) *vocabulary {
	v := &vocabulary{
		topicList:  termsOf(g, "topic", TopicsAddress, g.in.Config.Topics),
		seriesList: termsOf(g, "series", SeriesAddress, g.in.Config.Series),
		countries:  map[string]*Term{},
	}
	v.topics, v.series = directoryOf(v.topicList), directoryOf(v.seriesList)
	for _, code := range locale.CountryCodes() {
		v.countries[code] = &Term{
			ID: code, names: g.namesOfCountry(code),
			Address: CountriesAddress.Folder(strings.ToLower(code)), Calendar: termCalendar("country", code),
		}
	}
	for _, code := range memberStates {
		v.countries[code].MemberState = true
	}
	return v
}

// countriesNamed returns the member states, and the other countries that a file names,
// by code: those of the last site, where every file names the same.
func (r *resolver) countriesNamed(last *Site) []*Term {
	if last != nil && !r.moved && slices.EqualFunc(r.gone, r.fresh, r.namesAs) {
		return last.Countries
	}
	named := make(map[*Term]bool, len(memberStates))
	for _, code := range memberStates {
		named[r.countries[code]] = true
	}
	for _, places := range r.byKind { // in whatever order
		for _, i := range places {
			for _, t := range r.pieces[i].countries {
				named[t] = true
			}
		}
	}
	return slices.SortedFunc(maps.Keys(named), func(a, b *Term) int { return cmp.Compare(a.ID, b.ID) })
}

// namesAs reports whether the piece at a place names the countries that another names.
func (r *resolver) namesAs(was *piece, i int32) bool {
	return slices.Equal(was.countries, r.pieces[i].countries)
}

// countriesOf returns the countries that a document names.
func (v *vocabulary) countriesOf(d *content.Document) []*Term {
	var terms []*Term
	for _, code := range codesOf(d) {
		terms = addOnce(terms, v.countries[code])
	}
	return terms
}

// memberStates are the 27 member states of the EU, by ISO 3166-1 code. Each has
// its page and its calendar, whatever there is to be found in them.
var memberStates = [...]string{
	"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
	"IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
}

func termsOf(g *ground, kind string, section address.Path, terms []content.Term) []*Term {
	all := make([]*Term, len(terms))
	for i, t := range terms {
		all[i] = &Term{
			ID: t.ID, names: g.inEach(t.Name),
			Address: section.Folder(t.ID), Calendar: termCalendar(kind, t.ID),
		}
	}
	return all
}

// inEach returns a text of site.yaml in each language.
func (g *ground) inEach(t content.Texts) []string {
	all := make([]string, len(g.locales))
	for i, l := range g.locales {
		all[i] = t.In(l.Tag(), g.language())
	}
	return all
}

func (g *ground) namesOfCountry(code string) []string {
	all := make([]string, len(g.locales))
	for i, l := range g.locales {
		all[i], _ = l.Country(code)
	}
	return all
}

func directoryOf(terms []*Term) directory[Term] {
	byID := make(map[string]*Term, len(terms))
	for _, t := range terms {
		byID[t.ID] = t
	}
	return newDirectory(byID, func(t *Term) string { return t.names[0] })
}

// codesOf returns the codes of the countries that a document names; some may be "".
func codesOf(d *content.Document) []string {
	switch {
	case d.News != nil:
		return d.News.Countries
	case d.Event != nil:
		return []string{eventCountry(d.Event)}
	case d.Member != nil:
		return []string{d.Member.Country}
	}
	return nil
}

func eventCountry(c *content.Event) string {
	if c.Country == "" && c.Location != nil {
		return c.Location.Country
	}
	return c.Country
}

// topicsOf looks up topics.
func (r *resolver) topicsOf(file string, refs []content.Ref) []*Term {
	if r.in.Config.Unread {
		return nil
	}
	var found []*Term
	for _, ref := range r.listed(file, refs, r.topics.idOf) {
		found = addOnce(found, lookup(r.findings, file, "topic", ref, r.topics))
	}
	return found
}

// seriesOf looks up a series.
func (r *resolver) seriesOf(file string, ref content.Ref) *Term {
	if r.in.Config.Unread {
		return nil
	}
	return lookup(r.findings, file, "series", ref, r.series)
}

// listed returns refs, or none where several stand in one without brackets; it
// reports that, with the ids of those that are named otherwise.
func (f *findings) listed(file string, refs []content.Ref, idOf func(name string) string) []content.Ref {
	if len(refs) != 1 {
		return refs
	}
	several := frontmatter.SeveralIn(refs[0].Name)
	isUnknown := func(name string) bool { return idOf(name) == "" }
	words := strings.Fields(refs[0].Name)
	if several == nil && len(words) > 1 && isUnknown(refs[0].Name) && !slices.ContainsFunc(words, isUnknown) {
		several = words
	}
	if several == nil {
		return refs
	}
	f.lookAround()
	for i, name := range several {
		several[i] = cmp.Or(idOf(name), name)
	}
	f.failAt(file, refs[0], "wrong-type",
		"several values stand here without brackets", "write ["+strings.Join(several, ", ")+"]")
	return nil
}
