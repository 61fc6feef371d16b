package pages

import (
	"io"
	"time"

	"belfry/internal/address"
	"belfry/internal/content"
	"belfry/internal/feed"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/uri"
)

// api adds what other sites may use again, as JSON.
func (p *publisher) api() {
	p.outputs = append(p.outputs, publication.Output{
		Path: site.EventsForOthers.File(), MediaType: "application/json", Stage: publication.Listing,
		Render: p.writeEvents,
	})
}

func (p *publisher) writeEvents(w io.Writer) error {
	head := feed.Events{
		Schema: p.site.Base.URL(site.SchemaOfEvents),
		Name:   p.site.Name, URL: p.site.Base.URL(address.Home), Language: p.site.Locale.Tag(),
	}
	return feed.WriteEvents(w, head, func(yield func(feed.Event) bool) {
		for _, e := range p.site.Events {
			if !yield(p.eventForOthers(e)) {
				return
			}
		}
	})
}

func (p *publisher) eventForOthers(e *site.Event) feed.Event {
	v := feed.Event{
		UID: e.UID, Name: e.Name, URL: p.site.Base.URL(e.Address), Calendar: p.site.Base.URL(e.Calendar()),
		Title: e.Title, Summary: e.Summary, Image: p.imageForOthers(e.Image), Languages: e.Languages,
		Status: e.Status, StatusReason: e.StatusReason, PreviousStart: p.words.Time(e.PreviousStart, e.Zone).ISO,
		AllDay: e.Occurrences[0].AllDay, TimeZone: e.Zone.Name(),
		Format: e.Format, Location: locationForOthers(e.Location), Join: uri.Encode(e.Join),
		Registration: p.registrationForOthers(e), Capacity: e.Capacity,
		Agenda: p.linkForOthers(e.Agenda), Recording: p.linkForOthers(e.Recording),
		Updated: e.Stamp.Changed.UTC().Format(time.RFC3339), Sequence: e.Stamp.Sequence,
	}
	if !e.Stamp.Created.IsZero() {
		v.Created = e.Stamp.Created.UTC().Format(time.RFC3339)
	}
	p.referencesForOthers(e, &v)
	if e.Recurrence != nil {
		v.Rule = e.Recurrence.Standard(e.Zone)
	}
	for i := range e.Occurrences {
		v.Occurrences = append(v.Occurrences, occurrenceForOthers(site.Appointment{Event: e, Occurrence: &e.Occurrences[i]}))
	}
	return v
}

// referencesForOthers adds what an event refers to.
func (p *publisher) referencesForOthers(e *site.Event, v *feed.Event) {
	if e.Country != nil {
		v.Country = e.Country.ID
	}
	if e.Series != nil {
		v.Series = e.Series.ID
	}
	for _, t := range e.Topics {
		v.Topics = append(v.Topics, t.ID)
	}
	for _, o := range e.Organisers {
		v.Organisers = append(v.Organisers, feed.Organisation{Name: o.Title, URL: p.site.Base.URL(o.Address)})
	}
	for _, a := range e.Attachments {
		v.Attachments = append(v.Attachments,
			feed.Attachment{URL: p.site.Base.URL(a.Address), Title: a.Title, MediaType: a.BareMediaType()})
	}
}

// linkForOthers returns a web address, or one of this site, as a whole URL.
func (p *publisher) linkForOthers(r address.Reference) string {
	return p.site.Base.ReferenceURL(r)
}

func (p *publisher) registrationForOthers(e *site.Event) *feed.Registration {
	if e.Registration == nil {
		return nil
	}
	r := e.Registration
	return &feed.Registration{
		URL:   uri.Encode(r.URL),
		Opens: p.words.Time(r.Opens, e.Zone).ISO, Closes: p.words.Time(r.Closes, e.Zone).ISO,
	}
}

func (p *publisher) imageForOthers(i *site.Image) *feed.Image {
	if i == nil {
		return nil
	}
	return &feed.Image{
		URL: p.site.Base.URL(i.Address), Alt: i.Alt, Credit: i.Credit,
		MediaType: i.MediaType, Width: i.Width, Height: i.Height,
	}
}

func occurrenceForOthers(a site.Appointment) feed.Occurrence {
	e, o := a.Event, a.Occurrence
	v := feed.Occurrence{
		OriginalStart: originalStart(a), Status: a.Status(), Title: o.Title, Note: o.Note,
		Location: locationForOthers(o.Location), Join: uri.Encode(o.Join),
	}
	switch {
	case o.AllDay:
		v.Start, v.End = o.Start.Date.String(), o.End.Date.String()
	case o.IsMoment():
		v.Start = e.Zone.ISO(o.StartAt)
	default:
		v.Start, v.End = e.Zone.ISO(o.StartAt), e.EndZone.ISO(o.EndAt)
	}
	return v
}

// originalStart returns when an occurrence that has moved was due, and nothing
// for one that has not.
func originalStart(a site.Appointment) string {
	e, o := a.Event, a.Occurrence
	switch {
	case !a.IsMoved():
		return ""
	case o.AllDay:
		return o.Due.Date.String()
	}
	due, _ := e.Zone.Resolve(o.Due)
	return e.Zone.ISO(due)
}

func locationForOthers(l *content.Location) *feed.Location {
	if l == nil {
		return nil
	}
	return &feed.Location{
		Name: l.Name, Street: l.Street, City: l.City, Country: l.Country,
		Latitude: l.Latitude, Longitude: l.Longitude,
	}
}
