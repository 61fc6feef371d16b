package generator

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/locale"
	"belfry/internal/source"
)

const stringsDir = source.TemplatesDir + "/strings"

func stringsFile(tag string) string { return stringsDir + "/" + tag + ".yaml" }

// english is the language that the texts of all others are merged over.
const english = "en"

// interfaceTexts are the texts of the interface in the language of the site.
type interfaceTexts struct {
	file             string // where they are written
	texts            content.Strings
	builtin, english content.Strings                 // Belfry's own in English, and with the site's over them
	own              map[string]*content.StringsFile // the site's own files, by language
}

// strings reads Belfry's own texts, with the site's over them, in English and
// over that in the language tag.
func (r *run) strings(l *look, tag string) (t interfaceTexts, err error) {
	if t.own, err = r.ownStrings(l); err != nil {
		return t, err
	}
	if t.builtin, err = r.builtinStrings(english); err != nil {
		return t, err
	}
	t.english = t.own[english].Over(t.builtin)
	t.file = stringsFile(tag)
	if !r.files.has(t.file) {
		l.found = append(l.found, diag.Diagnostic{Severity: diag.Warning, Code: "no-strings", File: content.ConfigFile,
			Message: "there are no interface texts in the language " + tag + " yet, so they are in English", Hint: "write them in " + t.file})
		t.file = stringsFile(english)
	}
	translated, err := r.translated(t, tag)
	t.texts = maps.Clone(t.english)
	maps.Copy(t.texts, translated)
	return t, err
}

// translated returns what there is in a language.
func (r *run) translated(t interfaceTexts, tag string) (content.Strings, error) {
	if tag == english {
		return t.english, nil
	}
	builtin, err := r.builtinStrings(tag)
	return t.own[tag].Over(builtin), err
}

// builtinStrings returns Belfry's own texts in a language, of which a test
// knows that nothing is wrong with them.
func (r *run) builtinStrings(tag string) (content.Strings, error) {
	data, err := r.files.readDefault(stringsFile(tag))
	if err != nil || data == nil {
		return nil, err
	}
	f, _ := content.ParseStrings(stringsFile(tag), data)
	return f.Strings, nil
}

// ownStrings reads the site's own files of texts. A site in other languages has
// them in English, too, because what is not translated is in English.
func (r *run) ownStrings(l *look) (map[string]*content.StringsFile, error) {
	own := map[string]*content.StringsFile{}
	for _, file := range r.tree.Files(stringsDir) {
		tag, ok := strings.CutSuffix(path.Base(file), ".yaml")
		if !ok || file != stringsFile(tag) || tag != english && !slices.Contains(r.config.Languages, tag) {
			l.found = append(l.found, r.unreadStrings(file)...)
			continue
		}
		data, err := r.files.readOwn(file)
		if tooLarge(err) {
			l.found = append(l.found, tooLargeDiagnostic(file))
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", file, err)
		}
		l.used(file, data)
		f, found := content.ParseStrings(file, data)
		l.found = append(l.found, found...)
		if len(found) == 0 || len(f.Strings) > 0 { // else nothing is known of it
			own[tag] = f
		}
	}
	return own, nil
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
		d.Message, d.Hint = "the site is not in the language "+tag+", so these texts are not shown", "add "+tag+" to languages in "+content.ConfigFile+", or take the file out"
	case ok:
		d.Hint = "rename it to " + stringsFile(near)
	}
	return []diag.Diagnostic{d}
}

// checkStrings compares the site's own texts with Belfry's.
func (r *run) checkStrings(l *look, t interfaceTexts) error {
	for _, tag := range slices.Sorted(maps.Keys(t.own)) {
		of, _ := locale.Get(tag)
		if tag == english {
			l.found = append(l.found, t.own[tag].Check(t.builtin, l.theme.Asks, of)...)
			continue
		}
		translated, err := r.translated(t, tag)
		if err != nil {
			return err
		}
		l.found = append(l.found, t.own[tag].Check(t.english, l.theme.Asks, of)...)
		l.found = append(l.found, content.Untranslated(stringsFile(tag), t.english, translated)...)
	}
	return nil
}
