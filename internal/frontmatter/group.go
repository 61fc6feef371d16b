package frontmatter

import (
	"slices"
	"strings"
)

// groupHint writes a group whose first field is what stands in its place, and
// that has the fields that it needs. Where a list of groups is due, it is one.
func (d *Decoder) groupHint(n *Node, needed, names []string, listed bool) string {
	line, value, column := d.OnLine(n)
	if n.Kind != Scalar || n.Value == "" || len(value) > longestQuoted {
		return "write its fields indented under it: " + strings.Join(names, ", ")
	}
	if column != n.Column {
		line = ""
	}
	parts := []string{names[0] + ": " + AsWritten(n.Value)}
	for _, name := range needed {
		if name != names[0] {
			parts = append(parts, name+": …")
		}
	}
	group := "{" + strings.Join(parts, ", ") + "}"
	if listed {
		group = "[" + group + "]"
	}
	hint := "write " + strings.TrimLeft(line, " ") + group
	if len(parts) > 1 {
		hint += "; with words in place of …"
	}
	return hint
}

// Group returns a reader of a group of fields.
func Group[D AnyDecoder, T any](fs Fields[D, T]) func(D, *Node) *T {
	return func(d D, n *Node) *T {
		if n.Kind != Mapping {
			b := d.base()
			message := "here is " + KindOf(n) + ", but a group of fields is expected"
			b.ReportAt(n, "wrong-type", message, b.groupHint(n, fs.needed(), fs.Names(), false))
			return nil
		}
		return Decode(d, fs, n)
	}
}

// insideNames are the fields of a group that can hold the one value which was
// expected in place of the group.
var insideNames = []string{"src", "url", "href", "file", "path", "email", "id", "date", "name"}

// insideHint writes the one value that n, which should be that value alone, has
// in a field.
func (d *Decoder) insideHint(n *Node) string {
	if n.Kind != Mapping {
		return ""
	}
	at := slices.IndexFunc(insideNames, func(name string) bool { return plainValue(n, name) != "" })
	if at < 0 {
		return ""
	}
	value := plainValue(n, insideNames[at])
	if strings.ContainsAny(value, "#,[]{}'\" \\") || !strings.ContainsAny(value, "/@") {
		value = AsWritten(value)
	}
	name, text, column := d.OnLine(n)
	if column == n.Column && strings.HasSuffix(text, "}") {
		return "write " + strings.TrimLeft(name, " ") + value
	}
	if field := d.lines().opener(n); field != "" {
		return "put it behind the field's name: " + field + ": " + value + "; and take out the lines under it"
	}
	return "put " + value + " in its place"
}

// plainValue returns the text of a field of n, or "".
func plainValue(n *Node, name string) string {
	if v := Lookup(n, name); v != nil && Follow(v).Kind == Scalar {
		return strings.TrimSpace(Follow(v).Value)
	}
	return ""
}

// opener returns the field under whose name n is indented, or "".
func (b block) opener(n *Node) string {
	for line := n.Line - 1; line > 0; line-- {
		text := b.line(line)
		if name, empty := strings.CutSuffix(strings.TrimSpace(text), ":"); indent(text) < n.Column-1 && name != "" {
			if !empty || strings.HasPrefix(name, "- ") {
				return ""
			}
			return name
		}
	}
	return ""
}
