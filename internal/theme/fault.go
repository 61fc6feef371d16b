package theme

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"belfry/internal/diag"
	"belfry/internal/source"
)

// A Fault is a mistake in a template that shows only when a page is rendered.
type Fault struct{ Diagnostic diag.Diagnostic }

func (f *Fault) Error() string { return f.Diagnostic.Place() + ": " + f.Diagnostic.Message }

// placePattern finds the template, line and column (in bytes, from 0 on) in
// what the template packages say.
var placePattern = regexp.MustCompile(`template: ?([^:\s]+):(\d+)(?::(\d+))?: ((?s).*)`)

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

// What the template packages say of the commonest mistakes.
var (
	noField    = regexp.MustCompile(`can't evaluate field (\w+)`)
	noTemplate = regexp.MustCompile(`(?:no such template|template) "([^"]*)"`)
	executing  = regexp.MustCompile(`^executing "[^"]*" at <[^>]*>: `)
)

// faultOf returns the error of executing the template name as a Fault.
func faultOf(name string, err error) error {
	at, line, column, message, ok := located(err)
	if !ok {
		return fmt.Errorf("rendering the template %s.html: %w", name, err)
	}
	return &Fault{diag.Diagnostic{Code: "template", File: source.TemplatesDir + "/" + at + ".html",
		Pos: diag.Position{Line: line, Column: column + 1}, Message: faultMessage(message)}}
}

func faultMessage(said string) string {
	if m := noField.FindStringSubmatch(said); m != nil {
		return "there is no field ." + m[1] + " here"
	}
	said = executing.ReplaceAllString(said, "")
	if m := noTemplate.FindStringSubmatch(said); m != nil {
		return "there is no template " + m[1] + ".html"
	}
	return strings.TrimSpace(said)
}
