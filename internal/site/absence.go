package site

import (
	"cmp"
	"slices"

	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/content"
	"belfry/internal/diag"
)

// An Absence is a file that is withheld, with the places that it will have, or
// has had, in lists: so that the addresses of these lists stay while it is not
// published, if need be empty. Dates alone make no link dead.
type Absence struct {
	Source string
	// News is what a list shows of a news item; nil of an event.
	News  *News
	Days  []Span  // on which an event takes place, in order
	Terms []*Term // topics, series, countries
}

// A Span is some days, from First to Last.
type Span struct{ First, Last calendar.Date }

// Has reports whether d is one of the days.
func (s Span) Has(d calendar.Date) bool { return !d.Before(s.First) && !s.Last.Before(d) }

// addAbsences finds the places of withheld news and events. It reports what is
// wrong in those that will be published on a day, because the build of that day
// would fail with nobody's edit; a draft may be unfinished, and what has expired
// is done with.
func (b *builder) addAbsences() {
	for i, w := range b.site.Withheld {
		if b.ended(i) {
			return
		}
		d := b.documentAt(w.Address)
		if w.Reason == OtherLanguage || d == nil {
			continue
		}
		aside := b.aside()
		b.site.Absences = append(b.site.Absences, aside.absence(d))
		if w.Reason == NotYet {
			b.foresee(d, aside)
		}
	}
	slices.SortFunc(b.site.Absences, func(x, y Absence) int { return cmp.Compare(x.Source, y.Source) })
}

// aside returns a builder that knows all that is published, and publishes nothing.
func (b *builder) aside() *builder {
	return &builder{ctx: b.ctx, in: b.in, o: b.o, documents: b.documents, formerly: b.formerly, entries: b.entries, withheld: b.withheld, owner: b.owner,
		site:   &Site{Base: b.site.Base, UIDHost: b.site.UIDHost, Locale: b.site.Locale, Zone: b.site.Zone, Now: b.site.Now},
		topics: b.topics, series: b.series, countries: b.countries, members: b.members, partners: b.partners, events: b.events, media: map[string]*Media{},
		rules: b.rules, known: b.known}
}

// foresee reports what will be wrong with a file on the day when it is published.
func (b *builder) foresee(d *content.Document, aside *builder) {
	if d.Body != nil {
		aside.resolveBody(bodyTask{&Entry{}, d})
	}
	if d.Event != nil {
		b.uid(d)
	}
	b.foreseeAddresses(d)
	for _, d := range aside.found {
		if d.Severity == diag.Error {
			b.report(d)
		}
	}
	b.site.References = append(b.site.References, aside.site.References...)
}

// foreseeAddresses reports addresses that the file will have, or has had, and that
// another file has, or has had.
func (b *builder) foreseeAddresses(d *content.Document) {
	for _, a := range b.aliased[d.Address()] {
		b.reportAlias(a, d.Path)
	}
	for _, own := range aliasesOf(d) {
		other, at := "", address.Path(own.Name)
		if taken := b.documentAt(at); taken != nil {
			other = taken.Path
		} else if all := b.aliased[at]; len(all) > 0 {
			other = all[0].to.Source
		}
		if other != "" {
			b.failAt(d.Path, own, "address-taken", "the address "+own.Name+" is also that of "+other, "take it out here or there")
		}
	}
}

func (b *builder) absence(d *content.Document) Absence {
	a := Absence{Source: d.Path}
	if d.News != nil {
		a.News = b.newsItem(d)
		a.News.Entry = b.entryOf(d, d.News.Title, d.News.Summary)
		a.Terms = slices.Concat(a.News.Topics, a.News.Countries)
	}
	if e := b.event(d); e != nil {
		for _, o := range e.Occurrences {
			a.Days = append(a.Days, Span{o.FirstDay(), o.LastDay()})
		}
		a.Terms = addOnce(addOnce(slices.Clip(e.Topics), e.Series), e.Country)
	}
	return a
}
