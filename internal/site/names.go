package site

import (
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"belfry/internal/address"
	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/locale"
)

// Names are the files by their names, and which of them are not published. Names
// are those of originals; translations share them.
type names struct {
	*called
	ledger
	// formerly are the files that have had an address, by it.
	formerly map[address.Path]*content.Document
	withheld map[string]Withheld // by path; none where drafts are published
	early    []Withheld          // what is published only because drafts are
	implied  []impliedAddress
}

// Called is which file has which name. It is made of the names alone, and has files by
// their places in order.
type called struct {
	names  []content.FileName
	places map[string]int32         // of originals, by kind and name
	paths  map[string]int32         // places of all, by path
	byKind map[content.Kind][]int32 // places of originals
	// translated are the places of translations, by what inLanguage returns, and
	// translations those of the files that they translate, by theirs.
	translated        map[string]int32
	translations      map[int32]int32
	translationPlaces []int32 // in order
	plain             bool    // all names are (address.IsPlain)
	found             findings
}

// identify finds the file of each name, unless all have the names that they had, and
// what is withheld.
func (r *resolver) identify() {
	n := r.names
	if n.moved {
		n.called = r.call()
	}
	n.settle()
	r.add(&n.found)
	n.withheld, n.early = r.withhold(n)
	n.implied = r.impliedAddresses(n)
	n.formerly = r.formerAddresses(n)
}

// call finds the file of each name.
func (r *resolver) call() *called {
	size := len(r.in.Documents)
	c := &called{
		names: make([]content.FileName, size), places: make(map[string]int32, size),
		paths: make(map[string]int32, size), byKind: map[content.Kind][]int32{}, plain: true,
		translated: map[string]int32{}, translations: map[int32]int32{},
	}
	for i, d := range r.in.Documents {
		c.names[i], c.paths[d.Path] = d.FileName, int32(i)
		c.plain = c.plain && address.IsPlain(d.Name)
	}
	own := r.noting(&c.found)
	own.nameFiles(c)
	own.pairTranslations(c)
	own.noticeAlone(c)
	return c
}

// nameFiles finds the file of each name, and reports names that several files have.
func (r *resolver) nameFiles(c *called) {
	namesakes := map[int32][]content.FileName{}
	var taken []int32 // the first of those that have one name
	for i, n := range c.names {
		places, name := c.places, n.Key()
		if n.IsTranslation {
			places, name = c.translated, inLanguage(n.Key(), n.Lang)
		}
		if first, is := places[name]; is {
			if namesakes[first] == nil {
				taken, namesakes[first] = append(taken, first), []content.FileName{c.names[first]}
			}
			namesakes[first] = append(namesakes[first], n)
			continue
		}
		places[name] = int32(i)
		if !n.IsTranslation {
			c.byKind[n.Kind] = append(c.byKind[n.Kind], int32(i))
		}
	}
	for _, first := range taken {
		r.reportNamesakes(namesakes[first])
	}
}

// formerAddresses returns the files that have had an address. One that is
// published comes before one that is withheld.
func (r *resolver) formerAddresses(n *names) map[address.Path]*content.Document {
	formerly := map[address.Path]*content.Document{}
	for i, marks := range n.ledger.marks {
		if marks&hasMoved == 0 {
			continue
		}
		d := n.documents[i]
		for _, a := range n.pieces[i].aliases {
			if first := formerly[address.Path(a.Name)]; first != nil {
				if _, withheld := n.withheld[first.Path]; !withheld {
					continue
				}
			}
			formerly[address.Path(a.Name)] = d
		}
	}
	for _, i := range n.implied {
		if formerly[i.at] == nil {
			formerly[i.at] = n.documents[i.original]
		}
	}
	return formerly
}

// inLanguage returns what tells the translation of a file, by its key, into a language
// from all others.
func inLanguage(key, lang string) string { return key + "." + lang }

// pairTranslations pairs translations with the files that they translate. One into a
// language that no edition is in is shown nowhere.
func (r *resolver) pairTranslations(c *called) {
	for _, i := range c.translated {
		n := c.names[i]
		original, is := c.places[n.Key()]
		if !is { // which has no name that can be read
			continue
		}
		if _, is := r.editionOf(n); !is {
			r.reportNoEdition(n, c.names[original].Path)
			continue
		}
		c.translations[i] = original
	}
	c.translationPlaces = slices.Sorted(maps.Keys(c.translations))
}

// noticeAlone says of a text that says its language in its name, and that translates
// nothing, what it may have been meant to translate: a text with nearly the same name.
func (r *resolver) noticeAlone(c *called) {
	for _, kind := range [...]content.Kind{
		content.KindNews, content.KindEvent, content.KindMember, content.KindPartner, content.KindPage,
	} {
		var alone []content.FileName
		var others []string
		for _, i := range c.byKind[kind] {
			if n := c.names[i]; n.Lang != "" && n.Lang != r.language() {
				alone = append(alone, n)
			} else {
				others = append(others, n.Name)
			}
		}
		if len(alone) == 0 {
			continue
		}
		words := diag.NewWords(others)
		for _, n := range alone {
			if near, is := words.Nearest(n.Name); is {
				r.report(diag.Diagnostic{
					Severity: diag.Notice, Code: "translates-nothing", File: n.Path,
					Message: "there is no " + n.Name + ".md that this translates, so it is a text of its own",
					Hint:    "if it translates " + near + ".md, give it that name: " + near + "." + n.Lang + ".md",
				})
			}
		}
	}
}

func (f *findings) reportNoEdition(n content.FileName, original string) {
	d := diag.Diagnostic{
		Severity: diag.Notice, Code: "no-edition", File: n.Path,
		Message: "this translates " + original + ", but the site is not in the language " + n.Lang + ", so it is not shown",
	}
	if _, official := locale.Get(n.Lang); official {
		d.Hint = "add " + n.Lang + " to the languages in " + content.ConfigFile
	}
	f.report(d)
}

// entryAt returns the entry of the text at a path, nil where none is published.
func (n *names) entryAt(path string) *Entry {
	i, is := n.paths[path]
	if !is || !n.isNamed(i) {
		return nil
	}
	return n.pieces[i].entry()
}

// at returns the file that has a key, or nil.
func (n *names) at(key string) *content.Document {
	if i, is := n.places[key]; is {
		return n.documents[i]
	}
	return nil
}

// documentAt returns the file that is published at an address of the kind
// /news/NAME/, /fr/events/NAME.ics or /NAME/, or nil.
func (r *resolver) documentAt(at address.Path) *content.Document {
	key, edition := r.keyIn(at)
	if i, is := r.translated[inLanguage(key, r.locales[edition].Tag())]; is {
		return r.documents[i]
	}
	if d := r.at(key); d != nil {
		if own, _ := r.editionOf(d.FileName); own == edition {
			return d
		}
	}
	return nil
}

// named returns the file of a kind that has a name, or nil.
func (n *names) named(kind content.Kind, name string) *content.Document {
	return n.at(content.KeyFor(kind, name))
}

// isBroken reports whether the file of a name has mistakes, so that nothing more
// needs to be said where it is referred to.
func (n *names) isBroken(kind content.Kind, name string) bool {
	d := n.named(kind, name)
	return d != nil && d.Failed()
}

// reportNamesakes reports files of one name, each with one of the others.
func (r *resolver) reportNamesakes(all []content.FileName) {
	dated := datedNames(all)
	for i, d := range all {
		other := all[0]
		if i == 0 {
			other = all[1]
		}
		message := "the name " + d.Name + " has another file too: " + other.Path
		hint := "the name gives the address; give one of the files another name, or delete a copy"
		if dated != nil {
			hint = "the date is no part of the name, which gives the address; " +
				"rename one of them, this one to " + dated[i] + ", or delete a copy"
		}
		if d.Lang != other.Lang {
			message = "the text in " + cmp.Or(d.Lang, other.Lang) + " has another file too: " + other.Path
			hint = "a name that says no language is in the site's first, which is " + r.language() +
				"; say the language of each in its name, or delete a copy"
		}
		if sameText(d.Path, other.Path) {
			message = "another file has this name, with its accents stored in another way"
			hint = "they look alike; delete or rename one of them"
		}
		r.fail(d.Path, diag.Position{}, "name-taken", message, hint)
	}
}

// datedNames returns names for files of one name that differ in their dates: with
// the month, as in newsletter-2024-03, or where that does not tell them apart
// with the day. It returns nil where the dates do neither.
func datedNames(all []content.FileName) []string {
	dates, endings := make([]string, len(all)), make([]string, len(all))
	months := make([]string, len(all))
	for i, d := range all {
		base, ending := nameIn(d.Path)
		date, dated := content.LeadingDate(base)
		if !dated {
			return nil
		}
		dates[i], months[i], endings[i] = date, date[:len("2024-03")], ending
	}
	if !differ(dates) {
		return nil
	}
	if differ(months) {
		dates = months
	}
	names := make([]string, len(all))
	for i, d := range all {
		names[i] = d.Name + "-" + dates[i] + endings[i]
	}
	return names
}

// differ reports whether no text stands in list twice.
func differ(list []string) bool {
	sorted := slices.Sorted(slices.Values(list))
	return len(slices.Compact(sorted)) == len(list)
}

// nameIn returns the part of a path that names a text, its file or its folder,
// and the ending of a file with its language.
func nameIn(file string) (name, ending string) {
	name, ending, _ = strings.Cut(path.Base(file), ".")
	if name == "index" {
		return path.Base(path.Dir(file)), ""
	}
	return name, "." + ending
}
