package site

import (
	"path"
	"slices"
	"strings"

	"belfry/internal/address"
	"belfry/internal/content"
	"belfry/internal/diag"
)

// Names are the files by their names, and which of them are not published. Names
// are those of texts in the site's language; translations share them.
type names struct {
	documents map[string]*content.Document // by kind and name
	byKind    map[content.Kind][]*content.Document
	// formerly are the files that have had an address, by it.
	formerly map[address.Path]*content.Document
	owner    map[string]string   // path of a translation -> path of the file that it translates
	withheld map[string]Withheld // by path; none where drafts are published
	// early is what is published only because drafts are, and untranslated are the
	// translations, which are not published yet.
	early, untranslated []Withheld
}

// identify finds the file of each name, and what is withheld.
func (r *resolver) identify() *names {
	n := r.nameFiles()
	n.withheld, n.early = r.withhold(n)
	n.formerly = r.formerAddresses(n)
	n.owner, n.untranslated = r.pairTranslations(n)
	return n
}

// nameFiles finds the file of each name, and reports names that several files have.
func (r *resolver) nameFiles() *names {
	n := &names{
		documents: make(map[string]*content.Document, len(r.in.Documents)),
		byKind:    map[content.Kind][]*content.Document{},
	}
	translated := map[string]*content.Document{} // by key and language
	namesakes := map[*content.Document][]*content.Document{}
	var taken []*content.Document // the first of those that have one name
	for _, d := range r.in.Documents {
		documents, name := n.documents, d.Key()
		if !r.isOriginal(d) {
			documents, name = translated, d.Key()+"."+d.Lang
		}
		if first := documents[name]; first != nil {
			if namesakes[first] == nil {
				taken = append(taken, first)
			}
			namesakes[first] = append(namesakes[first], d)
			continue
		}
		documents[name] = d
		if r.isOriginal(d) {
			n.byKind[d.Kind] = append(n.byKind[d.Kind], d)
		}
	}
	for _, first := range taken {
		r.reportNamesakes(append([]*content.Document{first}, namesakes[first]...))
	}
	return n
}

// formerAddresses returns the files that have had an address. One that is
// published comes before one that is withheld.
func (r *resolver) formerAddresses(n *names) map[address.Path]*content.Document {
	formerly := map[address.Path]*content.Document{}
	for _, d := range r.in.Documents {
		if n.documents[d.Key()] != d {
			continue
		}
		for _, a := range aliasesOf(d) {
			if first := formerly[address.Path(a.Name)]; first != nil {
				if _, withheld := n.withheld[first.Path]; !withheld {
					continue
				}
			}
			formerly[address.Path(a.Name)] = d
		}
	}
	return formerly
}

// pairTranslations pairs texts in further languages with the file that they
// translate, and lists them: they are not published yet.
func (r *resolver) pairTranslations(n *names) (owner map[string]string, all []Withheld) {
	owner = map[string]string{}
	for _, d := range r.in.Documents {
		if r.isOriginal(d) {
			continue
		}
		original, ok := n.documents[d.Key()]
		if !ok {
			r.fail(d.Path, diag.Position{}, "nothing-to-translate",
				"there is no "+d.Name+" in "+d.Kind.Folder()+"/ that this text translates",
				"write the text in the site's first language ("+r.language()+") first, under the same name")
			continue
		}
		owner[d.Path] = original.Path
		all = append(all, Withheld{Source: d.Path, Reason: OtherLanguage, Lang: d.Lang})
	}
	return owner, all
}

// documentAt returns the file that is published at an address of the kind
// /news/NAME/, /events/NAME.ics or /NAME/, or nil.
func (n *names) documentAt(at address.Path) *content.Document {
	key := strings.TrimSuffix(strings.Trim(string(at), "/"), ".ics")
	if !strings.Contains(key, "/") {
		key = content.KindPage.Folder() + "/" + key
	}
	return n.documents[key]
}

// named returns the file of a kind that has a name, or nil.
func (n *names) named(kind content.Kind, name string) *content.Document {
	return n.documents[kind.Folder()+"/"+name]
}

// isBroken reports whether the file of a name has mistakes, so that nothing more
// needs to be said where it is referred to.
func (n *names) isBroken(kind content.Kind, name string) bool {
	d := n.named(kind, name)
	return d != nil && d.Failed()
}

// reportNamesakes reports files of one name, each with one of the others.
func (r *resolver) reportNamesakes(all []*content.Document) {
	dated := datedNames(all)
	for i, d := range all {
		other := all[0]
		if i == 0 {
			other = all[1]
		}
		message := "the name " + d.Name + " has another file too: " + other.Path
		hint := "the name gives the address; give one of the files another name"
		if dated != nil {
			hint = "the date is no part of the name, which gives the address; rename one of them, this one to " + dated[i]
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
func datedNames(all []*content.Document) []string {
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
