package pages

import (
	"cmp"
	"encoding/json"
	"html/template"

	"belfry/internal/content"
	"belfry/internal/site"
)

// structuredEvent is an event as search engines read it (schema.org/Event).
type structuredEvent struct {
	Context        string                   `json:"@context"`
	Type           string                   `json:"@type"`
	Name           string                   `json:"name"`
	Description    string                   `json:"description,omitempty"`
	URL            string                   `json:"url"`
	Image          []string                 `json:"image,omitempty"`
	Start          string                   `json:"startDate"`
	End            string                   `json:"endDate,omitempty"`
	PreviousStart  string                   `json:"previousStartDate,omitempty"`
	Status         string                   `json:"eventStatus"`
	AttendanceMode string                   `json:"eventAttendanceMode,omitempty"`
	Location       []any                    `json:"location,omitempty"` // structuredPlace and virtualLocation
	Organizer      []structuredOrganisation `json:"organizer,omitempty"`
	Languages      []string                 `json:"inLanguage,omitempty"`
}

type structuredOrganisation struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	URL  string `json:"url"`
}

type structuredPlace struct {
	Type    string            `json:"@type"`
	Name    string            `json:"name,omitempty"`
	Address structuredAddress `json:"address"`
}

type structuredAddress struct {
	Type    string `json:"@type"`
	Street  string `json:"streetAddress,omitempty"`
	City    string `json:"addressLocality,omitempty"`
	Country string `json:"addressCountry,omitempty"`
}

type virtualLocation struct {
	Type string `json:"@type"`
	URL  string `json:"url"`
}

const schemaOrg = "https://schema.org/"

// structured returns an event, at the occurrence o that its page names first, as
// JSON-LD. A cancelled or postponed event keeps its date; one
// with a new date has the old one beside it.
func (p *publisher) structured(e *site.Event, o *site.Occurrence) template.JS {
	times := occurrenceForOthers(e, o)
	page := p.site.Base.URL(e.Address)
	v := structuredEvent{
		Context: "https://schema.org", Type: "Event", Name: titleOf(e, o), Description: e.Summary, URL: page,
		Start: times.Start, End: times.End, Status: schemaOrg + "EventScheduled", AttendanceMode: attendanceMode(e, o),
		Location: placesOf(e, o, page), Languages: e.Languages,
	}
	switch statusOf(e, o) {
	case "cancelled":
		v.Status = schemaOrg + "EventCancelled"
	case "postponed":
		v.Status = schemaOrg + "EventPostponed"
	case "moved-online":
		v.Status = schemaOrg + "EventMovedOnline"
	default:
		v.reschedule(p, e, o)
	}
	if e.Image != nil {
		v.Image = []string{p.site.Base.URL(e.Image.Address)}
	}
	for _, organiser := range e.Organisers {
		v.Organizer = append(v.Organizer, structuredOrganisation{"Organization", organiser.Title, cmp.Or(organiser.Website, p.site.Base.URL(organiser.Address))})
	}
	// json escapes what could end the element in which it stands.
	data, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return template.JS(data)
}

func (v *structuredEvent) reschedule(p *publisher, e *site.Event, o *site.Occurrence) {
	v.PreviousStart = cmp.Or(p.timeText(e.PreviousStart, e.Zone).ISO, originalStart(e, o))
	if v.PreviousStart != "" {
		v.Status = schemaOrg + "EventRescheduled"
	}
}

func attendanceMode(e *site.Event, o *site.Occurrence) string {
	switch format := formatOf(e, o); {
	case format == "online":
		return schemaOrg + "OnlineEventAttendanceMode"
	case format == "hybrid":
		return schemaOrg + "MixedEventAttendanceMode"
	case format == "in-person" || locationOf(e, o) != nil:
		return schemaOrg + "OfflineEventAttendanceMode"
	}
	return ""
}

// placesOf returns where an occurrence takes place: on the map, online, or both.
// Online without a link to join stands at the event's page.
func placesOf(e *site.Event, o *site.Occurrence, page string) []any {
	var places []any
	if l := locationOf(e, o); l != nil {
		places = append(places, placeOf(l))
	}
	if format := formatOf(e, o); format == "online" || format == "hybrid" {
		places = append(places, virtualLocation{"VirtualLocation", cmp.Or(joinOf(e, o), page)})
	}
	return places
}

func placeOf(l *content.Location) structuredPlace {
	return structuredPlace{"Place", l.Name, structuredAddress{"PostalAddress", l.Street, l.City, l.Country}}
}
