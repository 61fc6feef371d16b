package frontmatter

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"belfry/internal/diag"
)

// An UnknownKey is a key that no field has, with its value, in a group that may
// have the fields Known.
type UnknownKey struct {
	Group, Key, Value *Node
	Known             []string
}

// An Explanation says what a key that there is not was meant for.
type Explanation struct {
	Field   string // that is meant; "" for none
	Message string // "" for that there is no such field
	Hint    string
}

// reportUnknownKey says what a key that there is not was meant for. It returns the
// field that was probably meant, or "".
func (d *Decoder) reportUnknownKey(k UnknownKey) string {
	message := noField(k.Key)
	if d.Foreign != nil {
		if e, ok := d.Foreign(d, k); ok {
			d.ReportAt(k.Key, "unknown-key", cmp.Or(e.Message, message), e.Hint)
			return e.Field
		}
	}
	near, ok := diag.Nearest(k.Key.Value, k.Known)
	hint := "did you mean " + near + "?"
	if !ok {
		hint = "the fields here are " + strings.Join(k.Known, ", ")
	}
	d.ReportAt(k.Key, "unknown-key", message, hint)
	return near
}

func noField(key *Node) string { return fmt.Sprintf("there is no field %q here", key.Value) }

// ordinary returns the field that the key is but for a space that is not an
// ordinary one, or "".
func (k UnknownKey) ordinary() string {
	name := strings.Map(ordinary, k.Key.Value)
	if bare := strings.TrimSpace(name); name != k.Key.Value && slices.Contains(k.Known, bare) {
		return bare
	}
	return ""
}

// ordinary returns the space that is typed in place of another one.
func ordinary(r rune) rune {
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// typedAnew writes the line of a key with ordinary spaces alone.
func (d *Decoder) typedAnew(key *Node) string {
	line := strings.TrimSpace(strings.Map(ordinary, d.lines().line(key.Line)))
	return "type it anew: " + strings.ReplaceAll(line, " :", ":")
}

// reportNotIndented reports a key that belongs to the empty field above it, which
// has a group or a list of groups.
func (d *Decoder) reportNotIndented(key *Node, holder string, listed bool) {
	hint := "put two spaces before it, as before all fields of " + holder
	if listed {
		hint = "begin with two spaces, a hyphen and a space:   - " + key.Value + ": …"
	}
	d.ReportAt(key, "unknown-key", key.Value+" belongs to "+holder+", but it is not indented", hint)
}

// Renamed writes the line of a key with another name of the field.
func (d *Decoder) Renamed(key *Node, field string) string {
	_, value, _ := d.OnLine(key)
	if value == "" || len(value) > longestQuoted {
		return "the name of this field is " + field + " here"
	}
	return "write " + field + ": " + value
}

// holder returns the empty field above the i-th part of root that would have it
// as a field of its own, were it indented; nil where there is none.
func (fs Fields[D, T]) holder(root *Node, i int) *Field[D, T] {
	for j := i - 2; j >= 0; j -= 2 {
		at := fs.find(root.Content[j].Value)
		switch {
		case at < 0:
			continue
		case !Given(root.Content[j+1]) && slices.Contains(fs[at].holds, root.Content[i].Value):
			return &fs[at]
		case slices.ContainsFunc(fs, func(f Field[D, T]) bool { return slices.Contains(f.holds, root.Content[j].Value) }):
			continue // title and country are fields of the whole, too
		}
		return nil
	}
	return nil
}
