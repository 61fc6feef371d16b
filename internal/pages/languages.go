package pages

import (
	"html/template"

	"belfry/internal/address"
	"belfry/internal/site"
)

// An Alternate is a page in another language, or for visitors of any (x-default), as the
// head of the page and the sitemap name it.
type Alternate struct {
	Lang    string
	Address template.URL // the whole URL
}

// A version is what an edition has of a page: where, and in which language; the zero
// version for nothing.
type version struct {
	at   address.Path
	lang string
}

// versions returns what each edition has of a page that all have at an address of their
// own.
func (p *publisher) versions(at address.Path) []version {
	all := make([]version, len(p.site.Editions))
	for i, ed := range p.site.Editions {
		all[i] = version{ed.At(at), ed.Tag()}
	}
	return all
}

// versionsOf returns what each edition has of the page of an item.
func (p *publisher) versionsOf(item site.Item) []version {
	all := make([]version, len(p.site.Editions))
	for i, ed := range p.site.Editions {
		if ed.Has(item) {
			says := ed.Text(item)
			all[i] = version{says.Address, says.Lang}
		}
	}
	return all
}

// alternates returns the versions of a page, where there are several. That of the first
// edition that has one is for visitors of other languages.
func (p *publisher) alternates(versions []version) []Alternate {
	var all []Alternate
	for _, v := range versions {
		if v.at != "" {
			all = append(all, Alternate{v.lang, template.URL(p.site.Base.URL(v.at))})
		}
	}
	if len(all) < 2 {
		return nil
	}
	return append(all, Alternate{"x-default", all[0].Address})
}

// languages returns the links from a page at an address, in a section, to what each
// edition has of it, or to a list in that language, where it has nothing. None leads
// anywhere by itself: visitors choose.
func (p *publisher) languages(at, section address.Path, versions []version) []Link {
	if len(versions) < 2 {
		return nil
	}
	all := make([]Link, len(versions))
	for i, v := range versions {
		ed, endonym := p.site.Editions[i], p.site.Editions[i].Locale.Endonym()
		link := p.link(endonym, v.at).current(v.at == at, "true")
		if v.at == "" || v.lang != ed.Tag() {
			id, list := listOf(section)
			with := p.in.Editions[i]
			text := with.Theme.Text("switch-to-list", "language", endonym, "list", with.Theme.Text(id))
			link = p.link(text, ed.At(list))
		}
		if link.Lang = ed.Tag(); link.Lang == p.site.Tag() {
			link.Lang = ""
		}
		all[i] = link
	}
	return all
}

// inOneLine is how many languages are shown side by side.
const inOneLine = 3

// manyLanguages returns the name of the page's language, where there are so many that
// they are shown on demand.
func (p *publisher) manyLanguages() string {
	if len(p.site.Editions) <= inOneLine {
		return ""
	}
	return p.site.Locale.Endonym()
}

// listOf returns the list that takes the place of a page of a section, and the text that
// names it.
func listOf(section address.Path) (id string, list address.Path) {
	switch section {
	case site.NewsAddress:
		return "news", section
	case site.EventsAddress:
		return "events", section
	case site.MembersAddress:
		return "members", section
	case site.PartnersAddress:
		return "partners", section
	}
	return "home", address.Home
}
