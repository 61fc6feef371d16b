package pages

import (
	"html/template"
	"strings"

	"belfry/internal/address"
	"belfry/internal/site"
	"belfry/internal/theme"
	"belfry/internal/uri"
)

// A Link is a text that leads somewhere.
type Link struct {
	Text string
	// Address is as it stands in a page: the path of one of this site,
	// percent-encoded, or a URL, whose scheme was checked where it was read.
	Address template.URL
	// Rel is the rel attribute: noopener where people act on another site.
	Rel string
	// Current says how the page stands to what the link leads to, as aria-current
	// does: page, or true for a part of the site. It is empty where it does not.
	Current string
}

// current returns the link as it stands on a page that it leads to.
func (l Link) current(is bool, how string) Link {
	if is {
		l.Current = how
	}
	return l
}

// outside returns a link to another site.
func outside(text, address string) Link {
	return Link{Text: text, Address: template.URL(uri.Encode(address)), Rel: "noopener"}
}

// A Page is what every page has: its head, and the frame around its content.
type Page struct {
	Title     string
	FullTitle string     // with the site's name
	Trail     theme.Part // the links from the home page down to this one
	// Top is the beginning of the head; all pages of a section share it, the
	// header and the footer.
	Top, Header, Footer theme.Part
	Metadata            Metadata
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
	top := p.theme.Part("top", topView{p.site.Locale.Tag(), p.site.Name})
	footer := p.theme.Part("footer", p.footer(items))
	frames := map[address.Path]frame{"": {top, p.theme.Part("header", p.header(items, "")), footer}}
	for _, item := range items {
		frames[item.at] = frame{top, p.theme.Part("header", p.header(items, item.at)), footer}
	}
	return frames
}

func (p *publisher) header(items []navigationItem, section address.Path) headerView {
	v := headerView{Home: p.link(p.site.Name, address.Home)}
	for _, item := range items {
		v.Navigation = append(v.Navigation, item.link.current(item.at == section, "true"))
	}
	return v
}

// footer lists the plain pages that the navigation does not show.
func (p *publisher) footer(items []navigationItem) footerView {
	v := footerView{
		SiteName: p.site.Name, Description: p.site.Description,
		Calendar: p.link(p.theme.Text("all-events-calendar"), site.CalendarAddress),
	}
	if p.site.Contact != "" {
		v.Contact = new(p.reference(p.theme.Text("contact"), p.site.Contact))
	}
	for _, page := range p.site.PlainPages {
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
		Metadata: Metadata{
			Title: title, Description: description, Kind: "website",
			Canonical: template.URL(p.site.Base.URL(at)),
		},
		Top: f.top, Header: f.header, Footer: f.footer,
	}
}

// trail returns the links from the home page down to the last of links.
func (p *publisher) trail(links ...Link) theme.Part {
	return p.trails.part(p.theme, append([]Link{p.section("home", address.Home)}, links...))
}

// section returns the link to the list of a part of the site.
func (p *publisher) section(id string, at address.Path) Link { return p.link(p.theme.Text(id), at) }

// link returns the link to a path of the site.
func (p *publisher) link(text string, at address.Path) Link {
	return Link{Text: text, Address: template.URL(p.site.Base.Path(at))}
}

// reference returns the link that an editor wrote.
func (p *publisher) reference(text string, r address.Reference) Link {
	return Link{Text: text, Address: template.URL(p.site.Base.Reference(r))}
}

func (p *publisher) termLinks(terms []*site.Term) []Link {
	links := make([]Link, len(terms))
	for i, t := range terms {
		links[i] = p.link(t.Name, t.Address)
	}
	return links
}

// termLink returns the link to a term, and nothing for none.
func (p *publisher) termLink(t *site.Term) *Link {
	if t == nil {
		return nil
	}
	return new(p.link(t.Name, t.Address))
}

func (p *publisher) organisationLinks(list []*site.Organisation) []Link {
	links := make([]Link, len(list))
	for i, o := range list {
		links[i] = p.link(o.Title, o.Address)
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
	return new(p.reference(strings.TrimPrefix(text, "http://"), contact))
}
