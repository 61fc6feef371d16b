package calendar_test

import (
	"testing"
	"time"

	"belfry/internal/calendar"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// All of Changes and Readings rests on this: no zone changes twice within 48
// hours. Files list the changes up to the year from which a rule holds; a rule
// moves the clock in spring and in autumn.
func TestChangesAreFarApart(t *testing.T) {
	const apart = 48 * 60 * 60
	for name, data := range zoneFiles(t) {
		_, list, _ := transitions(data)
		for i := 1; i < len(list); i++ {
			if hours := (list[i].at - list[i-1].at) / 3600; list[i].at-list[i-1].at <= apart {
				t.Errorf("%s changes twice within %d hours, at %s", name, hours, time.Unix(list[i].at, 0).UTC())
			}
		}
	}
}

// Up to the last one that its file lists, a zone's changes are those of the
// file, where the clock or its name differ.
func TestChangesAreThoseOfTheFile(t *testing.T) {
	files := zoneFiles(t)
	seen := 0
	for _, name := range calendar.ZoneNames() {
		before, list, footer := transitions(files[name])
		var want []calendar.Change
		for _, next := range list {
			if next.offset != before.offset || next.abbreviation != before.abbreviation {
				want = append(want, calendar.Change{
					At: time.Unix(next.at, 0).UTC(), From: before.offset, To: next.offset, Abbreviation: next.abbreviation,
				})
			}
			before = next
		}
		if len(want) == 0 {
			continue
		}
		seen++
		last := want[len(want)-1].At
		got := zone(t, name).Changes(want[0].At, last.Add(time.Second))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (%s): %s", name, footer, diff)
		}
	}
	if seen < 300 {
		t.Errorf("only %d zones change", seen)
	}
}

// Beyond what files list, too, changes are what a scan by hours finds.
func TestChangesAreThoseOfASlowScan(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		z, err := calendar.LoadZone(rapid.SampledFrom(calendar.ZoneNames()).Draw(t, "zone"))
		if err != nil {
			t.Fatal(err)
		}
		from := time.Unix(rapid.Int64Range(unix(1960), unix(2100)).Draw(t, "from"), 0).UTC()
		to := from.Add(time.Duration(rapid.IntRange(0, 600*24*60).Draw(t, "minutes")) * time.Minute)
		if diff := cmp.Diff(slowChanges(z, from, to), z.Changes(from, to)); diff != "" {
			t.Errorf("%s from %s to %s: %s", z.Name(), from, to, diff)
		}
	})
}

func slowChanges(z *calendar.Zone, from, to time.Time) []calendar.Change {
	var changes []calendar.Change
	scan(z, from.Add(-time.Second), to.Add(-time.Second), time.Hour, func(a, b time.Time) {
		scan(z, a, b, time.Minute, func(a, b time.Time) {
			scan(z, a, b, time.Second, func(a, b time.Time) {
				before, _ := z.Offset(a)
				after, name := z.Offset(b)
				changes = append(changes, calendar.Change{At: b, From: before, To: after, Abbreviation: name})
			})
		})
	})
	return changes
}

// scan calls found for each step after low, up to and with high, in which the
// zone changes.
func scan(z *calendar.Zone, low, high time.Time, step time.Duration, found func(a, b time.Time)) {
	for a := low; a.Before(high); a = a.Add(step) {
		b := a.Add(step)
		if b.After(high) {
			b = high
		}
		offsetA, nameA := z.Offset(a)
		offsetB, nameB := z.Offset(b)
		if offsetA != offsetB || nameA != nameB {
			found(a, b)
		}
	}
}

func TestChangesBounds(t *testing.T) {
	z := zone(t, "Europe/Berlin")
	at := time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name     string
		from, to time.Time
		want     int
	}{
		{"from the change", at, at.Add(time.Hour), 1},
		{"from the second of the change", at, at.Add(time.Second), 1},
		{"up to the change", at.Add(-time.Hour), at, 0},
		{"from just after", at.Add(1), at.Add(time.Hour), 0},
		{"up to just after", at.Add(-time.Hour), at.Add(1), 1},
		{"nothing", at, at, 0},
		{"backwards", at.Add(time.Hour), at.Add(-time.Hour), 0},
	} {
		if got := z.Changes(c.from, c.to); len(got) != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	got := z.Changes(at, at.Add(time.Hour))[0]
	want := calendar.Change{At: at, From: 3600, To: 7200, Abbreviation: "CEST"}
	if got != want || got.Local().String() != "2026-03-29T02:00:00" {
		t.Errorf("got %v at %s local time", got, got.Local())
	}
}

func BenchmarkChanges(b *testing.B) {
	z := zone(b, "Europe/Brussels")
	b.ReportAllocs()
	for b.Loop() {
		z.Changes(time.Unix(unix(1980), 0), time.Unix(unix(2041), 0))
	}
}
