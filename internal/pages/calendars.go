package pages

import (
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"belfry/internal/address"
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

// calendars adds the iCalendar feeds: all events, the slices, each event. A feed
// that somebody may have subscribed to stays when nothing is left in it: to
// programs a missing one says that all is as it was.
func (p *publisher) calendars() {
	p.feed(calendarAddress, eventsAddress, p.site.Name, maxCalendar, func() []*site.Event { return p.site.Events })
	for _, f := range p.families() {
		for _, t := range f.terms {
			name := p.theme.Text("calendar-of", "site", p.site.Name, "slice", t.Name)
			p.feed(f.calendarOf(t), t.Address, name, maxCalendar, func() []*site.Event { return t.Events })
		}
	}
	for _, format := range formats {
		name := p.theme.Text("calendar-of", "site", p.site.Name, "slice", p.theme.Text("format-"+format))
		p.feed(formatCalendar(format), eventsAddress, name, maxCalendar, func() []*site.Event { return eventsOfFormat(p.site.Events, format) })
	}
	for _, year := range p.schedule.allYears() {
		name := p.theme.Text("calendar-of", "site", p.site.Name, "slice", strconv.Itoa(year))
		p.feed(yearCalendar(year), eventsAddress, name, math.MaxInt, func() []*site.Event { return p.eventsOfYear(year) })
	}
	for _, e := range p.site.Events {
		p.calendarFile(eventCalendar(e), e.Source, publication.Page, func() ical.Calendar {
			return ical.Calendar{Language: p.site.Locale.Tag(), Zone: e.Zone, Events: p.encoded([]*site.Event{e})}
		})
	}
}

// formats are the ways to attend an event.
var formats = [...]string{"online", "hybrid", "in-person"}

func eventsOfFormat(events []*site.Event, format string) []*site.Event {
	var some []*site.Event
	for _, e := range events {
		if e.Format == format {
			some = append(some, e)
		}
	}
	return some
}

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
	if size <= limit {
		return p.encoded(events), since
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
func (p *publisher) feed(at, page address.Path, name string, limit int, events func() []*site.Event) {
	p.calendarFile(at, "", publication.Listing, func() ical.Calendar {
		entries, since := p.shorten(events(), limit)
		description := p.site.Description
		if !since.IsZero() {
			description = joinNonEmpty(" ", description, p.theme.Text("calendar-since", "date", p.site.Locale.Date(since.Time()), "page", p.site.Base.URL(subscribeAddress)))
		}
		return ical.Calendar{
			Name: name, Description: description, Language: p.site.Locale.Tag(), Zone: p.site.Zone, Refresh: refresh,
			UID:    strings.Trim(strings.ReplaceAll(strings.TrimSuffix(at.File(), ".ics"), "/", "-"), "-") + "@" + p.site.UIDHost,
			URL:    p.site.Base.URL(page),
			Source: p.site.Base.URL(at),
			Color:  calendarColor,
			Events: entries,
		}
	})
}

func (p *publisher) calendarFile(at address.Path, source string, stage publication.Stage, calendar func() ical.Calendar) {
	p.outputs = append(p.outputs, publication.Output{
		Path: at.File(), MediaType: "text/calendar; charset=utf-8", Stage: stage, Source: source,
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
