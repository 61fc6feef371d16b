package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"belfry/internal/character"
)

// excerptLength is how many characters an excerpt has at most.
const excerptLength = 300

// plain appends the text of a node's children, without markup and on one line.
// A picture counts by its description.
func plain(dst, src []byte, parent ast.Node) []byte { return words(dst, src, parent, true) }

// prose is plain without the descriptions of pictures.
func prose(dst, src []byte, parent ast.Node) []byte { return words(dst, src, parent, false) }

func words(dst, src []byte, parent ast.Node, pictures bool) []byte {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Image:
			if pictures {
				dst = plain(dst, src, n)
			}
		case *ast.Text:
			dst = plainText(dst, src, n)
		case *ast.AutoLink:
			dst = append(dst, n.Label(src)...)
		case *extast.FootnoteLink, *extast.FootnoteBacklink:
		default:
			dst = words(dst, src, n, pictures)
		}
	}
	return dst
}

func plainText(dst, src []byte, n *ast.Text) []byte {
	value := n.Segment.Value(src)
	if n.IsRaw() {
		dst = append(dst, bytes.TrimSuffix(value, []byte("\n"))...)
		if len(value) > 0 && value[len(value)-1] == '\n' {
			dst = append(dst, ' ')
		}
		return dst
	}
	dst = appendUnescaped(dst, value)
	if n.SoftLineBreak() || n.HardLineBreak() {
		dst = append(dst, ' ')
	}
	return dst
}

// excerpt returns the beginning of the first paragraph that has text.
func excerpt(root ast.Node, src []byte) string {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		if n.Kind() != ast.KindParagraph {
			continue
		}
		if text := bytes.TrimSpace(prose(nil, src, n)); len(text) > 0 {
			return shortened(text)
		}
	}
	return ""
}

// shortened returns an excerpt of a text, whose directions of writing end in it.
func shortened(text []byte) string { return character.Closed(cut(text, excerptLength)) }

// cut returns text, or as many of its words as leave room for "…" in limit
// characters.
func cut(text []byte, limit int) string {
	end, count := 0, 0
	for i := range string(text) {
		if count == limit-1 {
			end = i
		}
		count++
	}
	if count <= limit {
		return string(text)
	}
	head := text[:end]
	if space := bytes.LastIndexByte(text[:end+1], ' '); space > 0 {
		head = text[:space]
	}
	return strings.TrimRight(string(head), " ,;:–—-") + "…"
}

// appendUnescaped appends s with backslash escapes and entities resolved
// (CommonMark 2.4, 2.5).
func appendUnescaped(dst, s []byte) []byte {
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			dst = append(dst, s[i+1])
			i += 2
			continue
		case s[i] == '&':
			if text, length := entity(s[i:]); length > 0 {
				dst = append(dst, text...)
				i += length
				continue
			}
		}
		dst = append(dst, s[i])
		i++
	}
	return dst
}

// longestEntity is the length of "&CounterClockwiseContourIntegral;".
const longestEntity = 33

// entity returns what the entity s begins with stands for, and its length; 0
// when there is none.
func entity(s []byte) (text []byte, length int) {
	end := bytes.IndexByte(s[:min(len(s), longestEntity)], ';')
	if end < 2 {
		return nil, 0
	}
	name := string(s[1:end])
	if name[0] != '#' {
		known, ok := util.LookUpHTML5EntityByName(name)
		if !ok {
			return nil, 0
		}
		return known.Characters, end + 1
	}
	digits, base, most := name[1:], 10, 7
	if digits != "" && digits[0]|0x20 == 'x' {
		digits, base, most = digits[1:], 16, 6
	}
	code, err := strconv.ParseUint(digits, base, 32)
	if err != nil || len(digits) > most {
		return nil, 0
	}
	return utf8.AppendRune(nil, util.ToValidRune(rune(code))), end + 1
}

// text appends Markdown text to the HTML, its escapes and entities resolved.
func (p *page) text(s []byte) {
	if bytes.IndexByte(s, '\\') >= 0 || bytes.IndexByte(s, '&') >= 0 {
		html.DefaultWriter.Write(p, s)
		return
	}
	p.out = appendEscaped(p.out, s)
}

// appendEscaped appends s as HTML text or as the value of a quoted attribute.
func appendEscaped[T string | []byte](dst []byte, s T) []byte {
	from := 0
	for i := range len(s) {
		if s[i] > '>' {
			continue
		}
		if escape := util.EscapeHTMLByte(s[i]); escape != nil {
			dst = append(dst, s[from:i]...)
			dst = append(dst, escape...)
			from = i + 1
		}
	}
	return append(dst, s[from:]...)
}
