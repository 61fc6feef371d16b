package frontmatter

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A cutText is a text of a group in one line that a comma has cut: where it
// stands in its line, from its first character to behind its last.
type cutText struct{ key, keys, from, to int }

// cutTexts returns the texts of root that commas have cut. What is behind each
// comma reads as a key without a value.
func (d *Decoder) cutTexts(root *Node, isField func(string) bool) []cutText {
	if !InBrackets(root) {
		return nil
	}
	var found []cutText
	for i := 2; i+1 < len(root.Content); i += 2 {
		first, c := root.Content[i-1], cutText{key: i}
		for j := i; j+1 < len(root.Content); j += 2 {
			last := root.Content[j]
			if isField(last.Value) || !IsNull(root.Content[j+1]) || last.Line != first.Line {
				break
			}
			c.keys++
			c.from, c.to = first.Column-1, last.Column-1+utf8.RuneCountInString(last.Value)
		}
		if c.keys > 0 && first.Kind == Scalar && first.Style == 0 {
			found = append(found, c)
			i += 2 * (c.keys - 1)
		}
	}
	return found
}

// commaInBraces reports texts of a group in one line that commas have cut, where
// the i-th part of root is the rest of one, and returns how many keys that is; 0
// where it is none. The line is written anew with all of them mended.
func (d *Decoder) commaInBraces(root *Node, i int, isField func(string) bool) int {
	all := d.cutTexts(root, isField)
	at := slices.IndexFunc(all, func(c cutText) bool { return c.key == i })
	if at < 0 {
		return 0
	}
	if at == 0 {
		key := root.Content[i]
		d.ReportAt(key, "unknown-key", "a comma ends the text before this, which is not in quotes", d.uncut(key.Line, all))
	}
	return all[at].keys
}

// uncut writes a line anew with texts in quotes, and numbers with a decimal point.
func (d *Decoder) uncut(line int, all []cutText) string {
	text := []rune(d.lines().line(line))
	for _, c := range slices.Backward(all) {
		if c.from < 0 || c.to > len(text) {
			return quoteHint("", "", 0)
		}
		whole := string(text[c.from:c.to])
		mended := quoted(whole)
		if point, is := DecimalPoint(whole); is {
			mended = point
		}
		text = slices.Concat(text[:c.from], []rune(mended), text[c.to:])
	}
	return "write " + strings.TrimSpace(string(text))
}
