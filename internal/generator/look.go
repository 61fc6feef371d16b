package generator

import (
	"context"
	"errors"
	"fmt"
	"maps"
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

// A look is the theme that pages are rendered with: the templates, the texts of
// the interface and the names of the static files.
type look struct {
	theme     *theme.Theme
	static    []string // names below static/, own and default
	own       []string // the site's own templates and static files
	languages []string // of the site; the first is that of the theme
	base      string   // the URL of the site
	found     []diag.Diagnostic
	failed    bool                          // the templates cannot render
	seen      map[string]source.Fingerprint // of own, where they are known by their content
}

// readLook reads the templates, the texts of the interface, and the static
// files that templates name.
func (r *run) readLook(ctx context.Context, base string) error {
	l := look{languages: r.config.Languages, base: base, static: r.files.names(source.StaticDir),
		own: slices.Concat(r.tree.Files(source.TemplatesDir), r.tree.Files(source.StaticDir))}
	other, err := r.differs(ctx, &l)
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
func (r *run) differs(ctx context.Context, l *look) (bool, error) {
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
		var err error
		if l.seen[file], err = r.fingerprint(ctx, file); err != nil {
			return false, fmt.Errorf("reading %s: %w", file, err)
		}
		other = other || !known || l.seen[file].Digest != before.Digest
	}
	return other, nil
}

// used says what a file held when the look was made of it. One that has changed
// since it was seen is not known, so that the next look reads it again.
func (l *look) used(file string, data []byte) {
	if seen, known := l.seen[file]; known && seen.Digest != source.DigestOf(data) {
		delete(l.seen, file)
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

// like reports whether two looks are made of the same files.
func (l look) like(other look) bool {
	return l.theme != nil && slices.Equal(l.languages, other.languages) && l.base == other.base && slices.Equal(l.own, other.own)
}

func (r *run) parseLook(l *look) error {
	in := theme.Input{Templates: map[string]string{}, Own: r.tree.Files(source.TemplatesDir), Views: pages.Views(), Builtin: r.files.builtin(), Asset: r.files.assetAddress(l.base, l.seen)}
	in.Locale, _ = locale.Get("en")
	if own, ok := locale.Get(l.languages[0]); ok {
		in.Locale = own
	}
	tag := in.Locale.Tag()
	texts, err := r.interfaceTexts(l, tag)
	if err != nil {
		return err
	}
	in.StringsFile, in.Strings = r.stringsFileOf(l, tag), texts.In(tag)
	for _, name := range r.files.templates() {
		if in.Templates[name], err = r.template(l, name); err != nil {
			return err
		}
	}
	parsed, found := theme.Parse(in)
	l.theme = parsed
	l.found = append(l.found, found...)
	l.found = append(l.found, texts.Check(parsed.Asks)...)
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
	l.used(name, data)
	text, found := frontmatter.CheckText(name, data)
	l.found = append(l.found, found...)
	return string(text), nil
}
