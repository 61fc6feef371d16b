package pages

import (
	"cmp"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/ical"
	"belfry/internal/publication"
	"belfry/internal/site"
)

// refresh is how often subscribers are asked to look for changes.
const refresh = 6 * time.Hour

// calendarColor is the CSS name of the colour in which programs may show a
// calendar (RFC 7986 5.9): the nearest to the site's own.
const calendarColor = "teal"

// calendars adds the iCalendar feeds: all events, the slices, each event.
func (p *publisher) calendars() {
	p.feed("/calendar.ics", "/events/", p.site.Name, maxCalendar, func() []*site.Event { return p.site.Events })
	for _, f := range p.families() {
		for _, t := range f.terms {
			name := p.theme.Text("calendar-of", "site", p.site.Name, "slice", t.Name)
			p.feed(f.calendarOf(t), p.local(t.Address), name, maxCalendar, func() []*site.Event { return t.Events })
		}
	}
	for _, format := range formats {
		if slices.ContainsFunc(p.site.Events, func(e *site.Event) bool { return e.Format == format }) {
			name := p.theme.Text("calendar-of", "site", p.site.Name, "slice", p.theme.Text("format-"+format))
			p.feed(formatCalendar(format), "/events/", name, maxCalendar, func() []*site.Event { return eventsOfFormat(p.site.Events, format) })
		}
	}
	for _, year := range p.schedule.years() {
		name := p.theme.Text("calendar-of", "site", p.site.Name, "slice", strconv.Itoa(year))
		p.feed(yearCalendar(year), "/events/", name, math.MaxInt, func() []*site.Event { return p.eventsOfYear(year) })
	}
	for _, e := range p.site.Events {
		p.calendarFile("/events/"+e.Name+".ics", e.Source, publication.Page, func() ical.Calendar {
			return ical.Calendar{Language: p.site.Locale.Tag(), Zone: e.Zone, Events: p.encoded([]*site.Event{e})}
		})
	}
}

// formats are the ways to attend an event.
var formats = [...]string{"online", "hybrid", "in-person"}

// formatCalendar returns the address of the calendar of a format.
func formatCalendar(format string) string { return "/calendar/format/" + format + ".ics" }

func eventsOfFormat(events []*site.Event, format string) []*site.Event {
	var some []*site.Event
	for _, e := range events {
		if e.Format == format {
			some = append(some, e)
		}
	}
	return some
}

// yearCalendar returns the address of the calendar of a year.
func yearCalendar(year int) string { return "/calendar/" + strconv.Itoa(year) + ".ics" }

// eventsOfYear returns the events that take place in a year, also those that
// recur in others.
func (p *publisher) eventsOfYear(year int) []*site.Event {
	var events []*site.Event
	for _, e := range p.site.Events {
		if slices.ContainsFunc(e.Occurrences, func(o site.Occurrence) bool { return o.FirstDay().Year <= year && year <= o.LastDay().Year }) {
			events = append(events, e)
		}
	}
	return events
}

// maxCalendar is how many bytes a calendar has at most: a widely used program
// silently loses what is beyond a megabyte.
const maxCalendar = 900_000

// shorten returns the entries of events, without the oldest past events where
// all together take more than limit bytes, and the day since which they are complete.
func (p *publisher) shorten(events []*site.Event, limit int) (entries []ical.Encoded, since calendar.Date) {
	size := ical.FrameSize
	for _, e := range events {
		size += entrySize(p.entriesOf(e))
	}
	byEnd := slices.Clone(events)
	slices.SortStableFunc(byEnd, func(a, b *site.Event) int { return lastEnd(a).Compare(lastEnd(b)) })
	dropped := map[*site.Event]bool{}
	for _, e := range byEnd {
		if size <= limit || lastEnd(e).After(p.site.Now) || e.Recurrence != nil && e.Recurrence.Rule.Endless() {
			break
		}
		dropped[e] = true
		size -= entrySize(p.entriesOf(e))
		since = calendar.DateOf(lastEnd(e)).AddDays(1)
	}
	kept := slices.DeleteFunc(slices.Clone(events), func(e *site.Event) bool { return dropped[e] })
	return p.encoded(kept), since
}

// lastEnd returns when an event has taken place for the last time.
func lastEnd(e *site.Event) time.Time {
	last := e.Occurrences[0].EndAt
	for _, o := range e.Occurrences {
		if o.EndAt.After(last) {
			last = o.EndAt
		}
	}
	return last.UTC()
}

func entrySize(entries []ical.Encoded) int {
	size := 0
	for i := range entries {
		size += entries[i].Size()
	}
	return size
}

// feed adds a calendar to subscribe to, of at most limit bytes; page is the
// address that shows the same. events is asked when the calendar is.
func (p *publisher) feed(address, page, name string, limit int, events func() []*site.Event) {
	p.calendarFile(address, "", publication.Listing, func() ical.Calendar {
		entries, since := p.shorten(events(), limit)
		description := p.site.Description
		if !since.IsZero() {
			description = joinNonEmpty(" ", description, p.theme.Text("calendar-since", "date", p.site.Locale.Date(since.Time()), "page", p.site.Absolute(p.site.Root+"/subscribe/")))
		}
		return ical.Calendar{
			Name: name, Description: description, Language: p.site.Locale.Tag(), Zone: p.site.Zone, Refresh: refresh,
			UID:    strings.Trim(strings.ReplaceAll(strings.TrimSuffix(address, ".ics"), "/", "-"), "-") + "@" + p.site.UIDHost,
			URL:    p.site.Absolute(p.site.Root + page),
			Source: p.site.Absolute(p.site.Root + address),
			Color:  calendarColor,
			Events: entries,
		}
	})
}

func (p *publisher) calendarFile(address, source string, stage publication.Stage, calendar func() ical.Calendar) {
	p.outputs = append(p.outputs, publication.Output{
		Path: strings.TrimPrefix(address, "/"), MediaType: "text/calendar; charset=utf-8", Stage: stage, Source: source,
		Render: func(w io.Writer) error {
			c := calendar()
			_, err := w.Write(p.encoder.Append(nil, &c))
			return err
		},
	})
}

func (p *publisher) encoded(events []*site.Event) []ical.Encoded {
	list := make([]ical.Encoded, 0, len(events))
	for _, e := range events {
		list = append(list, p.entriesOf(e)...)
	}
	return list
}

// entries are those of an event in calendars, encoded when the first asks.
type entries struct {
	once sync.Once
	list []ical.Encoded
}

func (p *publisher) entriesOf(e *site.Event) []ical.Encoded {
	v := &p.entries[e.Order]
	v.once.Do(func() { v.list = p.encode(e) })
	return v.list
}

// encode returns the entries of an event: itself with its rule, each occurrence
// that differs, and each added date, which several readers would lose if it
// stood with the rule.
func (p *publisher) encode(e *site.Event) []ical.Encoded {
	var list []ical.Encoded
	add := func(v ical.Event) { list = append(list, ical.Encode(&v, p.site.Locale.Tag())) }
	if r := e.Recurrence; r != nil {
		v := p.calendarEvent(e, &r.First)
		v.Rule = r.Rule.Standard(calendar.When{Local: r.First.Start, AllDay: r.First.AllDay}, e.Zone)
		for _, start := range r.Except {
			v.Except = append(v.Except, ical.Time{Local: start, Zone: e.Zone, AllDay: r.First.AllDay})
		}
		add(v)
	}
	for i := range e.Occurrences {
		o := &e.Occurrences[i]
		if e.Recurrence != nil && !o.Added && !o.Changed {
			continue
		}
		v := p.calendarEvent(e, o)
		switch {
		case o.Added:
			v.UID, v.Parent = e.OccurrenceUID(o), e.UID
		case e.Recurrence != nil:
			v.Due = &ical.Time{Local: o.Due, Zone: e.Zone, AllDay: o.AllDay}
		}
		add(v)
	}
	return list
}

// calendarEvent returns one occurrence of an event as an entry.
func (p *publisher) calendarEvent(e *site.Event, o *site.Occurrence) ical.Event {
	address := p.site.Absolute(e.Address)
	v := ical.Event{
		UID: e.UID, Stamp: e.Stamp.Changed, Created: e.Stamp.Created, Sequence: e.Stamp.Sequence,
		Start:  ical.Time{Local: o.Start, Zone: e.Zone, AllDay: o.AllDay, At: o.StartAt},
		End:    ical.Time{Local: o.End, Zone: e.EndZone, AllDay: o.AllDay, At: o.EndAt},
		HasEnd: !o.IsMoment(), Summary: p.calendarTitle(e, o), Description: p.calendarText(e, o, address), URL: address, Location: p.whereOf(e, o),
		Categories: termNames(e.Topics), Status: calendarStatus(statusOf(e, o)), Organizer: p.organizer(e),
		Conference: joinOf(e, o), ConferenceLabel: p.theme.Text("join"),
	}
	if l := locationOf(e, o); l != nil {
		v.Latitude, v.Longitude = l.Latitude, l.Longitude
	}
	if e.Image != nil {
		v.Image = ical.Link{Address: p.site.Absolute(e.Image.Address), MediaType: e.Image.MediaType}
	}
	for _, a := range e.Attachments {
		v.Attachments = append(v.Attachments, ical.Link{Address: p.site.Absolute(a.Address), MediaType: withoutParameters(a.MediaType)})
	}
	return v
}

// calendarTitle is the title with the status before it in words: several
// programs show no other sign of it.
func (p *publisher) calendarTitle(e *site.Event, o *site.Occurrence) string {
	title := titleOf(e, o)
	if status := statusOf(e, o); status != "scheduled" {
		return p.theme.Text("title-with-status", "status", p.theme.Text("status-"+status), "title", title)
	}
	return title
}

// calendarText is what calendar programs show under the title. Several of them
// show no other link, so it names the page and where to join.
func (p *publisher) calendarText(e *site.Event, o *site.Occurrence, address string) string {
	var b strings.Builder
	for _, text := range [...]string{e.StatusReason, o.Note, e.Summary} {
		if text != "" {
			b.WriteString(text + "\n\n")
		}
	}
	if join := joinOf(e, o); join != "" {
		b.WriteString(p.theme.Text("join-at", "address", join) + "\n")
	}
	b.WriteString(address)
	return b.String()
}

// withoutParameters returns the type and subtype of a media type, which are all
// that calendars have a place for (RFC 5545 3.2.8).
func withoutParameters(mediaType string) string {
	mediaType, _, _ = strings.Cut(mediaType, ";")
	return mediaType
}

func termNames(terms []*site.Term) []string {
	names := make([]string, len(terms))
	for i, t := range terms {
		names[i] = t.Name
	}
	return names
}

func calendarStatus(status string) string {
	switch status {
	case "cancelled":
		return "CANCELLED"
	case "tentative", "postponed":
		return "TENTATIVE"
	default:
		return "CONFIRMED"
	}
}

// organizer names the first organiser, else the network. The address is a page
// of this site: no calendar program shall write to somebody by itself.
func (p *publisher) organizer(e *site.Event) ical.Organizer {
	if len(e.Organisers) > 0 {
		o := e.Organisers[0]
		return ical.Organizer{Name: o.Title, Address: cmp.Or(o.Website, p.site.Absolute(o.Address))}
	}
	return ical.Organizer{Name: p.site.Name, Address: p.site.Absolute(p.site.Root + "/")}
}
