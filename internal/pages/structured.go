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

// structured returns an event, at the appointment that its page names first, as
// JSON-LD. A cancelled or postponed event keeps its date; one
// with a new date has the old one beside it.
func (x exporter) structured(a site.Appointment) template.JS {
	e := a.Event
	times := occurrenceForOthers(a)
	says := x.site.Text(e)
	page := x.site.Base.URL(says.Address)
	v := structuredEvent{
		Context: "https://schema.org", Type: "Event", Name: x.site.Title(a), Description: says.Summary, URL: page,
		Start: times.Start, End: times.End, Status: schemaOrg + "EventScheduled", AttendanceMode: attendanceMode(a),
		Location: placesOf(a, page), Languages: e.Languages,
	}
	switch a.Status() {
	case "cancelled":
		v.Status = schemaOrg + "EventCancelled"
	case "postponed":
		v.Status = schemaOrg + "EventPostponed"
	case "moved-online":
		v.Status = schemaOrg + "EventMovedOnline"
	default:
		v.reschedule(x, a)
	}
	if e.Image != nil {
		v.Image = []string{x.site.Base.URL(e.Image.Address)}
	}
	for _, organiser := range e.Organisers {
		at := cmp.Or(organiser.Website, x.site.Base.URL(x.site.Text(organiser).Address))
		v.Organizer = append(v.Organizer, structuredOrganisation{"Organization", x.site.Text(organiser).Title, at})
	}
	// json escapes what could end the element in which it stands.
	data, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return template.JS(data)
}

func (v *structuredEvent) reschedule(x exporter, a site.Appointment) {
	v.PreviousStart = cmp.Or(x.words.Time(a.Event.PreviousStart, a.Event.Zone).ISO, originalStart(a))
	if v.PreviousStart != "" {
		v.Status = schemaOrg + "EventRescheduled"
	}
}

func attendanceMode(a site.Appointment) string {
	switch format := a.Format(); {
	case format == "online":
		return schemaOrg + "OnlineEventAttendanceMode"
	case format == "hybrid":
		return schemaOrg + "MixedEventAttendanceMode"
	case format == "in-person" || a.Location() != nil:
		return schemaOrg + "OfflineEventAttendanceMode"
	}
	return ""
}

// placesOf returns where an occurrence takes place: on the map, online, or both.
// Online without a link to join stands at the event's page.
func placesOf(a site.Appointment, page string) []any {
	var places []any
	if l := a.Location(); l != nil {
		places = append(places, placeOf(l))
	}
	if format := a.Format(); format == "online" || format == "hybrid" {
		places = append(places, virtualLocation{"VirtualLocation", cmp.Or(a.Join(), page)})
	}
	return places
}

func placeOf(l *content.Location) structuredPlace {
	return structuredPlace{"Place", l.Name, structuredAddress{"PostalAddress", l.Street, l.City, l.Country}}
}
