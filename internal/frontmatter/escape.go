package frontmatter

import (
	"bytes"
	"slices"
	"strconv"
	"unicode/utf8"

	"belfry/internal/character"
	"belfry/internal/diag"

	"go.yaml.in/yaml/v4"
)

// checkCharacters finds the characters in the texts of fields that only an escape
// ("\u0001") can have brought: all others have been seen in the file. It also
// finds what turns the direction of writing beyond the end of one text.
func (d *Decoder) checkCharacters(root *Node) {
	escapes := bytes.IndexByte(d.block, '\\') >= 0
	if !escapes && !bytes.Contains(d.block, []byte("\xE2\x80")) && !bytes.Contains(d.block, []byte("\xE2\x81")) {
		return
	}
	lines := bytes.SplitAfter(d.block, []byte("\n"))
	var visit func(n *Node)
	visit = func(n *Node) {
		for _, c := range n.Content {
			visit(c)
		}
		if n.Kind != Scalar {
			return
		}
		if escapes && n.Style&yaml.DoubleQuotedStyle != 0 {
			d.checkEscapes(lines, n)
		}
		d.checkOpenEnded(n)
	}
	visit(root)
}

// checkOpenEnded reports a text that turns the direction of what it is put into,
// unless a character of the line has been reported for that.
func (d *Decoder) checkOpenEnded(n *Node) {
	open := character.Unclosed(n.Value)
	line := d.Position(n).Line
	reported := func(f diag.Diagnostic) bool { return f.Code == character.OpenEnded && f.Pos.Line == line }
	if len(open) == 0 || slices.ContainsFunc(d.Found, reported) {
		return
	}
	r, _ := utf8.DecodeRuneInString(n.Value[open[0]:])
	d.reportCharacter(d.Position(n), r, true).Length = Width(n)
}

// checkEscapes looks at the escapes of a text in double quotes.
func (d *Decoder) checkEscapes(lines [][]byte, n *Node) {
	q := quotedAt(lines, n)
	open := character.Unclosed(n.Value)
	for r, length := q.next(); length > 0; r, length = q.next() {
		if length == 1 || character.Of(r) == character.Fine {
			continue
		}
		unclosed := slices.ContainsFunc(open, func(at int) bool { return startsWith(n.Value[at:], r) })
		reported := d.reportCharacter(diag.Position{Line: q.line + d.line, Column: q.column - length}, r, unclosed)
		if reported.Length = length; length == len(`\a`) {
			reported.Hint = `a backslash in double quotes changes the letter behind it; write two where one is meant, \\`
		}
	}
}

func startsWith(s string, r rune) bool {
	first, _ := utf8.DecodeRuneInString(s)
	return first == r
}

// An inQuotes is a text in double quotes as it stands in the file, in one line or
// several. line and column are where what has not been read begins.
type inQuotes struct {
	lines        [][]byte
	rest         []byte // of the line
	line, column int
}

func quotedAt(lines [][]byte, n *Node) *inQuotes {
	q := &inQuotes{lines: lines, line: n.Line, column: n.Column}
	if 0 < n.Line && n.Line <= len(lines) {
		q.rest = lines[n.Line-1]
	}
	for i := 1; i < n.Column; i++ {
		_, size := utf8.DecodeRune(q.rest)
		q.rest = q.rest[size:]
	}
	for len(q.rest) > 0 && q.rest[0] != '"' { // an anchor
		q.skip()
	}
	if len(q.rest) > 0 {
		q.skip()
	}
	return q
}

func (q *inQuotes) skip() {
	_, size := utf8.DecodeRune(q.rest)
	q.rest = q.rest[size:]
	q.column++
}

// next returns the next character and how many characters it takes as it is
// written, more than one where it is an escape; 0 at the end of the text.
func (q *inQuotes) next() (r rune, length int) {
	for len(q.rest) == 0 {
		if q.line >= len(q.lines) {
			return 0, 0
		}
		q.line, q.column, q.rest = q.line+1, 1, q.lines[q.line]
	}
	if q.rest[0] == '"' {
		return 0, 0
	}
	r, length = escaped(q.rest)
	for range length {
		q.skip()
	}
	return r, length
}

// escapes are the characters that letters behind a backslash stand for (YAML
// 1.2.2, 5.7), but for those that are fine.
var escapes = map[byte]rune{
	'0': 0, 'a': 7, 'b': 8, 'v': 11, 'f': 12, 'r': 13, 'e': 27,
	'N': 0x85, 'L': 0x2028, 'P': 0x2029,
}

// codeDigits are how many digits follow the letters of escapes with a code.
var codeDigits = map[byte]int{'x': 2, 'u': 4, 'U': 8}

// escaped returns the character that s begins with, and how many characters it
// takes as it is written.
func escaped(s []byte) (r rune, length int) {
	if s[0] != '\\' || len(s) < 2 {
		r, _ = utf8.DecodeRune(s)
		return r, 1
	}
	if r, known := escapes[s[1]]; known {
		return r, 2
	}
	digits := codeDigits[s[1]]
	code, err := strconv.ParseUint(string(s[2:min(2+digits, len(s))]), 16, 32)
	if digits == 0 || err != nil {
		return ' ', 2
	}
	return rune(code), 2 + digits
}
