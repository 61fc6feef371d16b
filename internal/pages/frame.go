package pages

import (
	"html/template"
	"strings"

	"belfry/internal/site"
)

// A Link is a text that leads somewhere. Address is a path of this site,
// not always percent-encoded, or a URL that was checked where it was read.
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

func (p *publisher) makeFrames() map[string]frame {
	items := p.navigation()
	top := p.parts.html("top", topView{p.site.Locale.Tag(), p.site.Name})
	footer := p.parts.html("footer", p.footer(items))
	frames := map[string]frame{"": {top, p.parts.html("header", p.header(items, "")), footer}}
	for _, item := range items {
		frames[item.Address] = frame{top, p.parts.html("header", p.header(items, item.Address)), footer}
	}
	return frames
}

func (p *publisher) header(items []Link, section string) headerView {
	v := headerView{SiteName: p.site.Name, Home: p.site.Root + "/"}
	for _, item := range items {
		v.Navigation = append(v.Navigation, NavigationItem{item, item.Address == section})
	}
	return v
}

// footer lists the plain pages that the navigation does not show.
func (p *publisher) footer(items []Link) footerView {
	v := footerView{SiteName: p.site.Name, Description: p.site.Description, Contact: p.site.Contact, Calendar: p.site.Root + "/calendar.ics"}
	for _, page := range p.site.Pages {
		switch {
		case inNavigation(items, page.Address):
		case len(v.Pages) < mostInFooter:
			v.Pages = append(v.Pages, Link{page.Title, page.Address})
		default:
			p.unlisted++
		}
	}
	return v
}

// base returns the view part of a page at address in a section of the site.
func (p *publisher) base(address, section, title, description string) Page {
	f, ok := p.frames[p.site.Root+section]
	if !ok {
		f = p.frames[""]
	}
	full := title
	if title != p.site.Name {
		full += " · " + p.site.Name
	}
	return Page{
		Title: title, FullTitle: full,
		meta: metadata{title: title, description: description, kind: "website", canonical: p.site.Absolute(p.site.Root + address)},
		Top:  f.top, Header: f.header, Footer: f.footer,
	}
}

// trail returns the links from the home page down to the last of links.
func (p *publisher) trail(links ...Link) template.HTML {
	return p.parts.trail(append([]Link{{p.theme.Text("home"), p.site.Root + "/"}}, links...))
}

func (p *publisher) section(id, address string) Link {
	return Link{p.theme.Text(id), p.site.Root + address}
}

func termLinks(terms []*site.Term) []template.HTML {
	links := make([]template.HTML, len(terms))
	for i, t := range terms {
		links[i] = termLink(t)
	}
	return links
}

// termLink returns the link to a term, and nothing for none.
func termLink(t *site.Term) template.HTML {
	if t == nil {
		return ""
	}
	return Link{t.Name, t.Address}.HTML()
}

func organisationLinks(list []*site.Organisation) []template.HTML {
	links := make([]template.HTML, len(list))
	for i, o := range list {
		links[i] = Link{o.Title, o.Address}.HTML()
	}
	return links
}

// contactLink names a mailto: link or an address by what it leads to.
func (p *publisher) contactLink(contact string) *Link {
	switch {
	case contact == "":
		return nil
	case strings.HasPrefix(contact, "/"):
		return &Link{p.theme.Text("contact"), contact}
	}
	text := strings.TrimPrefix(strings.TrimPrefix(contact, "mailto:"), "https://")
	return &Link{strings.TrimPrefix(text, "http://"), contact}
}
