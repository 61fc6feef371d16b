package theme

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"belfry/internal/diag"
)

// A Fault is a mistake in a template that shows only when a page is rendered.
type Fault struct{ Diagnostic diag.Diagnostic }

func (f *Fault) Error() string { return f.Diagnostic.Place() + ": " + f.Diagnostic.Message }

// placePattern finds the template, line and column (in bytes, from 0 on) in
// what the template packages say.
var placePattern = regexp.MustCompile(`template: ?([^:\n]+):(\d+)(?::(\d+))?: ((?s).*)`)

// located divides an error of the template packages into its place and what it
// says; without a place all is what it says.
func located(err error) (name string, line, column int, message string, ok bool) {
	m := placePattern.FindStringSubmatch(err.Error())
	if m == nil {
		return "", 0, 0, strings.TrimPrefix(err.Error(), "template: "), false
	}
	line, _ = strconv.Atoi(m[2]) // digits, by the pattern
	column, _ = strconv.Atoi(m[3])
	return m[1], line, column, m[4], true
}

// What the template packages say of the mistakes that only a page's data shows.
var (
	noField    = regexp.MustCompile(`can't evaluate field (\w+)`)
	nilPointer = regexp.MustCompile(`nil pointer evaluating \S*?\.(\w+)$`)
	noEntry    = regexp.MustCompile(`index out of range: (-?\d+)`)
	noTemplate = regexp.MustCompile(`(?:no such template|template) "([^"]*)"`)
	executing  = regexp.MustCompile(`^executing "[^"]*" at <[^>]*>: `)
)

// faultOf returns the error of executing the template name as a Fault. That of a
// part of the page is one already.
func (t *Theme) faultOf(name string, err error) error {
	if part := (*Fault)(nil); errors.As(err, &part) {
		return part
	}
	at, line, column, message, ok := located(err)
	if !ok {
		return fmt.Errorf("rendering the template %s.html: %w", name, err)
	}
	d := diag.Diagnostic{Code: "template", File: fileOf(at), Pos: diag.Position{Line: line, Column: column + 1}}
	if lines := strings.Split(t.templates[d.File], "\n"); line <= len(lines) && column <= len(lines[line-1]) {
		d.Pos.Column = utf8.RuneCountInString(lines[line-1][:column]) + 1
	}
	d.Message, d.Hint = faultMessage(message)
	return &Fault{d}
}

func faultMessage(said string) (message, hint string) {
	said = strings.TrimSpace(executing.ReplaceAllString(said, ""))
	if m := noField.FindStringSubmatch(said); m != nil {
		return "there is no field ." + m[1] + " here", ""
	}
	if m := nilPointer.FindStringSubmatch(said); m != nil {
		return "this page has nothing here that could have a field ." + m[1],
			"put {{with …}} before it and {{end}} after it"
	}
	if m := noEntry.FindStringSubmatch(said); m != nil {
		return "the list of this page has no entry " + m[1],
			"put {{if …}} before it and {{end}} after it; the first entry is 0"
	}
	if m := noTemplate.FindStringSubmatch(said); m != nil {
		return "there is no template " + m[1] + ".html", ""
	}
	return said, ""
}
