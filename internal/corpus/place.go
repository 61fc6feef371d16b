package corpus

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"belfry/internal/diag"
)

// CheckPlace fails where d does not say what is wrong at a place of the file that
// holds data.
func CheckPlace(t *testing.T, d diag.Diagnostic, file string, data []byte) {
	t.Helper()
	if d.File != file || d.Message == "" || d.Code == "" {
		t.Errorf("%+v lacks a file, a message or a code", d)
	}
	if d.Pos == (diag.Position{}) {
		return
	}
	lines := strings.Split(string(bytes.TrimPrefix(data, []byte("\ufeff"))), "\n")
	if d.Pos.Line < 1 || d.Pos.Line > len(lines) {
		t.Fatalf("%+v stands in none of %d lines", d, len(lines))
	}
	if length := utf8.RuneCountInString(lines[d.Pos.Line-1]); d.Pos.Column < 1 || d.Pos.Column > length+1 {
		t.Errorf("%+v stands outside its line, which has %d characters", d, length)
	}
}
