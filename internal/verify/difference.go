package verify

import (
	"cmp"
	"fmt"
	"slices"

	"belfry/internal/icalread"
)

// differences says in words where a calendar gives other occurrences than the
// site.
func differences(want, got []icalread.Occurrence) []string {
	want, got = without(want, got), without(got, want)
	slices.SortFunc(want, compareOccurrences)
	slices.SortFunc(got, compareOccurrences)
	var messages []string
	for _, w := range want {
		i := slices.IndexFunc(got, func(g icalread.Occurrence) bool {
			return g.UID == w.UID && g.Start == w.Start && g.AllDay == w.AllDay
		})
		if i < 0 {
			messages = append(messages, "the calendar lacks the date "+w.String())
			continue
		}
		messages = append(messages, differenceOf(w, got[i])...)
		got = slices.Delete(got, i, i+1)
	}
	for _, g := range got {
		messages = append(messages, "the calendar has the date "+g.String()+", and the site does not")
	}
	return messages
}

// differenceOf compares two occurrences that start together.
func differenceOf(want, got icalread.Occurrence) []string {
	var messages []string
	if want.End != got.End {
		messages = append(messages, fmt.Sprintf("the date %s ends at %s in the calendar", want, got.Time(got.End)))
	}
	switch {
	case want.Cancelled && !got.Cancelled:
		messages = append(messages, fmt.Sprintf("the date %s is cancelled, and the calendar does not say so", want))
	case got.Cancelled && !want.Cancelled:
		messages = append(messages, fmt.Sprintf("the date %s is cancelled in the calendar, and not on the site", want))
	}
	return messages
}

// without returns those of list that are not in other, each as often as it
// stands in list more.
func without(list, other []icalread.Occurrence) []icalread.Occurrence {
	count := make(map[icalread.Occurrence]int, len(other))
	for _, o := range other {
		count[o]++
	}
	var rest []icalread.Occurrence
	for _, o := range list {
		if count[o] > 0 {
			count[o]--
			continue
		}
		rest = append(rest, o)
	}
	return rest
}

func compareOccurrences(a, b icalread.Occurrence) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.UID, b.UID))
}
