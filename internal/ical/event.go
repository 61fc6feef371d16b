package ical

import (
	"cmp"
	"strconv"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/uri"
)

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

	// Rule is the value of RRULE, for an event that recurs; Except are starts
	// that the rule gives and that are left out (EXDATE).
	Rule   string
	Except []Time
	// Due makes the event an override: it stands for the occurrence of the
	// recurring event with the same UID that was due then (RECURRENCE-ID).
	Due *Time
	// Parent is the UID of the event that this one belongs to (RELATED-TO).
	Parent string

	Summary, Description string
	// Language is that of Summary and Description, where it is another than that of
	// all other texts.
	Language            string
	URL                 string
	Location            string
	Latitude, Longitude *float64
	Categories          []string
	Status              string // TENTATIVE, CONFIRMED or CANCELLED
	Organizer           Organizer
	Conference          string // URL of an online meeting
	ConferenceLabel     string
	Image               Link
	Attachments         []Link
}

// A Time is a date, or a local time in a zone.
type Time struct {
	calendar.Local
	Zone   *calendar.Zone
	AllDay bool
	// At says which instant is meant by a local time that Zone shows twice. The
	// zero Time means the one that Zone.Resolve gives.
	At time.Time
}

func (t Time) instant() time.Time {
	if !t.At.IsZero() {
		return t.At
	}
	instant, _ := t.Zone.Resolve(t.Local)
	return instant
}

// An Organizer is who invites. Address is a URI (mailto: or a web address).
type Organizer struct{ Name, Address string }

// A Link is a file elsewhere.
type Link struct{ Address, MediaType, Title string }

// An Encoded is an event as it stands in every calendar that lists it. It is
// immutable.
type Encoded struct {
	bytes []byte
	zones [2]zoneUse // of its start and its end; zero where there is none
}

// A zoneUse is a zone that an event refers to, and the earliest instant at
// which it does.
type zoneUse struct {
	zone     *calendar.Zone
	earliest time.Time
}

// Size returns how many bytes the event takes.
func (e *Encoded) Size() int { return len(e.bytes) }

// Encode encodes an event whose texts are in language, a BCP 47 tag, but for what
// Event.Language says.
func (e *Encoder) Encode(v *Event, language string) Encoded {
	w := writer{out: make([]byte, 0, v.size()), language: language}
	zones := w.event(v, e)
	return Encoded{w.out, zones}
}

// size estimates how many bytes an event takes, with room to fold its longest
// line in.
func (e *Event) size() int {
	n := 800 + len(e.UID) + len(e.Summary) + 2*len(e.Description) + len(e.URL) + len(e.Location) +
		len(e.Organizer.Name) + len(e.Organizer.Address) + len(e.Conference) + len(e.Image.Address)
	for _, c := range e.Categories {
		n += len(c)
	}
	for _, a := range e.Attachments {
		n += len("ATTACH;FMTTYPE=") + len(a.MediaType) + len(a.Address)
	}
	return n
}

func (w *writer) event(e *Event, known *Encoder) (zones [2]zoneUse) {
	w.raw("BEGIN:VEVENT")
	w.identifier("UID", e.UID)
	w.instant("DTSTAMP", e.Stamp)
	zones[0] = w.time("DTSTART", known.fitting(e, e.Start))
	if e.HasEnd {
		zones[1] = w.time("DTEND", known.fitting(e, exclusive(e.End)))
	}
	w.recurrence(e)
	w.begin("SEQUENCE")
	w.out = strconv.AppendInt(w.out, int64(e.Sequence), 10)
	w.end()
	w.instant("LAST-MODIFIED", e.Stamp)
	if !e.Created.IsZero() {
		w.instant("CREATED", e.Created)
	}
	all := w.language
	w.language = cmp.Or(e.Language, all)
	w.line("SUMMARY", e.Summary)
	w.text("DESCRIPTION", e.Description)
	w.language = all
	w.uri("URL", e.URL)
	w.line("LOCATION", e.Location)
	w.geo(e.Latitude, e.Longitude)
	w.texts("CATEGORIES", e.Categories)
	w.raw("CLASS:PUBLIC")
	if e.Status != "" {
		w.raw("STATUS:" + e.Status)
	}
	w.raw(transparency(e.Start))
	w.links(e)
	w.raw("END:VEVENT")
	return zones
}

// fitting returns a time of an event in the zone to write it in: UTC where it lies
// before its own zone's last rule. Where an event recurs its starts are local
// times, so its own zone stays; see RulesFrom.
func (e *Encoder) fitting(v *Event, t Time) Time {
	if t.AllDay || v.Rule != "" || !t.instant().Before(e.course(t.Zone).steady) {
		return t
	}
	return Time{Zone: calendar.UTC(), Local: calendar.LocalOf(t.instant().UTC()), At: t.instant()}
}

// recurrence writes how the event repeats, or which occurrence it stands for.
// The dates have the type and zone of DTSTART, as readers expect.
func (w *writer) recurrence(e *Event) {
	if e.Due != nil {
		w.time("RECURRENCE-ID", *e.Due)
	}
	if e.Rule != "" {
		w.begin("RRULE")
		w.out = append(w.out, e.Rule...)
		w.end()
	}
	for _, t := range e.Except {
		w.time("EXDATE", t)
	}
	w.identifier("RELATED-TO", e.Parent)
}

// exclusive returns the end of an event as DTEND gives it: for whole days the
// day after the last (3.6.1).
func exclusive(end Time) Time {
	if end.AllDay {
		end.Date = end.AddDays(1)
	}
	return end
}

// transparency says that an event of whole days keeps nobody busy.
func transparency(start Time) string {
	if start.AllDay {
		return "TRANSP:TRANSPARENT"
	}
	return "TRANSP:OPAQUE"
}

// time writes a DATE or a DATE-TIME with TZID (3.3.4, 3.3.5), and returns the
// zone that it refers to. A local time that its zone skips or shows twice is
// written in UTC, because readers differ in what they make of it.
func (w *writer) time(name string, t Time) (use zoneUse) {
	w.begin(name)
	if t.AllDay {
		w.attribute("VALUE", "DATE")
		w.out = appendDate(w.out, t.Date)
		w.end()
		return zoneUse{}
	}
	instant := t.instant()
	_, reading := t.Zone.Resolve(t.Local)
	if reading != calendar.Once || t.Zone.Name() == "UTC" {
		w.out = appendInstant(w.out, instant)
		w.end()
		return zoneUse{}
	}
	w.attribute("TZID", t.Zone.Name())
	w.out = appendLocal(w.out, t.Local)
	w.end()
	return zoneUse{t.Zone, instant}
}

func (w *writer) instant(name string, t time.Time) {
	w.begin(name)
	w.out = appendInstant(w.out, t)
	w.end()
}

// geo writes a place on the globe in degrees, north and east (3.8.1.6), to
// 10 centimetres.
func (w *writer) geo(latitude, longitude *float64) {
	if latitude == nil || longitude == nil {
		return
	}
	w.begin("GEO")
	w.out = strconv.AppendFloat(w.out, *latitude, 'f', 6, 64)
	w.out = append(w.out, ';')
	w.out = strconv.AppendFloat(w.out, *longitude, 'f', 6, 64)
	w.end()
}

func (w *writer) links(e *Event) {
	if e.Organizer.Address != "" {
		w.begin("ORGANIZER")
		w.parameter("CN", e.Organizer.Name)
		w.out = uri.Append(w.out, e.Organizer.Address)
		w.end()
	}
	if e.Conference != "" {
		w.begin("CONFERENCE;VALUE=URI;FEATURE=VIDEO")
		w.parameter("LABEL", e.ConferenceLabel)
		w.out = uri.Append(w.out, e.Conference)
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
	w.begin(name)
	w.parameter("FMTTYPE", l.MediaType)
	w.out = uri.Append(w.out, l.Address)
	w.end()
}
