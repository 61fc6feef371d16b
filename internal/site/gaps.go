package site

import (
	"fmt"
	"slices"
	"strings"

	"belfry/internal/calendar"
	"belfry/internal/content"
)

// lastDay returns the day up to which it is known when a rule takes place: its
// own end, else the horizon.
func lastDay(rule calendar.Rule, starts []calendar.Local, horizon calendar.Date) calendar.Date {
	switch {
	case rule.Endless():
		return horizon
	case !rule.Until.IsZero():
		return rule.Until
	}
	return starts[len(starts)-1].Date
}

// noteGaps says which dates of a rule there are not, so that nobody takes a
// rule by months for a promise of each of them.
func (r *recurring) noteGaps(text content.Ref) {
	if r.event.Recurrence == nil {
		return
	}
	for _, g := range r.event.Recurrence.Rule.Gaps(r.first.Start.Date, r.until) {
		lacking := slices.DeleteFunc(g.Lacking, r.hasAdded)
		if len(lacking) == 0 {
			continue
		}
		r.noticeAt(r.file, asRead(text), "rule-skips-dates",
			"there is no "+g.What+" in "+spansText(lacking)+", so nothing takes place then",
			lastHint(g.Instead, text.Name))
	}
}

// lastHint says how a rule names the last one, as the rule is written.
func lastHint(last calendar.Instead, rule string) string {
	say := last.Words
	if strings.Contains(rule, "=") {
		say = last.Part
	}
	if say == "" {
		return ""
	}
	return "say " + say + " where that is meant"
}

// hasAdded reports whether a date of the event has been added in s.
func (r *recurring) hasAdded(s calendar.Span) bool {
	return slices.ContainsFunc(r.event.Occurrences, func(o Occurrence) bool {
		return o.Added && !o.Start.Date.Before(s.From) && !s.To.Before(o.Start.Date)
	})
}

// spansText lists the first months or years, and says how many more there are.
func spansText(spans []calendar.Span) string {
	const most = 3
	var texts []string
	for _, s := range spans[:min(len(spans), most)] {
		texts = append(texts, s.String())
	}
	end := texts[len(texts)-1]
	if more := len(spans) - most + 1; more > 1 {
		unit := "months"
		if spans[0].From.Month != spans[0].To.Month {
			unit = "years"
		}
		end = fmt.Sprintf("%d more %s", more, unit)
	}
	texts = texts[:len(texts)-1]
	if len(texts) == 0 {
		return end
	}
	return strings.Join(texts, ", ") + " and " + end
}
