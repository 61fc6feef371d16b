package site

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/content"
)

// An Event is something that takes place, once or several times.
type Event struct {
	Entry
	// UID identifies the event in calendars; it never changes with the file's
	// date, folder, title or language (RFC 7986 5.3).
	UID           string
	Zone, EndZone *calendar.Zone
	// Occurrences are the times at which it takes place, in order; at least one.
	Occurrences []Occurrence
	// Recurrence is how it repeats; nil for one that does not, or that takes
	// place at dates which are written out.
	Recurrence           *Recurrence
	Format               string // "online", "hybrid", "in-person" or ""
	Location             *content.Location
	Join                 string
	Registration         *Registration
	Status, StatusReason string // Status is never ""
	PreviousStart        Moment
	Series               *Term
	Country              *Term
	Languages            []string
	Organisers           []*Organisation
	Topics               []*Term
	Capacity             int
	Agenda, Recording    address.Reference
	Attachments          []Attachment
	Image                *Image
	Published, Updated   Moment
	Revision             int
	Stamp                Stamp
}

// An Occurrence is one time at which an event takes place.
type Occurrence struct {
	AllDay bool
	// Start and End are what the clocks show, Start in the event's zone and
	// End in its end zone. Of an event that lasts whole days they have no
	// clock, and End is the last day. An event that is a moment has End = Start.
	Start, End calendar.Local
	// StartAt and EndAt are the instants; whole days last from the start of
	// the first to the end of the last in the event's zone.
	StartAt, EndAt time.Time
	// Due is the start that the rule gives, or that was written for an added
	// date; a changed occurrence may start at another time.
	Due            calendar.Local
	Added, Changed bool // Changed ones stand for themselves in calendars
	// Place is which of the dates added on one day this is, as they are written,
	// from 1; 0 for one that is not added.
	Place int
	// What differs from the event; zero where nothing does.
	Title, Status, Note, Join string
	Location                  *content.Location
}

// FirstDay returns the first day that the occurrence touches.
func (o Occurrence) FirstDay() calendar.Date { return o.Start.Date }

// LastDay returns the last day that the occurrence touches. One that ends at
// midnight does not touch the day that begins then.
func (o Occurrence) LastDay() calendar.Date {
	endsAtMidnight := !o.AllDay && o.End.Clock == calendar.Clock{}
	if endsAtMidnight && o.Start.Date.Before(o.End.Date) {
		return o.End.Date.AddDays(-1)
	}
	return o.End.Date
}

// IsMoment reports whether the occurrence has a start only.
func (o Occurrence) IsMoment() bool { return o.StartAt.Equal(o.EndAt) }

// A Registration says how and when people sign up.
type Registration struct {
	URL           string
	Opens, Closes Moment
}

// An Attachment is a document that goes with an event.
type Attachment struct {
	*Media
	Title string
}

// Terms returns the terms that the event bears.
func (e *Event) Terms() []*Term { return addOnce(addOnce(slices.Clip(e.Topics), e.Series), e.Country) }

// publishedEvent makes an event, and notes when something about it is over.
func (r *resolver) publishedEvent(d *content.Document) *Event {
	e := r.event(d)
	if e == nil {
		return nil
	}
	e.Stamp = r.stamp(d, e)
	if e.Registration != nil {
		r.due(e.Registration.Closes.Until(e.Zone))
	}
	for i := range e.Occurrences {
		o := &e.Occurrences[i]
		r.due(o.EndAt)
		if o.IsMoment() { // which is over after it
			r.due(o.EndAt.Add(1))
		}
	}
	return e
}

// eventDirectory returns what news may be about.
func (r *resolver) eventDirectory() directory[Event] {
	return directory[Event]{
		named: func(name string) *Event { return named[*Event](r.index(), content.KindEvent, name) },
		lexicon: sync.OnceValue(func() *lexicon {
			return newLexicon(byName[Event](r.names, content.KindEvent), nil)
		}),
	}
}

// compare orders events by their first start, and then by name.
func (e *Event) compare(other *Event) int {
	return cmp.Or(
		cmp.Compare(e.Occurrences[0].StartAt.Unix(), other.Occurrences[0].StartAt.Unix()), cmp.Compare(e.Name, other.Name))
}

func (r *resolver) event(d *content.Document) *Event {
	c := d.Event
	if c == nil || c.Start.Date.IsZero() {
		return nil
	}
	zone := zoneNamed(cmp.Or(c.Timezone, r.in.Config.Timezone))
	endZone := zoneNamed(cmp.Or(c.EndTimezone, c.Timezone, r.in.Config.Timezone))
	e := &Event{
		Entry: r.entryOf(d, c.Title, c.Summary),
		UID:   r.uidOf(d),
		Zone:  zone, EndZone: endZone,
		Format: c.Format, Location: c.Location, Join: r.outside(d.Path, c.Join),
		Registration: r.registration(d.Path, c.Registration, zone),
		Status:       cmp.Or(c.Status, "scheduled"), StatusReason: c.StatusReason,
		PreviousStart: momentOf(c.PreviousStart.When, zone),
		Languages:     c.Languages, Organisers: r.organisers(d.Path, c.Organisers),
		Topics: r.topicsOf(d.Path, c.Topics), Series: r.seriesOf(d.Path, c.Series),
		Country:  r.countries[eventCountry(c)],
		Capacity: c.Capacity, Agenda: r.link(d.Path, c.Agenda), Recording: r.link(d.Path, c.Recording),
		Attachments: r.attachments(d.Path, c.Attachments), Image: r.image(d.Path, c.Image),
		Published: momentOf(c.Published, r.zone), Updated: momentOf(c.Updated, r.zone), Revision: c.Revision,
	}
	r.checkOffset(d.Path, c.PreviousStart, zone, "timezone")
	r.checkMoved(d.Path, c, zone)
	r.recur(d, c, e)
	r.checkRegistration(d.Path, c, e)
	return e
}

// checkMoved reports a previous start that is the start.
func (r *resolver) checkMoved(file string, c *content.Event, zone *calendar.Zone) {
	before, now := c.PreviousStart, c.Start
	if !before.IsZero() && before.AllDay == now.AllDay && before.In(zone).Equal(now.In(zone)) {
		r.failAt(file, before.Written, "not-moved", "the previous start is the start itself",
			"take the line out, or write the date before it was moved here and the new one in start")
	}
}

// occurrence returns the time of an event as it is written, and reports an end
// before the start.
func (r *resolver) occurrence(d *content.Document, c *content.Event, zone, endZone *calendar.Zone) Occurrence {
	if c.Start.AllDay {
		return r.wholeDays(d, c, zone)
	}
	o := Occurrence{Start: c.Start.Shown(zone), StartAt: c.Start.In(zone)}
	switch {
	case !c.End.Date.IsZero() && !c.End.AllDay: // else it has been reported
		o.End, o.EndAt = c.End.Shown(endZone), c.End.In(endZone)
	case !c.Duration.IsZero():
		o.EndAt = after(o.Start, c.Duration.Duration, zone)
		o.End = endZone.Local(o.EndAt)
	default:
		o.End, o.EndAt = endZone.Local(o.StartAt), o.StartAt
	}
	if o.EndAt.Before(o.StartAt) {
		r.endBeforeStart(d, c, zone, endZone)
	}
	o.Due = o.Start
	r.checkTime(d.Path, c.Start, zone, "timezone")
	r.checkTime(d.Path, c.End, endZone, endZoneField(c))
	return o
}

// after returns the instant a duration later: days on the calendar first, then
// exact time (RFC 5545 3.3.6).
func after(start calendar.Local, d calendar.Duration, zone *calendar.Zone) time.Time {
	start.Date = start.Date.AddDays(d.Days)
	t, _ := zone.Resolve(start)
	return t.Add(d.Time)
}

func (r *resolver) wholeDays(d *content.Document, c *content.Event, zone *calendar.Zone) Occurrence {
	last := c.Start.Date
	switch {
	case !c.End.Date.IsZero():
		last = c.End.Date
	case c.Duration.Days > 0:
		last = last.AddDays(c.Duration.Days - 1)
	}
	if last.Before(c.Start.Date) {
		r.endBeforeStart(d, c, zone, zone)
		last = c.Start.Date
	}
	return Occurrence{AllDay: true,
		Start: calendar.Local{Date: c.Start.Date}, End: calendar.Local{Date: last},
		StartAt: startOfDay(c.Start.Date, zone), EndAt: startOfDay(last.AddDays(1), zone),
		Due: calendar.Local{Date: c.Start.Date},
	}
}

// endZoneField names the field that says in which zone an event ends.
func endZoneField(c *content.Event) string {
	if c.EndTimezone != "" {
		return "end_timezone"
	}
	return "timezone"
}

// checkTime reports a time of an event that is none in its zone, or that may
// be read in two ways. field is the one that sets the zone.
func (r *resolver) checkTime(file string, w content.WhenAt, zone *calendar.Zone, field string) (fits bool) {
	r.warnOfClockChange(file, w, zone)
	return r.checkOffset(file, w, zone, field)
}

// warnOfClockChange says of a local time that its zone's clocks skip or show
// twice how it is read, and how else it may be meant.
func (r *resolver) warnOfClockChange(file string, w content.WhenAt, zone *calendar.Zone) {
	if w.IsZero() || w.AllDay || w.IsInstant() {
		return
	}
	earlier, later, reading := zone.Readings(w.Local)
	if reading == calendar.Once {
		return
	}
	what, read, other := "show this time twice", earlier, later
	if reading == calendar.Skipped {
		what, read, other = "skip this time", later, earlier
	}
	const utc = "2006-01-02 15:04Z"
	r.warnAt(file, asRead(w.Written), "clock-change",
		"the clocks in "+zone.Name()+" "+what+"; it is read as "+read.UTC().Format(utc),
		"to be certain write it in UTC: "+read.UTC().Format(utc)+", or "+other.UTC().Format(utc))
}

// endBeforeStart says when the event starts, on the clocks that show its end.
func (r *resolver) endBeforeStart(d *content.Document, c *content.Event, zone, endZone *calendar.Zone) {
	start, shown := c.Start.Date.String(), c.Start.Local
	if !c.Start.AllDay {
		shown = endZone.Local(c.Start.In(zone))
		start = clockText(shown)
	}
	hint := content.LookAt(c.End.Shown(endZone).Date, shown.Date)
	if zone != endZone || c.Start.UTC || c.End.UTC {
		start += " in " + endZone.Name()
		hint = "a time is local in the event's zone, an end in end_timezone, and one with a Z in UTC"
	}
	r.failAt(d.Path, c.End.Written, "end-before-start", "the event ends before it starts ("+start+")", hint)
}

func (r *resolver) registration(source string, c *content.Registration, zone *calendar.Zone) *Registration {
	if c == nil {
		return nil
	}
	return &Registration{r.outside(source, c.URL), momentOf(c.Opens.When, zone), momentOf(c.Closes.When, zone)}
}

// checkRegistration warns of a registration that opens or closes when the event
// is over. An event without an end may last until its day is over, and one that
// recurs for ever is never over.
func (r *resolver) checkRegistration(file string, c *content.Event, e *Event) {
	if c.Registration == nil || e.IsEndless() {
		return
	}
	var over Occurrence
	for _, o := range e.Occurrences {
		if o.EndAt.After(over.EndAt) {
			over = o
		}
	}
	end, until := over.EndAt, clockText(over.End)
	if over.AllDay || over.IsMoment() {
		end, until = startOfDay(over.End.Date.AddDays(1), e.EndZone), over.End.Date.String()
	}
	for _, w := range []struct {
		at   content.WhenAt
		does string
	}{{c.Registration.Opens, "opens"}, {c.Registration.Closes, "closes"}} {
		m := momentOf(w.at.When, e.Zone)
		if m.AllDay && !over.End.Date.Before(m.Shown.Date) || !m.At.After(end) {
			continue
		}
		r.warnAt(file, w.at.Written, "registration-after-event",
			"the registration "+w.does+" when the event is over ("+until+")",
			content.LookAt(m.Shown.Date, over.End.Date))
	}
}

func (r *resolver) attachments(source string, list []content.Attachment) []Attachment {
	var found []Attachment
	for _, a := range list {
		if m := r.file(source, a.Src); m != nil {
			found = append(found, Attachment{m, a.Title})
		}
	}
	return found
}

// Formats are the ways to attend an event.
var Formats = [...]string{"online", "hybrid", "in-person"}

// OfFormat returns the events of a format, in order.
func (s *Site) OfFormat(format string) []*Event {
	return s.eventsThat(func(e *Event) bool { return e.Format == format })
}

// OfYear returns the events that take place in a year, also those that recur in
// others, in order.
func (s *Site) OfYear(year int) []*Event {
	return s.eventsThat(func(e *Event) bool {
		return slices.ContainsFunc(e.Occurrences, func(o Occurrence) bool {
			return o.FirstDay().Year <= year && year <= o.LastDay().Year
		})
	})
}

func (s *Site) eventsThat(are func(*Event) bool) []*Event {
	var some []*Event
	for _, e := range s.Events {
		if are(e) {
			some = append(some, e)
		}
	}
	return some
}
