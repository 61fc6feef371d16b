package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestEventsFollowTheirSchema holds what other sites may use against the form
// that is published for them.
func TestEventsFollowTheirSchema(t *testing.T) {
	for name, dir := range map[string]string{"own": "../..", "fixture": fixtureSite(t)} {
		t.Run(name, func(t *testing.T) {
			p := publish(t, dir, "")
			schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(p.files["api/events.schema.json"]))
			if err != nil {
				t.Fatal(err)
			}
			compiler := jsonschema.NewCompiler()
			compiler.AssertFormat()
			if err := compiler.AddResource("events.json", schema); err != nil {
				t.Fatal(err)
			}
			compiled, err := compiler.Compile("events.json")
			if err != nil {
				t.Fatal(err)
			}
			events, err := jsonschema.UnmarshalJSON(bytes.NewReader(p.files["api/events.json"]))
			if err != nil {
				t.Fatal(err)
			}
			if err := compiled.Validate(events); err != nil {
				t.Error(err)
			}
			listed := len(events.(map[string]any)["events"].([]any))
			pages := bytes.Count(p.files["calendar.ics"], []byte("\r\nURL:"+p.url+"/events/")) - 1
			if listed == 0 || listed > pages {
				t.Errorf("%d events are listed, and %d stand in the calendar", listed, pages)
			}
		})
	}
}

// TestLongCalendars sees that a calendar which would be too long for programs
// leaves out its oldest events and says so, and that those of the years do not.
func TestLongCalendars(t *testing.T) {
	site := t.TempDir()
	write := func(name, text string) {
		file := filepath.Join(site, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("content/site.yaml", "name: Long\nurl: https://network.example\n")
	long := strings.Repeat("a long summary ", 66)
	for i := range 1200 {
		write(fmt.Sprintf("content/events/meeting-%d.md", i),
			fmt.Sprintf("---\ntitle: Meeting %d\nstart: %d-%02d-%02d 10:00\nsummary: %s\n---\n",
				i, 2020+i/240, 1+i%12, 1+i%28, long))
	}
	p := publish(t, site, "")
	whole := p.files["calendar.ics"]
	if len(whole) > 900_000 || len(whole) < 800_000 {
		t.Errorf("the calendar has %d bytes", len(whole))
	}
	unfolded := strings.ReplaceAll(string(whole), "\r\n ", "")
	leftOut := regexp.MustCompile(`(?m)^DESCRIPTION;LANGUAGE=en:Events that were over before .* are left out\\; ` +
		`the calendars of each year have them: https://network.example/subscribe/\r$`)
	if !leftOut.MatchString(unfolded) {
		t.Error("it does not say that events are left out")
	}
	if strings.Contains(unfolded, "UID:meeting-0@") || !strings.Contains(unfolded, "UID:meeting-1199@") {
		t.Error("other events than the oldest are left out")
	}
	for year := 2020; year < 2025; year++ {
		name := fmt.Sprintf("calendar/%d.ics", year)
		if n := bytes.Count(p.files[name], []byte("BEGIN:VEVENT")); n != 240 {
			t.Errorf("%s has %d events, not 240", name, n)
		}
	}
}
