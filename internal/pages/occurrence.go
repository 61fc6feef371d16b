package pages

import (
	"cmp"
	"html/template"

	"belfry/internal/content"
	"belfry/internal/site"
)

// An EventDate is one of the dates of an event that has several.
type EventDate struct {
	When   template.HTML
	Note   string // the status, and what differs, in words
	Struck bool   // it does not take place
}

// shownDates is how many of its coming dates, or of its past ones where none is
// coming, an event's page shows.
const shownDates = 12

// statusOf returns the status of one occurrence.
func statusOf(e *site.Event, o *site.Occurrence) string { return cmp.Or(o.Status, e.Status) }

// locationOf returns where one occurrence takes place; nil for nowhere known.
func locationOf(e *site.Event, o *site.Occurrence) *content.Location {
	if o.Location != nil {
		return o.Location
	}
	return e.Location
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
		dates = append(dates, EventDate{When: p.when(e, o).HTML(), Note: p.dateNote(e, o), Struck: statusOf(e, o) == "cancelled"})
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

// next returns the occurrence that an event's page names first: the next one,
// or the last where all are over.
func (p *publisher) next(e *site.Event) *site.Occurrence {
	for i := range e.Occurrences {
		if !p.isOver(appointment{e, &e.Occurrences[i]}) {
			return &e.Occurrences[i]
		}
	}
	return &e.Occurrences[len(e.Occurrences)-1]
}
