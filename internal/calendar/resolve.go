package calendar

import "time"

// A Reading says how often a local time occurs in a zone.
type Reading uint8

const (
	Once    Reading = iota // an ordinary local time
	Skipped                // the clock jumps over it
	Twice                  // the clock is put back and shows it again
)

// Resolve returns the instant of a local time in the zone. Where the clock
// shows it twice, the earlier one is meant; where the clock jumps over it, the
// offset before the jump holds (RFC 5545 3.3.5).
func (z *Zone) Resolve(l Local) (time.Time, Reading) {
	earlier, later, reading := z.Readings(l)
	if reading == Skipped {
		return later, reading
	}
	return earlier, reading
}

// Readings returns both instants that a local time may stand for: with the
// larger offset (earlier) and with the smaller one (later). They differ only
// where the reading is not Once.
//
// Offsets are less than a day and changes more than two days apart (see
// changesApart), so that the offset in force at l is that of the day before or
// that of the day after.
func (z *Zone) Readings(l Local) (earlier, later time.Time, reading Reading) {
	civil := l.Time()
	before, after := z.offsetAt(civil.Add(-changesApart/2)), z.offsetAt(civil.Add(changesApart/2))
	earlier, later = civil.Add(-max(before, after)), civil.Add(-min(before, after))
	if before == after {
		return earlier, later, Once
	}
	switch earlierFits, laterFits := z.Local(earlier) == l, z.Local(later) == l; {
	case earlierFits && laterFits:
		return earlier, later, Twice
	case earlierFits:
		return earlier, earlier, Once
	case laterFits:
		return later, later, Once
	default:
		return earlier, later, Skipped
	}
}

// The years whose offsets a Zone keeps: those in which nearly all events are.
const firstKept, lastKept = 1990, 2060

// yearOffsets are the offsets of a zone in one year of UTC.
type yearOffsets struct {
	first   int // in seconds, when the year begins
	changes []Change
}

// offsetAt returns the zone's distance from UTC at t. The standard library
// works it out from the zone's rule each time; most times share few years.
func (z *Zone) offsetAt(t time.Time) time.Duration {
	year := t.UTC().Year()
	if year < firstKept || year > lastKept {
		seconds, _ := z.Offset(t)
		return time.Duration(seconds) * time.Second
	}
	kept := z.years[year-firstKept].Load()
	if kept == nil {
		begin := time.Date(year, time.January, 1, 0, 0, 0, 0, time.UTC)
		kept = &yearOffsets{changes: z.Changes(begin, begin.AddDate(1, 0, 0))}
		kept.first, _ = z.Offset(begin.Add(-1))
		z.years[year-firstKept].Store(kept)
	}
	seconds := kept.first
	for _, c := range kept.changes {
		if t.Before(c.At) {
			break
		}
		seconds = c.To
	}
	return time.Duration(seconds) * time.Second
}
