// Package generator is the main flow: from a site's folders to its publication.
//
//	source.Scan → content.Parse → site.New → pages.Publish → Publication
//
// Generate reads and parses the files in parallel; everything after that is
// built in one go from values. What is wrong with the content comes back as
// diagnostics, all of it at once; an error is a failure of the machine.
package generator

import (
	"cmp"
	"context"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/history"
	"belfry/internal/locale"
	"belfry/internal/pages"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/source"
	"belfry/internal/theme"
)

// Options say what to generate.
type Options struct {
	// Dir is the folder of the site.
	Dir string
	// Defaults holds the templates/ and static/ files that serve where the site
	// has none of the same name.
	Defaults fs.FS
	// Now decides what is published already; see site.Options.
	Now     time.Time
	Drafts  bool
	BaseURL string
	// History says when files were changed; nil where nothing is known.
	History *history.History
	// Workers is how many files are parsed at once; 0 means 1.
	Workers int
	// Progress is told how many files of how many are read; may be nil.
	Progress func(done, total int)
}

// A Result is a site ready to be written or served.
type Result struct {
	// Publication is nil where the content cannot be published.
	Publication *publication.Publication
	Site        *site.Site
	// Diagnostics are sorted. With one of severity Error the publication must
	// not be written.
	Diagnostics []diag.Diagnostic
	files       files
}

// Failed reports whether a diagnostic is an error.
func (r *Result) Failed() bool { return diag.Count(r.Diagnostics, diag.Error) > 0 }

// Generate makes the publication of the site in o.Dir.
func Generate(ctx context.Context, o Options) (*Result, error) {
	tree, err := source.Scan(o.Dir)
	if err != nil {
		return nil, err
	}
	r := &Result{files: files{tree, o.Defaults}}
	config, err := r.config()
	if err != nil {
		return nil, err
	}
	in := site.Input{Config: config}
	if in.Documents, err = r.documents(ctx, config.Languages, o); err != nil {
		return nil, err
	}
	if in.Files, err = r.media(ctx, o); err != nil {
		return nil, err
	}
	look, err := r.theme(config, cmp.Or(o.BaseURL, config.URL))
	if err != nil {
		return nil, err
	}
	model, found := site.New(in, site.Options{Now: o.Now, Drafts: o.Drafts, BaseURL: o.BaseURL, History: o.History})
	r.add(found...)
	r.Site = model
	if !r.themeFailed() {
		r.publish(model, look)
	}
	r.Diagnostics = diag.Sort(r.Diagnostics)
	return r, nil
}

func (r *Result) add(found ...diag.Diagnostic) { r.Diagnostics = append(r.Diagnostics, found...) }

// themeFailed reports whether the templates cannot render.
func (r *Result) themeFailed() bool {
	for _, d := range r.Diagnostics {
		if d.Severity == diag.Error && source.In(d.File, source.TemplatesDir) {
			return true
		}
	}
	return false
}

func (r *Result) publish(model *site.Site, look *theme.Theme) {
	in := pages.Input{Site: model, Theme: look, OpenMedia: func(name string) (io.ReadCloser, error) { return r.files.tree.Open(name) }}
	for _, name := range r.files.names(source.StaticDir) {
		in.Static = append(in.Static, pages.Static{Name: name, Open: func() (io.ReadCloser, error) {
			return r.files.open(source.StaticDir + "/" + name)
		}})
	}
	pub, found := pages.Publish(in)
	r.Publication = pub
	r.add(found...)
}

// config reads content/site.yaml.
func (r *Result) config() (*content.Config, error) {
	if !r.files.tree.Has(content.ConfigFile) {
		config, _ := content.ParseConfig(nil)
		config.Unread = true
		r.add(diag.Diagnostic{Code: "no-site-file", File: content.ConfigFile, Message: "there is no file " + content.ConfigFile + " in the site's folder",
			Hint: r.noConfigHint()})
		return config, nil
	}
	data, err := r.files.tree.ReadText(content.ConfigFile)
	if tooLarge(err) {
		r.add(tooLargeDiagnostic(content.ConfigFile))
		data, err = nil, nil
	}
	if err != nil {
		return nil, err
	}
	config, found := content.ParseConfig(data)
	r.add(found...)
	return config, nil
}

func (r *Result) noConfigHint() string {
	if other := strings.TrimSuffix(content.ConfigFile, ".yaml") + ".yml"; r.files.tree.Has(other) {
		return "rename " + other + " to " + path.Base(content.ConfigFile)
	}
	return "is this the folder of a site? name another one with --site FOLDER"
}

// theme reads the templates and the texts of the interface.
func (r *Result) theme(config *content.Config, base string) (*theme.Theme, error) {
	in := theme.Input{Templates: map[string]string{}, Asset: r.files.assetAddress(base)}
	in.Locale, _ = locale.Get("en")
	if l, ok := locale.Get(config.Languages[0]); ok {
		in.Locale = l
	}
	var err error
	if in.StringsFile, in.Strings, err = r.strings(in.Locale.Tag()); err != nil {
		return nil, err
	}
	for _, name := range r.files.templates() {
		if in.Templates[name], err = r.template(name); err != nil {
			return nil, err
		}
	}
	look, found := theme.Parse(in)
	r.add(found...)
	return look, nil
}

// template returns the text of a template.
func (r *Result) template(name string) (string, error) {
	data, err := r.files.read(name)
	if tooLarge(err) {
		r.add(tooLargeDiagnostic(name))
		return "", nil
	}
	if err != nil {
		return "", err
	}
	text, found := content.CheckText(name, data)
	r.add(found...)
	return string(text), nil
}

// strings returns Belfry's own texts in a language, with the site's over them.
func (r *Result) strings(tag string) (file string, texts content.Strings, err error) {
	file = source.TemplatesDir + "/strings/" + tag + ".yaml"
	if !r.files.has(file) {
		r.add(diag.Diagnostic{Severity: diag.Warning, Code: "no-strings", File: content.ConfigFile,
			Message: "there are no interface texts in the language " + tag + " yet, so they are in English", Hint: "write them in " + file})
		file = source.TemplatesDir + "/strings/en.yaml"
	}
	texts = content.Strings{}
	for _, read := range [...]func(string) ([]byte, error){r.files.readDefault, r.files.readOwn} {
		data, err := read(file)
		if tooLarge(err) {
			r.add(tooLargeDiagnostic(file))
			continue
		}
		if err != nil {
			return file, nil, err
		}
		if data == nil {
			continue
		}
		more, found := content.ParseStrings(file, data)
		r.add(found...)
		for id, forms := range more {
			texts[id] = forms
		}
	}
	return file, texts, nil
}
