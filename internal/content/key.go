package content

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"belfry/internal/diag"

	"go.yaml.in/yaml/v4"
)

// reportUnknownKey says what the i-th part of root, a key that there is not, was
// meant for. It returns the field of known that was probably meant, or "".
// holder is the empty field above it that has such a key, if there is one.
func (d *decoder) reportUnknownKey(root *node, i int, known []string, holder string) string {
	key, value := root.Content[i], root.Content[i+1]
	message := fmt.Sprintf("there is no field %q here", key.Value)
	if name := strings.Map(ordinary, key.Value); name != key.Value && slices.Contains(known, strings.TrimSpace(name)) {
		d.reportAt(key, "unknown-key", "the name of this field has a no-break space in it", d.typedAnew(key))
		return strings.TrimSpace(name)
	}
	if holder != "" {
		hint := "put two spaces before it, as before all fields of " + holder
		if holder == "attachments" || holder == "changes" {
			hint = "begin with two spaces, a hyphen and a space:   - " + key.Value + ": …"
		}
		d.reportAt(key, "unknown-key", key.Value+" belongs to "+holder+", but it is not indented", hint)
		return ""
	}
	if f, ok := d.foreign(root, key, value, known); ok {
		d.reportAt(key, "unknown-key", cmp.Or(f.message, message), f.hint)
		return f.field
	}
	near, ok := diag.Nearest(key.Value, known)
	hint := "did you mean " + near + "?"
	if !ok {
		hint = "the fields here are " + strings.Join(known, ", ")
	}
	d.reportAt(key, "unknown-key", message, hint)
	return near
}

// ordinary returns the space that is typed in place of another one.
func ordinary(r rune) rune {
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// typedAnew writes the line of a key with ordinary spaces alone.
func (d *decoder) typedAnew(key *node) string {
	return "type it anew: " + strings.ReplaceAll(strings.TrimSpace(strings.Map(ordinary, blockLines(d.block).line(key.Line))), " :", ":")
}

// holder returns the empty field above the i-th part of root that would have it
// as a field of its own, were it indented.
func (fs fields[T]) holder(root *node, i int) string {
	for j := i - 2; j >= 0; j -= 2 {
		at := fs.find(root.Content[j].Value)
		switch {
		case at < 0:
			continue
		case !given(root.Content[j+1]) && slices.Contains(fs[at].holds, root.Content[i].Value):
			return fs[at].name
		case slices.ContainsFunc(fs, func(f field[T]) bool { return slices.Contains(f.holds, root.Content[j].Value) }):
			continue // title and country are fields of the whole, too
		}
		return ""
	}
	return ""
}

// commaInBraces reports a text of a group in one line that a comma ends, and
// returns how many keys are in truth its rest; 0 where none is.
func (d *decoder) commaInBraces(root *node, i int, isField func(string) bool) int {
	if root.Style&yaml.FlowStyle == 0 || i < 2 || root.Content[i-1].Kind != yaml.ScalarNode || root.Content[i-1].Style != 0 {
		return 0
	}
	rest := 0
	last := root.Content[i-1]
	for j := i; j+1 < len(root.Content) && !isField(root.Content[j].Value) && isNull(root.Content[j+1]) && root.Content[j].Line == last.Line; j += 2 {
		last = root.Content[j]
		rest++
	}
	if rest == 0 {
		return 0
	}
	first, key := root.Content[i-1], root.Content[i]
	text := []rune(blockLines(d.block).line(key.Line))
	from, to := min(first.Column-1, len(text)), min(last.Column-1+utf8.RuneCountInString(last.Value), len(text))
	if first.Line != key.Line || from > to {
		return 0
	}
	whole := string(text[from:to])
	hint := blockLines(d.block).replaced(key.Line, from, to, whole)
	if point := degreesHint(whole); strings.HasPrefix(point, "write ") && !strings.Contains(point, "as in") {
		hint = "write " + strings.TrimSpace(string(text[:from])+strings.TrimPrefix(point, "write ")+string(text[to:]))
	}
	d.reportAt(key, "unknown-key", "a comma ends the text before this, which is not in quotes", hint)
	return rest
}
