package calendar

import "time"

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

// Changes returns the zone's changes in [from, to), in order of time. Two
// changes within the same day are seen as one.
func (z *Zone) Changes(from, to time.Time) []Change {
	var changes []Change
	const step = 24 * time.Hour
	for low := from; low.Before(to); low = low.Add(step) {
		high := minTime(low.Add(step), to)
		if z.same(low, high) {
			continue
		}
		changes = append(changes, z.bisect(low, high))
	}
	return changes
}

func (z *Zone) same(a, b time.Time) bool {
	offsetA, nameA := z.Offset(a)
	offsetB, nameB := z.Offset(b)
	return offsetA == offsetB && nameA == nameB
}

// bisect finds the second at which the zone changes between low and high.
func (z *Zone) bisect(low, high time.Time) Change {
	before := low
	for high.Sub(low) > time.Second {
		middle := low.Add(high.Sub(low) / 2).Truncate(time.Second)
		if z.same(before, middle) {
			low = middle
		} else {
			high = middle
		}
	}
	from, _ := z.Offset(before)
	to, abbreviation := z.Offset(high)
	return Change{high, from, to, abbreviation}
}
