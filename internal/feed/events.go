package feed

import (
	"encoding/json"
	"io"
	"iter"
)

// Events is what /api/events.json says, for other sites to use again. Its form
// is published as a JSON Schema beside it (static/api/events.schema.json).
// Instants are RFC 3339 with the offset of the event's own time zone; days are
// ISO 8601 dates. What is not known is left out.
type Events struct {
	Schema   string  `json:"$schema"`
	Name     string  `json:"name"`
	URL      string  `json:"url"`
	Language string  `json:"language"`
	Events   []Event `json:"events"` // last, see WriteEvents
}

// An Event is one event with all its occurrences.
type Event struct {
	UID          string `json:"uid"`
	Name         string `json:"name"`
	URL          string `json:"url"`
	Calendar     string `json:"calendar"`
	Title        string `json:"title"`
	Summary      string `json:"summary,omitempty"`
	Status       string `json:"status"`
	StatusReason string `json:"statusReason,omitempty"`
	// PreviousStart is when the event was planned before.
	PreviousStart string         `json:"previousStart,omitempty"`
	AllDay        bool           `json:"allDay"`
	TimeZone      string         `json:"timeZone"`
	Format        string         `json:"format,omitempty"`
	Location      *Location      `json:"location,omitempty"`
	Join          string         `json:"join,omitempty"`
	Registration  *Registration  `json:"registration,omitempty"`
	Capacity      int            `json:"capacity,omitempty"`
	Country       string         `json:"country,omitempty"`
	Series        string         `json:"series,omitempty"`
	Topics        []string       `json:"topics,omitempty"`
	Organisers    []Organisation `json:"organisers,omitempty"`
	Languages     []string       `json:"languages,omitempty"`
	Agenda        string         `json:"agenda,omitempty"`
	Recording     string         `json:"recording,omitempty"`
	Attachments   []Attachment   `json:"attachments,omitempty"`
	Image         *Image         `json:"image,omitempty"`
	// Created and Updated are when the event was first and last changed, and
	// Sequence grows with every change, as in calendars.
	Created     string       `json:"created,omitempty"`
	Updated     string       `json:"updated"`
	Sequence    int          `json:"sequence"`
	Rule        string       `json:"rule,omitempty"`
	Occurrences []Occurrence `json:"occurrences"`
}

// A Location is where people meet.
type Location struct {
	Name      string   `json:"name,omitempty"`
	Street    string   `json:"street,omitempty"`
	City      string   `json:"city,omitempty"`
	Country   string   `json:"country,omitempty"`
	Latitude  *float64 `json:"latitude,omitempty"`
	Longitude *float64 `json:"longitude,omitempty"`
}

// An Organisation is a member or a partner of the network.
type Organisation struct {
	Name string `json:"name"`
	URL  string `json:"url"`
}

// A Registration says where and when people sign up: instants or days.
type Registration struct {
	URL    string `json:"url,omitempty"`
	Opens  string `json:"opens,omitempty"`
	Closes string `json:"closes,omitempty"`
}

// An Attachment is a document that goes with an event.
type Attachment struct {
	URL       string `json:"url"`
	Title     string `json:"title,omitempty"`
	MediaType string `json:"mediaType"`
}

// An Image is a picture. Alt says what it shows.
type Image struct {
	URL       string `json:"url"`
	Alt       string `json:"alt,omitempty"`
	Credit    string `json:"credit,omitempty"`
	MediaType string `json:"mediaType"`
	Width     int    `json:"width"`
	Height    int    `json:"height"`
}

// An Occurrence is one time at which an event takes place. Start and End are
// instants, or days where the event lasts whole days; End is then the last day.
type Occurrence struct {
	Start string `json:"start"`
	End   string `json:"end,omitempty"`
	// OriginalStart is when a date that has moved was due.
	OriginalStart string `json:"originalStart,omitempty"`
	Status        string `json:"status"`
	Note          string `json:"note,omitempty"`
	// What differs from the event.
	Title    string    `json:"title,omitempty"`
	Location *Location `json:"location,omitempty"`
	Join     string    `json:"join,omitempty"`
}

// WriteEvents writes e with events as JSON, an event a line. It holds one event
// at a time, however many there are.
func WriteEvents(w io.Writer, e Events, events iter.Seq[Event]) error {
	e.Events = []Event{}
	head, err := json.Marshal(e)
	if err != nil {
		return err
	}
	// The list is the last member: what follows its opening bracket is "]}".
	if _, err := w.Write(head[:len(head)-len("]}")]); err != nil {
		return err
	}
	separator := "\n"
	for event := range events {
		text, err := json.Marshal(event)
		if err != nil {
			return err
		}
		if _, err := w.Write(append([]byte(separator), text...)); err != nil {
			return err
		}
		separator = ",\n"
	}
	_, err = io.WriteString(w, "\n]}\n")
	return err
}
