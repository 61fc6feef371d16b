package site

import (
	"cmp"
	"slices"

	"belfry/internal/calendar"
	"belfry/internal/content"
)

// An Absence is a file that is withheld, with the places that it will have, or
// has had, in lists: so that the addresses of these lists stay while it is not
// published, if need be empty. Dates alone make no link dead.
type Absence struct {
	Source string
	// Published is the day of a news item; the zero Date of an event.
	Published calendar.Date
	Days      []Span  // on which an event takes place, in order
	Terms     []*Term // topics, series, countries
}

// A Span is some days, from First to Last.
type Span struct{ First, Last calendar.Date }

// Has reports whether d is one of the days.
func (s Span) Has(d calendar.Date) bool { return !d.Before(s.First) && !s.Last.Before(d) }

// addAbsences finds the places of withheld news and events. What is wrong in a
// file that is not published is not reported.
func (b *builder) addAbsences() {
	for _, kind := range [...]content.Kind{content.KindNews, content.KindEvent} {
		for _, d := range b.byKind[kind] {
			if b.withheld[d.Path] {
				b.site.Absences = append(b.site.Absences, b.absence(d))
			}
		}
	}
	slices.SortFunc(b.site.Absences, func(x, y Absence) int { return cmp.Compare(x.Source, y.Source) })
}

func (b *builder) absence(d *content.Document) Absence {
	quiet := &builder{in: b.in, o: b.o, site: b.site}
	a := Absence{Source: d.Path}
	switch {
	case d.News != nil:
		a.Published = b.moment(d.News.Published, b.site.Zone).Shown.Date
		a.Terms = quiet.terms(d.Path, "topic", d.News.Topics, b.topics)
		for _, code := range d.News.Countries {
			a.Terms = addOnce(a.Terms, b.country(code))
		}
	case d.Event != nil && !d.Event.Start.Date.IsZero():
		c := d.Event
		e := &Event{Zone: b.zone(cmp.Or(c.Timezone, b.in.Config.Timezone)), EndZone: b.zone(cmp.Or(c.EndTimezone, c.Timezone, b.in.Config.Timezone))}
		quiet.recur(d, c, e)
		for _, o := range e.Occurrences {
			a.Days = append(a.Days, Span{o.FirstDay(), o.LastDay()})
		}
		a.Terms = quiet.terms(d.Path, "topic", c.Topics, b.topics)
		a.Terms = append(a.Terms, quiet.terms(d.Path, "series", []content.Ref{c.Series}, b.series)...)
		a.Terms = addOnce(a.Terms, b.country(eventCountry(c)))
	}
	return a
}
