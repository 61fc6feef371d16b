package pages

import (
	"html/template"

	"belfry/internal/address"
	"belfry/internal/publication"
	"belfry/internal/site"
)

// A HomePage is the view of the first page.
type HomePage struct {
	Page                       Page
	Description                string
	News                       template.HTML
	Events                     template.HTML
	Past                       template.HTML // the latest ones, where none is to come
	NewsAddress, EventsAddress string
	Subscribe                  Subscription
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
	Ways []Link
}

// A RedirectPage leads from a former address to the one that holds.
type RedirectPage struct {
	Lang, Title, Address, Canonical string
}

// onHome is how many news and how many events the home page shows.
const onHome = 5

func (p *publisher) home() {
	p.page(address.Home, "", publication.Listing, "home", func() (any, error) { return p.homePage() })
	p.outputs = append(p.outputs, p.notFound())
}

func (p *publisher) homePage() (any, error) {
	v := HomePage{Page: p.base(address.Home, address.Home, p.site.Name, p.site.Description), Description: p.site.Description,
		NewsAddress: p.site.Base.Path(newsAddress), EventsAddress: p.site.Base.Path(eventsAddress), Subscribe: p.allEvents()}
	v.Page.meta.calendars = p.wholeFeed()
	coming, past := p.once(p.schedule.all)
	var err error
	if v.Events, err = p.eventList(latest(coming, onHome)); err != nil {
		return nil, err
	}
	if len(coming) == 0 {
		if v.Past, err = p.eventList(latest(past, onHome)); err != nil {
			return nil, err
		}
	}
	v.News, err = p.newsList(latest(p.site.News, onHome))
	return v, err
}

func (p *publisher) notFound() publication.Output {
	return p.html("404.html", "", publication.Page, "404", func() (any, error) {
		v := NotFoundPage{Page: p.base(notFoundAddress, "", p.theme.Text("not-found"), ""), Ways: []Link{
			p.section("home", address.Home), p.section("news", newsAddress), p.section("events", eventsAddress), p.section("members", membersAddress)}}
		v.Page.meta.noIndex = true
		return v, nil
	})
}

func (p *publisher) plainPages() {
	for _, page := range p.site.Pages {
		p.page(page.Address, page.Source, publication.Page, "page", func() (any, error) {
			v := PlainPage{Page: p.base(page.Address, page.Address, page.Title, page.Summary), Lead: page.Lead, Body: template.HTML(page.Body.HTML())}
			v.Page.Trail = p.trail()
			return v, nil
		})
	}
	for _, r := range p.site.Redirects {
		p.redirect(r)
	}
}

func (p *publisher) redirect(r site.Redirect) {
	p.page(r.From, r.Source, publication.Page, "redirect", func() (any, error) {
		at := p.site.Base.Path(r.To.Address)
		return RedirectPage{p.site.Locale.Tag(), r.To.Title, at, p.site.Base.URL(r.To.Address)}, nil
	})
}
