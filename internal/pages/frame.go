package pages

import (
	"html/template"
	"strings"

	"belfry/internal/address"
	"belfry/internal/site"
)

// A Link is a text that leads somewhere. Address is as it stands in a page: the
// path of one of this site, percent-encoded, or a URL.
type Link struct {
	Text, Address string
}

// HTML returns the link as an element.
func (l Link) HTML() template.HTML {
	return template.HTML(`<a href="` + template.HTMLEscapeString(l.Address) + `">` + template.HTMLEscapeString(l.Text) + `</a>`)
}

// linksHTML returns links as elements.
func linksHTML(list []Link) []template.HTML {
	html := make([]template.HTML, len(list))
	for i, l := range list {
		html[i] = l.HTML()
	}
	return html
}

// A Page is what every page has: its head, and the frame around its content.
type Page struct {
	Title     string
	FullTitle string        // with the site's name
	Trail     template.HTML // the links from the home page down to this one
	// Top is the beginning of the head; all pages of a section share it, the
	// header and the footer.
	Top, Header, Footer template.HTML
	meta                metadata
}

// Metadata returns what machines read in the head.
func (p Page) Metadata() template.HTML { return p.meta.html() }

// A frame is what the pages of one section share.
type frame struct{ top, header, footer template.HTML }

// topView is the view of the beginning of the head.
type topView struct{ Lang, SiteName string }

// headerView is the view of the header.
type headerView struct {
	SiteName, Home string
	Navigation     []NavigationItem
}

// A NavigationItem is a link of the navigation. Current is true on the pages
// of its section.
type NavigationItem struct {
	Link    Link
	Current bool
}

// footerView is the view of the footer.
type footerView struct {
	SiteName, Description string
	Pages                 []Link
	Contact               string // an address or a mailto: link
	Calendar              string
}

func (p *publisher) makeFrames() map[address.Path]frame {
	items := p.navigation()
	top := p.parts.html("top", topView{p.site.Locale.Tag(), p.site.Name})
	footer := p.parts.html("footer", p.footer(items))
	frames := map[address.Path]frame{"": {top, p.parts.html("header", p.header(items, "")), footer}}
	for _, item := range items {
		frames[item.at] = frame{top, p.parts.html("header", p.header(items, item.at)), footer}
	}
	return frames
}

func (p *publisher) header(items []navigationItem, section address.Path) headerView {
	v := headerView{SiteName: p.site.Name, Home: p.site.Base.Path(address.Home)}
	for _, item := range items {
		v.Navigation = append(v.Navigation, NavigationItem{item.link, item.at == section})
	}
	return v
}

// footer lists the plain pages that the navigation does not show.
func (p *publisher) footer(items []navigationItem) footerView {
	v := footerView{SiteName: p.site.Name, Description: p.site.Description, Contact: p.site.Base.Reference(p.site.Contact), Calendar: p.site.Base.Path(calendarAddress)}
	for _, page := range p.site.Pages {
		switch {
		case inNavigation(items, page.Address):
		case len(v.Pages) < mostInFooter:
			v.Pages = append(v.Pages, p.link(page.Title, page.Address))
		default:
			p.unlisted++
		}
	}
	return v
}

// base returns the view part of a page at address in a section of the site.
func (p *publisher) base(at, section address.Path, title, description string) Page {
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
		meta: metadata{title: title, description: description, kind: "website", canonical: p.site.Base.URL(at)},
		Top:  f.top, Header: f.header, Footer: f.footer,
	}
}

// trail returns the links from the home page down to the last of links.
func (p *publisher) trail(links ...Link) template.HTML {
	return p.parts.trail(append([]Link{{p.theme.Text("home"), p.site.Base.Path(address.Home)}}, links...))
}

// section returns the link to the list of a part of the site.
func (p *publisher) section(id string, at address.Path) Link { return p.link(p.theme.Text(id), at) }

// link returns the link to a path of the site.
func (p *publisher) link(text string, at address.Path) Link { return Link{text, p.site.Base.Path(at)} }

// reference returns the link that an editor wrote.
func (p *publisher) reference(text string, r address.Reference) Link {
	return Link{text, p.site.Base.Reference(r)}
}

func (p *publisher) termLinks(terms []*site.Term) []template.HTML {
	links := make([]template.HTML, len(terms))
	for i, t := range terms {
		links[i] = p.termLink(t)
	}
	return links
}

// termLink returns the link to a term, and nothing for none.
func (p *publisher) termLink(t *site.Term) template.HTML {
	if t == nil {
		return ""
	}
	return p.link(t.Name, t.Address).HTML()
}

func (p *publisher) organisationLinks(list []*site.Organisation) []template.HTML {
	links := make([]template.HTML, len(list))
	for i, o := range list {
		links[i] = p.link(o.Title, o.Address).HTML()
	}
	return links
}

// contactLink names a mailto: link or an address by what it leads to.
func (p *publisher) contactLink(contact address.Reference) *Link {
	switch {
	case contact == "":
		return nil
	case contact.Local():
		return new(p.reference(p.theme.Text("contact"), contact))
	}
	text := strings.TrimPrefix(strings.TrimPrefix(string(contact), "mailto:"), "https://")
	return &Link{strings.TrimPrefix(text, "http://"), string(contact)}
}
