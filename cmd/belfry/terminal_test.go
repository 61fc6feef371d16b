package main

import (
	"errors"
	"strings"
	"testing"

	"belfry/internal/diag"
	"belfry/internal/generator"
	"belfry/internal/preview"
	"belfry/internal/site"
)

// TestPreviewedAgain: what is reported again stands on a terminal as a whole,
// because what was there is wiped away; elsewhere only what is new is added.
func TestPreviewedAgain(t *testing.T) {
	warning := diag.Diagnostic{Severity: diag.Warning, File: "f", Message: "a warning"}
	result := &generator.Result{Site: &site.Site{}, Diagnostics: []diag.Diagnostic{warning}}
	r := preview.Report{
		Result: result, Good: result,
		Faults: []error{errors.New("first"), errors.New("second")}, New: 1, Again: true,
	}
	for live, want := range map[bool]string{
		true: "\x1b[H\x1b[2Jf: warning: a warning\nbelfry: first\nbelfry: second\n" +
			"2 mistakes; the preview at ADDRESS cannot show all pages\n",
		false: "belfry: second\n2 mistakes; the preview at ADDRESS cannot show all pages\n",
	} {
		var b strings.Builder
		(&terminal{out: &b, err: &b, live: live}).previewed(r, "ADDRESS", 0, false)
		if b.String() != want {
			t.Errorf("live %t: printed %q", live, b.String())
		}
	}
}
