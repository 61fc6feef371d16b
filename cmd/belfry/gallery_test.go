package main

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"belfry"
	"belfry/internal/diag"
	"belfry/internal/generator"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"
)

// The gallery: in scripts that mend what they show, the advice that was printed
// is followed to the letter, and the result builds. What a hint says to write
// is taken from what was printed, so that it cannot be other than what works.

var (
	printedPlace = regexp.MustCompile(`(?m)^([^\s:]+):(\d+):(\d+): (?:error|warning): .*\n` +
		` +\d+ \| .*\n +\| [ \t]*(\^+)\n +hint: (.*)$`)
	adviceText = regexp.MustCompile(`^(?:type it anew: |did you mean |.*\bwrite )` +
		`(.+?)(?:; .*|, in capitals|, in small letters|\?)?$`)
	toTheLetter = regexp.MustCompile(`^(?:type it anew: |did you mean |` +
		`write (?:- |[\w-]+: |https?://|[\[{"']|\S+(?:$|;|, in )))`)
	wholeLine = regexp.MustCompile(`^(?:- |[\w-]+: )`)
)

// mend changes files as the hints of the last command say: it writes what they
// tell to write, in place of the line where it begins as a field or an entry of
// a list does, and otherwise in place of what is marked.
func mend(ts *testscript.TestScript, neg bool, args []string) {
	places := printedPlace.FindAllStringSubmatch(ts.ReadFile("stderr"), -1)
	if neg || len(args) > 0 || len(places) == 0 {
		ts.Fatalf("no printed advice says what to write")
	}
	for i := len(places) - 1; i >= 0; i-- { // from the end on, so that places stay true
		file, at := ts.MkAbs(places[i][1]), places[i]
		advice := adviceText.FindStringSubmatch(at[5])
		if advice == nil {
			ts.Fatalf("%q does not say what to write", at[5])
		}
		number, err := strconv.Atoi(at[2])
		ts.Check(err)
		column, err := strconv.Atoi(at[3])
		ts.Check(err)
		lines := strings.Split(ts.ReadFile(places[i][1]), "\n")
		lines[number-1] = rewritten(lines[number-1], column, utf8.RuneCountInString(at[4]), advice[1])
		ts.Check(os.WriteFile(file, []byte(strings.Join(lines, "\n")), 0o644))
	}
}

// rewritten returns a line with text in place of all of it or of what is marked.
func rewritten(line string, column, length int, text string) string {
	if wholeLine.MatchString(text) {
		return line[:len(line)-len(strings.TrimLeft(line, " "))] + text
	}
	runes := []rune(line)
	from := min(column-1, len(runes))
	return string(runes[:from]) + text + string(runes[min(from+length, len(runes)):])
}

// TestAdvice follows the advice of every script whose mistakes all come with
// what to write to the letter, also of those that do not mend themselves.
func TestAdvice(t *testing.T) {
	scripts, err := filepath.Glob("testdata/script/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	followed := 0
	for _, script := range scripts {
		archive, err := txtar.ParseFile(script)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(script), ".txtar")
		commands := string(archive.Comment)
		built := strings.Contains(commands, "\nexits 1 belfry build --now 2026-01-01\n")
		if !built || strings.Contains(commands, "unescape ") || slices.Contains(severalSteps, name) {
			continue
		}
		dir := t.TempDir()
		for _, f := range archive.Files {
			writeFile(t, filepath.Join(dir, f.Name), f.Data)
		}
		found := diagnosed(t, dir)
		unclear := func(d diag.Diagnostic) bool { return d.Pos.Line == 0 || !toTheLetter.MatchString(d.Hint) }
		if !slices.ContainsFunc(found, unclear) {
			followed++
			heed(t, dir, found)
			for _, d := range diagnosed(t, dir) {
				t.Errorf("%s: after %q: %s: %s (%s)", name, found[0].Hint, d.Place(), d.Message, d.Hint)
			}
		}
	}
	if followed < 60 {
		t.Errorf("the advice of %d scripts only could be followed", followed)
	}
}

// severalSteps are scripts whose mistakes hide others, and those that need a
// picture that is not there.
var severalSteps = []string{"reference-to-broken", "site-broken-topics", "site-language", "site-language-near",
	"advice-time-field", "type-text-for-image", "template-unknown-text"}

func diagnosed(t *testing.T, dir string) []diag.Diagnostic {
	t.Helper()
	r, err := generator.Generate(context.Background(), generator.Options{
		Dir: dir, Defaults: belfry.Defaults, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	return r.Diagnostics
}

// heed writes what the hints say, from the last place to the first.
func heed(t *testing.T, dir string, found []diag.Diagnostic) {
	t.Helper()
	for _, d := range slices.Backward(found) {
		file := filepath.Join(dir, d.File)
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(string(data), "\n")
		line := &lines[d.Pos.Line-1]
		*line = rewritten(*line, d.Pos.Column, max(d.Length, 1), adviceText.FindStringSubmatch(d.Hint)[1])
		writeFile(t, file, []byte(strings.Join(lines, "\n")))
	}
}
