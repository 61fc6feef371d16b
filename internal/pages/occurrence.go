package pages

import (
	"cmp"

	"belfry/internal/content"
	"belfry/internal/site"
)

// An EventDate is one of the dates of an event that has several.
type EventDate struct {
	When   When
	Note   string // the status, and what differs, in words
	Join   *Link  // if it differs
	Struck bool   // it does not take place
}

// shownDates is how many of its coming dates, or of its past ones where none is
// coming, an event's page shows.
const shownDates = 12

// statusOf returns the status of one occurrence.
func statusOf(e *site.Event, o *site.Occurrence) string { return cmp.Or(o.Status, e.Status) }

// locationOf returns where one occurrence takes place; nil for nowhere known,
// and for one that has moved online.
func locationOf(e *site.Event, o *site.Occurrence) *content.Location {
	switch {
	case statusOf(e, o) == "moved-online":
		return nil
	case o.Location != nil:
		return o.Location
	}
	return e.Location
}

// formatOf returns how one occurrence can be attended; "" where it is unknown.
func formatOf(e *site.Event, o *site.Occurrence) string {
	if statusOf(e, o) == "moved-online" {
		return "online"
	}
	return e.Format
}

// joinOf returns the address at which one occurrence can be joined.
func joinOf(e *site.Event, o *site.Occurrence) string { return cmp.Or(o.Join, e.Join) }

// joinLink returns the link to where people join; nil for nowhere.
func joinLink(text, address string) *Link {
	if address == "" {
		return nil
	}
	return new(outside(text, address))
}

// titleOf returns the title of one occurrence.
func titleOf(e *site.Event, o *site.Occurrence) string { return cmp.Or(o.Title, e.Title) }

// dates returns the dates that the page of an event shows; none for an event
// that takes place once.
func (p *publisher) dates(e *site.Event) []EventDate {
	if len(e.Occurrences) < 2 {
		return nil
	}
	shown, past := p.split(appointmentsOf([]*site.Event{e}))
	if len(shown) == 0 {
		shown = past
	}
	var dates []EventDate
	for _, a := range latest(shown, shownDates) {
		o := a.occurrence
		dates = append(dates, EventDate{When: p.when(e, o), Note: p.dateNote(e, o), Join: joinLink(p.theme.Text("join"), o.Join),
			Struck: statusOf(e, o) == "cancelled"})
	}
	return dates
}

// dateNote says how an occurrence differs from the others.
func (p *publisher) dateNote(e *site.Event, o *site.Occurrence) string {
	status, moved := "", ""
	if o.Status != "" && o.Status != "scheduled" {
		status = p.theme.Text("status-" + o.Status)
	}
	if o.Due != o.Start {
		moved = p.theme.Text("moved-from", "date", p.site.Locale.Date(o.Due.Time()))
	}
	where := ""
	if o.Location != nil {
		where = p.place(o.Location)
	}
	return joinNonEmpty(", ", status, o.Title, moved, where, o.Note)
}

// next returns the occurrence that an event's page names first: the next one
// that takes place, else the next one, or the last where all are over.
func (p *publisher) next(e *site.Event) *site.Occurrence {
	var next *site.Occurrence
	for i := range e.Occurrences {
		o := &e.Occurrences[i]
		if p.isOver(appointment{e, o}) {
			continue
		}
		if statusOf(e, o) != "cancelled" {
			return o
		}
		if next == nil {
			next = o
		}
	}
	if next == nil {
		next = &e.Occurrences[len(e.Occurrences)-1]
	}
	return next
}
