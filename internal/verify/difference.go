package check

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// differences says in words where a calendar gives other occurrences than the
// site.
func differences(want, got []occurrence) []string {
	want, got = without(want, got), without(got, want)
	slices.SortFunc(want, compareOccurrences)
	slices.SortFunc(got, compareOccurrences)
	var messages []string
	for _, w := range want {
		i := slices.IndexFunc(got, func(g occurrence) bool { return g.uid == w.uid && g.start == w.start && g.allDay == w.allDay })
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
func differenceOf(want, got occurrence) []string {
	var messages []string
	if want.end != got.end {
		messages = append(messages, fmt.Sprintf("the date %s ends at %s in the calendar", want, got.time(got.end)))
	}
	switch {
	case want.cancelled && !got.cancelled:
		messages = append(messages, fmt.Sprintf("the date %s is cancelled, and the calendar does not say so", want))
	case got.cancelled && !want.cancelled:
		messages = append(messages, fmt.Sprintf("the date %s is cancelled in the calendar, and not on the site", want))
	}
	return messages
}

// without returns those of list that are not in other, each as often as it
// stands in list more.
func without(list, other []occurrence) []occurrence {
	count := make(map[occurrence]int, len(other))
	for _, o := range other {
		count[o]++
	}
	var rest []occurrence
	for _, o := range list {
		if count[o] > 0 {
			count[o]--
			continue
		}
		rest = append(rest, o)
	}
	return rest
}

func compareOccurrences(a, b occurrence) int {
	return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end), cmp.Compare(a.uid, b.uid))
}

// String returns when the occurrence is: in UTC, or the first day and the one
// after the last.
func (o occurrence) String() string {
	return o.time(o.start) + " to " + o.time(o.end) + " of " + o.uid
}

func (o occurrence) time(seconds int64) string { return timeText(seconds, o.allDay) }

func timeText(seconds int64, allDay bool) string {
	if allDay {
		return time.Unix(seconds, 0).UTC().Format(time.DateOnly)
	}
	return time.Unix(seconds, 0).UTC().Format("2006-01-02 15:04:05Z")
}
