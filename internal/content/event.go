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
	line("title", func(e *Event) *string { return &e.Title }).Required().
		Says("the name of the event", "Open data workshop"),
	of("start", (*decoder).whenAt, func(e *Event) *WhenAt { return &e.Start }).Required().
		Says("when it begins; a date without a time stands for whole days", "2026-10-05 10:00"),
	line("summary", func(e *Event) *string { return &e.Summary }).
		Says("one line for lists and calendars; without it, the beginning of the text",
			"Bring one list of your own town."),
	of("end", (*decoder).whenAt, func(e *Event) *WhenAt { return &e.End }).
		Says("when it ends; of whole days, the last one", "2026-10-05 12:30"),
	of("duration", (*decoder).durationAt, func(e *Event) *DurationAt { return &e.Duration }).
		Says("how long it lasts, in place of end; a start with neither is a moment", "1h30m"),
	of("long", (*decoder).Bool, func(e *Event) *bool { return &e.Long }).
		Says("true says that it is meant to last more than 31 days; it may then last ten years, otherwise 400 days",
			"true"),
	of("timezone", (*decoder).zone, func(e *Event) *string { return &e.Timezone }).
		Says("the time zone of its times, where it is not the site's", "Europe/Lisbon"),
	of("end_timezone", (*decoder).zone, func(e *Event) *string { return &e.EndTimezone }).
		Says("the time zone of its end, where that is another one, as of a journey", "Europe/Athens"),
	of("uid", (*decoder).textAt, func(e *Event) *Ref { return &e.UID }).
		Says("its name in calendars, to keep one that calendars know already; by itself it is made of the file's name",
			"network-meet-up@network.example"),
	of("format", (*decoder).format, func(e *Event) *string { return &e.Format }).
		Says("how people take part: online, hybrid or in-person", "hybrid"),
	of("location", (*decoder).location, func(e *Event) **Location { return &e.Location }).
		Holding(locationFields.Names()).
		Says("where people meet", "{name: Town hall, street: Botermarkt 1, city: Ghent, country: BE}"),
	of("join", (*decoder).webAt, func(e *Event) *Ref { return &e.Join }).
		Says("the address on the web where people join", "https://meet.example/open-data"),
	of("registration", (*decoder).registration, func(e *Event) **Registration { return &e.Registration }).
		Holding(registrationFields.Names()).
		Says("how and when people sign up", "{url: \"https://register.example/open-data\", closes: 2026-09-17}"),
	of("status", (*decoder).status, func(e *Event) *string { return &e.Status }).
		Says("scheduled, tentative, cancelled, postponed or moved-online; without it, scheduled", "cancelled"),
	line("status_reason", func(e *Event) *string { return &e.StatusReason }).
		Says("why, in one line", "The speaker is ill."),
	of("previous_start", (*decoder).whenAt, func(e *Event) *WhenAt { return &e.PreviousStart }).
		Says("when it was to begin before it was moved; for an event that takes place once", "2026-09-28 10:00"),
	of("series", (*decoder).ref, func(e *Event) *Ref { return &e.Series }).
		Says("the short name of a series, from content/site.yaml", "network-meetings"),
	of("country", (*decoder).country, func(e *Event) *string { return &e.Country }).
		Says("the country it is listed under, in place of that of location", "BE"),
	of("languages", (*decoder).languages, func(e *Event) *[]string { return &e.Languages }).
		Says("the languages spoken there", "[en, fr]"),
	of("organisers", (*decoder).refs, func(e *Event) *[]Ref { return &e.Organisers }).
		Says("members or partners: the names of their files", "[oasc, flanders]"),
	of("topics", (*decoder).refs, func(e *Event) *[]Ref { return &e.Topics }).
		Says("short names of topics, from content/site.yaml", "[training]"),
	of("capacity", (*decoder).Count, func(e *Event) *int { return &e.Capacity }).
		Says("how many people there is room for", "40"),
	of("agenda", (*decoder).link, func(e *Event) *Ref { return &e.Agenda }).
		Says("where the agenda is: an address on the web, or of a page of the site", "https://meet.example/agenda"),
	of("recording", (*decoder).link, func(e *Event) *Ref { return &e.Recording }).
		Says("where the recording is", "https://video.example/open-data"),
	groups("attachments", attachmentFields, func(e *Event) *[]Attachment { return &e.Attachments }).
		Says("documents that go with it", "[{src: programme.pdf, title: Programme}]"),
	of("image", (*decoder).image, func(e *Event) **Image { return &e.Image }).
		Holding(imageFields.Names()).
		Says("a picture", "{src: ghent.jpg, alt: The market place of Ghent}"),
	of("repeat", (*decoder).rule, func(e *Event) *Ref { return &e.Repeat }).
		Says("how it repeats, in words or as a rule of RFC 5545",
			"every month on the first Monday until 2026-12-31"),
	of("except", frontmatter.Each((*decoder).whenAt), func(e *Event) *[]WhenAt { return &e.Except }).
		Says("dates of the rule that are left out", "[2026-11-02]"),
	of("also", frontmatter.Each((*decoder).whenAt), func(e *Event) *[]WhenAt { return &e.Also }).
		Says("dates besides the rule, or without one; a date alone is at the usual time",
			"[2026-11-09, 2026-11-16 14:00]"),
	groups("changes", changeFields, func(e *Event) *[]Change { return &e.Changes }).
		Says("dates that differ from the others",
			"[{on: 2026-12-07, start: 2026-12-08 10:00, note: Moved because of the fair}]"),
	of("published", (*decoder).when, func(e *Event) *calendar.When { return &e.Published }).
		Says("the date from which it is shown; without it, at once", "2026-06-01"),
	of("updated", (*decoder).when, func(e *Event) *calendar.When { return &e.Updated }).
		Says("when it was last changed; calendars learn of it", "2026-09-01 12:00"),
	of("revision", (*decoder).Count, func(e *Event) *int { return &e.Revision }).
		Says("raise it by one where calendars shall take notice of a change of little weight", "1"),
	of("draft", (*decoder).Bool, func(e *Event) *bool { return &e.Draft }).
		Says("true keeps it back", "true"),
	of("aliases", frontmatter.Each((*decoder).alias), func(e *Event) *[]Ref { return &e.Aliases }).
		Says("former addresses, which lead here", "[/events/old-name/]"),
}

var locationFields = fields[Location]{
	line("name", func(l *Location) *string { return &l.Name }).
		Says("the house or hall", "Town hall"),
	line("street", func(l *Location) *string { return &l.Street }).
		Says("street and number", "Botermarkt 1"),
	line("city", func(l *Location) *string { return &l.City }).
		Says("the town", "Ghent"),
	of("country", (*decoder).country, func(l *Location) *string { return &l.Country }).
		Says("two capital letters", "BE"),
	of("latitude", degrees(90), func(l *Location) **float64 { return &l.Latitude }).
		Says("degrees north, below zero in the south", "51.0543"),
	of("longitude", degrees(180), func(l *Location) **float64 { return &l.Longitude }).
		Says("degrees east, below zero in the west", "3.7253"),
}

var registrationFields = fields[Registration]{
	of("url", (*decoder).signUp, func(r *Registration) *Ref { return &r.URL }).
		Says("where people sign up: an address on the web, or an e-mail address with mailto: before it",
			"https://register.example/open-data"),
	of("opens", (*decoder).whenAt, func(r *Registration) *WhenAt { return &r.Opens }).
		Says("from when on", "2026-06-01"),
	of("closes", (*decoder).whenAt, func(r *Registration) *WhenAt { return &r.Closes }).
		Says("until when; a date is the last day", "2026-09-17"),
}

var attachmentFields = fields[Attachment]{
	of("src", (*decoder).ref, func(a *Attachment) *Ref { return &a.Src }).Required().
		Says("its file, beside the text; with a slash before it, in content/ or static/", "programme.pdf"),
	line("title", func(a *Attachment) *string { return &a.Title }).Required().
		Says("what the link says", "Programme"),
}

var changeFields = fields[Change]{
	of("on", (*decoder).whenAt, func(c *Change) *WhenAt { return &c.On }).Required().
		Says("the date as it was due", "2026-12-07"),
	of("start", (*decoder).whenAt, func(c *Change) *WhenAt { return &c.Start }).
		Says("its new beginning", "2026-12-08 10:00"),
	of("end", (*decoder).whenAt, func(c *Change) *WhenAt { return &c.End }).
		Says("its new end", "2026-12-08 12:00"),
	line("title", func(c *Change) *string { return &c.Title }).
		Says("its own title", "Meeting with the Commission"),
	of("status", (*decoder).changedStatus, func(c *Change) *string { return &c.Status }).
		Says("its own status", "cancelled"),
	of("location", (*decoder).location, func(c *Change) **Location { return &c.Location }).
		Holding(locationFields.Names()).
		Says("where it takes place", "{name: Library, city: Ghent}"),
	of("join", (*decoder).webAt, func(c *Change) *Ref { return &c.Join }).
		Says("where people join this one", "https://meet.example/december"),
	line("note", func(c *Change) *string { return &c.Note }).
		Says("what readers are told of it", "Moved because of the fair"),
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
