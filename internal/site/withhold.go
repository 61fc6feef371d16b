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
	zone := b.site.Zone
	if !published.IsZero() {
		b.due(published.In(zone))
	}
	if !expires.IsZero() {
		b.due(lastMoment(expires, zone))
	}
	switch {
	case draft:
		w.Reason = Draft
	case !published.IsZero() && published.In(zone).After(b.o.Now):
		w.Reason, w.Date = NotYet, published.Shown(zone).Date
	case !expires.IsZero() && !lastMoment(expires, zone).After(b.o.Now):
		w.Reason, w.Date = Expired, expires.Shown(zone).Date
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
