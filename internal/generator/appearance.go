package generator

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"belfry/internal/diag"
	"belfry/internal/frontmatter"
	"belfry/internal/locale"
	"belfry/internal/pages"
	"belfry/internal/picture"
	"belfry/internal/publication"
	"belfry/internal/source"
	"belfry/internal/theme"
)

// An appearance is what pages look like: the theme that they are rendered with,
// which is made of the templates and the texts of the interface, and the static
// files.
type appearance struct {
	themes    []*theme.Theme // of the languages of the site
	static    []string       // names below static/, own and default
	own       inputs         // the site's own templates and static files; not read where nothing is compared
	languages []string       // of the site
	base      string         // the URL of the site
	found     []diag.Diagnostic
	failed    bool // the templates cannot render
}

// readAppearance reads the templates, the texts of the interface, and the static
// files that templates name.
func (r *run) readAppearance(ctx context.Context, base string) error {
	a := appearance{languages: r.config.Languages, base: base, static: r.files.names(source.StaticDir)}
	var err error
	if a.own, err = r.ownFiles(ctx); err != nil {
		return err
	}
	if r.appearance.like(a) {
		r.appearance.own = a.own // which may be written anew as they were
	} else {
		if err := r.parseThemes(&a); err != nil {
			return err
		}
		r.appearance = a
	}
	r.add(r.appearance.found...)
	return nil
}

// ownFiles lists the site's own templates and static files, and reads those that
// are touched.
func (r *run) ownFiles(ctx context.Context) (inputs, error) {
	paths := slices.Concat(r.tree.Files(source.StaticDir), r.tree.Files(source.TemplatesDir))
	own := make(inputs, len(paths))
	for i, file := range paths {
		own[i] = input{file, r.appearance.own.at(file)}
		known := own[i].Digest != source.Digest{}
		if !r.digests || known && !r.isTouched(file) {
			continue
		}
		var err error
		if own[i].Fingerprint, err = r.fingerprint(ctx, file); err != nil {
			return nil, fmt.Errorf("reading %s: %w", file, err)
		}
	}
	return own, nil
}

// used says what a file held when the theme was made of it. One that has changed
// since it was seen is not known, so that the next theme reads it again.
func (a *appearance) used(file string, data []byte) {
	i, found := a.own.find(file)
	if found && a.own[i].Digest != source.DigestOf(data) {
		a.own[i].Fingerprint = source.Fingerprint{}
	}
}

// fingerprint returns that of a file as it is published; of a picture that cannot
// be, that of the file.
func (r *run) fingerprint(ctx context.Context, file string) (source.Fingerprint, error) {
	var f publication.File
	f, err := r.files.open(file)
	if unfit := (*picture.UnfitError)(nil); errors.As(err, &unfit) {
		f, err = r.tree.OpenInside(file)
	}
	if err != nil {
		return source.Fingerprint{}, err
	}
	defer f.Close()
	return source.FingerprintOf(interruptible{f, ctx})
}

// like reports whether two appearances have the same theme: they are made of files
// with the same bytes.
func (a appearance) like(other appearance) bool {
	return len(a.themes) > 0 && a.base == other.base && slices.Equal(a.languages, other.languages) &&
		slices.EqualFunc(a.own, other.own, input.sameBytes)
}

// parseThemes makes the theme of each language. What is wrong with a template is the same
// in all.
func (r *run) parseThemes(a *appearance) error {
	in := theme.Input{
		Templates: map[string]string{}, Own: r.tree.Files(source.TemplatesDir), Builtin: r.files.builtin(),
		Views: pages.Views(), Asset: r.files.assetAddress(a.base, a.own),
	}
	texts, err := r.interfaceTexts(a)
	if err != nil {
		return err
	}
	for _, name := range r.files.templates() {
		if in.Templates[name], err = r.template(a, name); err != nil {
			return err
		}
	}
	for i, tag := range a.languages {
		l, known := locale.Get(tag)
		if !known { // reported where site.yaml was read
			l, _ = locale.Get(theme.English)
		}
		in.Locale, in.Strings, in.StringsFile = l, texts.In(l.Tag()), r.stringsFileOf(l.Tag())
		parsed, found := theme.Parse(in)
		if a.themes = append(a.themes, parsed); i == 0 {
			a.found = append(a.found, found...)
		}
	}
	a.found = append(a.found, texts.Check(a.themes[0].Asks)...)
	a.failed = slices.ContainsFunc(a.found, func(d diag.Diagnostic) bool {
		return d.Severity == diag.Error && source.In(d.File, source.TemplatesDir)
	})
	return nil
}

// template returns the text of a template.
func (r *run) template(a *appearance, name string) (string, error) {
	data, err := r.files.read(name)
	if tooLarge(err) {
		a.found = append(a.found, tooLargeDiagnostic(name))
		return "", nil
	}
	if err != nil {
		return "", err
	}
	a.used(name, data)
	text, found := frontmatter.CheckText(name, data)
	a.found = append(a.found, found...)
	return string(text), nil
}
