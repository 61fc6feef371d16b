package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"belfry"
	"belfry/internal/corpus"
	"belfry/internal/generator"
	"belfry/internal/publication"
	"belfry/internal/verify"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestCalendarsSayTheSame has a second reader look at the calendars of whole
// sites.
func TestCalendarsSayTheSame(t *testing.T) {
	large, recurring := t.TempDir(), t.TempDir()
	if err := corpus.Write(large, 300); err != nil {
		t.Fatal(err)
	}
	archive, err := txtar.ParseFile(filepath.Join(recurrenceDir, "site.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		writeFile(t, filepath.Join(recurring, f.Name), f.Data)
	}
	for name, dir := range map[string]string{
		"fixture": fixtureSite(t), "own": "../..", "corpus": large, "recurring": recurring,
	} {
		t.Run(name, func(t *testing.T) {
			r, err := generator.Generate(context.Background(), generator.Options{
				Dir: dir, Defaults: belfry.Defaults, Workers: 2, Now: time.Date(2025, time.June, 15, 12, 0, 0, 0, time.UTC),
			})
			if err != nil {
				t.Fatal(err)
			}
			found, err := verify.Calendars(context.Background(), r.Publication, r.Site, 2)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range found {
				t.Errorf("%s: %s (%s)", f.Path, f.Message, f.Source)
			}
		})
	}
}

// TestVerifyStopsTheBuild: a calendar that says something else than the site is
// named with what it says, and no build goes on.
func TestVerifyStopsTheBuild(t *testing.T) {
	r := generate(t, []txtar.File{
		{Name: "content/site.yaml", Data: []byte("name: Test\nurl: https://network.example\n")},
		{Name: "content/events/meeting.md",
			Data: []byte("---\ntitle: Meeting\nstart: 2026-03-02 10:00\npublished: 2025-01-01\n---\n")},
	})
	outputs := make([]publication.Output, r.Publication.Len())
	for i := range outputs {
		outputs[i] = *r.Publication.At(i)
		render := outputs[i].Render
		outputs[i].Render = func(w io.Writer) error {
			var b bytes.Buffer
			if err := render(&b); err != nil {
				return err
			}
			_, err := io.WriteString(w, strings.ReplaceAll(b.String(), "20260302T1", "20260303T1"))
			return err
		}
	}
	r.Publication, _ = publication.New(outputs, nil, nil)
	var stderr bytes.Buffer
	err := verifyCalendars(context.Background(), &terminal{out: io.Discard, err: &stderr}, r, 2)
	var stopped verifyError
	if !errors.As(err, &stopped) {
		t.Fatalf("the error is %v", err)
	}
	const made = "  made from content/events/meeting.md\n"
	const want = "calendar.ics: the calendar lacks the date 2026-03-02 09:00:00Z to 2026-03-02 09:00:00Z " +
		"of meeting@network.example\n" + made +
		"calendar.ics: the calendar has the date 2026-03-03 09:00:00Z to 2026-03-03 09:00:00Z " +
		"of meeting@network.example, and the site does not\n" + made
	if got := stderr.String(); !strings.HasPrefix(got, want) {
		t.Errorf("stderr is %s", got)
	}
	if hint := hintFor(err); !strings.Contains(hint, "mistake in belfry") {
		t.Errorf("the hint is %q", hint)
	}
}
