package calendar_test

import (
	"slices"
	"testing"
	"time"

	"belfry/internal/calendar"

	"pgregory.net/rapid"
)

func local(t testing.TB, text string) calendar.Local {
	t.Helper()
	w, err := calendar.ParseWhen(text)
	if err != nil {
		t.Fatal(err)
	}
	return w.Local
}

func TestResolve(t *testing.T) {
	const once, skipped, twice = calendar.Once, calendar.Skipped, calendar.Twice
	for _, c := range []struct {
		zone, local string
		earlier     string // with the larger offset
		later       string // "" where it is the same
		reading     calendar.Reading
	}{
		{"Europe/Berlin", "2026-03-29 01:59:59", "2026-03-29T00:59:59Z", "", once},
		{"Europe/Berlin", "2026-03-29 02:00", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", skipped},
		{"Europe/Berlin", "2026-03-29 02:59:59", "2026-03-29T00:59:59Z", "2026-03-29T01:59:59Z", skipped},
		{"Europe/Berlin", "2026-03-29 03:00", "2026-03-29T01:00:00Z", "", once},
		{"Europe/Berlin", "2026-10-25 01:59:59", "2026-10-24T23:59:59Z", "", once},
		{"Europe/Berlin", "2026-10-25 02:00", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", twice},
		{"Europe/Berlin", "2026-10-25 02:59:59", "2026-10-25T00:59:59Z", "2026-10-25T01:59:59Z", twice},
		{"Europe/Berlin", "2026-10-25 03:00", "2026-10-25T02:00:00Z", "", once},
		{"Europe/Berlin", "1985-07-01 12:00", "1985-07-01T10:00:00Z", "", once},

		{"Europe/Lisbon", "2026-03-29 01:30", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", skipped},
		{"Europe/Lisbon", "2026-10-25 01:30", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", twice},
		{"Atlantic/Canary", "2026-03-29 01:30", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", skipped},
		{"Atlantic/Canary", "2026-10-25 01:30", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", twice},
		{"Europe/Dublin", "2026-03-29 01:30", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", skipped},
		{"Europe/Dublin", "2026-10-25 01:30", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", twice},
		{"Europe/Athens", "2026-03-29 03:30", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", skipped},
		{"Europe/Athens", "2026-10-25 03:30", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", twice},
		{"Europe/Bucharest", "2026-10-25 03:00", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", twice},

		// The Azores change at midnight: the day begins at 01:00, and twice.
		{"Atlantic/Azores", "2026-03-28 23:59", "2026-03-29T00:59:00Z", "", once},
		{"Atlantic/Azores", "2026-03-29 00:00", "2026-03-29T00:00:00Z", "2026-03-29T01:00:00Z", skipped},
		{"Atlantic/Azores", "2026-03-29 01:00", "2026-03-29T01:00:00Z", "", once},
		{"Atlantic/Azores", "2026-10-25 00:00", "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z", twice},
		{"Atlantic/Azores", "2026-10-24 23:59", "2026-10-24T23:59:00Z", "", once},

		// Famagusta went over to Istanbul's time in 2016, and back in 2017.
		{"Asia/Famagusta", "2016-09-07 23:59", "2016-09-07T20:59:00Z", "", once},
		{"Asia/Famagusta", "2016-10-30 03:30", "2016-10-30T00:30:00Z", "", once},
		{"Asia/Famagusta", "2017-10-29 03:30", "2017-10-29T00:30:00Z", "2017-10-29T01:30:00Z", twice},

		// Casablanca puts the clock back for Ramadan.
		{"Africa/Casablanca", "2026-02-15 02:30", "2026-02-15T01:30:00Z", "2026-02-15T02:30:00Z", twice},
		{"Africa/Casablanca", "2026-03-22 02:30", "2026-03-22T01:30:00Z", "2026-03-22T02:30:00Z", skipped},

		// Lord Howe moves the clock by half an hour.
		{"Australia/Lord_Howe", "2026-10-04 02:00", "2026-10-03T15:00:00Z", "2026-10-03T15:30:00Z", skipped},
		{"Australia/Lord_Howe", "2026-10-04 02:30", "2026-10-03T15:30:00Z", "", once},
		{"Australia/Lord_Howe", "2026-04-05 01:29", "2026-04-04T14:29:00Z", "", once},
		{"Australia/Lord_Howe", "2026-04-05 01:30", "2026-04-04T14:30:00Z", "2026-04-04T15:00:00Z", twice},
		{"Australia/Lord_Howe", "2026-04-05 02:00", "2026-04-04T15:30:00Z", "", once},

		// Apia left out a whole day, Kwajalein another, and Juneau had one twice.
		{"Pacific/Apia", "2011-12-29 23:59:59", "2011-12-30T09:59:59Z", "", once},
		{"Pacific/Apia", "2011-12-30 00:00", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z", skipped},
		{"Pacific/Apia", "2011-12-30 23:59:59", "2011-12-30T09:59:59Z", "2011-12-31T09:59:59Z", skipped},
		{"Pacific/Apia", "2011-12-31 00:00", "2011-12-30T10:00:00Z", "", once},
		{"Pacific/Kwajalein", "1993-08-21 12:00", "1993-08-21T00:00:00Z", "1993-08-22T00:00:00Z", skipped},
		{"America/Juneau", "1867-10-19 12:00", "1867-10-18T20:57:41Z", "1867-10-19T20:57:41Z", twice},

		{"UTC", "2026-03-29 02:30", "2026-03-29T02:30:00Z", "", once},
		{"Etc/GMT+5", "2026-03-29 02:30", "2026-03-29T07:30:00Z", "", once},
	} {
		l := local(t, c.local)
		earlier, later, reading := zone(t, c.zone).Readings(l)
		wantLater := c.later
		if wantLater == "" {
			wantLater = c.earlier
		}
		if got := [2]string{utc(earlier), utc(later)}; got != [2]string{c.earlier, wantLater} || reading != c.reading {
			t.Errorf("%s %s: %s, %d; want %s, %s, %d", c.zone, l, got, reading, c.earlier, wantLater, c.reading)
		}
		want := c.earlier
		if c.reading == skipped {
			want = wantLater
		}
		if at, again := zone(t, c.zone).Resolve(l); utc(at) != want || again != reading {
			t.Errorf("%s %s is %s, want %s", c.zone, l, utc(at), want)
		}
	}
}

func utc(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// drawLocal returns a zone and a local time in it, mostly close to a change.
func drawLocal(t *rapid.T) (*calendar.Zone, calendar.Local) {
	z, err := calendar.LoadZone(rapid.SampledFrom(calendar.ZoneNames()).Draw(t, "zone"))
	if err != nil {
		t.Fatal(err)
	}
	from := time.Unix(rapid.Int64Range(unix(1850), unix(2060)).Draw(t, "about"), 0)
	about := z.Local(from)
	if changes := z.Changes(from, from.AddDate(3, 0, 0)); len(changes) > 0 {
		about = rapid.SampledFrom(changes).Draw(t, "change").Local()
	}
	return z, about.Add(time.Duration(rapid.IntRange(-50*60, 50*60).Draw(t, "minutes away")) * time.Minute)
}

// slowReadings finds the instants of a local time from all offsets in force
// within four days.
func slowReadings(z *calendar.Zone, l calendar.Local) (instants []time.Time) {
	for offset := range offsetsAround(z, l) {
		if at := l.Time().Add(-time.Duration(offset) * time.Second); z.Local(at) == l {
			instants = append(instants, at)
		}
	}
	slices.SortFunc(instants, time.Time.Compare)
	return instants
}

func offsetsAround(z *calendar.Zone, l calendar.Local) map[int]bool {
	offsets := map[int]bool{}
	for hours := -48; hours <= 48; hours++ {
		offset, _ := z.Offset(l.Time().Add(time.Duration(hours) * time.Hour))
		offsets[offset] = true
	}
	return offsets
}

func TestReadingsAreAllThatThereAre(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z, l := drawLocal(t)
		want := slowReadings(z, l)
		earlier, later, reading := z.Readings(l)
		var got []time.Time
		switch {
		case reading == calendar.Once && earlier.Equal(later):
			got = []time.Time{earlier}
		case reading == calendar.Twice:
			got = []time.Time{earlier, later}
		case reading == calendar.Skipped && !skips(z, earlier, later):
			t.Errorf("%s %s: no gap between %s and %s", z.Name(), l, earlier, later)
		}
		if !slices.EqualFunc(got, want, time.Time.Equal) {
			t.Errorf("%s %s: %s, want %s", z.Name(), l, got, want)
		}
	})
}

// skips reports whether earlier and later read a local time with the offset
// after and before a gap between them.
func skips(z *calendar.Zone, earlier, later time.Time) bool {
	before, _ := z.Offset(earlier)
	after, _ := z.Offset(later)
	return before < after && later.Sub(earlier) == time.Duration(after-before)*time.Second
}

func BenchmarkResolve(b *testing.B) {
	z, l := zone(b, "Europe/Brussels"), local(b, "2026-06-03 10:00")
	b.ReportAllocs()
	for b.Loop() {
		z.Resolve(l)
	}
}
