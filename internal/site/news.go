package site

import (
	"cmp"
	"slices"

	"belfry/internal/content"
)

// News is an announcement.
type News struct {
	Entry
	Published, Updated Moment
	Image              *Image
	Topics, Countries  []*Term
	PromotedBy         []*Organisation
	Events             []*Event
	Author             string
}

// Terms returns the topics and countries that the news item bears.
func (n *News) Terms() []*Term { return slices.Concat(n.Topics, n.Countries) }

// compare orders news by date, the newest first, and then by name.
func (n *News) compare(other *News) int {
	return cmp.Or(cmp.Compare(other.Published.At.Unix(), n.Published.At.Unix()), cmp.Compare(n.Name, other.Name))
}

func (n *News) about() []*Event { return n.Events }

// newsItem makes a news item.
func (r *resolver) newsItem(d *content.Document) *News {
	c := d.News
	if c == nil {
		return nil
	}
	return &News{
		Entry:      r.entryOf(d, c.Title, c.Summary),
		Published:  momentOf(c.Published, r.zone),
		Updated:    momentOf(c.Updated, r.zone),
		Author:     c.Author,
		Image:      r.image(d.Path, c.Image),
		Topics:     r.topicsOf(d.Path, c.Topics),
		PromotedBy: r.promoters(d.Path, c.PromotedBy),
		Events:     r.linkedEvents(d.Path, c.Events),
		Countries:  r.countriesOf(d),
	}
}

// linkedEvents looks up the events that a news item is about. One that exists
// but is withheld is passed over: it appears once it is published.
func (r *resolver) linkedEvents(file string, refs []content.Ref) []*Event {
	var found []*Event
	for _, ref := range r.listed(file, refs, unnamed) {
		e := r.events.named(ref.Name)
		if e == nil && r.named(content.KindEvent, ref.Name) != nil {
			r.lookAround()
			continue
		}
		if e = lookup(r.findings, file, "event", ref, r.events); e != nil {
			r.look(atEvents, func(r *resolver) bool { return r.events.named(e.Name) == e })
		}
		found = addOnce(found, e)
	}
	return found
}
