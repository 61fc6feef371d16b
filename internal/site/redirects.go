package site

import (
	"belfry/internal/address"
	"belfry/internal/content"
	"belfry/internal/diag"
)

// A Redirect leads from a former address to an entry.
type Redirect struct {
	From   address.Path
	To     *Text
	Source string
	// Pos and Length (in characters) are those of From in Source.
	Pos    diag.Position
	Length int
	// Implied says that nobody has written it: nothing else is at From.
	Implied bool
}

// An alias is a former address, with the entry that has it now.
type alias struct {
	content.Ref
	to *Entry
}

func (a alias) from() address.Path { return address.Path(a.Name) }

// Aliases are the former addresses of what is published, by the address.
type aliases map[address.Path][]alias

func aliasesOf(d *content.Document) []content.Ref {
	switch {
	case d.News != nil:
		return d.News.Aliases
	case d.Event != nil:
		return d.Event.Aliases
	case d.Page != nil:
		return d.Page.Aliases
	}
	return nil
}

// redirects makes the redirects from former addresses. One that another file has,
// now or formerly, is reported at both.
func (r *resolver) redirects() (all []Redirect, former aliases) {
	var list []alias
	former = aliases{}
	for _, kind := range [...]content.Kind{content.KindPage, content.KindEvent, content.KindNews} {
		for i := range r.marked(kind, hasMoved) {
			p := r.pieces[i]
			for _, ref := range p.aliases {
				if to := p.entry(); to != nil && ref.Name != "" {
					a := alias{ref, to}
					list = append(list, a)
					former[a.from()] = append(former[a.from()], a)
				}
			}
		}
	}
	for _, a := range list {
		if r.isFree(a, former[a.from()]) {
			all = append(all, Redirect{From: a.from(), To: &a.to.own, Source: a.to.Source, Pos: a.Pos, Length: a.Length})
		}
	}
	return r.inEditions(all), former
}

// inEditions adds to redirects those from implied addresses. These give way to all that is
// written.
func (r *resolver) inEditions(all []Redirect) []Redirect {
	taken := make(map[address.Path]bool, len(all))
	for _, first := range all {
		taken[first.From] = true
	}
	for _, i := range r.implied {
		e := r.entryAt(r.names.names[i.original].Path)
		if e == nil || taken[i.at] || r.documentAt(i.at) != nil || r.isStatic(i.at.File()) {
			continue
		}
		taken[i.at] = true
		all = append(all, Redirect{From: i.at, To: r.textOf(e, i.edition), Source: e.Source, Implied: true})
	}
	return all
}

// isFree reports whether an address is nobody else's; same are all who have had it.
func (r *resolver) isFree(a alias, same []alias) bool {
	other := same[0]
	if other.Ref == a.Ref && other.to == a.to && len(same) > 1 {
		other = same[1]
	}
	switch d := r.documentAt(a.from()); {
	case d != nil && d.Path == a.to.Source:
		r.reportOwnAddress(a)
	case d != nil && r.entryAt(d.Path) != nil:
		r.reportAlias(a, d.Path)
		r.failAt(d.Path, content.Ref{}, "address-taken", "the address "+a.Name+" is also a former one of "+a.to.Source,
			"take it out there, or give this file another name")
	case len(same) > 1 && other.to == a.to:
		r.failAt(a.to.Source, a.Ref, "address-taken", "the address "+a.Name+" stands here twice", "take one of the two out")
	case len(same) > 1:
		r.reportAlias(a, other.to.Source)
	default:
		return true
	}
	return false
}

func (f *findings) reportOwnAddress(a alias) {
	f.failAt(a.to.Source, a.Ref, "address-taken", "this is the file's own address, not a former one", "take it out")
}

func (f *findings) reportAlias(a alias, other string) {
	f.failAt(a.to.Source, a.Ref, "address-taken",
		"the address "+a.Name+" is also that of "+other, "take it out here or there")
}
