package theme

import "strings"

// Text returns the interface text of an id, with {name} replaced by the value
// that follows the name in pairs. An unknown id is a mistake in the program or
// in a site's own strings, and is returned in angle brackets so that it is seen.
func (t *Theme) Text(id string, pairs ...string) string {
	return fill(t.form(id, ""), pairs)
}

// Count returns the text of an id in the plural form for n, with {n} replaced
// by the number as the language writes it.
func (t *Theme) Count(id string, n int, pairs ...string) string {
	return fill(t.form(id, t.locale.Plural(n)), append([]string{"n", t.locale.Number(n)}, pairs...))
}

// Choose returns the text of an id in its form for a day of the week, or a working day,
// or a month: "monday", "working-day", "january".
func (t *Theme) Choose(id, category string, pairs ...string) string {
	return fill(t.form(id, category), pairs)
}

func (t *Theme) form(id, category string) string {
	forms := t.strings[id]
	if text, ok := forms[category]; ok {
		return text
	}
	if text, ok := forms["other"]; ok {
		return text
	}
	if text, ok := forms[""]; ok {
		return text
	}
	return "<" + id + ">"
}

func fill(text string, pairs []string) string {
	if len(pairs) == 0 {
		return text
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		text = strings.ReplaceAll(text, "{"+pairs[i]+"}", pairs[i+1])
	}
	return text
}
