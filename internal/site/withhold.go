package site

import (
	"belfry/internal/calendar"
	"belfry/internal/content"
)

// withhold reports whether a file is not published, and lists it then. A date
// in expires is the last day on which the file is shown.
func (b *builder) withhold(d *content.Document, draft bool, published, expires calendar.When) bool {
	w := Withheld{Source: d.Path}
	zone := b.site.Zone
	switch {
	case b.o.Drafts:
		return false
	case draft:
		w.Reason = Draft
	case !published.IsZero() && published.In(zone).After(b.o.Now):
		w.Reason, w.Date = NotYet, published.Shown(zone).Date
	case !expires.IsZero() && !lastMoment(expires, zone).After(b.o.Now):
		w.Reason, w.Date = Expired, expires.Shown(zone).Date
	default:
		return false
	}
	b.withheld[d.Path] = true
	b.site.Withheld = append(b.site.Withheld, w)
	return true
}
