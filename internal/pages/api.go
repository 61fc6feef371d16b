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
	"belfry/internal/wording"
)

// api adds what other sites may use again, as JSON.
func (p *publisher) api() {
	p.outputs = append(p.outputs, publication.Output{
		Path: site.EventsJSONAddress.File(), MediaType: "application/json", Stage: publication.Listing,
		Render: p.export.writeEvents,
	})
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

// An exporter makes of events what other programs read.
type exporter struct {
	site  *site.Edition
	words wording.Words
}

func (x exporter) writeEvents(w io.Writer) error {
	head := feed.Events{
		Schema: x.site.Base.URL(site.EventsSchemaAddress),
		Name:   x.site.Name, URL: x.site.Base.URL(address.Home), Language: x.site.Tag(),
	}
	return feed.WriteEvents(w, head, func(yield func(feed.Event) bool) {
		for _, e := range x.site.Events {
			if !yield(x.event(e)) {
				return
			}
		}
	})
}

func (x exporter) event(e *site.Event) feed.Event {
	says := x.site.Text(e)
	v := feed.Event{
		UID: e.UID, Name: e.Name, URL: x.site.Base.URL(says.Address), Calendar: x.site.Base.URL(x.site.Calendar(e)),
		Title: says.Title, Summary: says.Summary, Image: x.image(e.Image), Languages: e.Languages,
		Status: e.Status, StatusReason: e.StatusReason, PreviousStart: x.words.Time(e.PreviousStart, e.Zone).ISO,
		AllDay: e.Occurrences[0].AllDay, TimeZone: e.Zone.Name(),
		Format: e.Format, Location: locationForOthers(e.Location), Join: uri.Encode(e.Join),
		Registration: x.registration(e), Capacity: e.Capacity,
		Agenda: x.site.Base.ReferenceURL(e.Agenda), Recording: x.site.Base.ReferenceURL(e.Recording),
		Updated: e.Stamp.Changed.UTC().Format(time.RFC3339), Sequence: e.Stamp.Sequence,
	}
	if !e.Stamp.Created.IsZero() {
		v.Created = e.Stamp.Created.UTC().Format(time.RFC3339)
	}
	x.addReferences(e, &v)
	if e.Recurrence != nil {
		v.Rule = e.Recurrence.Standard(e.Zone)
	}
	for i := range e.Occurrences {
		v.Occurrences = append(v.Occurrences, occurrenceForOthers(e.Appointment(i)))
	}
	return v
}

// addReferences adds what an event refers to.
func (x exporter) addReferences(e *site.Event, v *feed.Event) {
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
		text := x.site.Text(o)
		v.Organisers = append(v.Organisers, feed.Organisation{Name: text.Title, URL: x.site.Base.URL(text.Address)})
	}
	for _, a := range e.Attachments {
		v.Attachments = append(v.Attachments,
			feed.Attachment{URL: x.site.Base.URL(a.Address), Title: a.Title, MediaType: a.BareMediaType()})
	}
}

func (x exporter) registration(e *site.Event) *feed.Registration {
	if e.Registration == nil {
		return nil
	}
	r := e.Registration
	return &feed.Registration{
		URL:   uri.Encode(r.URL),
		Opens: x.words.Time(r.Opens, e.Zone).ISO, Closes: x.words.Time(r.Closes, e.Zone).ISO,
	}
}

func (x exporter) image(i *site.Image) *feed.Image {
	if i == nil {
		return nil
	}
	return &feed.Image{
		URL: x.site.Base.URL(i.Address), Alt: i.Alt, Credit: i.Credit,
		MediaType: i.MediaType, Width: i.Width, Height: i.Height,
	}
}
