// Package theme knows what a page looks like: the templates, the texts of the
// interface and the addresses of style sheets and scripts.
//
// Parse reads all templates of one language once. While it does so it replaces
// every {{t "id"}} by the text of that id and every {{asset "css/site.css"}}
// by the file's address, so that rendering a page looks up nothing. A Theme is
// immutable and may be used from several goroutines.
package theme

import (
	"html/template"
	"io"
	"path"
	"slices"
	"strings"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/locale"
)

// Input is what a theme is made of.
type Input struct {
	// Templates are the texts of the *.html files, by path ("templates/news.html").
	Templates map[string]string
	// StringsFile is the path of the interface texts, and Strings the texts.
	StringsFile string
	Strings     content.Strings
	Locale      *locale.Locale
	// Asset returns the address of a static file ("css/site.css"), and false
	// where there is none.
	Asset func(name string) (string, bool)
}

// A Theme renders pages in one language.
type Theme struct {
	set     *template.Template
	strings content.Strings
	locale  *locale.Locale
}

// Parse reads the templates. A theme with an error-level diagnostic cannot
// render.
func Parse(in Input) (*Theme, []diag.Diagnostic) {
	t := &Theme{set: template.New("").Option("missingkey=error").Funcs(binding), strings: in.Strings, locale: in.Locale}
	var found []diag.Diagnostic
	files := make([]string, 0, len(in.Templates))
	for file := range in.Templates {
		files = append(files, file)
	}
	slices.Sort(files)
	for _, file := range files {
		name := strings.TrimSuffix(path.Base(file), ".html")
		if _, err := t.set.New(name).Parse(in.Templates[file]); err != nil {
			found = append(found, templateError(file, err))
		}
	}
	if len(found) > 0 {
		return t, found
	}
	b := &binder{in: in}
	for _, tmpl := range t.set.Templates() {
		if tmpl.Tree != nil {
			b.walk(tmpl.Tree.Root, tmpl.Tree)
		}
	}
	return t, diag.Sort(b.found)
}

// Render writes the page that the template name makes of view. A mistake in a
// template is a *Fault.
func (t *Theme) Render(w io.Writer, name string, view any) error {
	if err := t.set.ExecuteTemplate(w, name, view); err != nil {
		return faultOf(name, err)
	}
	return nil
}

// HTML returns what the template name makes of view, to be put into pages.
func (t *Theme) HTML(name string, view any) (template.HTML, error) {
	var b strings.Builder
	err := t.Render(&b, name, view)
	return template.HTML(b.String()), err
}

// Templates returns the parsed templates, for tests that check their types.
func (t *Theme) Templates() *template.Template { return t.set }

// templateError turns an error of the template parser into a diagnostic.
func templateError(file string, err error) diag.Diagnostic {
	d := diag.Diagnostic{Code: "template", File: file}
	_, line, _, message, ok := located(err)
	if d.Message = message; ok {
		d.Pos = diag.Position{Line: line, Column: 1}
	}
	return d
}
