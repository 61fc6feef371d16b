package site

import (
	"time"

	"belfry/internal/calendar"
	"belfry/internal/content"
)

// withhold lists a file that is not published, or with drafts one that is
// published early.
func (b *builder) withhold(w Withheld) {
	if b.o.Drafts {
		b.site.Early = append(b.site.Early, w)
		return
	}
	b.withheld[w.Source] = true
	b.site.Withheld = append(b.site.Withheld, w)
}

// withholding says why a file is not published, if it is not.
func (b *builder) withholding(d *content.Document) (w Withheld, withheld bool) {
	if b.o.Drafts {
		return w, false
	}
	return b.reasonFor(d)
}

// reasonFor says why a file is published with drafts only, if it is so. A date
// in expires is the last day on which the file is shown.
func (b *builder) reasonFor(d *content.Document) (w Withheld, withheld bool) {
	w.Source, w.Address = d.Path, d.Address()
	var draft bool
	var published, expires calendar.When
	switch {
	case d.News != nil:
		draft, published, expires = d.News.Draft, d.News.Published, d.News.Expires
	case d.Event != nil:
		draft, published = d.Event.Draft, d.Event.Published
	}
	from, to := b.moment(published, b.site.Zone), b.moment(expires, b.site.Zone)
	over := to.Until(b.site.Zone)
	b.due(from.At)
	b.due(over)
	switch {
	case draft:
		w.Reason = Draft
	case from.At.After(b.o.Now):
		w.Reason, w.Date = NotYet, from.Shown.Date
	case !to.IsZero() && !over.After(b.o.Now):
		w.Reason, w.Date = Expired, to.Shown.Date
	default:
		return w, false
	}
	return w, true
}

// due notes an instant at which the site becomes another.
func (b *builder) due(at time.Time) {
	if !at.After(b.o.Now) {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if at.Before(b.site.Until) {
		b.site.Until = at
	}
}
