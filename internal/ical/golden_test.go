package ical_test

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
	"time"

	"belfry/internal/ical"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// The golden files show whole calendars as they are published.
func TestGolden(t *testing.T) {
	brussels := zone(t, "Europe/Brussels")
	feed := ical.Calendar{
		Name: "Δίκτυο έξυπνων κοινοτήτων", Description: "Events of all members", Language: "el",
		UID: "calendar@network.example", Zone: brussels, URL: "https://network.example/events/",
		Source: "https://network.example/calendar.ics", Refresh: 6 * time.Hour,
	}
	empty, single := feed, ical.Calendar{Zone: brussels, Language: "fr"}
	usual := usualEvent(brussels, 1)
	single.Events = []ical.Encoded{ical.NewEncoder(nil).Encode(&usual, "fr")}
	for _, f := range fixtures {
		e := f.event(t)
		e.Stamp = time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC)
		feed.Events = append(feed.Events, ical.NewEncoder(nil).Encode(&e, "el"))
	}
	for name, c := range map[string]ical.Calendar{"feed.ics": feed, "empty.ics": empty, "event.ics": single} {
		golden(t, name, ical.NewEncoder(zones(t, "Europe/Brussels", "Europe/Berlin")).Append(nil, &c))
	}
}

func golden(t *testing.T, name string, got []byte) {
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (go test -update writes it): %s", name, diff)
	}
}
