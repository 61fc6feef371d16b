package site

import (
	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/content"
)

// Withheld is a file that is not published, and until when.
type Withheld struct {
	Source string
	// Address is that of its page; "" where it will have none of its own.
	Address address.Path
	Reason  Reason
	// Date is when that changes, or when it changed for what has expired; the
	// zero Date where no date decides.
	Date calendar.Date
}

// A Reason says why a file is not published.
type Reason uint8

const (
	Draft Reason = iota
	NotYet
	Expired
)

// Because says in words why the file is not published, and until when.
func (w Withheld) Because() string {
	switch w.Reason {
	case Draft:
		return "a draft, until draft is taken out"
	case NotYet:
		return "will be published on " + w.Date.String()
	}
	return "was shown until " + w.Date.String()
}

// withhold returns the files that are not published, by their paths, or with
// drafts those that are published early; in order.
func (r *resolver) withhold(n *names) (withheld map[string]Withheld, early []Withheld) {
	all := map[string]Withheld{}
	for _, kind := range [...]content.Kind{content.KindEvent, content.KindNews} {
		for i := range n.marked(kind, conditional) {
			if w, is := r.reasonToWithhold(r.pieces[i]); is {
				all[w.Source] = w
			}
		}
	}
	for _, i := range n.translationPlaces {
		if w, is := all[n.names[n.translations[i]].Path]; is {
			w.Source, w.Address = n.names[i].Path, r.addressOf(n.names[i])
			all[w.Source] = w
		}
	}
	if r.o.Drafts {
		return nil, sorted(all)
	}
	return all, nil
}

// reasonToWithhold says why a file that is published under conditions is published with
// drafts only, if it is so. A date in expires is the last day on which the file is shown.
func (r *resolver) reasonToWithhold(p *piece) (w Withheld, is bool) {
	c := p.conditions
	r.due(c.from.At)
	r.due(c.over)
	switch {
	case c.draft:
		w.Reason = Draft
	case c.from.At.After(r.o.Now):
		w.Reason, w.Date = NotYet, c.from.Shown.Date
	case !c.to.IsZero() && !c.over.After(r.o.Now):
		w.Reason, w.Date = Expired, c.to.Shown.Date
	default:
		return w, false
	}
	w.Source, w.Address = p.document.Path, r.addressOf(p.document.FileName)
	return w, true
}
