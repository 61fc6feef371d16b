package generator

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/locale"
	"belfry/internal/source"
	"belfry/internal/theme"
)

const stringsDir = source.TemplatesDir + "/strings"

func stringsFile(tag string) string { return stringsDir + "/" + tag + ".yaml" }

// interfaceTexts reads the texts of the interface: the site's own, and Belfry's in
// English and in the languages of the site.
func (r *run) interfaceTexts(a *appearance) (*theme.Texts, error) {
	own, err := r.ownStrings(a)
	if err != nil {
		return nil, err
	}
	languages := append([]string{theme.English}, a.languages...)
	slices.Sort(languages)
	var builtin []theme.TextFile
	for _, language := range slices.Compact(languages) {
		if _, known := locale.Get(language); !known { // reported where site.yaml was read
			continue
		}
		file := stringsFile(language)
		data, err := r.files.readDefault(file)
		if err != nil {
			return nil, err
		}
		builtin = append(builtin, theme.TextFile{Language: language, Path: file, Data: data})
	}
	texts, found := theme.ParseTexts(builtin, own)
	a.found = append(a.found, found...)
	return texts, nil
}

// ownStrings reads the site's own files of texts. A site in other languages has
// them in English, too, because what is not translated is in English.
func (r *run) ownStrings(a *appearance) ([]theme.TextFile, error) {
	var own []theme.TextFile
	for _, file := range r.tree.Files(stringsDir) {
		tag, ok := strings.CutSuffix(path.Base(file), ".yaml")
		if !ok || file != stringsFile(tag) || tag != theme.English && !slices.Contains(r.config.Languages, tag) {
			if !r.isDefault(file) {
				a.found = append(a.found, r.unreadStrings(file)...)
			}
			continue
		}
		data, err := r.files.readOwn(file)
		if tooLarge(err) {
			a.found = append(a.found, tooLargeDiagnostic(file))
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", file, err)
		}
		a.used(file, data)
		own = append(own, theme.TextFile{Language: tag, Path: file, Data: data})
	}
	return own, nil
}

// stringsFileOf returns where the texts of a language are written.
func (r *run) stringsFileOf(tag string) string {
	if file := stringsFile(tag); r.files.has(file) {
		return file
	}
	return stringsFile(theme.English)
}

// isDefault reports whether one of the site's own files is a copy of Belfry's.
func (r *run) isDefault(file string) bool {
	builtin, err := r.files.readDefault(file)
	if err != nil {
		return false
	}
	own, err := r.files.readOwn(file)
	return err == nil && bytes.Equal(own, builtin)
}

// unreadStrings warns of a file that holds texts of no language of the site.
func (r *run) unreadStrings(file string) []diag.Diagnostic {
	tag, ending := strings.TrimSuffix(path.Base(file), path.Ext(file)), strings.ToLower(path.Ext(file))
	d := diag.Diagnostic{Severity: diag.Warning, Code: "unknown-strings", File: file,
		Message: "these texts are not read", Hint: "name the file " + stringsFile("TAG") + ", with the tag of a language"}
	tags := locale.Tags()
	switch near, ok := diag.Nearest(tag, r.config.Languages); {
	case ending == ".md":
		return nil
	case path.Ext(file) == ".yaml" && path.Dir(file) == stringsDir && slices.Contains(tags, tag):
		d.Message = "the site is not in the language " + tag + ", so these texts are not shown"
		d.Hint = "add " + tag + " to languages in " + content.ConfigFile + ", or take the file out"
	case ok:
		d.Hint = "rename it to " + stringsFile(near)
	}
	return []diag.Diagnostic{d}
}
