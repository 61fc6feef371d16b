package locale

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// IsSpoken reports whether tag is the BCP 47 tag of a language of people, as
// it is best written: "nb", "sr-Latn", "de-AT". Of a tag that is written in
// another way best is the one to write, "" where there is none.
func IsSpoken(tag string) (best string, ok bool) {
	t, err := language.Parse(tag)
	isPrivate := strings.Contains(tag, "x-")
	if err != nil || t.IsRoot() || isPrivate || tag == "mul" || display.English.Languages().Name(t) == "" {
		return "", false
	}
	return t.String(), t.String() == tag
}

// SpokenNamed returns the tag of the language that has a name, in English or in
// itself: "Norwegian", "українська".
func SpokenNamed(name string) (tag string, ok bool) {
	tag, ok = spokenNames()[anyCase(name)]
	return tag, ok
}

// spokenNames are the tags of languages by their names.
var spokenNames = sync.OnceValue(func() map[string]string {
	tags := map[string]string{}
	add := func(name, tag string) {
		if key := anyCase(name); name != "" && tags[key] == "" {
			tags[key] = tag
		}
	}
	for _, tag := range Tags() { // of which two may share a name with others
		l, _ := Get(tag)
		add(l.Endonym(), tag)
	}
	for _, t := range display.Values.Tags() {
		if base, _ := t.Base(); t.IsRoot() || t.String() != base.String() {
			continue
		}
		add(english(t), t.String())
		add(display.Self.Name(t), t.String())
	}
	return tags
})

// anyCase returns what is equal for names that differ in case alone.
func anyCase(name string) string { return strings.ToLower(strings.ToUpper(name)) }

// SpokenIn returns the tag of the language that most people speak in a country,
// whose code is often taken for it ("UA" for "uk"); "" where code is none.
func SpokenIn(code string) string {
	if !IsCountry(strings.ToUpper(code)) {
		return ""
	}
	t, err := language.Parse("und-" + strings.ToUpper(code))
	if err != nil {
		return ""
	}
	base, _ := t.Base()
	return base.String()
}

// english is the English name of a language. The library takes Norwegian for
// one of its two written forms.
func english(t language.Tag) string {
	if t.String() == "no" {
		return "Norwegian"
	}
	return display.English.Languages().Name(t)
}

// Language is the name of a language that people speak, where IsSpoken(tag): in
// l's own language, or else in English.
func (l *Locale) Language(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	if l.tag == "en" {
		return english(t)
	}
	if namer := display.Languages(language.MustParse(l.tag)); namer != nil {
		if name := namer.Name(t); name != "" {
			return name
		}
	}
	return english(t)
}
