package content

import (
	"strings"
	"unicode/utf8"

	"belfry/internal/locale"

	"go.yaml.in/yaml/v4"
)

// A bound is how much a field holds, and what was probably meant where it is
// given more.
type bound struct {
	characters int // of a text, or of each in a list
	hint       string
	items      int // of a list
	tooMany    string
}

const inBody = "longer texts belong into the body, under the second ---"

// boundOf returns the bound of a field. Bounds are far above what lists, phones
// and calendar programs show, so that what is over them is a slip: a whole text
// in the place of a line, or the same lines pasted again and again.
func boundOf(field string) bound {
	switch field {
	case "title":
		return bound{characters: 300, hint: "a title is a few words; more belongs into summary, or into the body, under the second ---"}
	case "summary":
		return bound{characters: 1000, hint: inBody}
	case "description":
		return bound{characters: 1000, hint: "it is one sentence; longer texts belong into a page, as " + Dir + "/" + KindPage.Folder() + "/about.md"}
	case "name":
		return bound{characters: 300, hint: "a name is a few words"}
	case "status_reason":
		return bound{characters: 500, hint: inBody}
	case "uid":
		return bound{characters: 255, hint: "calendar programs know no longer ones; take it out, and one is made from the file's name"}
	case "website", "join", "agenda", "recording", "url", "contact":
		return bound{characters: 2000, hint: "browsers follow no longer addresses; look whether something else was copied with it"}
	case "src", "logo":
		return bound{characters: 2000, hint: "write the name of a file beside the text"}
	case "repeat":
		return bound{characters: 2000, hint: "write single dates under also"}
	case "aliases":
		return bound{characters: 2000, hint: "take it out: nothing can have been published there", items: 50, tooMany: "keep those that other sites link to"}
	case "navigation":
		return bound{characters: 2000, hint: "write an address of this site, as in /news/", items: 30, tooMany: "a menu has to fit on a phone; let a page link to the others"}
	case "topics", "countries", "languages", "organisers", "promoted_by", "events":
		return bound{characters: 300, hint: inBody, items: 50, tooMany: "keep those that matter most"}
	case "except", "also", "changes":
		return bound{characters: 300, hint: "a date is written as 2024-06-03", items: 1000, tooMany: "say regular dates with a rule in repeat, or make several events"}
	case "attachments":
		return bound{items: 100, tooMany: "put several documents into one, or link to them in the body"}
	}
	return bound{characters: 300, hint: "write a few words; " + inBody}
}

// mostTerms is how many entries a vocabulary has at most.
const mostTerms = 2000

// fits reports a value that is longer than its field holds. prose says that the
// field is one of text, which may be given once for each language. Fields of
// groups have bounds of their own.
func (d *decoder) fits(field string, prose bool, n *node) bool {
	b := boundOf(field)
	switch {
	case n.Kind == yaml.ScalarNode:
		return d.fitsText(field, b, n)
	case n.Kind == yaml.SequenceNode && b.items > 0:
		return d.fitsList(field, b, n)
	case n.Kind == yaml.MappingNode && prose:
		return d.fitsLanguages(field, b, n)
	case n.Kind == yaml.MappingNode && len(n.Content) > 2*mostTerms:
		d.reportTooMany(field, n.Content[2*mostTerms], len(n.Content)/2, mostTerms, "each has a page and a calendar; keep those that something is about")
		return false
	}
	return true
}

func (d *decoder) fitsText(field string, b bound, n *node) bool {
	if b.characters == 0 || len(n.Value) <= b.characters {
		return true
	}
	length := utf8.RuneCountInString(strings.TrimSpace(n.Value))
	if length <= b.characters {
		return true
	}
	d.reportAt(n, "too-long", "there are "+Number(length)+" characters in "+field+", and "+Number(b.characters)+" fit", b.hint)
	return false
}

func (d *decoder) fitsList(field string, b bound, n *node) bool {
	if len(n.Content) > b.items {
		d.reportTooMany(field, follow(n.Content[b.items]), len(n.Content), b.items, b.tooMany)
		return false
	}
	fit := true
	for _, item := range n.Content {
		if item = follow(item); item.Kind == yaml.ScalarNode {
			fit = d.fitsText(field, b, item) && fit
		}
	}
	return fit
}

// fitsLanguages is for a text that is given in several languages.
func (d *decoder) fitsLanguages(field string, b bound, n *node) bool {
	fit := true
	for i := 1; i < len(n.Content); i += 2 {
		if text := follow(n.Content[i]); text.Kind == yaml.ScalarNode {
			fit = d.fitsText(field, b, text) && fit
		}
	}
	return fit
}

// reportTooMany reports a list at the first entry that does not fit.
func (d *decoder) reportTooMany(field string, first *node, entries, most int, hint string) {
	d.reportAt(first, "too-many-items", "there are "+Number(entries)+" entries in "+field+", and "+Number(most)+" fit: those from here on are too many", hint)
}

// Number returns n as messages show it: 63,000.
func Number(n int) string {
	english, _ := locale.Get("en")
	return english.Number(n)
}
