package theme

import (
	"html/template"
	"strings"
)

// A Part is what a template has made of a view, to stand in pages: {{.HTML}}.
// Where it could not be made, neither can they be: the error is theirs. The zero
// Part is empty.
type Part struct {
	html template.HTML
	err  error
}

// Part returns what the template name makes of view.
func (t *Theme) Part(name string, view any) Part {
	var b strings.Builder
	err := t.Render(&b, name, view)
	return Part{template.HTML(b.String()), err}
}

// HTML returns the part, or the mistake in a template because of which there is
// none.
func (p Part) HTML() (template.HTML, error) { return p.html, p.err }

// Size returns how many bytes a part has. It is no method, which templates would see.
func Size(p Part) int { return len(p.html) }
