package frontmatter

import (
	"strings"
	"unicode/utf8"

	"belfry/internal/diag"
)

// Signs that take a value away where YAML reads it: a comment (#), a tag (!),
// an anchor (&) and the words for nothing (null, ~). No word that somebody
// wrote may vanish through them.

// behind returns what the line of n has from n's place on.
func (d *Decoder) behind(n *Node) string {
	text := []rune(d.lines().line(n.Line))
	from := min(max(n.Column-1, 0), len(text))
	return strings.TrimSpace(strings.TrimLeft(string(text[from:]), ":-"))
}

// Commented reports a value that is nothing because a comment begins where it
// should stand. One with a space behind its # may be meant as a comment, where
// the field need not be there.
func (d *Decoder) Commented(n *Node, prose, required bool) bool {
	if !IsNull(n) || n.Value != "" {
		return false
	}
	rest := d.behind(n)
	if len(rest) < 2 || rest[0] != '#' {
		return false
	}
	loose := strings.ContainsAny(rest[1:2], "# \t")
	if loose && !prose {
		return false
	}
	name, _, _ := d.OnLine(n)
	line := d.lines().line(n.Line)
	message, hint := "there is no text here, because # begins a comment", d.lineHint(n)
	if !prose {
		message = "there is nothing here, because # begins a comment"
		hint = "write " + strings.TrimLeft(name, " ") + strings.TrimLeft(rest, "#") + "; a comment has a space behind its #"
	}
	pos := d.Position(n)
	pos.Column = 1 + utf8.RuneCountInString(line[:strings.LastIndex(line, rest)])
	reported := d.Report(pos, "comment", message, hint)
	reported.Length = utf8.RuneCountInString(rest)
	if loose && !required {
		reported.Severity, reported.Hint = diag.Notice, "where it is the text, "+hint
	}
	return reported.Severity == diag.Error
}

// cut reports a text of which YAML leaves out the whole, the beginning or the
// end.
func (d *Decoder) cut(n *Node) bool {
	switch {
	case IsNull(n) && n.Value != "":
		d.ReportAt(n, "yaml", n.Value+" stands for nothing at all, not for a word",
			d.lineHint(n)+"; or leave the line out where there is no text")
		return true
	case n.Style != 0:
		return false
	case n.Anchor != "" && !strings.Contains(string(d.block), "*"+n.Anchor):
		d.ReportAt(n, "yaml", "a text that begins with & has to be in quotes", d.lineHint(n))
		return true
	}
	return n.LineComment != "" && d.cutByComment(n)
}

// cutByComment reports a comment that stands behind a text, and so may be its
// end.
func (d *Decoder) cutByComment(n *Node) bool {
	comment, _, _ := strings.Cut(n.LineComment, "\n")
	words := strings.Fields(n.Value)
	b := d.lines()
	for line := n.Line; line <= len(b) && len(words) > 0; line++ {
		at := strings.Index(b.line(line), comment)
		if at < 0 {
			continue
		}
		before := strings.TrimRight(b.line(line)[:at], " \t")
		if !strings.HasSuffix(before, words[len(words)-1]) {
			return false
		}
		hint := quoteHint("", "", 0)
		if line == n.Line {
			hint = d.lineHint(n)
		}
		pos := diag.Position{Line: line + d.line, Column: 1 + utf8.RuneCountInString(b.line(line)[:at])}
		reported := d.Report(pos, "comment", "the text ends here, because # begins a comment", hint)
		reported.Length = utf8.RuneCountInString(comment)
		return true
	}
	return false
}

// commentInBrackets explains a list or group whose closing bracket stands in a
// comment.
func (b block) commentInBrackets(until int) (slip, bool) {
	for line := 1; line <= min(until, len(b)); line++ {
		_, value, _ := b.value(line)
		at := strings.Index(b.line(line), " #")
		if at < 0 || !strings.HasPrefix(value, "{") && !strings.HasPrefix(value, "[") {
			continue
		}
		column := utf8.RuneCountInString(b.line(line)[:at]) + 2
		hint := b.quoteItem(line, column)
		if value[0] == '[' { // of names, which have no #
			text := []rune(b.line(line))
			hint = "write " + strings.TrimSpace(string(text[:column-1])+strings.TrimLeft(string(text[column-1:]), "#"))
		}
		return slip{line, column, utf8.RuneCountInString(b.line(line)) - column + 1,
			"the list or group ends here, because # begins a comment", hint}, true
	}
	return slip{}, false
}
