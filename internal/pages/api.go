package pages

import (
	"io"

	"belfry/internal/content"
	"belfry/internal/feed"
	"belfry/internal/publication"
	"belfry/internal/site"
)

// api adds what other sites may use again, as JSON.
func (p *publisher) api() {
	p.outputs = append(p.outputs, publication.Output{Path: "api/events.json", MediaType: "application/json", Stage: publication.Listing,
		Render: p.writeEvents})
}

func (p *publisher) writeEvents(w io.Writer) error {
	head := feed.Events{
		Schema: p.site.Absolute(p.site.Root + "/api/events.schema.json"),
		Name:   p.site.Name, URL: p.site.Absolute(p.site.Root + "/"), Language: p.site.Locale.Tag(),
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
		UID: e.UID, Name: e.Name, URL: p.site.Absolute(e.Address), Calendar: p.site.Absolute(p.site.Root + eventCalendar(e)),
		Title: e.Title, Summary: e.Summary, Status: e.Status, StatusReason: e.StatusReason, AllDay: e.First().AllDay, TimeZone: e.Zone.Name(),
		Format: e.Format, Location: locationForOthers(e.Location), Join: e.Join, Languages: e.Languages,
	}
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
		v.Organisers = append(v.Organisers, feed.Organisation{Name: o.Title, URL: p.site.Absolute(o.Address)})
	}
	if e.Recurrence != nil {
		v.Rule = e.Recurrence.Standard(e.Zone)
	}
	for i := range e.Occurrences {
		v.Occurrences = append(v.Occurrences, occurrenceForOthers(e, &e.Occurrences[i]))
	}
	return v
}

func occurrenceForOthers(e *site.Event, o *site.Occurrence) feed.Occurrence {
	v := feed.Occurrence{Status: statusOf(e, o), Title: o.Title, Note: o.Note, Location: locationForOthers(o.Location), Join: o.Join}
	switch {
	case o.AllDay:
		v.Start, v.End = o.Start.Date.String(), o.End.Date.String()
	case o.IsMoment():
		v.Start = e.Zone.At(o.StartAt).Format(isoWithOffset)
	default:
		v.Start, v.End = e.Zone.At(o.StartAt).Format(isoWithOffset), e.EndZone.At(o.EndAt).Format(isoWithOffset)
	}
	return v
}

func locationForOthers(l *content.Location) *feed.Location {
	if l == nil {
		return nil
	}
	return &feed.Location{Name: l.Name, Street: l.Street, City: l.City, Country: l.Country, Latitude: l.Latitude, Longitude: l.Longitude}
}
