package verify

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"belfry/internal/calendar"
	"belfry/internal/icalread"
	"belfry/internal/publication"
	"belfry/internal/site"

	"golang.org/x/text/unicode/norm"
)

// A model is what the calendars must say.
type model struct {
	feeds    map[string][]*site.Event // by path
	events   map[string]*site.Event   // by UID, also of added dates
	wanted   map[*site.Event][]icalread.Occurrence
	lastYear int // in which something takes place
}

func newModel(s *site.Site) *model {
	m := &model{
		feeds: feedsOf(s), events: map[string]*site.Event{},
		wanted: make(map[*site.Event][]icalread.Occurrence, len(s.Events)),
	}
	for _, e := range s.Events {
		m.events[readUID(e.UID)] = e
		for i := range e.Occurrences {
			o := &e.Occurrences[i]
			w := wantedOccurrence(e, o)
			m.events[w.UID] = e
			m.wanted[e] = append(m.wanted[e], w)
			m.lastYear = max(m.lastYear, o.Start.Year, o.End.Year, o.Due.Year)
		}
		m.lastYear = max(m.lastYear, lastDue(e).Year)
	}
	return m
}

// readUID returns a UID as a calendar gives it back.
func readUID(uid string) string { return strings.TrimSpace(norm.NFC.String(uid)) }

func wantedOccurrence(e *site.Event, o *site.Occurrence) icalread.Occurrence {
	w := icalread.Occurrence{
		UID: readUID(e.OccurrenceUID(o)), Cancelled: cmp.Or(o.Status, e.Status) == "cancelled",
		AllDay: o.AllDay, Start: o.StartAt.Unix(), End: o.EndAt.Unix(),
	}
	if o.AllDay {
		w.Start, w.End = o.Start.Date.Time().Unix(), o.End.Date.AddDays(1).Time().Unix()
	}
	return w
}

// lastDue returns the last day that the site follows an event's rule to.
func lastDue(e *site.Event) calendar.Date {
	last := e.Occurrences[0].Due.Date
	for _, o := range e.Occurrences {
		if !o.Added && last.Before(o.Due.Date) {
			last = o.Due.Date
		}
	}
	if e.Recurrence != nil {
		for _, x := range e.Recurrence.Except {
			if last.Before(x.Date) {
				last = x.Date
			}
		}
	}
	return last
}

// feedsOf returns which calendars there must be, and which events each lists:
// none, where nothing of its kind is published. Each edition has all.
func feedsOf(s *site.Site) map[string][]*site.Event {
	feeds := map[string][]*site.Event{}
	for path, events := range feedsOfEach(s) {
		for _, ed := range s.Editions {
			feeds[ed.At("/").Join(path).File()] = events
		}
	}
	for _, e := range s.Events {
		for _, ed := range s.Editions {
			feeds[ed.Calendar(e).File()] = []*site.Event{e}
		}
	}
	return feeds
}

// feedsOfEach returns the calendars that each edition has.
func feedsOfEach(s *site.Site) map[string][]*site.Event {
	feeds := map[string][]*site.Event{"calendar.ics": s.Events,
		"calendar/format/online.ics": nil, "calendar/format/hybrid.ics": nil, "calendar/format/in-person.ics": nil}
	addTerms(feeds, s, "topic", s.Topics)
	addTerms(feeds, s, "series", s.Series)
	addTerms(feeds, s, "country", s.Countries)
	for _, e := range s.Events {
		if e.Format != "" {
			path := "calendar/format/" + e.Format + ".ics"
			feeds[path] = append(feeds[path], e)
		}
		addYears(feeds, e)
	}
	for _, a := range s.Absences {
		for _, days := range a.Days {
			for year := days.First.Year; year <= days.Last.Year; year++ {
				if _, known := feeds[yearPath(year)]; !known {
					feeds[yearPath(year)] = nil
				}
			}
		}
	}
	return feeds
}

func addTerms(feeds map[string][]*site.Event, s *site.Site, family string, terms []*site.Term) {
	for _, t := range terms {
		feeds["calendar/"+family+"/"+strings.ToLower(t.ID)+".ics"] = s.EventsOf(t)
	}
}

// addYears adds an event to the calendars of the years that it touches.
func addYears(feeds map[string][]*site.Event, e *site.Event) {
	added := map[int]bool{}
	for _, o := range e.Occurrences {
		for year := o.FirstDay().Year; year <= o.LastDay().Year; year++ {
			if !added[year] {
				feeds[yearPath(year)] = append(feeds[yearPath(year)], e)
			}
			added[year] = true
		}
	}
}

func yearPath(year int) string { return "calendar/" + strconv.Itoa(year) + ".ics" }

// absent reports the calendars that were not made, and that no file of an editor
// stands for.
func (m *model) absent(p *publication.Publication) []Finding {
	var found []Finding
	for _, path := range sortedKeys(m.feeds) {
		if p.Lookup(path) != nil {
			continue
		}
		events := m.feeds[path]
		message := fmt.Sprintf("there is no such calendar, and it was to list %d of the site's events", len(events))
		f := Finding{Path: path, Message: message}
		if len(events) > 0 {
			f.Source = events[0].Source
		}
		found = append(found, f)
	}
	return found
}
