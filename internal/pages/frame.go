package pages

import (
	"html/template"

	"belfry/internal/address"
	"belfry/internal/site"
	"belfry/internal/theme"
)

// A Page is what every page has: its head, and the frame around its content.
type Page struct {
	Title     string
	FullTitle string     // with the site's name
	Lang      string     // of the title, where it is another than the page's
	Trail     theme.Part // the links from the home page down to this one
	// Top is the beginning of the head; all pages of a section share it, the
	// header and the footer.
	Top, Header, Footer theme.Part
	Metadata            Metadata
	Languages           []Link // to the page in the languages of the site; none where it has only one
	Language            string // the name of the page's own, where there are so many that they are shown on demand
}

// A frame is what the pages of one section share.
type frame struct{ top, header, footer theme.Part }

// topView is the view of the beginning of the head.
type topView struct{ Lang, SiteName string }

// headerView is the view of the header.
type headerView struct {
	Home       Link // whose text is the site's name
	Navigation []Link
}

// footerView is the view of the footer.
type footerView struct {
	SiteName, Description string
	Pages                 []Link // that the navigation does not show
	Contact               *Link
	Calendar              Link
}

func (p *publisher) makeFrames() map[address.Path]frame {
	items := p.navigation()
	top := p.theme.Part("top", topView{p.site.Tag(), p.site.Name})
	footer := p.theme.Part("footer", p.footer(items))
	frames := map[address.Path]frame{"": {top, p.theme.Part("header", p.header(items, "")), footer}}
	for _, item := range items {
		frames[item.at] = frame{top, p.theme.Part("header", p.header(items, item.at)), footer}
	}
	return frames
}

func (p *publisher) header(items []navigationItem, section address.Path) headerView {
	v := headerView{Home: p.part(p.site.Name, address.Home)}
	for _, item := range items {
		v.Navigation = append(v.Navigation, item.link.current(item.at == section, "true"))
	}
	return v
}

// footer lists the plain pages that the navigation does not show.
func (p *publisher) footer(items []navigationItem) footerView {
	v := footerView{
		SiteName: p.site.Name, Description: p.site.Description,
		Calendar: p.part(p.theme.Text("all-events-calendar"), site.CalendarAddress),
	}
	if p.site.Contact != "" {
		v.Contact = new(p.reference(p.theme.Text("contact"), p.site.Contact))
	}
	for _, page := range p.site.PlainPages {
		switch {
		case inNavigation(items, page.Own().Address):
		case len(v.Pages) < mostInFooter:
			v.Pages = append(v.Pages, p.item(page))
		default:
			p.unlisted++
		}
	}
	return v
}

// ofItem returns the view part of the page of an item in a section of the site.
func (p *publisher) ofItem(i site.Item, section address.Path) Page {
	says := p.site.Text(i)
	v := p.pageAt(says.Address, section, says.Title, says.Summary, p.versionsOf(i))
	v.Lang = p.otherLanguage(says)
	return v
}

// base returns the view part of a page that each edition has at an address of its own,
// in a section of the site.
func (p *publisher) base(at, section address.Path, title, description string) Page {
	return p.pageAt(p.site.At(at), section, title, description, p.versions(at))
}

func (p *publisher) pageAt(at, section address.Path, title, description string, versions []version) Page {
	f, ok := p.frames[section]
	if !ok {
		f = p.frames[""]
	}
	full := title
	if title != p.site.Name {
		full += " · " + p.site.Name
	}
	return Page{
		Title: title, FullTitle: full,
		Metadata: Metadata{
			Title: title, Description: description, Kind: "website",
			Canonical: template.URL(p.site.Base.URL(at)), Alternates: p.alternates(versions),
		},
		Languages: p.languages(at, section, versions), Language: p.manyLanguages(),
		Top: f.top, Header: f.header, Footer: f.footer,
	}
}

// trail returns the links from the home page down to the last of links.
func (p *publisher) trail(links ...Link) theme.Part {
	return p.trails.part(p.theme, append([]Link{p.section("home", address.Home)}, links...))
}
