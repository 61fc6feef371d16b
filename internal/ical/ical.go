// Package ical encodes calendars as iCalendar (RFC 5545, with the properties
// of RFC 7986 that readers know).
//
// What is written is valid by construction: lines end in CRLF and are folded
// at 75 octets without cutting a character (3.1), texts are escaped (3.3.11),
// parameters are quoted (3.2, RFC 6868), addresses are in ASCII, and every TZID
// has a VTIMEZONE (3.6.5) that gives exactly the zone's changes. No text can
// begin a new property. The same Calendar always gives the same bytes, in
// whatever order its events' zones come; nothing is read from the clock.
//
// An Encoder encodes each event once, which then stands in as many calendars as
// list it, and assembles these.
package ical

import (
	"slices"
	"sync"
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
	// Refresh is how often subscribers are asked to look, in whole seconds;
	// less than one says nothing.
	Refresh time.Duration
	// Zone is the zone of a calendar without events, which must have one.
	Zone *calendar.Zone
	// Color is the CSS3 name of a colour to show the calendar in (RFC 7986 5.9).
	Color string
	// Language is the BCP 47 tag of Name and Description.
	Language string
	Events   []Encoded
}

// An Encoder assembles calendars. It holds how the clocks of a site's zones
// go, so that thousands of calendars do not work it out again. It is immutable.
type Encoder struct {
	courses map[string]func() course // by the name of the zone; worked out when the first calendar asks
}

// NewEncoder returns an encoder that is quick for events in zones; for others
// it gives the same bytes.
func NewEncoder(zones []*calendar.Zone) *Encoder {
	e := &Encoder{courses: make(map[string]func() course, len(zones))}
	for _, z := range zones {
		if _, ok := e.courses[z.Name()]; !ok {
			e.courses[z.Name()] = sync.OnceValue(func() course { return courseOf(z) })
		}
	}
	return e
}

const productID = "-//Belfry//Static calendar//EN"

// Append appends the encoded calendar to dst.
func (e *Encoder) Append(dst []byte, c *Calendar) []byte {
	w := writer{out: slices.Grow(dst, size(c)), language: c.Language}
	w.raw("BEGIN:VCALENDAR")
	w.raw("VERSION:2.0")
	w.raw("PRODID:" + productID)
	w.raw("CALSCALE:GREGORIAN")
	w.raw("METHOD:PUBLISH")
	w.header(c)
	for _, u := range usesOf(c) {
		w.zone(e.course(u.zone), u.earliest)
	}
	for i := range c.Events {
		w.out = append(w.out, c.Events[i].bytes...)
	}
	w.raw("END:VCALENDAR")
	return w.out
}

func (w *writer) header(c *Calendar) {
	w.identifier("UID", c.UID)
	w.line("NAME", c.Name)
	w.line("X-WR-CALNAME", c.Name)
	w.text("DESCRIPTION", c.Description)
	w.text("X-WR-CALDESC", c.Description)
	w.uri("URL", c.URL)
	w.uri("SOURCE;VALUE=URI", c.Source)
	w.identifier("COLOR", c.Color)
	if c.Refresh >= time.Second {
		w.begin("REFRESH-INTERVAL;VALUE=DURATION")
		w.out = appendDuration(w.out, c.Refresh)
		w.end()
		w.begin("X-PUBLISHED-TTL")
		w.out = appendDuration(w.out, c.Refresh)
		w.end()
	}
}

// FrameSize is how many bytes a calendar takes besides its events, at most: its
// header and a few time zones.
const FrameSize = 8 << 10

// size estimates how many bytes a calendar takes.
func size(c *Calendar) int {
	n := FrameSize
	for i := range c.Events {
		n += len(c.Events[i].bytes)
	}
	return n
}
