package site

import (
	"belfry/internal/calendar"
	"belfry/internal/content"
)

// withhold reports whether a file is not published, and lists it then.
func (b *builder) withhold(d *content.Document) bool {
	w, withheld := b.withholding(d)
	if withheld {
		b.withheld[d.Path] = true
		b.site.Withheld = append(b.site.Withheld, w)
	}
	return withheld
}

// withholding says why a file is not published, if it is not. A date in
// expires is the last day on which the file is shown.
func (b *builder) withholding(d *content.Document) (w Withheld, withheld bool) {
	w.Source = d.Path
	var draft bool
	var published, expires calendar.When
	switch {
	case d.News != nil:
		draft, published, expires = d.News.Draft, d.News.Published, d.News.Expires
	case d.Event != nil:
		draft, published = d.Event.Draft, d.Event.Published
	}
	zone := b.site.Zone
	switch {
	case b.o.Drafts:
		return w, false
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
