// Package theme knows what a page looks like: the templates, the texts of the
// interface and the addresses of style sheets and scripts.
//
// ParseTexts reads the texts: Belfry's own, and those of a site over them. Parse
// reads all templates of one language once. While it does so it replaces every
// {{t "id"}} by the text of that id and every {{asset "css/site.css"}} by the
// file's address, so that rendering a page looks up nothing. A Theme is immutable,
// but for what it works out once and keeps, and may be used from several goroutines.
package theme

import (
	"html/template"
	"io"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"

	"belfry/internal/diag"
	"belfry/internal/locale"
)

// Input is what a theme is made of.
type Input struct {
	// Templates are the texts of the *.html files, by path ("templates/news.html").
	Templates map[string]string
	// Own are the site's own files in templates/, in order. Where there are any,
	// the templates are checked against Views, the types of the data that pages
	// are made with, by the name of the template.
	Own   []string
	Views map[string]reflect.Type
	// Builtin are the names of Belfry's own templates.
	Builtin []string
	// StringsFile is the path of the interface texts, and Strings the texts.
	StringsFile string
	Strings     Strings
	Locale      *locale.Locale
	// Asset returns the address of a static file ("css/site.css"), and false
	// where there is none.
	Asset func(name string) (string, bool)
}

// A Theme renders pages in one language.
type Theme struct {
	set       *template.Template
	templates map[string]string // by path
	strings   Strings
	locale    *locale.Locale
	asked     map[string]bool // the texts that templates ask for; nil where that is not known
	fields    Fields

	programs   sync.Map   // *program by programKey
	escaped    sync.Map   // names of templates
	escaping   sync.Mutex // html/template writes to templates that it escapes, also to those that they include
	executions sync.Pool  // *execution
	escapers   func() escapers
}

// Parse reads the templates. A theme with an error-level diagnostic cannot
// render.
func Parse(in Input) (*Theme, []diag.Diagnostic) {
	t := &Theme{
		set:       template.New("").Option("missingkey=error").Funcs(binding),
		templates: in.Templates, strings: in.Strings, locale: in.Locale,
	}
	t.escapers = sync.OnceValue(newEscapers)
	found := t.read(in.Templates)
	broken := len(found) > 0
	b := &binder{in: &in, asked: map[string]bool{}}
	b.texts = sync.OnceValue(func() *diag.Words { return diag.NewWords(slices.Collect(maps.Keys(in.Strings))) })
	for _, tmpl := range t.set.Templates() {
		if tmpl.Tree != nil {
			b.walk(tmpl.Tree.Root, tmpl.Tree)
		}
	}
	if !broken {
		t.asked = b.asked
	}
	found = append(found, b.found...)
	if len(in.Own) > 0 {
		found = append(found, t.check(&in, broken)...)
	}
	return t, diag.Sort(found)
}

// read parses the templates. One that cannot be read is empty.
func (t *Theme) read(templates map[string]string) (found []diag.Diagnostic) {
	for _, file := range slices.Sorted(maps.Keys(templates)) {
		name := strings.TrimSuffix(path.Base(file), ".html")
		if _, err := t.set.New(name).Parse(templates[file]); err != nil {
			found = append(found, templateError(file, templates[file], err))
			template.Must(t.set.New(name).Parse(""))
		}
	}
	return found
}

// check reports what would fail when pages are made with the site's own
// templates. Where one of them is broken, less is known.
func (t *Theme) check(in *Input, broken bool) []diag.Diagnostic {
	pristine := template.Must(t.set.Clone()) // which fails after a rendering only
	c := newChecker(in, t.set)
	c.broken = broken
	c.all()
	t.fields = c.fields
	if broken {
		return c.found
	}
	contexts := &contextChecker{in: in, set: t.set, pristine: pristine}
	found := slices.Concat(in.unused(t.set), c.replaced(), contexts.all())
	c.reportShown()
	return append(found, c.found...)
}

// Render writes the page that the template name makes of view. A mistake in a
// template is a *Fault.
func (t *Theme) Render(w io.Writer, name string, view any) error {
	if done, err := t.execute(w, name, view); done {
		return err
	}
	return t.interpret(w, name, view)
}

// interpret has html/template render a page.
func (t *Theme) interpret(w io.Writer, name string, view any) error {
	if _, done := t.escaped.Load(name); !done {
		t.escaping.Lock()
		_ = escape(t.set, name) // what is wrong, rendering says again
		t.escaping.Unlock()
		t.escaped.Store(name, true)
	}
	if err := t.set.ExecuteTemplate(w, name, view); err != nil {
		return t.faultOf(name, err)
	}
	return nil
}

// Asks reports whether a template may ask for the text of an id.
func (t *Theme) Asks(id string) bool { return t.asked == nil || t.asked[id] }

// Fields returns the fields of views that the checked templates name.
func (t *Theme) Fields() Fields { return t.fields }
