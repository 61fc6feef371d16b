package generator

import (
	"fmt"
	"maps"
	"slices"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/locale"
	"belfry/internal/pages"
	"belfry/internal/source"
	"belfry/internal/theme"
)

// A look is the theme that pages are rendered with: the templates, the texts of
// the interface and the names of the static files.
type look struct {
	theme    *theme.Theme
	static   []string // names below static/, own and default
	own      []string // the site's own templates and static files
	language string
	base     string // the URL of the site
	found    []diag.Diagnostic
	failed   bool                          // the templates cannot render
	seen     map[string]source.Fingerprint // of own, where they are known by their content
}

// readLook reads the templates, the texts of the interface, and the static
// files that templates name.
func (r *run) readLook(base string) error {
	language := r.config.Languages[0]
	l := look{language: language, base: base, static: r.files.names(source.StaticDir),
		own: slices.Concat(r.tree.Files(source.TemplatesDir), r.tree.Files(source.StaticDir))}
	other, err := r.differs(&l)
	if err != nil {
		return err
	}
	switch {
	case other || !r.look.like(l):
		if err := r.parseLook(&l); err != nil {
			return err
		}
		r.look, r.changed = l, true
	case !maps.Equal(r.look.seen, l.seen): // written anew as they were
		r.look.seen, r.changed = l.seen, true
	}
	r.add(r.look.found...)
	return nil
}

// differs reports whether a file of the look has other bytes than in the last
// one, and keeps the fingerprints for the next time.
func (r *run) differs(l *look) (bool, error) {
	if !r.digests {
		return true, nil
	}
	l.seen = make(map[string]source.Fingerprint, len(l.own))
	other := false
	for _, file := range l.own {
		before, known := r.look.seen[file]
		if known && !r.touched(file) {
			l.seen[file] = before
			continue
		}
		f, err := r.tree.Open(file)
		if err != nil {
			return false, fmt.Errorf("reading %s: %w", file, err)
		}
		l.seen[file], err = source.FingerprintOf(f)
		f.Close()
		if err != nil {
			return false, fmt.Errorf("reading %s: %w", file, err)
		}
		other = other || !known || l.seen[file].Digest != before.Digest
	}
	return other, nil
}

// like reports whether two looks are made of the same files.
func (l look) like(other look) bool {
	return l.theme != nil && l.language == other.language && l.base == other.base && slices.Equal(l.own, other.own)
}

func (r *run) parseLook(l *look) (err error) {
	in := theme.Input{Templates: map[string]string{}, Own: r.tree.Files(source.TemplatesDir), Views: pages.Views(), Builtin: r.files.builtin(), Asset: r.files.assetAddress(l.base)}
	in.Locale, _ = locale.Get("en")
	if own, ok := locale.Get(l.language); ok {
		in.Locale = own
	}
	if in.StringsFile, in.Strings, err = r.strings(l, in.Locale.Tag()); err != nil {
		return err
	}
	for _, name := range r.files.templates() {
		if in.Templates[name], err = r.template(l, name); err != nil {
			return err
		}
	}
	parsed, found := theme.Parse(in)
	l.theme = parsed
	l.found = append(l.found, found...)
	l.failed = slices.ContainsFunc(l.found, func(d diag.Diagnostic) bool {
		return d.Severity == diag.Error && source.In(d.File, source.TemplatesDir)
	})
	return nil
}

// template returns the text of a template.
func (r *run) template(l *look, name string) (string, error) {
	data, err := r.files.read(name)
	if tooLarge(err) {
		l.found = append(l.found, tooLargeDiagnostic(name))
		return "", nil
	}
	if err != nil {
		return "", err
	}
	text, found := content.CheckText(name, data)
	l.found = append(l.found, found...)
	return string(text), nil
}

// strings returns Belfry's own texts in a language, with the site's over them.
func (r *run) strings(l *look, tag string) (file string, texts content.Strings, err error) {
	file = source.TemplatesDir + "/strings/" + tag + ".yaml"
	if !r.files.has(file) {
		l.found = append(l.found, diag.Diagnostic{Severity: diag.Warning, Code: "no-strings", File: content.ConfigFile,
			Message: "there are no interface texts in the language " + tag + " yet, so they are in English", Hint: "write them in " + file})
		file = source.TemplatesDir + "/strings/en.yaml"
	}
	texts = content.Strings{}
	for _, read := range [...]func(string) ([]byte, error){r.files.readDefault, r.files.readOwn} {
		data, err := read(file)
		if tooLarge(err) {
			l.found = append(l.found, tooLargeDiagnostic(file))
			continue
		}
		if err != nil {
			return file, nil, err
		}
		if data == nil {
			continue
		}
		more, found := content.ParseStrings(file, data)
		l.found = append(l.found, found...)
		for id, forms := range more {
			texts[id] = forms
		}
	}
	return file, texts, nil
}
