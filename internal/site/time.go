package site

import (
	"fmt"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/content"
)

// A Moment is a date or time that an editor wrote, as an instant and as the
// clocks of its zone show it. The zero Moment stands for none.
type Moment struct {
	At     time.Time
	Shown  calendar.Local
	AllDay bool // only a date was written; At is the start of that day
}

// IsZero reports whether there is no moment.
func (m Moment) IsZero() bool { return m.At.IsZero() }

// Until returns when the moment is over: a day ends with its last instant in zone.
func (m Moment) Until(zone *calendar.Zone) time.Time {
	if m.AllDay {
		return startOfDay(m.Shown.Date.AddDays(1), zone)
	}
	return m.At
}

// momentOf returns w as seen in zone.
func momentOf(w calendar.When, zone *calendar.Zone) Moment {
	if w.IsZero() {
		return Moment{}
	}
	return Moment{At: w.In(zone), Shown: w.Shown(zone), AllDay: w.AllDay}
}

// checkOffset reports a local time of an event whose offset from UTC is not
// that of its zone then: what is meant only its author knows. field is the one
// that sets the zone.
func (r *resolver) checkOffset(file string, w content.WhenAt, zone *calendar.Zone, field string) (fits bool) {
	if !w.HasOffset {
		return true
	}
	at := w.In(zone)
	there, _ := zone.Offset(at)
	if there == w.Offset {
		return true
	}
	clocks, here := calendar.When{Local: w.Local}, calendar.When{Local: zone.Local(at)}
	r.failAt(file, w.Written, "other-offset",
		fmt.Sprintf("the offset %s is not that of %s then, which is %s",
			calendar.OffsetText(w.Offset), zone.Name(), calendar.OffsetText(there)),
		fmt.Sprintf("write %s for that moment in %s, or %s for that time on its clocks; another zone goes under %s",
			here.Plain(), zone.Name(), clocks.Plain(), field))
	return false
}

// startOfDay returns the first instant of a date in zone.
func startOfDay(d calendar.Date, zone *calendar.Zone) time.Time {
	t, _ := zone.Resolve(calendar.Local{Date: d})
	return t
}
