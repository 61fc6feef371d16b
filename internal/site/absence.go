package site

import (
	"maps"
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

// absences finds the places of withheld news and events. It reports what is wrong
// in those that will be published on a day, because the build of that day would fail
// with nobody's edit; a draft may be unfinished, and what has expired is done with.
func (r *resolver) absences(uids uids, aliases aliases) []Absence {
	var all []Absence
	for i, path := range slices.Sorted(maps.Keys(r.withheld)) {
		if r.ended(i) {
			break
		}
		w := r.withheld[path]
		d := r.documentAt(w.Address)
		if d == nil {
			continue
		}
		var aside findings // so that nothing is published
		all = append(all, r.noting(&aside).absence(d))
		if w.Reason == NotYet {
			r.foresee(d, &aside, uids, aliases)
		}
	}
	return all
}

// foresee reports what will be wrong with a file on the day when it is published;
// aside is what was found while its place was.
func (r *resolver) foresee(d *content.Document, aside *findings, uids uids, aliases aliases) {
	if d.Body != nil {
		r.noting(aside).body(d)
	}
	if d.Event != nil {
		uids.own(r, d)
	}
	r.foreseeAddresses(d, aliases)
	for _, d := range aside.diagnostics {
		if d.Severity == diag.Error {
			r.report(d)
		}
	}
	r.references = append(r.references, aside.references...)
}

// foreseeAddresses reports addresses that the file will have, or has had, and that
// another file has, or has had.
func (r *resolver) foreseeAddresses(d *content.Document, aliases aliases) {
	for _, a := range aliases[d.Address()] {
		r.reportAlias(a, d.Path)
	}
	for _, own := range aliasesOf(d) {
		other, at := "", address.Path(own.Name)
		if taken := r.documentAt(at); taken != nil {
			other = taken.Path
		} else if all := aliases[at]; len(all) > 0 {
			other = all[0].to.Source
		}
		if other != "" {
			r.failAt(d.Path, own, "address-taken",
				"the address "+own.Name+" is also that of "+other, "take it out here or there")
		}
	}
}

func (r *resolver) absence(d *content.Document) Absence {
	a := Absence{Source: d.Path}
	if n := r.newsItem(d); n != nil {
		a.News, a.Terms = n, slices.Concat(n.Topics, n.Countries)
	}
	if e := r.event(d); e != nil {
		for _, o := range e.Occurrences {
			a.Days = append(a.Days, Span{o.FirstDay(), o.LastDay()})
		}
		a.Terms = addOnce(addOnce(slices.Clip(e.Topics), e.Series), e.Country)
	}
	return a
}
