package frontmatter

import (
	"fmt"
	"slices"
	"strings"

	"belfry/internal/diag"
)

// Word reads one of a few words. advice is what to do about other people's words
// for the same, which are in small letters, with hyphens for spaces; it may be nil.
func (d *Decoder) Word(n *Node, words []string, advice map[string]string) string {
	s, ok := d.Value(n, "one of "+strings.Join(words, ", "))
	if slices.Contains(words, s) {
		return s
	}
	if ok {
		message := fmt.Sprintf("%q is not one of %s", s, strings.Join(words, ", "))
		d.ReportAt(n, "unknown-word", message, wordHint(s, words, advice))
	}
	return ""
}

// wordHint says which of the words s was meant for, or what to do instead.
func wordHint(s string, words []string, advice map[string]string) string {
	between := func(r rune) bool { return strings.ContainsRune(" _-", r) }
	plain := strings.Join(strings.FieldsFunc(strings.ToLower(s), between), "-")
	switch hint, known := advice[plain]; {
	case slices.Contains(words, plain) && plain == strings.ToLower(s):
		return "write " + plain + ", in small letters"
	case slices.Contains(words, plain):
		return "write " + plain
	case known:
		return hint
	}
	return meant(s, words)
}

// meant asks whether the nearest of the known words was meant.
func meant(s string, known []string) string {
	if near, ok := diag.Nearest(s, known); ok {
		return "did you mean " + near + "?"
	}
	return ""
}
