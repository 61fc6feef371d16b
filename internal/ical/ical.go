// Package ical encodes calendars as iCalendar (RFC 5545, with the properties
// of RFC 7986 that readers know).
//
// What is written is valid by construction: lines end in CRLF and are folded
// at 75 octets without cutting a character (3.1), texts are escaped (3.3.11),
// parameters are quoted (3.2, RFC 6868), addresses are percent-encoded, and
// every TZID has a VTIMEZONE (3.6.5) that gives exactly the zone's changes. No
// text can begin a new property. The same Calendar always gives the same
// bytes; nothing is read from the clock.
package ical

import (
	"slices"
	"time"

	"belfry/internal/calendar"
)

// A Calendar is one iCalendar object, published for subscribers.
type Calendar struct {
	// Name and Description are shown by calendar programs. Leave Name empty in
	// a file with a single event: it is not a calendar to subscribe to.
	Name, Description string
	// UID identifies the feed (RFC 7986 5.3). URL is its page, Source the
	// address of the feed itself.
	UID, URL, Source string
	// Refresh is how often subscribers are asked to look; 0 says nothing.
	Refresh time.Duration
	// Zone is the zone that an empty calendar and the reader's display go by.
	Zone *calendar.Zone
	// Language is the BCP 47 tag of all texts.
	Language string
	Events   []Encoded
}

// An Event is one VEVENT.
type Event struct {
	UID string
	// Stamp is DTSTAMP and LAST-MODIFIED: when the event was last changed.
	// Created is when it was first published; the zero Time leaves it out.
	Stamp, Created time.Time
	Sequence       int

	// Start and End are when it takes place. For whole days End is the last
	// day; the exclusive end that the standard asks for is made here. HasEnd
	// is false for a moment.
	Start, End Time
	HasEnd     bool

	Summary, Description string
	URL                  string
	Location             string
	Latitude, Longitude  *float64
	Categories           []string
	Status               string // TENTATIVE, CONFIRMED or CANCELLED
	Organizer            Organizer
	Conference           string // URL of an online meeting
	ConferenceLabel      string
	Image                Link
	Attachments          []Link
}

// A Time is a date, or a local time in a zone.
type Time struct {
	calendar.Local
	Zone   *calendar.Zone
	AllDay bool
}

// An Organizer is who invites. Address is a URI (mailto: or a web address).
type Organizer struct{ Name, Address string }

// A Link is a file elsewhere.
type Link struct{ Address, MediaType, Title string }

const productID = "-//Belfry//Static calendar//EN"

// An Encoded is an event as it stands in every calendar that lists it. It is
// immutable.
type Encoded struct {
	bytes []byte
	zones []zoneUse
}

// A zoneUse is a zone that an event refers to, and the earliest instant at
// which it does.
type zoneUse struct {
	zone     *calendar.Zone
	earliest time.Time
}

// Encode encodes an event whose texts are in language, a BCP 47 tag.
func Encode(e *Event, language string) Encoded {
	w := writer{out: make([]byte, 0, 1024), line: make([]byte, 0, 512), language: language}
	w.event(e)
	return Encoded{w.out, w.zones}
}

// Append appends the encoded calendar to dst.
func (e *Encoder) Append(dst []byte, c *Calendar) []byte {
	w := writer{out: slices.Grow(dst, size(c)), line: make([]byte, 0, 512), language: c.Language}
	w.raw("BEGIN:VCALENDAR")
	w.raw("VERSION:2.0")
	w.raw("PRODID:" + productID)
	w.raw("CALSCALE:GREGORIAN")
	w.raw("METHOD:PUBLISH")
	w.header(c)
	w.out = e.appendZones(w.out, c)
	for _, event := range c.Events {
		w.out = append(w.out, event.bytes...)
	}
	w.raw("END:VCALENDAR")
	return w.out
}

func (w *writer) header(c *Calendar) {
	w.uid("UID", c.UID)
	if c.Name != "" {
		w.text("NAME", c.Name)
		w.text("X-WR-CALNAME", c.Name)
	}
	if c.Description != "" {
		w.text("DESCRIPTION", c.Description)
		w.text("X-WR-CALDESC", c.Description)
	}
	w.uri("URL", c.URL)
	if c.Source != "" {
		w.uri("SOURCE;VALUE=URI", c.Source)
	}
	if c.Refresh > 0 {
		w.property("REFRESH-INTERVAL;VALUE=DURATION")
		w.line = appendDuration(w.line, c.Refresh)
		w.end()
		w.property("X-PUBLISHED-TTL")
		w.line = appendDuration(w.line, c.Refresh)
		w.end()
	}
}

// size estimates how many bytes a calendar takes.
func size(c *Calendar) int {
	n := 4096
	for _, e := range c.Events {
		n += len(e.bytes)
	}
	return n
}
