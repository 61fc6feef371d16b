package pages

import (
	"cmp"
	"io"
	"strings"
	"time"

	"belfry/internal/ical"
	"belfry/internal/publication"
	"belfry/internal/site"
)

// refresh is how often subscribers are asked to look for changes.
const refresh = 6 * time.Hour

// undated is the stamp of an event that says nowhere when it was changed: a
// fixed instant, so that building again changes nothing.
var undated = time.Date(2024, time.January, 1, 0, 0, 0, 0, time.UTC)

// calendars adds the iCalendar feeds: all events, the slices, each event.
func (p *publisher) calendars() {
	p.feed("/calendar.ics", "/events/", p.site.Name, p.site.Events)
	for _, f := range p.families() {
		for _, t := range f.terms {
			name := p.theme.Text("calendar-of", "site", p.site.Name, "slice", t.Name)
			p.feed(f.calendarOf(t), p.local(t.Address), name, t.Events)
		}
	}
	for _, format := range [...]string{"online", "hybrid", "in-person"} {
		if events := eventsOfFormat(p.site.Events, format); len(events) > 0 {
			name := p.theme.Text("calendar-of", "site", p.site.Name, "slice", p.theme.Text("format-"+format))
			p.feed("/calendar/format/"+format+".ics", "/events/", name, events)
		}
	}
	for _, e := range p.site.Events {
		p.calendarFile("/events/"+e.Name+".ics", e.Source, publication.Page, func() ical.Calendar {
			return ical.Calendar{Language: p.site.Locale.Tag(), Zone: e.Zone, Events: p.encoded([]*site.Event{e})}
		})
	}
}

func eventsOfFormat(events []*site.Event, format string) []*site.Event {
	var some []*site.Event
	for _, e := range events {
		if e.Format == format {
			some = append(some, e)
		}
	}
	return some
}

// feed adds a calendar to subscribe to; page is the address that shows the same.
func (p *publisher) feed(address, page, name string, events []*site.Event) {
	p.calendarFile(address, "", publication.Listing, func() ical.Calendar {
		return ical.Calendar{
			Name: name, Description: p.site.Description, Language: p.site.Locale.Tag(), Zone: p.site.Zone, Refresh: refresh,
			UID:    strings.Trim(strings.ReplaceAll(strings.TrimSuffix(address, ".ics"), "/", "-"), "-") + "@" + p.site.Host(),
			URL:    p.site.Absolute(p.site.Root + page),
			Source: p.site.Absolute(p.site.Root + address),
			Events: p.encoded(events),
		}
	})
}

func (p *publisher) calendarFile(address, source string, stage publication.Stage, calendar func() ical.Calendar) {
	p.outputs = append(p.outputs, publication.Output{
		Path: strings.TrimPrefix(address, "/"), MediaType: "text/calendar; charset=utf-8", Stage: stage, Source: source,
		Render: func(w io.Writer) error {
			c := calendar()
			_, err := w.Write(p.encoder.Append(nil, &c))
			return err
		},
	})
}

func (p *publisher) encoded(events []*site.Event) []ical.Encoded {
	list := make([]ical.Encoded, len(events))
	for i, e := range events {
		list[i] = p.entries[e]()
	}
	return list
}

func (p *publisher) encode(e *site.Event) ical.Encoded {
	v := p.calendarEvent(e)
	return ical.Encode(&v, p.site.Locale.Tag())
}

func (p *publisher) calendarEvent(e *site.Event) ical.Event {
	o := e.First()
	address := p.site.Absolute(e.Address)
	v := ical.Event{
		UID: e.UID, Stamp: stamp(e), Created: e.Published.At, Sequence: e.Revision,
		Start: ical.Time{Local: o.Start, Zone: e.Zone, AllDay: o.AllDay}, End: ical.Time{Local: o.End, Zone: e.EndZone, AllDay: o.AllDay}, HasEnd: !o.IsMoment(),
		Summary: e.Title, Description: p.calendarText(e, address), URL: address, Location: p.where(e),
		Categories: termNames(e.Topics), Status: calendarStatus(e.Status), Organizer: p.organizer(e), Conference: e.Join, ConferenceLabel: p.theme.Text("join"),
	}
	if l := e.Location; l != nil {
		v.Latitude, v.Longitude = l.Latitude, l.Longitude
	}
	if e.Image != nil {
		v.Image = ical.Link{Address: p.site.Absolute(e.Image.Address), MediaType: e.Image.MediaType}
	}
	for _, a := range e.Attachments {
		v.Attachments = append(v.Attachments, ical.Link{Address: p.site.Absolute(a.Address), MediaType: withoutParameters(a.MediaType), Title: a.Title})
	}
	return v
}

// stamp returns when the event was last changed, as far as it says.
func stamp(e *site.Event) time.Time {
	switch {
	case !e.Updated.IsZero():
		return e.Updated.At
	case !e.Published.IsZero():
		return e.Published.At
	}
	return undated
}

// calendarText is what calendar programs show under the title. Several of them
// show no other link, so it names the page and where to join.
func (p *publisher) calendarText(e *site.Event, address string) string {
	var b strings.Builder
	if e.Summary != "" {
		b.WriteString(e.Summary + "\n\n")
	}
	if e.Join != "" {
		b.WriteString(p.theme.Text("join-at", "address", e.Join) + "\n")
	}
	b.WriteString(address)
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
		return ical.Organizer{Name: o.Title, Address: cmp.Or(o.Website, p.site.Absolute(o.Address))}
	}
	return ical.Organizer{Name: p.site.Name, Address: p.site.Absolute(p.site.Root + "/")}
}
