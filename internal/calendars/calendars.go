// Package calendars knows which iCalendar files a site has, and what stands in them:
// all events, those of each topic, series, country, format and year, and each event
// by itself.
//
// Outputs makes them; nothing is encoded before one of them is asked for. The entries
// of an event are encoded once for all calendars that hold it, as long as there are not
// too many to keep.
package calendars

import (
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/ical"
	"belfry/internal/memo"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/theme"
	"belfry/internal/wording"
)

// refresh is how often subscribers are asked to look for changes.
const refresh = 6 * time.Hour

// color is the CSS name of the colour in which programs may show a calendar (RFC
// 7986 5.9): the nearest to the site's own.
const color = "teal"

const mediaType = "text/calendar; charset=utf-8"

// entriesKept is up to how many bytes of entries are kept for the next calendar that
// lists them: some 10,000.
const entriesKept = 8 << 20

// maxSize is how many bytes a calendar has at most: a widely used program silently
// loses what is beyond a megabyte.
const maxSize = 900_000

// A maker makes calendars of the entries of a site's events.
type maker struct {
	site    *site.Edition
	theme   *theme.Theme
	words   wording.Words
	encoder func() *ical.Encoder
	entries memo.Memo[*site.Event, []ical.Encoded]
	sizes   memo.Memo[*site.Event, int] // of entries, in bytes
}

// Outputs returns the calendars of an edition of a site. One that somebody may have subscribed to
// stays when nothing is left in it: to programs a missing one says that all is as it
// was. Those of single events are a family.
func Outputs(s *site.Edition, t *theme.Theme) (all []publication.Output, ofEvents publication.Family) {
	v := &maker{
		site: s, theme: t, words: wording.For(s, t),
		encoder: sync.OnceValue(func() *ical.Encoder { return ical.NewEncoder(zonesOf(s)) }),
	}
	v.entries.Size, v.entries.Limit = sizeOf, entriesKept/int64(len(s.Editions))
	all = []publication.Output{
		v.feed(site.CalendarAddress, site.EventsAddress, s.Name, maxSize, func() []*site.Event { return s.Events }),
	}
	for _, terms := range [...][]*site.Term{s.Topics, s.Series, s.Countries} {
		for _, t := range terms {
			events := func() []*site.Event { return s.EventsOf(t) }
			all = append(all, v.feed(t.Calendar, t.Address, v.nameOf(s.NameOf(t)), maxSize, events))
		}
	}
	for _, format := range site.Formats {
		name := v.nameOf(v.words.Format(format))
		events := func() []*site.Event { return s.OfFormat(format) }
		all = append(all, v.feed(site.FormatCalendar(format), site.EventsAddress, name, maxSize, events))
	}
	for _, year := range s.Schedule.AllYears() {
		name := v.nameOf(strconv.Itoa(year))
		events := func() []*site.Event { return s.OfYear(year) }
		all = append(all, v.feed(site.YearCalendar(year), site.EventsAddress, name, math.MaxInt, events))
	}
	ofEvents, others := eventsOf(s).Family(publication.Family{
		Folder: s.At(site.EventsAddress), Suffix: ".ics", Stage: publication.Single, MediaType: mediaType,
	}, v.single)
	return append(all, others...), ofEvents
}

func eventsOf(s *site.Edition) publication.Entries[site.Event] {
	return publication.Entries[site.Event]{
		List: s.Events, Name: func(e *site.Event) string { return e.Name }, Named: s.EventNamed, Plain: s.HasPlainNames(),
	}
}

func zonesOf(s *site.Edition) []*calendar.Zone {
	zones := []*calendar.Zone{s.Zone}
	for _, e := range s.Events {
		for _, z := range [...]*calendar.Zone{e.Zone, e.EndZone} {
			if !slices.Contains(zones, z) {
				zones = append(zones, z)
			}
		}
	}
	return zones
}

// nameOf names the calendar of a part of the site.
func (v *maker) nameOf(part string) string {
	return v.theme.Text("calendar-of", "site", v.site.Name, "slice", part)
}

// feed returns a calendar to subscribe to, of at most limit bytes; page is the
// address that shows the same, both as those of the first edition. events is asked when
// the calendar is.
func (v *maker) feed(at, page address.Path, name string, limit int, events func() []*site.Event) publication.Output {
	at, page = v.site.At(at), v.site.At(page)
	return v.output(at, "", publication.Listing, func() ical.Calendar {
		kept, since := v.shorten(events(), limit)
		return ical.Calendar{
			Name: name, Description: v.description(since), Language: v.site.Tag(),
			Zone: v.site.Zone, Refresh: refresh, Color: color,
			UID:    uidOf(at) + "@" + v.site.UIDHost,
			URL:    v.site.Base.URL(page),
			Source: v.site.Base.URL(at),
			Events: v.entriesOfAll(kept),
		}
	})
}

// single returns the calendar of one event, to add to one's own.
func (v *maker) single(e *site.Event) publication.Output {
	return v.output(v.site.Calendar(e), v.site.Text(e).Source, publication.Single, func() ical.Calendar {
		return ical.Calendar{Language: v.site.Text(e).Lang, Zone: e.Zone, Events: v.entriesOf(e)}
	})
}

func (v *maker) output(
	at address.Path, source string, stage publication.Stage, of func() ical.Calendar,
) publication.Output {
	return publication.Output{
		Path: at.File(), MediaType: mediaType, Stage: stage, Source: source,
		Render: func(w io.Writer) error {
			c := of()
			_, err := w.Write(v.encoder().Append(nil, &c))
			return err
		},
	}
}

// uidOf names a calendar by its address (RFC 7986 5.3).
func uidOf(at address.Path) string {
	return strings.Trim(strings.ReplaceAll(strings.TrimSuffix(at.File(), ".ics"), "/", "-"), "-")
}

// description describes a calendar that is complete since a day; the zero Date for
// one that leaves nothing out.
func (v *maker) description(since calendar.Date) string {
	if since.IsZero() {
		return v.site.Description
	}
	left := v.theme.Text("calendar-since",
		"date", v.site.Locale.Date(since.Time()), "page", v.site.Base.URL(v.site.At(site.SubscribeAddress)))
	return wording.Join(" ", v.site.Description, left)
}

// shorten returns the events without the oldest that are over, where all together
// take more than limit bytes, and the day since which they are complete.
func (v *maker) shorten(events []*site.Event, limit int) (kept []*site.Event, since calendar.Date) {
	size := ical.FrameSize
	for _, e := range events {
		size += v.sizeOf(e)
	}
	if size <= limit {
		return events, since
	}
	byEnd := slices.Clone(events)
	slices.SortStableFunc(byEnd, func(a, b *site.Event) int { return a.LastEnd().Compare(b.LastEnd()) })
	dropped := map[*site.Event]bool{}
	for _, e := range byEnd {
		end := e.LastEnd().UTC()
		if size <= limit || end.After(v.site.Now) || e.IsEndless() {
			break
		}
		dropped[e] = true
		size -= v.sizeOf(e)
		since = calendar.DateOf(end).AddDays(1)
	}
	return slices.DeleteFunc(slices.Clone(events), func(e *site.Event) bool { return dropped[e] }), since
}
