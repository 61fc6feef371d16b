package content

import (
	"cmp"
	"fmt"
	"strings"

	"belfry/internal/frontmatter"
	"belfry/internal/locale"
)

// language reads the tag of one of the official languages of the EU, which a
// site can be written in.
func (d *decoder) language(n *node) string {
	s, ok := d.Value(n, "a language's tag")
	if !ok || isLanguage(s) {
		return s
	}
	hint := "they are " + strings.Join(locale.Tags(), ", ")
	if tag, named := locale.SpokenNamed(s); named && isLanguage(tag) {
		hint = "write " + tag
	}
	if isLanguage(strings.ToLower(s)) {
		hint = "write " + strings.ToLower(s) + ", in small letters"
	}
	d.ReportAt(n, "unknown-language", fmt.Sprintf("%q is not the tag of an official language of the EU", s), hint)
	return ""
}

// languages reads those that are spoken at an event.
func (d *decoder) languages(n *node) []string {
	return frontmatter.EachOf((*decoder).spoken, languageNamed)(d, n)
}

// spoken reads the tag of a language that is spoken at an event, which may be
// any.
func (d *decoder) spoken(n *node) string {
	s, ok := d.Value(n, "a language's tag")
	if !ok || isLanguage(s) {
		return s
	}
	tag, well := locale.IsSpoken(s)
	if well {
		return s
	}
	hint := "languages are written with their tags, as in en, fr or uk"
	if isLanguage(tag) {
		hint = "write " + tag + ", in small letters"
	} else if tag = cmp.Or(tag, languageNamed(s)); tag != "" {
		hint = "write " + tag
	}
	d.ReportAt(n, "unknown-language", fmt.Sprintf("%q is not the tag of a language", s), hint)
	return ""
}

// languageNamed returns the tag of the language with a name, or "".
func languageNamed(name string) string {
	if tag, named := locale.SpokenNamed(name); named {
		return tag
	}
	return locale.SpokenIn(name)
}
