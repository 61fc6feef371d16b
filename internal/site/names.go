package site

import (
	"path"
	"slices"
	"strings"

	"belfry/internal/content"
	"belfry/internal/diag"
)

// identify finds the file of each name, and names that several files have.
func (b *builder) identify() {
	language := b.in.Config.Languages[0]
	translated := map[string]*content.Document{} // by key and language
	namesakes := map[*content.Document][]*content.Document{}
	var taken []*content.Document // the first of those that have one name
	for _, d := range b.in.Documents {
		names, name := b.documents, d.Key()
		if b.language(d) != language {
			names, name = translated, d.Key()+"."+d.Lang
		}
		if first := names[name]; first != nil {
			if namesakes[first] == nil {
				taken = append(taken, first)
			}
			namesakes[first] = append(namesakes[first], d)
			continue
		}
		names[name] = d
		if b.language(d) == language {
			b.byKind[d.Kind] = append(b.byKind[d.Kind], d)
			b.rememberAliases(d)
		}
	}
	for _, first := range taken {
		b.reportNamesakes(append([]*content.Document{first}, namesakes[first]...))
	}
}

// reportNamesakes reports files of one name, each with one of the others.
func (b *builder) reportNamesakes(all []*content.Document) {
	dated := datedNames(all)
	for i, d := range all {
		other := all[0]
		if i == 0 {
			other = all[1]
		}
		message, hint := "the name "+d.Name+" has another file too: "+other.Path, "the name gives the address; give one of the files another name"
		if dated != nil {
			hint = "the date is no part of the name, which gives the address; rename one of them, this one to " + dated[i]
		}
		if sameText(d.Path, other.Path) {
			message, hint = "another file has this name, with its accents stored in another way", "they look alike; delete or rename one of them"
		}
		b.fail(d.Path, diag.Position{}, "name-taken", message, hint)
	}
}

// datedNames returns names for files of one name that differ in their dates: with
// the month, as in newsletter-2024-03, or where that does not tell them apart
// with the day. It returns nil where the dates do neither.
func datedNames(all []*content.Document) []string {
	dates, endings := make([]string, len(all)), make([]string, len(all))
	months := make([]string, len(all))
	for i, d := range all {
		base, ending := named(d.Path)
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

// named returns the part of a path that names a text, its file or its folder,
// and the ending of a file with its language.
func named(file string) (name, ending string) {
	name, ending, _ = strings.Cut(path.Base(file), ".")
	if name == "index" {
		return path.Base(path.Dir(file)), ""
	}
	return name, "." + ending
}
