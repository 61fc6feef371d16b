// Package character knows which characters a text that people write may have:
// those that a reader sees, spaces, and the joiners that scripts and emoji need.
package character

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Class is what a character is in a text.
type Class uint8

const (
	// Fine is a character that a text may have.
	Fine Class = iota
	// Control is one that no text has: it steers a program, ends a line where no
	// editor program shows it, or is no character at all.
	Control
	// Direction turns the direction of writing, of all up to its partner.
	Direction
	// Invisible changes how the text around it is shown or compared without being
	// seen.
	Invisible
)

// Of returns the class of a character. Tabs and ends of lines are fine: where they
// may stand is not a question of characters.
func Of(r rune) Class {
	switch {
	case ' ' <= r && r < 0x7F, r == '\n', r == '\t':
		return Fine
	case r < 0xA0, r == 0x2028, r == 0x2029, nonCharacter(r):
		return Control
	case turns(r):
		return Direction
	case r == 0x200B, r == 0x2060, r == 0xFEFF, 0xE0000 <= r && r <= 0xE007F:
		return Invisible
	}
	return Fine
}

// nonCharacter reports whether r is a code point that never stands for a
// character (Unicode 23.7), or half of one (a surrogate), or none at all.
func nonCharacter(r rune) bool {
	return r < 0 || r > unicode.MaxRune || r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF || 0xD800 <= r && r <= 0xDFFF
}

// turns reports whether r begins or ends an embedding, an override or an isolate
// (Unicode Standard Annex 9, 2).
func turns(r rune) bool { return 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069 }

const (
	popEmbedding = 0x202C // PDF
	popIsolate   = 0x2069 // PDI
	firstIsolate = 0x2066
)

// Unclosed returns the offsets in s of the characters that turn the direction of
// writing and whose partner does not follow in s: their effect goes on in
// whatever s is put into.
func Unclosed(s string) []int {
	if !mayTurn(s) {
		return nil
	}
	var open opened
	for at, r := range s {
		switch {
		case !turns(r):
		case r == popEmbedding:
			open.closeEmbedding()
		case r == popIsolate:
			open.closeIsolate()
		default:
			open.add(at, r >= firstIsolate)
		}
	}
	return open.at
}

// opened are the embeddings, overrides and isolates that are open.
type opened struct {
	at       []int
	isolates []int // which of them are isolates
}

func (o *opened) add(at int, isolate bool) {
	if isolate {
		o.isolates = append(o.isolates, len(o.at))
	}
	o.at = append(o.at, at)
}

// closeEmbedding ends the last one. An isolate keeps what is inside from what is
// around it.
func (o *opened) closeEmbedding() {
	last := len(o.at) - 1
	if n := len(o.isolates); last >= 0 && (n == 0 || o.isolates[n-1] != last) {
		o.at = o.at[:last]
	}
}

// closeIsolate ends the last isolate with all that has been opened inside.
func (o *opened) closeIsolate() {
	if n := len(o.isolates) - 1; n >= 0 {
		o.at, o.isolates = o.at[:o.isolates[n]], o.isolates[:n]
	}
}

// mayTurn quickly finds most texts, which have only one direction: all characters
// that turn it begin with one of two pairs of bytes.
func mayTurn(s string) bool {
	return strings.Contains(s, "\xE2\x80") || strings.Contains(s, "\xE2\x81")
}

// Unseen reports whether nothing is seen of r in a name: a control, a mark of
// direction, a filler, a joiner, a variation of the sign before it (Unicode
// 5.21, Default_Ignorable_Code_Point, and what is not one but shown as nothing).
func Unseen(r rune) bool {
	return r != utf8.RuneError && (Of(r) == Direction || Of(r) == Invisible ||
		unicode.In(r, unicode.Cf, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point) || r == 0x2800)
}
