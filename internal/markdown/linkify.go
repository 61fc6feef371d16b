package markdown

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// bareAddresses makes links of https://, http:// and www. addresses and of mail
// addresses in the text (GitHub Flavored Markdown 6.9). goldmark's own is asked
// at each space, which takes an eighth of all time, and uses regular
// expressions, which take a microsecond for each byte of some inputs. This one
// is asked at the mark inside an address and looks back.
type bareAddresses struct{}

// Longest host name, and longest part of a mail address before the @ (RFC 5321
// 4.5.3.1).
const (
	maxHost      = 255
	maxLocalPart = 64
)

func (bareAddresses) Trigger() []byte { return []byte{':', '.', '@'} }

func (bareAddresses) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	mark := segment.Start
	kind, start := addressStart(block.Source()[:mark], line)
	if start == mark || pc.IsInLinkLabel() || !mayStart(parent, block.Source(), start, mark) {
		return nil
	}
	length := 0
	switch line[0] {
	case ':':
		length = webAddress(line, len("://"))
	case '.':
		length = webAddress(line, len("."))
	case '@':
		length = mailHost(line)
	}
	if length == 0 {
		return nil
	}
	takeBack(parent, start, pc)
	block.Advance(length)
	link := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(start, mark+length)))
	if line[0] == '.' {
		link.Protocol = []byte("http")
	}
	return link
}

// addressStart returns where the address begins whose mark line begins with;
// that is the end of before when there is none.
func addressStart(before, line []byte) (ast.AutoLinkType, int) {
	mark := len(before)
	switch {
	case line[0] == '@':
		return ast.AutoLinkEmail, localPart(before)
	case line[0] == '.' && bytes.HasSuffix(before, []byte("www")):
		return ast.AutoLinkURL, mark - len("www")
	case !bytes.HasPrefix(line, []byte("://")):
	case bytes.HasSuffix(before, []byte("https")):
		return ast.AutoLinkURL, mark - len("https")
	case bytes.HasSuffix(before, []byte("http")):
		return ast.AutoLinkURL, mark - len("http")
	}
	return 0, mark
}

// localPart returns where the part of a mail address before its @ begins. Marks
// of emphasis around the address are not part of it.
func localPart(before []byte) int {
	start := len(before)
	for start > 0 && len(before)-start < maxLocalPart && localByte(before[start-1]) {
		start--
	}
	for start < len(before) && before[start] == '_' {
		start++
	}
	return start
}

// mayStart returns whether src[start:mark] is plain text at the end of parent
// that follows a space, a mark of emphasis, a bracket or a line's start.
func mayStart(parent ast.Node, src []byte, start, mark int) bool {
	for n, stop := parent.LastChild(), mark; n != nil; n = n.PreviousSibling() {
		segment, ok := textual(n)
		if !ok || segment.Stop != stop {
			return false
		}
		if segment.Start == start && startsLine(n) {
			return true
		}
		if segment.Start <= start {
			return start > 0 && bytes.IndexByte([]byte(" \t\n*_~("), src[start-1]) >= 0
		}
		stop = segment.Start
	}
	return false
}

// textual returns what a node spans that is text, or will be when its mark of
// emphasis finds no partner.
func textual(n ast.Node) (text.Segment, bool) {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment, true
	case *parser.Delimiter:
		return n.Segment, true
	}
	return text.Segment{}, false
}

func startsLine(n ast.Node) bool {
	previous := n.PreviousSibling()
	if t, ok := previous.(*ast.Text); ok {
		return t.SoftLineBreak() || t.HardLineBreak()
	}
	return previous == nil
}

// takeBack removes from parent the text that begins at start.
func takeBack(parent ast.Node, start int, pc parser.Context) {
	for {
		switch n := parent.LastChild().(type) {
		case *parser.Delimiter:
			pc.RemoveDelimiter(n) // it becomes text
		case *ast.Text:
			if n.Segment.Start < start {
				n.Segment = n.Segment.WithStop(start)
				return
			}
			parent.RemoveChild(parent, n)
			if n.Segment.Start == start {
				return
			}
		}
	}
}

// webAddress returns the length of an address from its mark on; its host starts
// at host.
func webAddress(line []byte, host int) int {
	end := host + run(line[host:min(len(line), host+maxHost)], hostRune)
	name := bytes.TrimRight(line[host:end], ".")
	dot := bytes.LastIndexByte(name, '.')
	if dot <= 0 || '0' <= name[dot+1] && name[dot+1] <= '9' {
		return 0
	}
	if end < len(line) && bytes.IndexByte([]byte("/?#:"), line[end]) >= 0 {
		end += run(line[end:], pathRune)
	}
	return host + len(trimSentence(line[host:end]))
}

// run returns the length of the prefix of line whose characters are all in set.
func run(line []byte, set func(rune) bool) int {
	for i := 0; i < len(line); {
		r, size := utf8.DecodeRune(line[i:])
		if !set(r) {
			return i
		}
		i += size
	}
	return len(line)
}

// trimSentence cuts off what belongs to the sentence around an address: marks
// at its end, an entity, and the bracket it stands in.
func trimSentence(address []byte) []byte {
	open, closed := bytes.Count(address, []byte("(")), bytes.Count(address, []byte(")"))
	for len(address) > 0 {
		switch address[len(address)-1] {
		case '?', '!', '.', ',', ':', '*', '_', '~', '\'', '"':
		case ')':
			if closed <= open {
				return address
			}
			closed--
		case ';':
			return trimEntity(address)
		default:
			return address
		}
		address = address[:len(address)-1]
	}
	return address
}

func trimEntity(address []byte) []byte {
	i := len(address) - 2
	for i >= 0 && util.IsAlphaNumeric(address[i]) {
		i--
	}
	if i >= 0 && i < len(address)-2 && address[i] == '&' {
		return address[:i]
	}
	return address
}

// mailHost returns the length of the @ and the host line begins with.
func mailHost(line []byte) int {
	end := 1
	for end < len(line) && end <= maxHost && (util.IsAlphaNumeric(line[end]) || line[end] == '-' || line[end] == '.') {
		end++
	}
	host := bytes.TrimRight(line[1:end], ".")
	if bytes.IndexByte(host, '.') <= 0 || host[len(host)-1] == '-' {
		return 0
	}
	return 1 + len(host)
}

func localByte(c byte) bool {
	return util.IsAlphaNumeric(c) || c == '.' || c == '-' || c == '_' || c == '+'
}

func hostRune(r rune) bool {
	return r == '-' || r == '.' || r == '_' || r < 0x80 && util.IsAlphaNumeric(byte(r)) || r >= 0x80 && wordRune(r)
}

func pathRune(r rune) bool {
	return r > ' ' && r < 0x7f && r != '<' && r != '"' && r != '\\' || r >= 0x80 && wordRune(r)
}

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}
