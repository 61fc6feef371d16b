package frontmatter

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"belfry/internal/diag"
)

// Each returns a reader of a list; a single value counts as a list of one.
func Each[D AnyDecoder, V any](read func(D, *Node) V) func(D, *Node) []V {
	return EachOf(read, func(string) string { return "" })
}

// EachOf is Each for values that have other names too: known returns the value
// that has one, or "".
func EachOf[D AnyDecoder, V any](read func(D, *Node) V, known func(name string) string) func(D, *Node) []V {
	return func(d D, n *Node) []V {
		b := d.base()
		if n.Kind == Mapping {
			b.ReportAt(n, "wrong-type", "here is a group of fields, but a list is expected", b.keysAsList(n))
			return nil
		}
		if n.Kind != Sequence {
			if b.misreadList(n, known) {
				return nil
			}
			return []V{read(d, n)}
		}
		values := make([]V, len(n.Content))
		for i, item := range n.Content {
			if item = Follow(item); !b.ReportBullets(item) {
				values[i] = read(d, item)
			}
		}
		return values
	}
}

// keysAsList writes the keys of a group in one line as a list.
func (d *Decoder) keysAsList(n *Node) string {
	name, value, column := d.OnLine(n)
	if column != n.Column || !strings.HasSuffix(value, "}") {
		return "write it as a list: [one, two]"
	}
	var keys []string
	for i := 0; i+1 < len(n.Content); i += 2 {
		keys = append(keys, n.Content[i].Value)
	}
	return "write " + strings.TrimLeft(name, " ") + "[" + strings.Join(keys, ", ") + "]"
}

// misreadList explains a text that was meant for a list of several values.
func (d *Decoder) misreadList(n *Node, known func(name string) string) bool {
	if d.ReportBullets(n) {
		return true
	}
	several := SeveralIn(n.Value)
	if several == nil {
		return false
	}
	for i, name := range several {
		several[i] = cmp.Or(known(name), name)
	}
	d.ReportAt(n, "wrong-type", "several values stand here without brackets", "write ["+strings.Join(several, ", ")+"]")
	return true
}

// SeveralIn returns the values of a text that is a list without its brackets,
// or in round ones; nil where it is none.
func SeveralIn(text string) []string {
	inner := strings.TrimSpace(text)
	round := strings.HasPrefix(inner, "(") && strings.HasSuffix(inner, ")")
	if round {
		inner = inner[1 : len(inner)-1]
	}
	mark := ","
	if strings.Contains(inner, "; ") {
		mark = ";"
	}
	if !round && !strings.Contains(inner, mark+" ") {
		return nil
	}
	var values []string
	for part := range strings.SplitSeq(inner, mark) {
		if part = strings.TrimSpace(part); part != "" {
			values = append(values, part)
		}
	}
	return values
}

var otherBullet = regexp.MustCompile(`^\s*(-|[•·▪◦–—*]\s*)([^\s-].*)$`)

// ReportBullets explains entries of a list that begin with another sign than a
// hyphen and a space, each at its line.
func (d *Decoder) ReportBullets(n *Node) bool {
	if n.Kind != Scalar || n.Style != 0 || !hasBullet(n.Value) {
		return false
	}
	lines := d.lines()
	found := false
	for i := n.Line; i < n.Line+1+strings.Count(n.Value, " ") && i <= len(lines); i++ {
		m := otherBullet.FindStringSubmatch(lines.line(i))
		if m == nil || !strings.Contains(n.Value, strings.TrimSpace(lines.line(i))) {
			continue
		}
		found = true
		message := "an entry of a list begins with a hyphen and a space"
		if m[1] == "-" {
			message = "there is no space after the hyphen"
		}
		first := indent(lines.line(i))
		reported := d.Report(diag.Position{Line: i + d.line, Column: 1 + first}, "wrong-type", message, "write - "+m[2])
		reported.Length = utf8.RuneCountInString(lines.line(i)) - first
	}
	return found
}

// hasBullet reports whether a word of text begins with a sign that may stand
// before an entry of a list.
func hasBullet(text string) bool {
	start := true
	for _, r := range text {
		if start && strings.ContainsRune("-•·▪◦–—*", r) {
			return true
		}
		start = r == ' '
	}
	return false
}

// groups returns a reader of a list of groups, without those that could not be
// read.
func groups[D AnyDecoder, T any](fs Fields[D, T]) func(D, *Node) []T {
	return func(d D, n *Node) []T {
		b := d.base()
		if n.Kind == Mapping && len(n.Content) > 1 {
			b.reportNoHyphen(n)
			return nil
		}
		if n.Kind == Scalar && SeveralIn(n.Value) == nil && !b.ReportBullets(n) {
			message := "here is " + KindOf(n) + ", but a list of groups of fields is expected"
			b.ReportAt(n, "wrong-type", message, b.groupHint(n, fs.needed(), fs.Names(), true))
			return nil
		}
		var values []T
		for _, v := range Each(Group(fs))(d, b.rejoined(n, fs.needed())) {
			if v != nil {
				values = append(values, *v)
			}
		}
		return values
	}
}

// reportNoHyphen explains a group that should be an entry of a list of groups.
func (d *Decoder) reportNoHyphen(n *Node) {
	const notAList = "here is one group of fields, but a list of them is expected"
	b := d.lines()
	if InBrackets(n) {
		name, value, _ := d.OnLine(n)
		d.ReportAt(n, "wrong-type", notAList, "write "+strings.TrimLeft(name, " ")+"["+value+"]")
		return
	}
	key := n.Content[0]
	d.ReportAt(key, "wrong-type", notAList,
		"begin it with a hyphen: - "+strings.TrimSpace(b.line(key.Line))+"; and put two spaces more before its other fields")
}

// rejoined reports entries of a list of groups that are the rest of the entry
// above them, and begin with a hyphen too many: they lack the first of the needed
// fields, and have others than that entry. It returns the list as it was meant.
func (d *Decoder) rejoined(n *Node, needed []string) *Node {
	if n.Kind != Sequence || InBrackets(n) || len(needed) == 0 {
		return n
	}
	meant := *n
	meant.Content = nil
	for _, item := range n.Content {
		last := len(meant.Content) - 1
		if last < 0 || !continues(meant.Content[last], item, needed[0]) {
			meant.Content = append(meant.Content, item)
			continue
		}
		whole := *meant.Content[last]
		whole.Content = slices.Concat(whole.Content, item.Content)
		meant.Content[last] = &whole
		d.ReportAt(item.Content[0], "wrong-type",
			"a hyphen begins a new entry here, but this belongs to the one above, which begins with "+whole.Content[0].Value,
			"put two spaces in place of the hyphen: "+strings.TrimLeft(d.lines().line(item.Line), " -"))
	}
	return &meant
}

// continues reports whether item is the rest of entry, which has the field that
// each entry needs.
func continues(entry, item *Node, needed string) bool {
	if entry.Kind != Mapping || item.Kind != Mapping || len(item.Content) == 0 || InBrackets(item) ||
		Lookup(entry, needed) == nil || Lookup(item, needed) != nil {
		return false
	}
	for i := 0; i < len(item.Content); i += 2 {
		if Lookup(entry, item.Content[i].Value) != nil {
			return false
		}
	}
	return true
}
