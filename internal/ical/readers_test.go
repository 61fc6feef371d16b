package ical_test

import (
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/ical"

	"github.com/google/go-cmp/cmp"
)

// Programs that people use read what is written as it is meant: ical.js
// (Thunderbird, Nextcloud) and libical (Evolution, GNOME Calendar). They run
// where they are installed, and must with BELFRY_REQUIRE=all.

// missing skips a test, or fails it where all must run.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("BELFRY_REQUIRE") == "all" {
		t.Fatal(what)
	}
	t.Skip(what)
}

func TestICALJS(t *testing.T) {
	modules := os.Getenv("BELFRY_NODE_MODULES")
	node, err := exec.LookPath("node")
	if _, noLibrary := os.Stat(filepath.Join(modules, "ical.js")); err != nil || modules == "" || noLibrary != nil {
		missing(t, "ical.js is not asked: it needs node, "+
			"and BELFRY_NODE_MODULES=DIR/node_modules after npm install --prefix DIR ical.js")
	}
	compareReader(t, node, filepath.Join("testdata", "read.mjs"), modules)
}

func TestLibical(t *testing.T) {
	header := exec.Command("cc", "-fsyntax-only", "-x", "c", "-")
	header.Stdin = strings.NewReader("#include <libical/ical.h>\n")
	if header.Run() != nil {
		missing(t, "libical is not asked: it needs cc and libical-dev")
	}
	program := filepath.Join(t.TempDir(), "read")
	compile := exec.Command("cc", "-o", program, filepath.Join("testdata", "read.c"), "-lical")
	if out, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	compareReader(t, program)
}

// compareReader gives a reader all events, in one calendar and each in its
// own, and compares what it reads with what they are.
func compareReader(t *testing.T, command ...string) {
	all := textEvents()
	for _, f := range fixtures {
		all = append(all, f.event(t))
	}
	folder := t.TempDir()
	want := write(t, filepath.Join(folder, "all.ics"), all)
	command = append(command, filepath.Join(folder, "all.ics"))
	for i, e := range all {
		file := filepath.Join(folder, fmt.Sprint(i, ".ics"))
		want += write(t, file, []ical.Event{e})
		command = append(command, file)
	}
	read := exec.Command(command[0], command[1:]...)
	read.Stderr = os.Stderr
	got, err := read.Output()
	if diff := cmp.Diff(want, string(got)); err != nil || diff != "" {
		t.Errorf("the events are read otherwise: %v\n%s", err, diff)
	}
}

// write writes a calendar of events, and returns what is to be read from it.
func write(t *testing.T, file string, events []ical.Event) string {
	c := ical.Calendar{Name: "Network", Zone: calendar.UTC(), Language: "en"}
	var want strings.Builder
	for i := range events {
		e := &events[i]
		c.Events = append(c.Events, ical.NewEncoder(nil).Encode(e, "en"))
		end := "-"
		if e.HasEnd {
			end = asRead(e.End, 1)
		}
		title := hex.EncodeToString([]byte(plainLine(e.Summary)))
		fmt.Fprintf(&want, "%s\t%s\t%s\t%s\n", e.UID, asRead(e.Start, 0), end, title)
	}
	if err := os.WriteFile(file, ical.NewEncoder(nil).Append(nil, &c), 0o644); err != nil {
		t.Fatal(err)
	}
	return want.String()
}

// textEvents are events whose titles are hard to read.
func textEvents() []ical.Event {
	var events []ical.Event
	for i, title := range []string{
		"Ψηφιακές πόλεις; «ανοιχτά» δεδομένα, " +
			"για όλους τους δήμους της χώρας και τους κατοίκους τους",
		"Умни градове 👩‍🚀🏙️: среща, доклади и дискусия " +
			"за отворените данни в общините на България",
		`C:\new\table; "quoted", ^caret^ and 'more'`,
		"two\nlines", "\u037E", "a: b", "BEGIN:VEVENT\r\nEND:VCALENDAR",
	} {
		events = append(events, ical.Event{
			UID: fmt.Sprintf("text-%d", i), Summary: title, Description: title, Location: title, Categories: []string{title},
			Organizer: ical.Organizer{Name: title, Address: "https://network.example/"},
			Start:     ical.Time{AllDay: true, Local: calendar.Local{Date: calendar.Date{Year: 2024, Month: 2, Day: 28 + i%2}}},
		})
	}
	return events
}

// asRead is how readers print a time; a day is so many days later.
func asRead(t ical.Time, later int) string {
	if t.AllDay {
		return t.AddDays(later).String()
	}
	return t.At.UTC().Format(time.RFC3339)
}
