package pages

import (
	"belfry/internal/site"
	"belfry/internal/wording"
)

// An EventDate is one of the dates of an event that has several.
type EventDate struct {
	When   wording.When
	Note   string // the status, and what differs, in words
	Join   *Link  // if it differs
	Struck bool   // it does not take place
}

// shownDates is how many of its coming dates, or of its past ones where none is
// coming, an event's page shows.
const shownDates = 12

// dates returns the dates that the page of an event shows; none for an event
// that takes place once.
func (p *publisher) dates(e *site.Event) []EventDate {
	if len(e.Occurrences) < 2 {
		return nil
	}
	shown, past := p.site.Split(site.Appointments(e))
	if len(shown) == 0 {
		shown = past
	}
	var dates []EventDate
	for _, a := range latest(shown, shownDates) {
		dates = append(dates, EventDate{
			When: p.words.When(a), Note: p.words.Difference(a),
			Join: joinLink(p.theme.Text("join"), a.Occurrence.Join), Struck: a.IsCancelled(),
		})
	}
	return dates
}
