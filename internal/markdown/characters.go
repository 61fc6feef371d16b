package markdown

import (
	"bytes"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

	"belfry/internal/character"
	"belfry/internal/diag"
)

// The caller has seen all characters of a body. Those that references such as
// &#1; stand for are looked at here, wherever they are resolved: in texts, titles
// and addresses, the language of a code block, and raw HTML. In code they stand
// for themselves.

// maxCharacterFaults is how many are reported in one body: its place is counted
// out anew for each.
const maxCharacterFaults = 50

// checkReferences looks at what is resolved in Markdown. Most bodies have no
// reference that could be wrong.
func (p *page) checkReferences(root ast.Node) {
	if !suspicious(p.src) {
		return
	}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.CodeSpan:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if !n.IsRaw() {
				p.checkResolved(n.Segment.Value(p.src), n.Segment.Start)
			}
		case *ast.Link:
			p.checkParts(n.Pos(), n.Destination, n.Title)
		case *ast.Image:
			p.checkParts(n.Pos(), n.Destination, n.Title)
		case *ast.FencedCodeBlock:
			p.checkParts(n.Pos(), n.Language(p.src))
		}
		return ast.WalkContinue, nil
	})
}

// suspicious reports whether a body may have a reference to a character that a
// text should not have.
func suspicious(src []byte) bool {
	for rest := src; ; rest = rest[1:] {
		i := bytes.IndexByte(rest, '&')
		if i < 0 {
			return false
		}
		rest = rest[i:]
		if r, length := markdownReference(rest); length > 0 && character.Of(r) != character.Fine {
			return true
		}
	}
}

// checkParts checks parts of a node, which goldmark may have copied.
func (p *page) checkParts(node int, parts ...[]byte) {
	for _, part := range parts {
		if at, ok := p.offset(part); ok {
			p.checkResolved(part, at)
		} else {
			p.checkCharacters(part, markdownSpelling, func(i int) int { return p.copied(node, part, i) })
		}
	}
}

// copied returns where a byte of a part of a node stands that goldmark has copied.
func (p *page) copied(node int, part []byte, i int) int {
	at := bytes.Index(p.src[node:], part)
	if at < 0 {
		return node
	}
	return node + at + i
}

func (p *page) checkResolved(s []byte, at int) {
	p.checkCharacters(s, markdownSpelling, func(i int) int { return at + i })
}

// checkRaw looks at a piece of raw HTML.
func (p *page) checkRaw(t *tag) {
	p.checkCharacters(t.data[t.from:t.to], htmlSpelling, func(i int) int { return t.offset(t.from + i) })
}

// A spelling is how references are written.
type spelling struct {
	// reference returns the character that the reference s begins with stands for,
	// and its length; 0 where there is none.
	reference func(s []byte) (rune, int)
	resolve   func(s []byte) string
	escape    byte // keeps what follows from being one
}

var (
	markdownSpelling = spelling{markdownReference, func(s []byte) string { return string(appendUnescaped(nil, s)) }, '\\'}
	htmlSpelling     = spelling{rawReference, func(s []byte) string { return html.UnescapeString(string(s)) }, 0}
)

func markdownReference(s []byte) (rune, int) {
	text, length := entity(s)
	if r, digits := numbered(s); length > 0 && digits > 0 {
		return r, length
	}
	r, _ := utf8.DecodeRune(text)
	return r, length
}

// rawReference is markdownReference in HTML, in which a number needs no semicolon
// and those of Windows-1252 are known (HTML Living Standard 13.2.5.80).
func rawReference(s []byte) (rune, int) {
	r, length := numbered(s)
	if length == 0 {
		return markdownReference(s)
	}
	if 0x80 <= r && r < 0xA0 {
		r, _ = utf8.DecodeRuneInString(html.UnescapeString(string(s[:length])))
	}
	return r, length
}

// numbered returns the code that s begins with, as it is written, and its length
// without a semicolon.
func numbered(s []byte) (r rune, length int) {
	rest, is := bytes.CutPrefix(s, []byte("&#"))
	digits, base := "0123456789", 10
	if is && len(rest) > 0 && rest[0]|0x20 == 'x' {
		rest, digits, base = rest[1:], "0123456789abcdefABCDEF", 16
	}
	count := len(rest) - len(bytes.TrimLeft(rest, digits))
	if !is || count == 0 {
		return 0, 0
	}
	code, err := strconv.ParseUint(string(rest[:count]), base, 31)
	if err != nil {
		code = unicode.MaxRune + 1
	}
	return rune(code), len(s) - len(rest) + count
}

// checkCharacters reports the references in s to characters that a text should not
// have. at says where a byte of s stands.
func (p *page) checkCharacters(s []byte, how spelling, at func(int) int) {
	if bytes.IndexByte(s, '&') < 0 {
		return
	}
	resolved := how.resolve(s)
	open := map[rune]bool{}
	for _, offset := range character.Unclosed(resolved) {
		r, _ := utf8.DecodeRuneInString(resolved[offset:])
		open[r] = true
	}
	for i := 0; i < len(s); i++ {
		if s[i] == how.escape {
			i++
			continue
		}
		if s[i] != '&' {
			continue
		}
		r, length := how.reference(s[i:])
		if f, wrong := character.FaultOf(r, open[r]); length > 0 && wrong {
			p.reportCharacter(f, func() int { return at(i) }, length)
		}
	}
}

func (p *page) reportCharacter(f character.Fault, place func() int, length int) {
	if p.characters++; p.characters > maxCharacterFaults {
		return
	}
	at := place()
	severity := diag.Warning
	if f.Stops {
		severity = diag.Error
	}
	p.report(severity, f.Code, p.span(at, min(at+length, len(p.src))), f.Message, f.Hint)
}
