package theme

import (
	"maps"
	"slices"

	"belfry/internal/diag"
	"belfry/internal/locale"
)

// English is the language that the texts of all others are laid over: what is not
// translated is in English.
const English = "en"

// A TextFile is a file of templates/strings/.
type TextFile struct {
	Language string // the tag
	Path     string
	Data     []byte
}

// Texts are the texts of the interface: Belfry's own, and those of the site over
// them. They are immutable.
type Texts struct {
	builtin map[string]Strings // by language
	own     map[string]*StringsFile
	english Strings
}

// ParseTexts reads Belfry's own texts, of which a test knows that nothing is wrong
// with them, and those of a site, and reports what is wrong with these alone.
// Texts.Check compares them with the others.
func ParseTexts(builtin, own []TextFile) (*Texts, []diag.Diagnostic) {
	t := &Texts{builtin: map[string]Strings{}, own: map[string]*StringsFile{}}
	for _, file := range builtin {
		f, _ := ParseStrings(file.Path, file.Data)
		t.builtin[file.Language] = f.Strings
	}
	var all []diag.Diagnostic
	for _, file := range own {
		f, found := ParseStrings(file.Path, file.Data)
		all = append(all, found...)
		if len(found) == 0 || len(f.Strings) > 0 { // else nothing is known of it
			t.own[file.Language] = f
		}
	}
	t.english = t.own[English].over(t.builtin[English])
	return t, all
}

// In returns all texts for a language.
func (t *Texts) In(language string) Strings {
	texts := maps.Clone(t.english)
	maps.Copy(texts, t.translated(language))
	return texts
}

// translated returns what there is in a language.
func (t *Texts) translated(language string) Strings {
	if language == English {
		return t.english
	}
	return t.own[language].over(t.builtin[language])
}

// Check compares the site's own texts with Belfry's. asked says whether a template
// of the site asks for a text: it may have texts of its own.
func (t *Texts) Check(asked func(id string) bool) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, language := range slices.Sorted(maps.Keys(t.own)) {
		file, english := t.own[language], t.english
		if language == English {
			english = t.builtin[English]
		}
		l, _ := locale.Get(language)
		found = append(found, file.check(english, asked, l)...)
		if language != English {
			found = append(found, untranslated(file.file, english, t.translated(language))...)
		}
	}
	return found
}
