package frontmatter

import (
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// readSimple reads fields of the simple kind: a key and a plain or quoted value to a
// line, lists and groups in one line, and groups whose fields are indented. It gives
// the nodes that the YAML reader gives, but for the tags of plain texts, which
// ShortTag works out. Nearly all files are of that kind, and take a fraction of what
// the YAML reader takes for them. It declines all else, and what is wrong: nil.
func readSimple(block []byte) *Node {
	if !isSimpleText(block) {
		return nil
	}
	s := &simple{text: string(block)}
	s.room = make([]Node, 0, 4+2*strings.Count(s.text, ":")+strings.Count(s.text, ","))
	s.next()
	root := s.fields(0, true)
	if root == nil || !s.atEnd || s.made > mostSimple {
		return nil
	}
	return root
}

// mostSimple is how many values simple fields may have: whether more are too many is
// not said here.
const mostSimple = 1000

// isSimpleText reports whether a text has no characters that YAML has views on: tabs
// and controls, other ends of lines, and what it does not print.
func isSimpleText(block []byte) bool {
	ascii := true
	for i, b := range block {
		switch {
		case b >= 0x80:
			ascii = false
		case b < ' ' && b != '\n' && b != '\r', b == '\r' && !endsLine(block[i:]), b == 0x7F:
			return false
		}
	}
	if ascii {
		return true
	}
	if !utf8.Valid(block) {
		return false
	}
	for _, r := range string(block) {
		if r >= 0x7F && r < 0xA0 || r == '\u2028' || r == '\u2029' || r >= 0xF000 && r < 0x10000 {
			return false
		}
	}
	return true
}

// mostNested is how deep brackets may stand in brackets.
const mostNested = 3

// A simple reader stands at a line of its text.
type simple struct {
	text   string
	rest   int    // where the lines behind this one begin
	line   string // without its end
	number int    // of the line, from 1
	atEnd  bool   // there is no line any more
	depth  int    // of brackets
	made   int    // how many nodes
	room   []Node // for nodes, that they need not be made one by one
}

// next goes to the next line that is not empty.
func (s *simple) next() {
	for {
		if s.rest >= len(s.text) {
			s.line, s.atEnd = "", true
			return
		}
		line, _, _ := strings.Cut(s.text[s.rest:], "\n")
		s.rest += len(line) + 1
		s.number++
		if s.line = strings.TrimSuffix(line, "\r"); s.line != "" {
			return
		}
	}
}

// node makes a node at an offset of the line.
func (s *simple) node(kind yaml.Kind, at int) *Node {
	s.made++
	if len(s.room) == cap(s.room) {
		s.room = make([]Node, 0, 16)
	}
	s.room = append(s.room, Node{Kind: kind, Line: s.number, Column: 1 + utf8.RuneCountInString(s.line[:at])})
	return &s.room[len(s.room)-1]
}

// fields reads the group whose fields begin in a column, to behind its last line.
func (s *simple) fields(column int, groups bool) *Node {
	group := s.node(Mapping, column)
	for !s.atEnd && indent(s.line) == column {
		at := keyEnd(s.line, column)
		if at < 0 || at+1 < len(s.line) && s.line[at+1] != ' ' {
			return nil
		}
		key := s.node(Scalar, column)
		key.Value = s.line[column:at]
		value := s.value(at+1, column, groups)
		if value == nil {
			return nil
		}
		group.Content = append(group.Content, key, value)
	}
	if !s.atEnd && indent(s.line) > column || len(group.Content) == 0 {
		return nil
	}
	return group
}

// keyEnd returns where a key that begins at an offset ends, at its colon; negative
// where there is none.
func keyEnd(line string, at int) int {
	for i := at; i < len(line); i++ {
		switch c := line[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', c == '_', i > at && ('0' <= c && c <= '9' || c == '-'):
		case c == ':' && i > at && !isNullWord(line[at:i]):
			return i
		default:
			return -1
		}
	}
	return -1
}

// isNullWord reports whether a plain text says that there is nothing.
func isNullWord(s string) bool { return s == "null" || s == "Null" || s == "NULL" || s == "~" }

// value reads what stands behind a colon, or under it, and goes to the next line.
func (s *simple) value(at, column int, groups bool) *Node {
	start := at + len(s.line[at:]) - len(strings.TrimLeft(s.line[at:], " "))
	if start == len(s.line) {
		nothing := s.node(Scalar, at)
		nothing.Tag = "!!null"
		if s.next(); s.atEnd || indent(s.line) <= column {
			return nothing
		}
		if !groups {
			return nil
		}
		return s.fields(indent(s.line), false)
	}
	value, end := s.one(start, false)
	if value == nil || strings.Trim(s.line[end:], " ") != "" {
		return nil
	}
	s.next()
	return value
}

// one reads a value that stands at an offset of the line, and returns where it ends.
func (s *simple) one(at int, inBrackets bool) (value *Node, end int) {
	switch s.line[at] {
	case '"', '\'':
		return s.quoted(at)
	case '[':
		return s.list(at)
	case '{':
		return s.group(at)
	}
	return s.plain(at, inBrackets)
}

func (s *simple) quoted(at int) (value *Node, end int) {
	mark := s.line[at]
	value = s.node(Scalar, at)
	value.Tag, value.Style = "!!str", yaml.SingleQuotedStyle
	if mark == '"' {
		value.Style = yaml.DoubleQuotedStyle
	}
	for end = at + 1; end < len(s.line); end++ {
		switch {
		case s.line[end] == '\\' && mark == '"':
			return nil, 0
		case s.line[end] != mark:
		case mark == '\'' && strings.HasPrefix(s.line[end:], "''"):
			end++
		default:
			value.Value = s.line[at+1 : end]
			if mark == '\'' {
				value.Value = strings.ReplaceAll(value.Value, "''", "'")
			}
			return value, end + 1
		}
	}
	return nil, 0
}

// plain reads a text without quotation marks. In brackets it ends at the next sign of
// theirs.
func (s *simple) plain(at int, inBrackets bool) (value *Node, end int) {
	end = len(s.line)
	if inBrackets {
		if i := strings.IndexAny(s.line[at:], ",]}[{?"); i >= 0 {
			end = at + i
		}
		if end == len(s.line) || strings.IndexByte("?[{", s.line[end]) >= 0 {
			return nil, 0
		}
	}
	text := strings.TrimRight(s.line[at:end], " ")
	if !isPlain(text) {
		return nil, 0
	}
	value = s.node(Scalar, at)
	if value.Value = text; isNullWord(text) {
		value.Tag = "!!null"
	}
	return value, end
}

// isPlain reports whether a text needs no quotation marks, and means nothing else.
func isPlain(text string) bool {
	if text == "" || text == "<<" || text == "=" {
		return false
	}
	negative := text[0] == '-' && len(text) > 1 && '0' <= text[1] && text[1] <= '9'
	if strings.IndexByte("-?:,[]{}#&*!|>'\"%@`", text[0]) >= 0 && !negative {
		return false
	}
	return !strings.Contains(text, ": ") && !strings.HasSuffix(text, ":") && !strings.Contains(text, " #")
}

func (s *simple) list(at int) (value *Node, end int) {
	value = s.node(Sequence, at)
	value.Style = yaml.FlowStyle
	end = s.entries(at, ']', func(at int) (end int) {
		entry, end := s.one(at, true)
		if entry == nil {
			return -1
		}
		value.Content = append(value.Content, entry)
		return end
	})
	if end < 0 {
		return nil, 0
	}
	return value, end
}

func (s *simple) group(at int) (value *Node, end int) {
	value = s.node(Mapping, at)
	value.Style = yaml.FlowStyle
	end = s.entries(at, '}', func(at int) (end int) {
		colon := keyEnd(s.line, at)
		if colon < 0 || colon+1 >= len(s.line) || s.line[colon+1] != ' ' {
			return -1
		}
		key := s.node(Scalar, at)
		key.Value = s.line[at:colon]
		start := colon + 1
		for start < len(s.line) && s.line[start] == ' ' {
			start++
		}
		if start == len(s.line) {
			return -1
		}
		entry, end := s.one(start, true)
		if entry == nil {
			return -1
		}
		value.Content = append(value.Content, key, entry)
		return end
	})
	if end < 0 {
		return nil, 0
	}
	return value, end
}

// entries reads what stands between brackets, of which the first is at an offset,
// entry by entry; it returns where that ends, and a negative number where it is not
// simple.
func (s *simple) entries(at int, closing byte, entry func(at int) (end int)) (end int) {
	skip := func(at int) int {
		for at < len(s.line) && s.line[at] == ' ' {
			at++
		}
		return at
	}
	if s.depth++; s.depth > mostNested {
		return -1
	}
	defer func() { s.depth-- }()
	at = skip(at + 1)
	if at < len(s.line) && s.line[at] == closing {
		return at + 1
	}
	for at < len(s.line) {
		if at = entry(at); at < 0 {
			return -1
		}
		if at = skip(at); at == len(s.line) {
			return -1
		}
		switch s.line[at] {
		case closing:
			return at + 1
		case ',':
			at = skip(at + 1)
		default:
			return -1
		}
	}
	return -1
}
