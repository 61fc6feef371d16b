package verify

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"belfry"
	"belfry/internal/generator"
	"belfry/internal/publication"

	"github.com/rogpeppe/go-internal/txtar"
)

// generate makes the publication of testdata/site.txtar, with more files.
func generate(t *testing.T, more ...txtar.File) *generator.Result {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	r := generateFiles(t, append(archive.Files, more...))
	if r.Failed() {
		t.Fatalf("the site has mistakes: %v", r.Diagnostics)
	}
	return r
}

func generateFiles(t *testing.T, files []txtar.File) *generator.Result {
	t.Helper()
	dir := t.TempDir()
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r, err := generator.Generate(context.Background(), generator.Options{Dir: dir, Defaults: belfry.Defaults,
		Now: time.Date(2025, time.January, 20, 12, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// tamper returns p with one output rendered otherwise.
func tamper(p *publication.Publication, path string, change func(string) string) *publication.Publication {
	outputs := make([]publication.Output, p.Len())
	for i := range outputs {
		outputs[i] = *p.At(i)
		if outputs[i].Path != path {
			continue
		}
		render := outputs[i].Render
		outputs[i].Render = func(w io.Writer) error {
			var b bytes.Buffer
			if err := render(&b); err != nil {
				return err
			}
			_, err := io.WriteString(w, change(b.String()))
			return err
		}
	}
	tampered, _ := publication.New(outputs, nil, nil)
	return tampered
}

// drop returns p without one output.
func drop(p *publication.Publication, path string) *publication.Publication {
	var outputs []publication.Output
	for i := range p.Len() {
		if p.At(i).Path != path {
			outputs = append(outputs, *p.At(i))
		}
	}
	dropped, _ := publication.New(outputs, nil, nil)
	return dropped
}

func audited(t *testing.T, r *generator.Result, p *publication.Publication, workers int) []Finding {
	t.Helper()
	found, err := Calendars(context.Background(), p, r.Site, workers)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestNothingIsFound(t *testing.T) {
	r := generate(t)
	for _, workers := range []int{0, 1, 8} {
		for _, f := range audited(t, r, r.Publication, workers) {
			t.Errorf("%s: %s: %s", f.Path, f.Source, f.Message)
		}
	}
}

// A fault is one way in which a calendar may be wrong: in path, old becomes new.
type fault struct{ path, old, new, source, message string }

// TestFaults: each kind of fault is found, and nothing else is.
func TestFaults(t *testing.T) {
	const board, days, weekly = "content/events/board.md", "content/events/days.md", "content/events/weekly.md"
	const zoned = ";TZID=Europe/Brussels:"
	for name, f := range map[string]fault{
		"start moved": {"events/late.ics", "DTSTART" + zoned + "20250401T1900", "DTSTART" + zoned + "20250401T1800",
			"content/events/late.md", "lacks the date 2025-04-01 17:00:00Z"},
		"end moved": {"events/late.ics", "DTEND" + zoned + "20250401T2000", "DTEND" + zoned + "20250401T2030",
			"content/events/late.md", "ends at 2025-04-01 18:30:00Z in the calendar"},
		"end inclusive": {"events/days.ics", "DTEND;VALUE=DATE:20250503", "DTEND;VALUE=DATE:20250502",
			days, "ends at 2025-05-02 in the calendar"},
		"days with times": {"events/days.ics", "DTSTART;VALUE=DATE:20250501", "DTSTART:20250501T000000Z",
			days, "lacks the date 2025-05-01 to 2025-05-03"},
		"not cancelled": {"events/off.ics", "STATUS:CANCELLED", "STATUS:CONFIRMED",
			"content/events/off.md", "is cancelled, and the calendar does not say so"},
		"cancelled": {"events/late.ics", "STATUS:CONFIRMED", "STATUS:CANCELLED",
			"content/events/late.md", "is cancelled in the calendar, and not on the site"},
		"another day": {"events/board.ics", "BYDAY=1MO", "BYDAY=2MO",
			board, "the date 2025-04-07 08:00:00Z is left out, which the rule does not give"},
		"ends earlier": {"events/board.ics", "UNTIL=20250630T215959Z", "UNTIL=20250601T215959Z",
			board, "lacks the date 2025-06-02 08:00:00Z"},
		"ends later": {"events/board.ics", "UNTIL=20250630T215959Z", "UNTIL=20260630T215959Z",
			board, "has the date 2025-07-07 08:00:00Z"},
		"ends never":  {"events/board.ics", ";UNTIL=20250630T215959Z", "", board, "goes on for ever in the calendar"},
		"end of days": {"events/board.ics", "UNTIL=20250630T215959Z", "UNTIL=20250630", board, "of another type"},
		"one more":    {"events/count.ics", "COUNT=5", "COUNT=6", "content/events/count.md", "and the site does not"},
		"does end": {"events/weekly.ics", "RRULE:FREQ=WEEKLY", "RRULE:COUNT=9;FREQ=WEEKLY",
			weekly, "the rule ends in the calendar"},
		"interval": {"events/weekly.ics", "INTERVAL=2", "INTERVAL=1", weekly, "and the site does not"},
		"no rule": {"events/weekly.ics", "RRULE:FREQ=WEEKLY", "X-RRULE:FREQ=WEEKLY",
			weekly, "lacks the date 2025-01-09"},
		"unknown part": {"events/weekly.ics", "INTERVAL=2", "BYMOON=2",
			weekly, "the part BYMOON=2 of the rule is not understood"},
		"not left out": {"events/board.ics", "EXDATE", "X-EXDATE", board, "has the date 2025-04-07 08:00:00Z"},
		"override lost": {"events/board.ics",
			"RECURRENCE-ID" + zoned + "20250203T10", "RECURRENCE-ID" + zoned + "20250203T11",
			board, "stands for the date 2025-02-03 10:00:00Z"},
		"override without": {"events/board.ics", "RECURRENCE-ID" + zoned + "20250203T", "X-ID" + zoned + "20250203T",
			board, "has the date 2025-02-03 09:00:00Z"},
		"added elsewhere": {"events/board.ics", "DTSTART" + zoned + "20250714T14", "DTSTART" + zoned + "20250714T13",
			board, "lacks the date 2025-07-14 12:00:00Z"},
		"added UID": {"events/board.ics", "UID:board.20250714@", "UID:board.20250715@",
			"", "with the UID \"board.20250715@network.example\""},
		"offset": {"events/late.ics", "TZOFFSETTO:+0200", "TZOFFSETTO:+0300",
			"content/events/late.md", "lacks the date 2025-04-01 17:00:00Z"},
		"change of clocks": {"events/weekly.ics", "BYMONTH=3;BYDAY=-1SU", "BYMONTH=3;BYDAY=2SU", weekly, "2025-03-19"},
		"clocks skip it": {"events/late.ics", zoned + "20250401T2000", zoned + "20250330T0230",
			"content/events/late.md", "clocks show 2025-03-30T02:30:00 0 times"},
		"no zone": {"events/late.ics", "TZID:Europe/Brussels", "TZID:Brussels",
			"content/events/late.md", "which the calendar does not describe"},
		"floating": {"events/late.ics", "DTEND" + zoned + "20250401T200000", "DTEND:20250401T200000",
			"content/events/late.md", "none with a zone"},
		"no start":      {"events/late.ics", "DTSTART;TZID", "X-DTSTART;TZID", "content/events/late.md", "no DTSTART"},
		"unknown event": {"events/late.ics", "UID:late@", "UID:early@", "", "which the site does not have"},
		"event lost": {"calendar.ics", "UID:late@", "UID:off@",
			"content/events/late.md", "the calendar lacks the event late@network.example"},
		"in another feed": {"calendar/series/boards.ics", "UID:board@", "UID:late@",
			"content/events/late.md", "which belongs in others only"},
		"cut":           {"calendar.ics", "END:VCALENDAR", "", "", "it ends too early"},
		"cut in a line": {"events/late.ics", "END:VCALENDAR", "X-A;B=C", "", "a line ends too early"},
		"mixed up":      {"events/late.ics", "END:VEVENT", "END:VTODO", "", "cannot read the calendar"},
		"goes on":       {"events/late.ics", "END:VCALENDAR", "END:VCALENDAR\r\nX", "", "something follows"},
		"wrong offset":  {"events/late.ics", "TZOFFSETTO:+0200", "TZOFFSETTO:2", "", "is no distance from UTC"},
		"zone rule": {"events/late.ics", "RRULE:FREQ=YEARLY", "RRULE:FREQ=SECONDLY",
			"", "the time zone Europe/Brussels cannot be followed"},
		"second alarm": {"events/late.ics", "BEGIN:VEVENT", "BEGIN:VTIMEZONE\r\nTZID:X\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT",
			"", "has no part"},
	} {
		t.Run(name, func(t *testing.T) { f.mustBeFound(t) })
	}
}

func (f fault) mustBeFound(t *testing.T) {
	r := generate(t)
	tampered := false
	p := tamper(r.Publication, f.path, func(text string) string {
		tampered = strings.Contains(text, f.old)
		return strings.Replace(text, f.old, f.new, 1)
	})
	found := audited(t, r, p, 2)
	if !tampered {
		t.Fatalf("%s has no %s", f.path, f.old)
	}
	hit := false
	for _, g := range found {
		hit = hit || g.Source == f.source && strings.Contains(g.Message, f.message)
		if g.Path != f.path {
			t.Errorf("found in %s: %s", g.Path, g.Message)
		}
	}
	if !hit {
		t.Errorf("%q is not found, but %q", f.message, found)
	}
}

func TestAbsentCalendar(t *testing.T) {
	r := generate(t)
	for _, path := range []string{"calendar.ics", "calendar/series/boards.ics", "calendar/2025.ics", "events/late.ics"} {
		found := audited(t, r, drop(r.Publication, path), 1)
		if len(found) != 1 || found[0].Path != path || !strings.HasPrefix(found[0].Message, "there is no such calendar") {
			t.Errorf("without %s: %q", path, found)
		}
	}
}

// withoutEvent takes the first entry with a UID out of a calendar.
func withoutEvent(text, uid string) string {
	head, rest, _ := strings.Cut(text, "BEGIN:VEVENT\r\nUID:"+uid)
	_, tail, _ := strings.Cut(rest, "END:VEVENT\r\n")
	return head + tail
}

// TestShortened: a calendar as large as programs can read may lack what is over
// for the longest time, and nothing else.
func TestShortened(t *testing.T) {
	r := generate(t)
	padding := strings.Repeat("X-PADDING:"+strings.Repeat("x", 60)+"\r\n", 12_500)
	for _, test := range []struct {
		uid, padding string
		findings     int
	}{{"long-ago@", padding, 0}, {"long-ago@", "", 1}, {"late@", padding, 1}} {
		p := tamper(r.Publication, "calendar.ics", func(text string) string {
			return strings.Replace(withoutEvent(text, test.uid), "VERSION:2.0\r\n", "VERSION:2.0\r\n"+test.padding, 1)
		})
		if found := audited(t, r, p, 1); len(found) != test.findings {
			t.Errorf("without %s, %d bytes larger: %q", test.uid, len(test.padding), found)
		}
	}
}

// TestEditorsCalendar: what an editor has put among the files is not read.
func TestEditorsCalendar(t *testing.T) {
	r := generate(t, txtar.File{Name: "static/holidays.ics", Data: []byte("no calendar")})
	if found := audited(t, r, r.Publication, 1); len(found) > 0 {
		t.Errorf("found %q", found)
	}
}

func TestFailures(t *testing.T) {
	r := generate(t)
	broken := errors.New("broken")
	outputs := []publication.Output{{
		Path: "calendar.ics", MediaType: "text/calendar", Stage: publication.Listing,
		Render: func(io.Writer) error { return broken },
	}}
	p, _ := publication.New(outputs, nil, nil)
	if _, err := Calendars(context.Background(), p, r.Site, 2); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, err := Calendars(ctx, r.Publication, r.Site, 2); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}
