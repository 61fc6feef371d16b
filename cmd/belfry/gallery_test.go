package main

import (
	"os"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/rogpeppe/go-internal/testscript"
)

// The gallery: in scripts that mend what they show, the advice that was printed
// is followed to the letter, and the result builds. What a hint says to write
// is taken from what was printed, so that it cannot be other than what works.

var (
	printedPlace = regexp.MustCompile(`(?m)^([^\s:]+):(\d+):(\d+): (?:error|warning): .*\n +\d+ \| .*\n +\| [ \t]*(\^+)\n +hint: (.*)$`)
	adviceText   = regexp.MustCompile(`^(?:type it anew: |did you mean |.*\bwrite )(.+?)(?:; .*|\?)?$`)
	wholeLine    = regexp.MustCompile(`^(?:- |[\w-]+: )`)
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
