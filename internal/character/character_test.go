package character

import (
	"slices"
	"testing"
	"unicode"

	"pgregory.net/rapid"
)

func TestOf(t *testing.T) {
	for r, want := range map[rune]Class{
		'a': Fine, ' ': Fine, '\n': Fine, '\t': Fine, 0xA0: Fine,
		0xAD: Fine, 0x200D: Fine, 0xFE0F: Fine, 0x1F469: Fine, 0xFFFD: Fine,
		0: Control, 1: Control, '\r': Control, 0x1B: Control, 0x7F: Control, 0x85: Control, 0x9F: Control, 0x2028: Control,
		0xFFFE: Control, 0xFFFF: Control, 0xFDD0: Control, 0x10FFFF: Control, 0xD800: Control,
		0x202A: Direction, 0x202E: Direction, 0x202C: Direction, 0x2066: Direction, 0x2069: Direction,
		0x200B: Invisible, 0xFEFF: Invisible, 0xE0001: Invisible,
	} {
		if got := Of(r); got != want {
			t.Errorf("%U is %d, not %d", r, got, want)
		}
	}
}

// TestUnclosed: an effect that ends in a text is none of its surroundings.
func TestUnclosed(t *testing.T) {
	for text, want := range map[string][]int{
		"plain":                        nil,
		"\u202eabc\u202c":              nil,
		"\u202eabc":                    {0},
		"a\u2066b\u2069":               nil,
		"a\u2066b":                     {1},
		"\u2066\u202eabc\u2069":        nil, // the end of an isolate ends what is inside
		"\u2066\u202eabc\u202c":        {0},
		"\u202e\u2066abc\u202c\u2069x": {0}, // and nothing inside ends what is outside
		"\u202ca\u2069":                nil,
	} {
		if got := Unclosed(text); !slices.Equal(got, want) {
			t.Errorf("%q: %d, not %d", text, got, want)
		}
	}
}

// TestUnseen: all that Unicode says is not shown is found, and no letter is.
func TestUnseen(t *testing.T) {
	for _, r := range []rune{
		0xAD, 0x34F, 0x115F, 0x1160, 0x180E, 0x200B, 0x200C, 0x200D, 0x200E,
		0x202E, 0x2060, 0x2800, 0x3164, 0xFE0F, 0xFEFF, 0xFFA0, 0xE0100,
	} {
		if !Unseen(r) {
			t.Errorf("%U is seen", r)
		}
	}
	for r := range rune(unicode.MaxRune) {
		if Unseen(r) && unicode.In(r, unicode.Lu, unicode.Ll, unicode.Lt, unicode.Nd) {
			t.Errorf("%U is not seen", r)
		}
	}
}

// TestClosed: nothing of what is left has an effect beyond the text.
func TestClosed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("ab\u202a\u202c\u202e\u2066\u2068\u2069\u200f"))).Draw(t, "text")
		closed := Closed(text)
		if len(Unclosed(closed)) > 0 || len(closed) != len(text)-3*len(Unclosed(text)) {
			t.Fatalf("%q became %q", text, closed)
		}
	})
}
