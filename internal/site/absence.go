package site

import (
	"maps"
	"slices"

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

// absences finds the places of withheld news and events. It reports what is wrong
// in those that will be published on a day, because the build of that day would fail
// with nobody's edit; a draft may be unfinished, and what has expired is done with.
func (r *resolver) absences(owners *uids, former aliases) []Absence {
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
		absence, event := r.noting(&aside).absence(d)
		if all = append(all, absence); w.Reason == NotYet {
			if event != nil {
				owners.take(r, d, event)
			}
			r.foreseeAddresses(d, former)
			r.foresee(d, &aside)
		}
	}
	return all
}

// foresee reports what will be wrong with a file on the day when it is published;
// aside is what was found while its place was.
func (r *resolver) foresee(d *content.Document, aside *findings) {
	r.noting(aside).body(d)
	for _, d := range aside.diagnostics {
		if d.Severity == diag.Error {
			r.report(d)
		}
	}
	r.references = append(r.references, aside.references...)
}

// foreseeAddresses reports addresses that the file will have, or has had, and that
// another file has, or has had, and adds them to those that files have had.
func (r *resolver) foreseeAddresses(d *content.Document, former aliases) {
	for _, a := range former[d.Address()] {
		r.reportAlias(a, d.Path)
	}
	for _, ref := range aliasesOf(d) {
		own := alias{ref, &Entry{Source: d.Path}}
		same := former[own.from()]
		switch taken := r.documentAt(own.from()); {
		case taken == d:
			r.reportOwnAddress(own)
		case taken != nil:
			r.reportAlias(own, taken.Path)
		case len(same) > 0:
			r.reportAlias(own, same[0].to.Source)
		}
		former[own.from()] = append(same, own)
	}
}

// absence returns the place of a file, and the event that it has, if it is one.
func (r *resolver) absence(d *content.Document) (Absence, *Event) {
	a := Absence{Source: d.Path}
	if n := r.newsItem(d); n != nil {
		a.News, a.Terms = n, n.Terms()
	}
	e := r.event(d)
	if e == nil {
		return a, nil
	}
	for _, o := range e.Occurrences {
		a.Days = append(a.Days, Span{o.FirstDay(), o.LastDay()})
	}
	a.Terms = e.Terms()
	return a, e
}
