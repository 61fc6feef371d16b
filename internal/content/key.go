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
	message := noField(key)
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

func noField(key *node) string { return fmt.Sprintf("there is no field %q here", key.Value) }

// ordinary returns the space that is typed in place of another one.
func ordinary(r rune) rune {
	if unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// typedAnew writes the line of a key with ordinary spaces alone.
func (d *decoder) typedAnew(key *node) string {
	return "type it anew: " + strings.ReplaceAll(strings.TrimSpace(strings.Map(ordinary, d.lines().line(key.Line))), " :", ":")
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

// A cutText is a text of a group in one line that a comma has cut: where it
// stands in its line, from its first character to behind its last.
type cutText struct{ key, keys, from, to int }

// cutTexts returns the texts of root that commas have cut. What is behind each
// comma reads as a key without a value.
func (d *decoder) cutTexts(root *node, isField func(string) bool) []cutText {
	if root.Style&yaml.FlowStyle == 0 {
		return nil
	}
	var found []cutText
	for i := 2; i+1 < len(root.Content); i += 2 {
		first, c := root.Content[i-1], cutText{key: i}
		for j := i; j+1 < len(root.Content) && !isField(root.Content[j].Value) && isNull(root.Content[j+1]) && root.Content[j].Line == first.Line; j += 2 {
			last := root.Content[j]
			c.keys++
			c.from, c.to = first.Column-1, last.Column-1+utf8.RuneCountInString(last.Value)
		}
		if c.keys > 0 && first.Kind == yaml.ScalarNode && first.Style == 0 {
			found = append(found, c)
			i += 2 * (c.keys - 1)
		}
	}
	return found
}

// commaInBraces reports texts of a group in one line that commas have cut, where
// the i-th part of root is the rest of one, and returns how many keys that is; 0
// where it is none. The line is written anew with all of them mended.
func (d *decoder) commaInBraces(root *node, i int, isField func(string) bool) int {
	all := d.cutTexts(root, isField)
	at := slices.IndexFunc(all, func(c cutText) bool { return c.key == i })
	if at < 0 {
		return 0
	}
	if at == 0 {
		key := root.Content[i]
		d.reportAt(key, "unknown-key", "a comma ends the text before this, which is not in quotes", d.uncut(key.Line, all))
	}
	return all[at].keys
}

// uncut writes a line anew with texts in quotes, and numbers with a decimal point.
func (d *decoder) uncut(line int, all []cutText) string {
	text := []rune(d.lines().line(line))
	for _, c := range slices.Backward(all) {
		if c.from < 0 || c.to > len(text) {
			return quoteHint("", "", 0)
		}
		whole := string(text[c.from:c.to])
		mended := quoted(whole)
		if point, is := decimalPoint(whole); is {
			mended = point
		}
		text = slices.Concat(text[:c.from], []rune(mended), text[c.to:])
	}
	return "write " + strings.TrimSpace(string(text))
}
