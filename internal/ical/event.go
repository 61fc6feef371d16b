package ical

import (
	"strconv"
	"time"

	"belfry/internal/calendar"
)

func (w *writer) event(e *Event) {
	w.raw("BEGIN:VEVENT")
	w.uid("UID", e.UID)
	w.instant("DTSTAMP", e.Stamp)
	w.times(e)
	w.property("SEQUENCE")
	w.line = strconv.AppendInt(w.line, int64(e.Sequence), 10)
	w.end()
	w.instant("LAST-MODIFIED", e.Stamp)
	if !e.Created.IsZero() {
		w.instant("CREATED", e.Created)
	}
	w.text("SUMMARY", e.Summary)
	w.text("DESCRIPTION", e.Description)
	w.uri("URL", e.URL)
	w.place(e)
	w.categories(e.Categories)
	w.raw("CLASS:PUBLIC")
	if e.Status != "" {
		w.raw("STATUS:" + e.Status)
	}
	if e.Start.AllDay {
		w.raw("TRANSP:TRANSPARENT")
	} else {
		w.raw("TRANSP:OPAQUE")
	}
	w.links(e)
	w.raw("END:VEVENT")
}

func (w *writer) times(e *Event) {
	w.time("DTSTART", e.Start)
	if !e.HasEnd {
		return
	}
	end := e.End
	if end.AllDay {
		end.Date = end.AddDays(1) // DTEND is exclusive (3.6.1)
	}
	w.time("DTEND", end)
}

// time writes a DATE or a DATE-TIME with TZID (3.3.4, 3.3.5). A local time
// that its zone skips or shows twice is written in UTC, because readers differ
// in what they make of it.
func (w *writer) time(name string, t Time) {
	w.property(name)
	if t.AllDay {
		w.line = append(w.line[:len(w.line)-1], ";VALUE=DATE:"...)
		w.line = appendDate(w.line, t.Date)
		w.end()
		return
	}
	instant, reading := t.Zone.Resolve(t.Local)
	if reading != calendar.Once || isUTC(t.Zone) {
		w.line = appendInstant(w.line, instant)
		w.end()
		return
	}
	w.zones = append(w.zones, zoneUse{t.Zone, instant})
	w.line = append(w.line[:len(w.line)-1], ";TZID="...)
	w.line = append(w.line, t.Zone.Name()...)
	w.line = append(w.line, ':')
	w.line = appendLocal(w.line, t.Local)
	w.end()
}

func isUTC(z *calendar.Zone) bool { return z.Name() == "UTC" }

func (w *writer) instant(name string, t time.Time) {
	w.property(name)
	w.line = appendInstant(w.line, t)
	w.end()
}

func (w *writer) place(e *Event) {
	w.text("LOCATION", e.Location)
	if e.Latitude != nil && e.Longitude != nil {
		w.property("GEO")
		w.line = strconv.AppendFloat(w.line, *e.Latitude, 'f', 6, 64)
		w.line = append(w.line, ';')
		w.line = strconv.AppendFloat(w.line, *e.Longitude, 'f', 6, 64)
		w.end()
	}
}

func (w *writer) categories(names []string) {
	if len(names) == 0 {
		return
	}
	w.property("CATEGORIES")
	w.languageParameter()
	for i, name := range names {
		if i > 0 {
			w.line = append(w.line, ',')
		}
		w.line = appendText(w.line, name)
	}
	w.end()
}

func (w *writer) links(e *Event) {
	if e.Organizer.Address != "" {
		w.property("ORGANIZER")
		w.parameter("CN", e.Organizer.Name)
		w.line = appendURI(w.line, e.Organizer.Address)
		w.end()
	}
	if e.Conference != "" {
		w.property("CONFERENCE;VALUE=URI;FEATURE=VIDEO")
		w.parameter("LABEL", e.ConferenceLabel)
		w.line = appendURI(w.line, e.Conference)
		w.end()
	}
	if e.Image.Address != "" {
		w.link("IMAGE;VALUE=URI;DISPLAY=BADGE", e.Image)
	}
	for _, a := range e.Attachments {
		w.link("ATTACH", a)
	}
}

func (w *writer) link(name string, l Link) {
	w.property(name)
	w.parameter("FMTTYPE", l.MediaType)
	w.line = appendURI(w.line, l.Address)
	w.end()
}
