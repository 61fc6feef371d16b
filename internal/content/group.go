package content

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// groupHint writes a group whose first field is what stands in its place, and
// that has the fields that it needs. Where a list of groups is due, it is one.
func (d *decoder) groupHint(n *node, needed, names []string, listed bool) string {
	line, value, column := d.lines().value(n.Line)
	if n.Kind != yaml.ScalarNode || n.Value == "" || len(value) > longestQuoted {
		return "write its fields indented under it: " + strings.Join(names, ", ")
	}
	if column != n.Column {
		line = ""
	}
	parts := []string{names[0] + ": " + asWritten(n.Value)}
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

// group returns a reader of a nested group of fields.
func group[T any](fs fields[T]) func(*decoder, *node) *T {
	return func(d *decoder, n *node) *T {
		if n.Kind != yaml.MappingNode {
			d.reportAt(n, "wrong-type", "here is "+kindOf(n)+", but a group of fields is expected", d.groupHint(n, fs.needed(), fs.names(), false))
			return nil
		}
		return decode(d, fs, n)
	}
}

// insideNames are the fields of a group that can hold the one value which was
// expected in place of the group.
var insideNames = []string{"src", "url", "href", "file", "path", "email", "id", "date", "name"}

// insideHint writes the one value that n, which should be that value alone, has
// in a field.
func (d *decoder) insideHint(n *node) string {
	if n.Kind != yaml.MappingNode {
		return ""
	}
	at := slices.IndexFunc(insideNames, func(name string) bool { return plainValue(n, name) != "" })
	if at < 0 {
		return ""
	}
	value := plainValue(n, insideNames[at])
	if strings.ContainsAny(value, "#,[]{}'\" \\") || !strings.ContainsAny(value, "/@") {
		value = asWritten(value)
	}
	name, text, column := d.lines().value(n.Line)
	if column == n.Column && strings.HasSuffix(text, "}") {
		return "write " + strings.TrimLeft(name, " ") + value
	}
	if field := d.lines().opener(n); field != "" {
		return "put it behind the field's name: " + field + ": " + value + "; and take out the lines under it"
	}
	return "put " + value + " in its place"
}

// plainValue returns the text of a field of n, or "".
func plainValue(n *node, name string) string {
	if v := lookup(n, name); v != nil && follow(v).Kind == yaml.ScalarNode {
		return strings.TrimSpace(follow(v).Value)
	}
	return ""
}

// opener returns the field under whose name n is indented, or "".
func (b block) opener(n *node) string {
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
