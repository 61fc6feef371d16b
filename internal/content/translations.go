package content

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// Translations returns which of the texts of a site are translations of others: of those
// of one name the one without a language in its name is the original, or that in the
// first language of the site, or that in the next of its languages that has one, or
// else the first by their languages.
func Translations(files, languages []string) map[string]bool {
	if !slices.ContainsFunc(files, saysLanguage) {
		return nil
	}
	named := map[string][]FileName{}
	for _, file := range files {
		if n, _, ok := Name(file, languages); ok {
			named[n.Key()] = append(named[n.Key()], n)
		}
	}
	translations := map[string]bool{}
	for _, all := range named {
		original := slices.MinFunc(all, func(a, b FileName) int {
			return cmp.Or(cmp.Compare(rank(a, languages), rank(b, languages)), cmp.Compare(a.Lang, b.Lang))
		})
		for _, n := range all {
			if language(n, languages) != language(original, languages) {
				translations[n.Path] = true
			}
		}
	}
	return translations
}

// saysLanguage reports whether a name may say a language, as all with two dots do.
func saysLanguage(file string) bool { return strings.Count(path.Base(file), ".") > 1 }

func language(n FileName, languages []string) string { return cmp.Or(n.Lang, languages[0]) }

// rank returns the place of a text among those of one name: the first is the original.
func rank(n FileName, languages []string) int {
	if place := slices.Index(languages, language(n, languages)); place >= 0 {
		return place
	}
	return len(languages)
}
