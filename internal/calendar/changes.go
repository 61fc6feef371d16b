package calendar

import (
	"slices"
	"sort"
	"time"
)

// A Change is a moment at which a zone's offset from UTC, or its abbreviation,
// changes. Offsets are in seconds east of UTC.
type Change struct {
	At           time.Time
	From, To     int
	Abbreviation string // in use from At on
}

// Local returns what the clocks showed at the moment of the change, before
// they were moved: the value that DTSTART and RRULE of a VTIMEZONE's part are
// written in (RFC 5545 3.6.5).
func (c Change) Local() Local { return LocalOf(c.At.UTC().Add(time.Duration(c.From) * time.Second)) }

// changesApart is less than the time between any two changes of one zone: the
// closest in the database are those of Freetown in September 1939, 95 hours
// apart. A test holds it when the embedded data is replaced.
const changesApart = 48 * time.Hour

// keptChanges are the changes between two instants.
type keptChanges struct {
	from, to time.Time
	list     []Change
}

// Changes returns the zone's changes in [from, to), in order of time, each
// exact to the second. It keeps those that were asked for last, because all ask
// for the same; the slice must not be written to.
func (z *Zone) Changes(from, to time.Time) []Change {
	if kept := z.changes.Load(); kept != nil && kept.from.Equal(from) && kept.to.Equal(to) {
		return kept.list
	}
	list := slices.Clip(z.findChanges(from, to))
	z.changes.Store(&keptChanges{from, to, list})
	return list
}

func (z *Zone) findChanges(from, to time.Time) []Change {
	var changes []Change
	low, last := z.secondBefore(from), z.secondBefore(to)
	for low.unix < last.unix {
		high := z.second(min(low.unix+int64(changesApart/time.Second), last.unix))
		if !high.same(low) {
			changes = append(changes, z.change(low, high))
		}
		low = high
	}
	return changes
}

// change returns the one change after low, up to and with high.
func (z *Zone) change(low, high zoneSecond) Change {
	n := sort.Search(int(high.unix-low.unix), func(i int) bool { return !z.second(low.unix + int64(i)).same(low) })
	return Change{time.Unix(low.unix+int64(n), 0).UTC(), low.offset, high.offset, high.abbreviation}
}

// A zoneSecond is what holds in a zone in one second, which is counted from
// 1970 as Unix does.
type zoneSecond struct {
	unix         int64
	offset       int
	abbreviation string
}

func (z *Zone) second(unix int64) zoneSecond {
	offset, abbreviation := z.Offset(time.Unix(unix, 0))
	return zoneSecond{unix, offset, abbreviation}
}

// secondBefore returns the last whole second before t.
func (z *Zone) secondBefore(t time.Time) zoneSecond { return z.second(t.Add(-1).Unix()) }

func (s zoneSecond) same(o zoneSecond) bool {
	return s.offset == o.offset && s.abbreviation == o.abbreviation
}
