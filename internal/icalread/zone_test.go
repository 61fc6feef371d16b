package icalread

import (
	"testing"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/ical"
)

// TestZonesEqualZoneData: the VTIMEZONE that is written gives the instants that
// the zone's data give, in all years with events.
func TestZonesEqualZoneData(t *testing.T) {
	for _, name := range []string{
		"Europe/Brussels", "Europe/Dublin", "Atlantic/Azores", "Europe/Moscow", "America/New_York",
		"America/Sao_Paulo", "Asia/Kathmandu", "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Tokyo", "Pacific/Apia",
	} {
		z, err := calendar.LoadZone(name)
		if err != nil {
			t.Fatal(err)
		}
		r := readerOf(t, z, calendar.Local{Date: calendar.Date{Year: 2008, Month: 1, Day: 5}})
		clock := calendar.Local{Date: calendar.Date{Year: 2008, Month: 1, Day: 6}, Clock: calendar.Clock{Hour: 12}}
		for ; clock.Year < 2035; clock.Date = clock.AddDays(3) {
			m, err := moment{local: clock, zone: r.current[name]}.on(clock.Date)
			if want, _ := z.Resolve(clock); err != nil || m.seconds != want.Unix() {
				t.Errorf("%s in %s is %s (%v), not %s", clock, name, m, err, want.UTC())
				break
			}
		}
	}
}

// readerOf reads a calendar with one event in a zone, which recurs, so that it is
// in local times whenever it begins.
func readerOf(t *testing.T, z *calendar.Zone, start calendar.Local) *Reader {
	t.Helper()
	e := ical.Event{UID: "x", Start: ical.Time{Local: start, Zone: z}, Rule: "FREQ=DAILY", Stamp: time.Unix(0, 0)}
	encoder := ical.NewEncoder([]*calendar.Zone{z})
	c, err := decode(encoder.Append(nil, &ical.Calendar{Zone: z, Events: []ical.Encoded{encoder.Encode(&e, "en")}}))
	if err != nil {
		t.Fatal(err)
	}
	r := NewReader(2040)
	if err := r.useZones(c); err != nil {
		t.Fatal(err)
	}
	return r
}
