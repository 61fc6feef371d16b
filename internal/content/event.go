package content

import (
	"fmt"

	"belfry/internal/calendar"
	"belfry/internal/frontmatter"
)

// An Event is the front matter of an event.
type Event struct {
	Title, Summary       string
	Start, End           WhenAt     // End is the zero WhenAt where there is none
	Duration             DurationAt // instead of End
	Long                 bool       // it is meant to last longer than events do
	Timezone             string     // canonical IANA name, or "" for the site's
	EndTimezone          string
	UID                  Ref
	Format               string // "online", "hybrid", "in-person" or ""
	Location             *Location
	Join                 Ref
	Registration         *Registration
	Status, StatusReason string // "" stands for scheduled
	PreviousStart        WhenAt
	Series               Ref
	Country              string
	Languages            []string
	Organisers           []Ref // members or partners
	Topics               []Ref
	Capacity             int
	Agenda, Recording    Ref
	Attachments          []Attachment
	Image                *Image
	Recurrence
	Published, Updated calendar.When
	Revision           int
	Draft              bool
	Aliases            []Ref
}

// A Location is where people meet.
type Location struct {
	Name, Street, City, Country string
	Latitude, Longitude         *float64 // WGS 84, in degrees
}

// A Registration says how and when people sign up.
type Registration struct {
	URL           Ref // a web address or a mailto: link
	Opens, Closes WhenAt
}

// An Attachment is a document that goes with an event.
type Attachment struct {
	Src   Ref
	Title string
}

// A Recurrence is how an event repeats, as it is written.
type Recurrence struct {
	Repeat  Ref // the rule's text
	Except  []WhenAt
	Also    []WhenAt
	Changes []Change
}

// A WhenAt is a date or time, and how and where it is written.
type WhenAt struct {
	calendar.When
	Written Ref
}

// A DurationAt is a length of time, and how and where it is written.
type DurationAt struct {
	calendar.Duration
	Written Ref
}

// A Change says how one occurrence differs from the others.
type Change struct {
	On         WhenAt // the date it was due
	Start, End WhenAt
	Title      string
	Status     string
	Location   *Location
	Join       Ref
	Note       string
}

var eventFields = fields[Event]{
	line("title", func(e *Event) *string { return &e.Title }).Required(),
	of("start", (*decoder).whenAt, func(e *Event) *WhenAt { return &e.Start }).Required(),
	line("summary", func(e *Event) *string { return &e.Summary }),
	of("end", (*decoder).whenAt, func(e *Event) *WhenAt { return &e.End }),
	of("duration", (*decoder).durationAt, func(e *Event) *DurationAt { return &e.Duration }),
	of("long", (*decoder).Bool, func(e *Event) *bool { return &e.Long }),
	of("timezone", (*decoder).zone, func(e *Event) *string { return &e.Timezone }),
	of("end_timezone", (*decoder).zone, func(e *Event) *string { return &e.EndTimezone }),
	of("uid", (*decoder).textAt, func(e *Event) *Ref { return &e.UID }),
	of("format", (*decoder).format, func(e *Event) *string { return &e.Format }),
	of("location", (*decoder).location, func(e *Event) **Location { return &e.Location }).
		Holding(locationFields.Names()),
	of("join", (*decoder).webAt, func(e *Event) *Ref { return &e.Join }),
	of("registration", (*decoder).registration, func(e *Event) **Registration { return &e.Registration }).
		Holding(registrationFields.Names()),
	of("status", (*decoder).status, func(e *Event) *string { return &e.Status }),
	line("status_reason", func(e *Event) *string { return &e.StatusReason }),
	of("previous_start", (*decoder).whenAt, func(e *Event) *WhenAt { return &e.PreviousStart }),
	of("series", (*decoder).ref, func(e *Event) *Ref { return &e.Series }),
	of("country", (*decoder).country, func(e *Event) *string { return &e.Country }),
	of("languages", (*decoder).languages, func(e *Event) *[]string { return &e.Languages }),
	of("organisers", (*decoder).refs, func(e *Event) *[]Ref { return &e.Organisers }),
	of("topics", (*decoder).refs, func(e *Event) *[]Ref { return &e.Topics }),
	of("capacity", (*decoder).Count, func(e *Event) *int { return &e.Capacity }),
	of("agenda", (*decoder).link, func(e *Event) *Ref { return &e.Agenda }),
	of("recording", (*decoder).link, func(e *Event) *Ref { return &e.Recording }),
	groups("attachments", attachmentFields, func(e *Event) *[]Attachment { return &e.Attachments }),
	of("image", (*decoder).image, func(e *Event) **Image { return &e.Image }).
		Holding(imageFields.Names()),
	of("repeat", (*decoder).rule, func(e *Event) *Ref { return &e.Repeat }),
	of("except", frontmatter.Each((*decoder).whenAt), func(e *Event) *[]WhenAt { return &e.Except }),
	of("also", frontmatter.Each((*decoder).whenAt), func(e *Event) *[]WhenAt { return &e.Also }),
	groups("changes", changeFields, func(e *Event) *[]Change { return &e.Changes }),
	of("published", (*decoder).when, func(e *Event) *calendar.When { return &e.Published }),
	of("updated", (*decoder).when, func(e *Event) *calendar.When { return &e.Updated }),
	of("revision", (*decoder).Count, func(e *Event) *int { return &e.Revision }),
	of("draft", (*decoder).Bool, func(e *Event) *bool { return &e.Draft }),
	of("aliases", frontmatter.Each((*decoder).alias), func(e *Event) *[]Ref { return &e.Aliases }),
}

var locationFields = fields[Location]{
	line("name", func(l *Location) *string { return &l.Name }),
	line("street", func(l *Location) *string { return &l.Street }),
	line("city", func(l *Location) *string { return &l.City }),
	of("country", (*decoder).country, func(l *Location) *string { return &l.Country }),
	of("latitude", degrees(90), func(l *Location) **float64 { return &l.Latitude }),
	of("longitude", degrees(180), func(l *Location) **float64 { return &l.Longitude }),
}

var registrationFields = fields[Registration]{
	of("url", (*decoder).signUp, func(r *Registration) *Ref { return &r.URL }),
	of("opens", (*decoder).whenAt, func(r *Registration) *WhenAt { return &r.Opens }),
	of("closes", (*decoder).whenAt, func(r *Registration) *WhenAt { return &r.Closes }),
}

var attachmentFields = fields[Attachment]{
	of("src", (*decoder).ref, func(a *Attachment) *Ref { return &a.Src }).Required(),
	line("title", func(a *Attachment) *string { return &a.Title }).Required(),
}

var changeFields = fields[Change]{
	of("on", (*decoder).whenAt, func(c *Change) *WhenAt { return &c.On }).Required(),
	of("start", (*decoder).whenAt, func(c *Change) *WhenAt { return &c.Start }),
	of("end", (*decoder).whenAt, func(c *Change) *WhenAt { return &c.End }),
	line("title", func(c *Change) *string { return &c.Title }),
	of("status", (*decoder).changedStatus, func(c *Change) *string { return &c.Status }),
	of("location", (*decoder).location, func(c *Change) **Location { return &c.Location }).
		Holding(locationFields.Names()),
	of("join", (*decoder).webAt, func(c *Change) *Ref { return &c.Join }),
	line("note", func(c *Change) *string { return &c.Note }),
}

// rule reads how an event repeats. The text is kept: what it means depends on
// the start.
func (d *decoder) rule(n *node) Ref {
	r := d.ref(n)
	if r.Name != "" {
		scalarOf(d, n, "a rule", calendar.ParseRule)
	}
	return r
}

func (d *decoder) whenAt(n *node) WhenAt { return WhenAt{d.when(n), d.refTo(n.Value, n)} }

func (d *decoder) durationAt(n *node) DurationAt {
	return DurationAt{d.duration(n), d.refTo(n.Value, n)}
}

// checkEvent reports what does not fit together in one event.
func (d *decoder) checkEvent(e *Event, root *node) {
	end, duration := frontmatter.Lookup(root, "end"), frontmatter.Lookup(root, "duration")
	switch {
	case e.Start.Date.IsZero():
	case !e.End.Date.IsZero() && !e.Duration.IsZero():
		d.ReportAt(duration, "end-and-duration", "the event has an end and a duration", "keep one of them")
	case !e.End.Date.IsZero() && e.End.AllDay != e.Start.AllDay:
		d.reportMixed(end, e)
	case e.Start.AllDay && e.Duration.Time != 0:
		d.ReportAt(duration, "mixed-times", "the start has no time, so the duration must be whole days",
			"write a time in start, or days as in 2d")
	}
	d.checkUpdated(root, e.Published, e.Updated)
	previous, many := frontmatter.Lookup(root, "previous_start"), e.Repeat.Name != "" || len(e.Also) > 0
	if previous != nil && many {
		d.ReportAt(previous, "previous-start-of-many",
			"previous_start is for an event that takes place once, and this one has several dates",
			"write under changes which date has moved: {on: the old date, start: the new one}")
	}
}

func (d *decoder) reportMixed(end *node, e *Event) {
	with, without := "end", "start"
	if e.End.AllDay {
		with, without = without, with
	}
	message := fmt.Sprintf("the %s has a time and the %s (%s) has none", with, without, e.pick(without).Plain())
	d.ReportAt(end, "mixed-times", message, "give both a time, or neither")
}

func (e *Event) pick(name string) calendar.When {
	if name == "start" {
		return e.Start.When
	}
	return e.End.When
}
