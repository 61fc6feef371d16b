package pages

import (
	"html/template"
	"io"

	"belfry/internal/address"
	"belfry/internal/publication"
	"belfry/internal/site"
)

// A HomePage is the view of the first page.
type HomePage struct {
	Page               Page
	Description        string
	News               List
	Events             List
	Past               List // the latest ones, where none is to come
	AllNews, AllEvents Link
	Subscribe          Subscription
}

// A PlainPage is the view of a page such as About.
type PlainPage struct {
	Page Page
	Lead string
	Body template.HTML
}

// A NotFoundPage is the view of 404.html.
type NotFoundPage struct {
	Page Page
	Ways []Link // to go on
}

// A RedirectPage leads from a former address to the one that holds.
type RedirectPage struct {
	Lang      string
	To        Link
	Canonical string // the whole address that it leads to
}

// onHome is how many news and how many events the home page shows.
const onHome = 5

func (p *publisher) home() {
	addPage(p, address.Home, "", publication.Listing, "home", p.homePage)
	addPage(p, site.NotFoundAddress, "", publication.Single, "404", p.notFoundPage)
}

func (p *publisher) homePage() HomePage {
	v := HomePage{
		Page:        p.base(address.Home, address.Home, p.site.Name, p.site.Description),
		Description: p.site.Description, Subscribe: p.allEvents(),
		AllNews: p.section("all-news", site.NewsAddress), AllEvents: p.section("all-events", site.EventsAddress),
	}
	v.Page.Metadata.Calendars = p.wholeFeed()
	coming, past := p.once(p.site.Schedule.All)
	v.Events = p.eventList(latest(coming, onHome))
	if len(coming) == 0 {
		v.Past = p.eventList(latest(past, onHome))
	}
	v.News = p.newsList(latest(p.site.News, onHome))
	return v
}

func (p *publisher) notFoundPage() NotFoundPage {
	v := NotFoundPage{
		Page: p.base(site.NotFoundAddress, "", p.theme.Text("not-found"), ""),
		Ways: []Link{
			p.section("home", address.Home), p.section("news", site.NewsAddress),
			p.section("events", site.EventsAddress), p.section("members", site.MembersAddress),
		},
	}
	v.Page.Metadata.NoIndex = true
	v.Page.Languages = nil // nobody knows what was looked for
	return v
}

func (p *publisher) plainPages() {
	for _, page := range p.site.PlainPages {
		addItem(p, page, "page", func(body template.HTML) PlainPage { return p.plainPage(page, body) })
	}
	for _, r := range p.site.Redirects {
		if p.site.Covers(r.From) {
			p.addHTML(r.From, r.Source, publication.Single, func(w io.Writer) error {
				return p.theme.Render(w, "redirect", p.redirectPage(r))
			})
		}
	}
}

func (p *publisher) plainPage(page *site.PlainPage, body template.HTML) PlainPage {
	v := PlainPage{
		Page: p.ofItem(page, page.Own().Address),
		Lead: p.site.Text(page).Lead, Body: body,
	}
	v.Page.Trail = p.trail()
	return v
}

func (p *publisher) redirectPage(r site.Redirect) RedirectPage {
	to := p.link(r.To.Title, r.To.Address)
	to.Lang = p.otherLanguage(r.To)
	return RedirectPage{p.site.Tag(), to, p.site.Base.URL(r.To.Address)}
}
