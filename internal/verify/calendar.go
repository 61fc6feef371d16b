package check

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"belfry/internal/site"

	ics "github.com/emersion/go-ical"
)

// shortened is how many bytes a calendar has at least that may leave out what
// is long over.
const shortened = 850_000

// An audit is the reading of one calendar.
type audit struct {
	*model
	*reader
	path  string
	size  int
	found []Finding
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
	c, err := decode(data)
	if err != nil {
		a.report(nil, "the second reader cannot read the calendar: "+err.Error())
		return
	}
	if err := a.useZones(c); err != nil {
		a.report(nil, err.Error())
		return
	}
	listed := map[*site.Event][]*ics.Component{}
	for _, part := range c.Children {
		if part.Name != ics.CompEvent {
			continue
		}
		uid, err := part.Props.Text(ics.PropUID)
		e := a.events[uid]
		if err != nil || e == nil {
			a.report(nil, fmt.Sprintf("the calendar lists an event with the UID %q, which the site does not have", uid))
			continue
		}
		listed[e] = append(listed[e], part)
	}
	a.compareLists(listed)
	for _, e := range a.inOrder(listed) {
		a.compareEvent(e, listed[e])
	}
}

// decode parses one calendar that takes the whole file. The library panics at
// a line that ends within a parameter.
func decode(data []byte) (c *ics.Calendar, err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("a line ends too early: %v", reason)
		}
	}()
	d := ics.NewDecoder(bytes.NewReader(data))
	if c, err = d.Decode(); errors.Is(err, io.EOF) {
		return nil, errors.New("it ends too early")
	} else if err != nil {
		return nil, err
	}
	if _, err := d.Decode(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the end of the calendar")
	}
	return c, nil
}

// inOrder returns the events of a list by their files.
func (a *audit) inOrder(listed map[*site.Event][]*ics.Component) []*site.Event {
	return slices.SortedFunc(maps.Keys(listed), func(x, y *site.Event) int { return strings.Compare(x.Source, y.Source) })
}

// compareLists reports events that the calendar lacks, or lists besides its
// own. Of a calendar that the site does not know nothing is expected.
func (a *audit) compareLists(listed map[*site.Event][]*ics.Component) {
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
func (a *audit) leftOut(missing *site.Event, listed map[*site.Event][]*ics.Component) bool {
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
