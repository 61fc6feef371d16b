package pages

import (
	"cmp"
	"strings"
	"sync"

	"belfry/internal/address"
	"belfry/internal/ical"
	"belfry/internal/site"
	"belfry/internal/uri"
)

// entries are those of an event in calendars, encoded when the first asks.
type entries struct {
	once sync.Once
	list []ical.Encoded
}

func (p *publisher) entriesOf(e *site.Event) []ical.Encoded {
	v := &p.entries[e.Order]
	v.once.Do(func() { v.list = p.encode(e) })
	return v.list
}

// encode returns the entries of an event: itself with its rule, each occurrence
// that differs, and each added date, which several readers would lose if it
// stood with the rule.
func (p *publisher) encode(e *site.Event) []ical.Encoded {
	var list []ical.Encoded
	add := func(v ical.Event) { list = append(list, p.encoder.Encode(&v, p.site.Locale.Tag())) }
	if r := e.Recurrence; r != nil {
		v := p.calendarEvent(e, &r.First)
		v.Rule = r.Standard(e.Zone)
		for _, start := range r.Except {
			v.Except = append(v.Except, ical.Time{Local: start, Zone: e.Zone, AllDay: r.First.AllDay})
		}
		add(v)
	}
	for i := range e.Occurrences {
		o := &e.Occurrences[i]
		if e.Recurrence != nil && !o.Added && !o.Changed {
			continue
		}
		v := p.calendarEvent(e, o)
		switch {
		case o.Added:
			v.UID, v.Parent = e.OccurrenceUID(o), e.UID
		case e.Recurrence != nil:
			v.Due = &ical.Time{Local: o.Due, Zone: e.Zone, AllDay: o.AllDay}
		}
		add(v)
	}
	return list
}

// calendarEvent returns one occurrence of an event as an entry.
func (p *publisher) calendarEvent(e *site.Event, o *site.Occurrence) ical.Event {
	page := p.site.Base.URL(e.Address)
	v := ical.Event{
		UID: e.UID, Stamp: e.Stamp.Changed, Created: e.Stamp.Created, Sequence: e.Stamp.Sequence,
		Start:  ical.Time{Local: o.Start, Zone: e.Zone, AllDay: o.AllDay, At: o.StartAt},
		End:    ical.Time{Local: o.End, Zone: e.EndZone, AllDay: o.AllDay, At: o.EndAt},
		HasEnd: !o.IsMoment(), Summary: p.calendarTitle(e, o), Description: p.calendarText(e, o, page), URL: page, Location: p.whereOf(e, o),
		Categories: termNames(e.Topics), Status: calendarStatus(statusOf(e, o)), Organizer: p.organizer(e),
		Conference: joinOf(e, o), ConferenceLabel: p.theme.Text("join"),
	}
	if l := locationOf(e, o); l != nil {
		v.Latitude, v.Longitude = l.Latitude, l.Longitude
	}
	if e.Image != nil {
		v.Image = ical.Link{Address: p.site.Base.URL(e.Image.Address), MediaType: e.Image.MediaType}
	}
	for _, a := range e.Attachments {
		v.Attachments = append(v.Attachments, ical.Link{Address: p.site.Base.URL(a.Address), MediaType: withoutParameters(a.MediaType)})
	}
	return v
}

// calendarTitle is the title with the status before it in words: several
// programs show no other sign of it.
func (p *publisher) calendarTitle(e *site.Event, o *site.Occurrence) string {
	title := titleOf(e, o)
	if status := statusOf(e, o); status != "scheduled" {
		return p.theme.Text("title-with-status", "status", p.theme.Text("status-"+status), "title", title)
	}
	return title
}

// calendarText is what calendar programs show under the title. Several of them
// show no other link, so it names the page and where to join.
func (p *publisher) calendarText(e *site.Event, o *site.Occurrence, page string) string {
	var b strings.Builder
	for _, text := range [...]string{e.StatusReason, o.Note, e.Summary} {
		if text != "" {
			b.WriteString(text + "\n\n")
		}
	}
	if join := joinOf(e, o); join != "" {
		b.WriteString(p.theme.Text("join-at", "address", uri.Encode(join)) + "\n")
	}
	b.WriteString(page)
	return b.String()
}

// withoutParameters returns the type and subtype of a media type, which are all
// that calendars have a place for (RFC 5545 3.2.8).
func withoutParameters(mediaType string) string {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	return mediaType
}

func termNames(terms []*site.Term) []string {
	names := make([]string, len(terms))
	for i, t := range terms {
		names[i] = t.Name
	}
	return names
}

func calendarStatus(status string) string {
	switch status {
	case "cancelled":
		return "CANCELLED"
	case "tentative", "postponed":
		return "TENTATIVE"
	default:
		return "CONFIRMED"
	}
}

// organizer names the first organiser, else the network. The address is a page
// of this site: no calendar program shall write to somebody by itself.
func (p *publisher) organizer(e *site.Event) ical.Organizer {
	if len(e.Organisers) > 0 {
		o := e.Organisers[0]
		return ical.Organizer{Name: o.Title, Address: cmp.Or(o.Website, p.site.Base.URL(o.Address))}
	}
	return ical.Organizer{Name: p.site.Name, Address: p.site.Base.URL(address.Home)}
}
