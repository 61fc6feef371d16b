package site

import (
	"time"

	"belfry/internal/calendar"
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

// moment returns w as seen in zone.
func (b *builder) moment(w calendar.When, zone *calendar.Zone) Moment {
	if w.IsZero() {
		return Moment{}
	}
	return Moment{At: w.In(zone), Shown: w.Shown(zone), AllDay: w.AllDay}
}

// startOfDay returns the first instant of a date in zone.
func startOfDay(d calendar.Date, zone *calendar.Zone) time.Time {
	t, _ := zone.Resolve(calendar.Local{Date: d})
	return t
}
