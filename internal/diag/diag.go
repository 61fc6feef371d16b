// Package diag holds what is wrong with an author's files, and how it is said.
//
// A Diagnostic names a place in a file and says, in an editor's words, what
// was found and what was expected. Diagnostics are collected, never thrown:
// one run shows all mistakes of a site. A failure of the machine (a disk, a
// permission) is an error instead and never becomes a Diagnostic.
package diag

import (
	"cmp"
	"slices"
)

// Severity says what a diagnostic means for the build.
type Severity uint8

const (
	// Error stops the build: nothing is published.
	Error Severity = iota
	// Warning is shown; the build goes on, unless it is strict.
	Warning
	// Notice is shown: something that may be as it was meant.
	Notice
)

func (s Severity) String() string { return [...]string{"error", "warning", "notice"}[s] }

// A Position is a place in a text file. Line and Column start at 1; Column
// counts characters, not bytes. The zero Position stands for the whole file.
type Position struct {
	Line, Column int
}

// A Diagnostic is one mistake, with the place that has to be changed.
type Diagnostic struct {
	Severity Severity
	// Code names the kind of mistake ("unknown-key"); it never changes.
	Code string
	// File is the path in the site's folder, with slashes.
	File string
	Pos  Position
	// Length is how many characters the mistake spans; 0 counts as 1.
	Length int
	// Message says what was found and what was expected: lower case, no full stop.
	Message string
	// Hint says what to do, or names what may have been meant. May be empty.
	Hint string
}

// Sort puts ds into the order in which they are shown: by file, place,
// severity, code and message. Equal diagnostics are merged. It works in place
// and returns the shortened slice.
func Sort(ds []Diagnostic) []Diagnostic {
	slices.SortFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
			cmp.Compare(a.Hint, b.Hint),
			cmp.Compare(a.Length, b.Length),
		)
	})
	return slices.Compact(ds)
}

// Count returns how many of ds have the severity s.
func Count(ds []Diagnostic, s Severity) int {
	n := 0
	for _, d := range ds {
		if d.Severity == s {
			n++
		}
	}
	return n
}
