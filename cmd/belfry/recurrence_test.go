package main

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"belfry"
	"belfry/internal/diag"
	"belfry/internal/generator"
	"belfry/internal/site"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// Calendar programs find the same occurrences in every calendar as the pages
// show: ical.js (Thunderbird, Nextcloud) and libical (Evolution, GNOME
// Calendar) follow the rules, exceptions and changes by themselves. They run
// where they are installed, and must with BELFRY_REQUIRE=all.
//
// What was found with them: where the clocks change during an occurrence,
// ical.js keeps the local time of its end and libical its length (RFC 5545
// 3.8.5.3). Such occurrences are entries of their own. ical.js expands
// BYWEEKNO=1;BYDAY=WE to every Wednesday of January: the site has no such rule.

const recurrenceDir = "testdata/recurrence"

// until is the day up to which programs follow rules without an end. It comes
// before the horizon of the site, which is two years after 15 June 2025.
const until = "2027-06-01"

// missing skips a test, or fails it where all must run.
func missing(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("BELFRY_REQUIRE") == "all" {
		t.Fatal(what)
	}
	t.Skip(what)
}

func TestICALJSExpandsTheSame(t *testing.T) {
	modules := os.Getenv("BELFRY_NODE_MODULES")
	node, err := exec.LookPath("node")
	if _, noLibrary := os.Stat(filepath.Join(modules, "ical.js")); err != nil || modules == "" || noLibrary != nil {
		missing(t, "ical.js is not asked: it needs node, "+
			"and BELFRY_NODE_MODULES=DIR/node_modules after npm install --prefix DIR ical.js")
	}
	compareExpansion(t, node, filepath.Join(recurrenceDir, "expand.mjs"), modules)
}

func TestLibicalExpandsTheSame(t *testing.T) {
	header := exec.Command("cc", "-fsyntax-only", "-x", "c", "-")
	header.Stdin = strings.NewReader("#include <libical/ical.h>\n")
	if header.Run() != nil {
		missing(t, "libical is not asked: it needs cc and libical-dev")
	}
	program := filepath.Join(t.TempDir(), "expand")
	compile := exec.Command("cc", "-o", program, filepath.Join(recurrenceDir, "expand.c"), "-lical")
	if out, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	compareExpansion(t, program)
}

// compareExpansion compares what a program finds in all calendars of the site
// with its model.
func compareExpansion(t *testing.T, command ...string) {
	events, folder, files := recurringSite(t)
	read := exec.Command(command[0], slices.Concat(command[1:], []string{until}, files)...)
	read.Dir, read.Stderr = folder, os.Stderr
	if len(command) > 2 { // the script is in this folder
		script, err := filepath.Abs(command[1])
		if err != nil {
			t.Fatal(err)
		}
		read.Args[1] = script
	}
	out, err := read.Output()
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]string{}
	for line := range strings.Lines(string(out)) {
		file, occurrence, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		got[file] = append(got[file], occurrence)
	}
	for _, file := range files {
		want := inCalendar(t, filepath.Join(folder, file), events)
		slices.Sort(got[file])
		if diff := cmp.Diff(want, got[file]); diff != "" {
			t.Errorf("%s is read otherwise\n%s", file, diff)
		}
	}
}

// recurringSite builds the site of recurring events, and writes its calendars
// to a folder.
func recurringSite(t *testing.T) (events []*site.Event, folder string, files []string) {
	t.Helper()
	archive, err := txtar.ParseFile(filepath.Join(recurrenceDir, "site.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	r := generate(t, archive.Files)
	for _, d := range r.Diagnostics {
		if d.Code != "length-across-clock-change" && d.Severity != diag.Notice { // which some try
			t.Errorf("%+v", d)
		}
	}
	folder = t.TempDir()
	for i := range r.Publication.Len() {
		o := r.Publication.At(i)
		if !strings.HasSuffix(o.Path, ".ics") {
			continue
		}
		var b bytes.Buffer
		if err := o.Render(&b); err != nil {
			t.Fatal(err)
		}
		writeFile(t, filepath.Join(folder, o.Path), b.Bytes())
		files = append(files, o.Path)
	}
	events = r.Site.Events
	for _, must := range []string{
		"calendar.ics", "calendar/topic/water.ics", "events/once.ics", "el/calendar.ics", "mt/events/once.ics",
	} {
		if !slices.Contains(files, must) {
			t.Fatalf("there is no %s in %s", must, files)
		}
	}
	return events, folder, files
}

// generate builds a site of these files as it is on 15 June 2025.
func generate(t *testing.T, files []txtar.File) *generator.Result {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		writeFile(t, filepath.Join(dir, f.Name), f.Data)
	}
	r, err := generator.Generate(context.Background(), generator.Options{
		Dir: dir, Defaults: belfry.Defaults, Workers: 2, Now: time.Date(2025, time.June, 15, 12, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// inCalendar returns the occurrences of the events that a calendar has. The
// calendar of one event has all of them, the calendars of everything all
// events.
func inCalendar(t *testing.T, file string, events []*site.Event) []string {
	t.Helper()
	text := strings.ReplaceAll(string(readFile(t, file)), "\r\n ", "")
	var want []string
	found := 0
	for _, e := range events {
		if strings.Contains(text, "\r\nUID:"+e.UID+"\r\n") {
			found++
			want = append(want, occurrences(e)...)
		}
	}
	feed := filepath.Base(file)
	if everything := feed == "calendar.ics" || feed == "water.ics"; everything && found < len(events) {
		t.Errorf("%s has only %d of %d events", file, found, len(events))
	}
	slices.Sort(want)
	return want
}

// occurrences returns what is to be read of an event.
func occurrences(e *site.Event) []string {
	var lines []string
	for _, o := range e.Occurrences {
		uid, status := e.UID, e.Status
		if o.Status != "" {
			status = o.Status
		}
		if o.Added {
			uid = strings.Replace(uid, "@", "."+o.Due.Time().Format("20060102")+"@", 1)
		}
		start, end := o.StartAt.UTC().Format(time.RFC3339), o.EndAt.UTC().Format(time.RFC3339)
		if o.AllDay {
			start, end = o.Start.Date.String(), o.End.Date.AddDays(1).String()
		}
		if start < until {
			lines = append(lines, strings.Join([]string{uid, start, end, standardStatus(status)}, "\t"))
		}
	}
	return lines
}

func standardStatus(status string) string {
	switch status {
	case "cancelled":
		return "CANCELLED"
	case "tentative", "postponed":
		return "TENTATIVE"
	}
	return "CONFIRMED"
}

// TestRulesThatMeetAClockChange refuses series that calendar programs read
// differently.
func TestRulesThatMeetAClockChange(t *testing.T) {
	for zone, start := range map[string]string{
		"Europe/Berlin":   "2025-03-20 02:15",
		"Europe/Brussels": "2025-10-20 02:15",
		"Europe/Lisbon":   "2025-03-20 01:15",
		"Atlantic/Azores": "2025-10-20 00:15",
		"Europe/Athens":   "2025-03-20 03:15",
	} {
		r := generate(t, []txtar.File{
			{Name: "content/site.yaml", Data: []byte("name: Network\nurl: https://network.example\n" +
				"languages: [en]\ntimezone: UTC\n")},
			{Name: "content/events/daily.md", Data: fmt.Appendf(nil, "---\ntitle: Daily\nstart: %s\n"+
				"timezone: %s\nrepeat: every day, 20 times\n---\n", start, zone)},
		})
		codes := map[string]bool{}
		for _, d := range r.Diagnostics {
			codes[d.Code] = true
		}
		if !r.Failed() || !codes["rule-meets-clock-change"] {
			t.Errorf("daily at %s in %s is accepted: %v", start, zone, slices.Collect(maps.Keys(codes)))
		}
	}
}
