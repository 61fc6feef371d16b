package frontmatter

import (
	"strings"
	"unicode/utf8"
)

// longestQuoted is how many bytes a text has at most that a hint repeats.
const longestQuoted = 300

// quoteHint writes a field with its text in quotes, as a whole line.
func quoteHint(name, value string, _ int) string {
	if name == "" || len(value) > longestQuoted {
		return `put the text in quotes, as in title: "Digital twins: the next step"`
	}
	return "write " + strings.TrimLeft(name, " ") + quoted(strings.Trim(value, "“”„"))
}

// quoted writes a text so that YAML reads it as it is.
func quoted(s string) string {
	switch {
	case !strings.ContainsAny(s, `"\`):
		return `"` + s + `"`
	default:
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
}

// AsWritten writes a text in quotes only where YAML would read it otherwise.
func AsWritten(s string) string {
	if strings.ContainsAny(s, ":#,[]{}&*!|>'\"%@`") || strings.Trim(s, "- ?~") != s {
		return quoted(s)
	}
	return s
}

// lineHint writes the line of n anew, with its whole value in quotes.
func (d *Decoder) lineHint(n *Node) string {
	name, value, column := d.OnLine(n)
	if strings.HasPrefix(value, "{") || strings.HasPrefix(value, "[") {
		return d.lines().quoteItem(n.Line, n.Column)
	}
	if column > n.Column+1 && name == "" {
		return quoteHint("", value, column)
	}
	return quoteHint(name, value, column)
}

// quoteItem writes a line that has a list or group in brackets anew, with the
// item in quotes that stands at a column.
func (b block) quoteItem(line, column int) string {
	text := []rune(b.line(line))
	at := min(max(column-1, 0), len(text))
	from, to := itemStart(text, at), itemEnd(text, at)
	item := strings.TrimSpace(string(text[from:to]))
	if item == "" || len(string(text)) > longestQuoted {
		return quoteHint("", "", 0)
	}
	return b.replaced(line, from, to, item)
}

// replaced writes a line anew with the text of its characters from to to in
// quotes.
func (b block) replaced(line, from, to int, text string) string {
	runes := []rune(b.line(line))
	return "write " + strings.TrimSpace(string(runes[:from])+quoted(text)+string(runes[to:]))
}

// itemStart returns where the item of a list or group begins that has the
// character at.
func itemStart(text []rune, at int) int {
	before := string(text[:at])
	from := 0
	for _, mark := range []string{"{", "[", ", ", ": "} {
		if i := strings.LastIndex(before, mark); i >= 0 {
			from = max(from, utf8.RuneCountInString(before[:i+len(mark)]))
		}
	}
	for from < at && text[from] == ' ' {
		from++
	}
	return from
}

// itemEnd returns where the item ends: before a comma or a closing bracket.
func itemEnd(text []rune, at int) int {
	for i := at; i < len(text); i++ {
		if text[i] == '}' || text[i] == ']' || text[i] == ',' {
			return i
		}
	}
	return len(text)
}
