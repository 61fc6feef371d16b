package frontmatter

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A slip is a mistake in the writing of YAML, as somebody sees it who does not
// know YAML. Line and column are those of the block and begin at 1.
type slip struct {
	line, column int
	length       int
	message      string
	hint         string
}

// A block is the fields of one file, by lines.
type block []string

func blockLines(data []byte) block {
	return strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
}

// OnLine returns what the line of n says: the name of its field with all that is
// before the value, the value, and the column where that begins.
func (d *Decoder) OnLine(n *Node) (name, value string, column int) { return d.lines().value(n.Line) }

// lines returns the lines of the YAML block.
func (d *Decoder) lines() block {
	if d.inLines == nil {
		d.inLines = blockLines(d.block)
	}
	return d.inLines
}

// explain says what is wrong with a block that the YAML reader refuses.
func explain(data []byte, err *yaml.LoadError) slip {
	b := blockLines(data)
	has := func(part string) bool { return strings.Contains(err.Message, part) }
	at, early := err.Mark, has("could not find expected ':'") || has("document indicator")
	if early || err.ContextMark.Line > 0 && has("end of stream") {
		at = err.ContextMark
	}
	if has("did not find expected node content") || has("did not find expected ',' or") || has("end of stream") {
		if s, found := b.commentInBrackets(at.Line); found {
			return s
		}
	}
	switch {
	case has("exceeded max depth"):
		return slip{at.Line, at.Column, 0, "lists and groups are nested too deep here", "write lists as [one, two]"}
	case has("found multiple"):
		return b.secondPart()
	case has("expected <document start>"):
		return b.outdented(at)
	case has("tab character"), has("cannot start any token") && b.character(at) == '\t':
		return slip{at.Line, 1, 0, "this line is indented with a tab", "indent with spaces"}
	case has("mapping values are not allowed"):
		return b.strayColon(at)
	case has("could not find expected ':'"):
		return b.fieldWithoutColon(at.Line)
	case has("end of stream"), has("document indicator"):
		return b.quoteNeverClosed(at.Line, at.Column)
	case has("did not find expected ',' or"):
		return b.unclosedBrackets(at, err.ContextMark)
	case strings.HasPrefix(err.ContextMsg, "while scanning a quoted scalar"):
		return slip{at.Line, at.Column, 0,
			`a \ in a text with quotation marks "…" stands for a special character`, `write \\, or put the text into '…'`}
	case has("did not find expected key"), has("expected '-' indicator"):
		return b.misplaced(at)
	}
	return b.unquoted(at, err.Message)
}

func neverClosed(line, column int, what string) slip {
	return slip{line, column, 0, what + " is opened here and never closed", "close it at the end of the text"}
}

// line returns a line of the block, "" where there is none.
func (b block) line(n int) string {
	if n < 1 || n > len(b) {
		return ""
	}
	return b[n-1]
}

// character returns the character at a place.
func (b block) character(m yaml.Mark) rune {
	runes := []rune(b.line(m.Line))
	if m.Column < 1 || m.Column > len(runes) {
		return 0
	}
	return runes[m.Column-1]
}

var fieldStart = regexp.MustCompile(`^\s*(?:- +)*(?:[\w-]+:\s+)?`)

// value returns what a line says after its field's name, and the column where
// that begins.
func (b block) value(line int) (name, value string, column int) {
	text := b.line(line)
	name = fieldStart.FindString(text)
	return name, strings.TrimRight(text[len(name):], " \t"), 1 + utf8.RuneCountInString(name)
}

// unquoted explains a text that begins with a character that means something.
func (b block) unquoted(at yaml.Mark, message string) slip {
	name, value, column := b.value(at.Line)
	r, _ := utf8.DecodeRuneInString(value)
	opens := strings.HasSuffix(strings.TrimRight(b.line(at.Line-1), " "), ":")
	if opens && strings.TrimSpace(name) == "" && strings.HasPrefix(value, "* ") {
		return slip{at.Line, column, utf8.RuneCountInString(value),
			"an entry of a list begins with a hyphen and a space", "write - " + strings.TrimLeft(value, "* ")}
	}
	if at.Line > 0 && value != "" && strings.ContainsRune("*&!|>%@`?-,]}[{#", r) {
		return slip{at.Line, column, 0,
			"a text that begins with " + string(r) + " has to be in quotes", quoteHint(b.value(at.Line))}
	}
	return slip{at.Line, at.Column, 0,
		"the fields cannot be read: " + message, "put texts with special characters in quotes"}
}

// secondPart explains a line that ends the block, with more behind it.
func (b block) secondPart() slip {
	for i, line := range b {
		if mark := strings.TrimSpace(line); mark == "..." || strings.HasPrefix(line, "---") {
			return slip{i + 1, 1, len(mark), "this line ends the fields, but more of them follow", "take it out"}
		}
	}
	return slip{1, 1, 0, "the fields have a second part", "write all of them between the first two lines ---"}
}

const sameColumn = "fields of one group begin in the same column"

func (b block) outdented(at yaml.Mark) slip {
	return slip{at.Line, at.Column, 0, "this line begins further left than the fields above it", sameColumn}
}

var (
	loneName      = regexp.MustCompile(`^\s*(?:- +)*[\w-]+$`)
	noSpace       = regexp.MustCompile(`^(\s*(?:- +)*)([\w-]+):(\S.*)$`)
	noSpaceHyphen = regexp.MustCompile(`^\s*-([^\s-].*)$`)
	lostColon     = regexp.MustCompile(`^\s*((?:- )?[a-z_]+) +(\S.*)$`)
	otherColon    = regexp.MustCompile(`^(\s*(?:- +)*)([\w-]+)\s*([：=])\s*(.*)$`)
)

// strayColon explains a colon where the YAML reader expects none: in a text,
// or in a line that it takes for the end of the one before.
func (b block) strayColon(at yaml.Mark) slip {
	before := []rune(b.line(at.Line))[:max(at.Column-1, 0)]
	above := at.Line - 1
	for above > 0 && strings.TrimSpace(b.line(above)) == "" {
		above--
	}
	switch {
	case !loneName.MatchString(string(before)) || above == 0:
		return slip{at.Line, at.Column, 0, "a colon stands in a text that is not in quotes", quoteHint(b.value(at.Line))}
	case indent(b.line(at.Line)) > indent(b.line(above)) && !noSpace.MatchString(b.line(above)):
		first := 1 + indent(b.line(at.Line))
		return slip{at.Line, first, at.Column - first,
			"this line is indented, but the field above it has a text already", sameColumn}
	}
	return b.fieldWithoutColon(above)
}

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// fieldWithoutColon explains a line that has no colon with a space behind it.
func (b block) fieldWithoutColon(line int) slip {
	text := b.line(line)
	if m := noSpace.FindStringSubmatch(text); m != nil {
		return noSpaceAfterColon(line, m[1], m[2], m[3])
	}
	if m := otherColon.FindStringSubmatch(text); m != nil {
		column := 1 + utf8.RuneCountInString(text[:strings.Index(text, m[3])])
		return slip{line, column, 0, "this is not a colon", "write " + m[2] + ": " + m[4]}
	}
	first := indent(text)
	all := slip{line: line, column: 1 + first, length: utf8.RuneCountInString(text) - first}
	all.message = "this line has no colon after the field's name"
	all.hint = "write the field, a colon, a space and its text"
	if m := noSpaceHyphen.FindStringSubmatch(text); m != nil {
		all.message, all.hint = "there is no space after the hyphen", "write - "+m[1]
	} else if m := lostColon.FindStringSubmatch(text); m != nil {
		all.hint = "write " + m[1] + ": " + m[2]
	}
	return all
}

// noSpaceAfterColon explains a line that has the value right behind the colon.
func noSpaceAfterColon(line int, before, name, value string) slip {
	colon := 1 + utf8.RuneCountInString(before+name)
	written := name + ": " + strings.TrimFunc(value, unicode.IsSpace)
	if first, _ := utf8.DecodeRuneInString(value); unicode.IsSpace(first) {
		return slip{line, colon + 1, 0, "the space after the colon is not an ordinary one", "type it anew: " + written}
	}
	return slip{line, colon, 0, "there is no space after the colon", "write " + written}
}

// unclosedBrackets explains a list or group in which a comma or its end is
// missing.
func (b block) unclosedBrackets(at, opened yaml.Mark) slip {
	list := b.character(opened) == '['
	if text := []rune(b.line(at.Line)); at.Line == opened.Line && at.Column <= len(text) {
		before, rest := strings.TrimRight(string(text[:at.Column-1]), " "), string(text[at.Column-1:])
		return slip{at.Line, at.Column, 0,
			"a comma is missing before this", "write " + strings.TrimLeft(before, " ") + ", " + rest}
	}
	if list {
		s := neverClosed(opened.Line, opened.Column, "a list")
		s.hint = "write lists as [one, two]"
		return s
	}
	s := neverClosed(opened.Line, opened.Column, "a group")
	s.hint = "write groups as {name: one, city: two}"
	return s
}

// misplaced explains a line, or a part of one, that does not belong to what is
// around it.
func (b block) misplaced(at yaml.Mark) slip {
	_, value, column := b.value(at.Line)
	if above := b.line(at.Line - 1); strings.Contains(above, " #") && !strings.Contains(b.line(at.Line), ": ") {
		return slip{at.Line - 1, 2 + utf8.RuneCountInString(above[:strings.Index(above, " #")]), 0,
			"the text ends here, because # begins a comment", `put the text in quotes, from its beginning to its end: "…"`}
	}
	if value == "" || at.Column <= column {
		return slip{at.Line, at.Column, 0, "this line does not fit the lines around it",
			"entries of one list, and fields of one group, begin in the same column"}
	}
	behind := slip{line: at.Line, column: at.Column}
	switch quote := value[:1]; quote {
	case `"`, `'`:
		closes := strings.Count(value, quote)%2 == 0 && strings.HasSuffix(value, quote)
		if opened, column := b.openedAbove(at.Line, quote); closes && opened > 0 {
			return b.quoteNeverClosed(opened, column)
		}
		behind.message = "a text stands behind a closing quotation mark"
		behind.hint = b.requoted(at.Line)
	case "[", "{":
		behind.message = "something stands behind the bracket that closes a list or a group"
		behind.hint = quoteHint(b.value(at.Line))
		if next := b.character(at); next == ']' || next == '}' {
			behind.hint = "take it out"
		}
	default:
		for _, quote := range [...]string{`"`, `'`} {
			if opened, column := b.openedAbove(at.Line, quote); opened > 0 && strings.Contains(value, quote) {
				return b.quoteNeverClosed(opened, column)
			}
		}
		return b.unquoted(at, "this does not fit what is before it")
	}
	return behind
}

// requoted writes a line anew whose text begins with a quotation mark that does
// not quote all of it.
func (b block) requoted(line int) string {
	name, value, column := b.value(line)
	quote := value[:1]
	if inner := strings.TrimPrefix(value, quote); strings.HasSuffix(inner, quote) {
		inner = strings.TrimSuffix(inner, quote)
		if next := strings.Index(inner, quote); next <= 0 || quote == `'` || inner[next-1] == ' ' {
			value = inner // "The "open" town", but not "Open" and "closed"
		}
	}
	return quoteHint(name, value, column)
}

var beginsWithApostrophe = regexp.MustCompile(`(?i)^'(?:tis|twas|cause|em|n|s|t|\d+s?)\b`)

// quoteNeverClosed explains a text whose quotation mark is not closed.
func (b block) quoteNeverClosed(line, column int) slip {
	s := neverClosed(line, column, "a quotation mark")
	name, value, start := b.value(line)
	if start != column || value == "" {
		return s
	}
	quote := value[:1]
	bare := strings.TrimPrefix(value, quote)
	if beginsWithApostrophe.MatchString(value) || strings.Contains(bare, quote) {
		bare = value
	}
	s.hint = quoteHint(name, bare, column)
	return s
}

// openedAbove finds the text in quotes that is not closed and so reaches into
// a line.
func (b block) openedAbove(line int, quote string) (opened, column int) {
	for line--; line > 0; line-- {
		_, above, column := b.value(line)
		if strings.HasPrefix(above, quote) && strings.Count(above, quote) == 1 {
			return line, column
		}
	}
	return 0, 0
}

// bracketHint explains why n, which should be a text, is a list or a group.
func (d *Decoder) bracketHint(n *Node) string {
	if !InBrackets(n) {
		return ""
	}
	if name, value, column := d.OnLine(n); column == n.Column && strings.ContainsAny(value[len(value)-1:], "]}") {
		return quoteHint(name, value, column)
	}
	return "put a text that begins with [ or { in quotes"
}
