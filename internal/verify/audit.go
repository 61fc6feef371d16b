package verify

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"belfry/internal/icalread"
	"belfry/internal/site"
)

// shortened is how many bytes a calendar has at least that may leave out what
// is long over.
const shortened = 850_000

// An audit is the reading of one calendar.
type audit struct {
	*model
	reader *icalread.Reader
	path   string
	size   int
	found  []Finding
}

func (a *audit) report(e *site.Event, message string) {
	f := Finding{Path: a.path, Message: message}
	if e != nil {
		f.Source = e.Source
	}
	a.found = append(a.found, f)
}

// calendar reads a file and compares it with the model.
func (a *audit) calendar(data []byte) {
	entries, err := a.reader.Read(data)
	if err != nil {
		a.report(nil, err.Error())
		return
	}
	listed := map[*site.Event][]icalread.Entry{}
	for _, entry := range entries {
		e := a.events[entry.UID]
		if e == nil {
			a.report(nil, fmt.Sprintf("the calendar lists an event with the UID %q, which the site does not have", entry.UID))
			continue
		}
		listed[e] = append(listed[e], entry)
	}
	a.compareLists(listed)
	for _, e := range a.inOrder(listed) {
		a.compareEvent(e, listed[e])
	}
}

// compareEvent reports where the entries of an event give other times than the
// site.
func (a *audit) compareEvent(e *site.Event, entries []icalread.Entry) {
	byUID := map[string][]icalread.Entry{}
	for _, v := range entries {
		if v.Fault != nil {
			a.report(e, v.Fault.Error())
			return
		}
		byUID[v.UID] = append(byUID[v.UID], v)
	}
	endless := e.Recurrence != nil && e.Recurrence.Rule.Endless()
	var got []icalread.Occurrence
	for _, uid := range sortedKeys(byUID) {
		some, err := icalread.Occurrences(byUID[uid], endless, lastDue(e))
		if err != nil {
			a.report(e, err.Error())
			return
		}
		got = append(got, some...)
	}
	for _, message := range differences(a.wanted[e], got) {
		a.report(e, message)
	}
}

// inOrder returns the events of a list by their files.
func (a *audit) inOrder(listed map[*site.Event][]icalread.Entry) []*site.Event {
	return slices.SortedFunc(maps.Keys(listed), func(x, y *site.Event) int { return strings.Compare(x.Source, y.Source) })
}

// compareLists reports events that the calendar lacks, or lists besides its
// own. Of a calendar that the site does not know nothing is expected.
func (a *audit) compareLists(listed map[*site.Event][]icalread.Entry) {
	wanted, known := a.feeds[a.path]
	if !known {
		return
	}
	belongs := make(map[*site.Event]bool, len(wanted))
	for _, e := range wanted {
		belongs[e] = true
		if listed[e] == nil && !a.leftOut(e, listed) {
			a.report(e, "the calendar lacks the event "+e.UID)
		}
	}
	for _, e := range a.inOrder(listed) {
		if !belongs[e] {
			a.report(e, "the calendar lists the event "+e.UID+", which belongs in others only")
		}
	}
}

// leftOut reports whether an event may be missing: from a calendar that is as
// large as programs can read, where all that it lists ended later.
func (a *audit) leftOut(missing *site.Event, listed map[*site.Event][]icalread.Entry) bool {
	if a.size < shortened {
		return false
	}
	end := lastEnd(missing)
	for e := range listed {
		if lastEnd(e) < end {
			return false
		}
	}
	return true
}

func lastEnd(e *site.Event) int64 {
	last := e.Occurrences[0].EndAt.Unix()
	for _, o := range e.Occurrences {
		last = max(last, o.EndAt.Unix())
	}
	return last
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
