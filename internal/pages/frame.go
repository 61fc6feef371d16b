package pages

import (
	"html/template"
	"strings"

	"belfry/internal/site"
)

// A Link is a text that leads somewhere.
type Link struct {
	Text, Address string
}

// A Page is what every page has: its head, and the frame around its content.
type Page struct {
	Lang, Title, SiteName string
	Description           string
	Canonical             string // absolute
	Kind                  string // of Open Graph: website or article
	Image                 string // absolute, may be empty
	ImageAlt              string
	NoIndex               bool
	Calendars             []Link // feeds to subscribe to, for the head
	Crumbs                []Link // from the home page down, without the page itself
	Header, Footer        template.HTML
}

// A frame is what the pages of one section share, rendered once.
type frame struct{ header, footer template.HTML }

// headerView is the view of the header.
type headerView struct {
	SiteName, Home string
	Navigation     []NavigationItem
}

// A NavigationItem is a link of the navigation. Current is true on the pages
// of its section.
type NavigationItem struct {
	Link
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
	footer := p.mustHTML("footer", p.footer(items))
	frames := map[string]frame{"": {p.mustHTML("header", p.header(items, "")), footer}}
	for _, item := range items {
		frames[item.Address] = frame{p.mustHTML("header", p.header(items, item.Address)), footer}
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
		if !inNavigation(items, page.Address) {
			v.Pages = append(v.Pages, Link{page.Title, page.Address})
		}
	}
	return v
}

func inNavigation(items []Link, address string) bool {
	for _, item := range items {
		if item.Address == address {
			return true
		}
	}
	return false
}

// navigation lists the addresses of site.yaml, then the pages with a place in
// the menu.
func (p *publisher) navigation() []Link {
	titles := map[string]string{
		"/": p.theme.Text("home"), "/news/": p.theme.Text("news"), "/events/": p.theme.Text("events"),
		"/members/": p.theme.Text("members"), "/topics/": p.theme.Text("topics"), "/countries/": p.theme.Text("countries"),
		"/partners/": p.theme.Text("partners"),
	}
	for _, page := range p.site.Pages {
		titles[p.local(page.Address)] = page.Title
	}
	var items []Link
	for _, r := range p.site.Navigation {
		text := titles[r.Name]
		if text == "" {
			text = strings.Trim(r.Name, "/")
		}
		address := r.Name
		if strings.HasPrefix(address, "/") {
			address = p.site.Root + address
		}
		items = append(items, Link{text, address})
	}
	for _, page := range p.site.Pages {
		if page.Menu > 0 && !inNavigation(items, page.Address) {
			items = append(items, Link{page.Title, page.Address})
		}
	}
	return items
}

// mustHTML renders a shared part. A template that fails on it fails on every
// page too, where the error is returned; here the part stays empty.
func (p *publisher) mustHTML(template string, view any) template.HTML {
	html, _ := p.theme.HTML(template, view)
	return html
}

// base returns the view part of a page at address in a section of the site.
func (p *publisher) base(address, section, title, description string) Page {
	f, ok := p.frames[p.site.Root+section]
	if !ok {
		f = p.frames[""]
	}
	return Page{
		Lang: p.site.Locale.Tag(), Title: title, SiteName: p.site.Name, Description: description, Kind: "website",
		Canonical: p.site.Absolute(p.site.Root + address), Header: f.header, Footer: f.footer,
	}
}

func (p *publisher) crumbs(links ...Link) []Link {
	return append([]Link{{p.theme.Text("home"), p.site.Root + "/"}}, links...)
}

func (p *publisher) section(id, address string) Link {
	return Link{p.theme.Text(id), p.site.Root + address}
}

func termLinks(terms []*site.Term) []Link {
	links := make([]Link, len(terms))
	for i, t := range terms {
		links[i] = Link{t.Name, t.Address}
	}
	return links
}

func organisationLinks(list []*site.Organisation) []Link {
	links := make([]Link, len(list))
	for i, o := range list {
		links[i] = Link{o.Title, o.Address}
	}
	return links
}
