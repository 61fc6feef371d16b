package pages

import (
	"cmp"
	"html/template"
	"slices"
	"strconv"

	"belfry/internal/publication"
	"belfry/internal/site"
)

// latestNews is how many announcements the news page shows; the rest are in
// the archives by year.
const latestNews = 20

// A NewsPage is the view of an announcement.
type NewsPage struct {
	Page               Page
	Published, Updated template.HTML
	Author             string
	Lead               string
	Image              *Picture
	Body               template.HTML
	Topics, Countries  []template.HTML // links
	PromotedBy         []template.HTML
	Events             template.HTML
}

// A NewsListPage is the view of the latest news, or of a year.
type NewsListPage struct {
	Page    Page
	Latest  bool   // and not a year's
	Heading string // of the news
	News    template.HTML
	Years   []CountedLink // of the archives
}

// A CountedLink says how many entries are behind it.
type CountedLink struct {
	Link    Link
	Count   string
	Current bool
}

func (p *publisher) news() {
	years := p.newsYears
	p.page("/news/", "", publication.Listing, "news-list", func() (any, error) {
		return p.newsListPage("/news/", p.theme.Text("news"), p.site.News[:min(latestNews, len(p.site.News))], years)
	})
	for _, y := range years {
		address := "/news/" + strconv.Itoa(y.year) + "/"
		if len(y.news) == 0 {
			p.hide(address)
		}
		p.page(address, "", publication.Listing, "news-list", func() (any, error) {
			return p.newsListPage(address, p.theme.Text("news-of-year", "year", strconv.Itoa(y.year)), y.news, years)
		})
	}
	for _, n := range p.site.News {
		p.page(p.local(n.Address), n.Source, publication.Page, "news", func() (any, error) { return p.newsPage(n) })
	}
}

type newsYear struct {
	year int
	news []*site.News
}

// newsByYear divides news, which are newest first, into years, the latest first.
// Those in which all is withheld are empty.
func newsByYear(news []*site.News, withheld []int) []newsYear {
	var years []newsYear
	for _, n := range news {
		if y := n.Published.Shown.Year; len(years) == 0 || years[len(years)-1].year != y {
			years = append(years, newsYear{year: y})
		}
		last := &years[len(years)-1]
		last.news = append(last.news, n)
	}
	for _, year := range withheld {
		if !slices.ContainsFunc(years, func(y newsYear) bool { return y.year == year }) {
			years = append(years, newsYear{year: year})
		}
	}
	slices.SortFunc(years, func(a, b newsYear) int { return cmp.Compare(b.year, a.year) })
	return years
}

func (p *publisher) newsListPage(address, title string, news []*site.News, years []newsYear) (any, error) {
	v := NewsListPage{Page: p.base(address, "/news/", title, p.site.Description), Latest: address == "/news/", Heading: p.theme.Text("latest-news")}
	if !v.Latest {
		v.Heading = p.theme.Count("count-news", len(news))
		v.Page.Trail = p.trail(p.section("news", "/news/"))
	}
	if !v.Latest && len(news) == 0 {
		v.Heading, v.Page.meta.noIndex = p.theme.Text("news"), true
	}
	for _, y := range years {
		if len(y.news) == 0 {
			continue
		}
		link := Link{strconv.Itoa(y.year), p.site.Root + "/news/" + strconv.Itoa(y.year) + "/"}
		v.Years = append(v.Years, CountedLink{link, p.theme.Count("count-news", len(y.news)), p.local(link.Address) == address})
	}
	var err error
	v.News, err = p.newsList(news)
	return v, err
}

func (p *publisher) newsPage(n *site.News) (any, error) {
	v := NewsPage{
		Page: p.base(p.local(n.Address), "/news/", n.Title, n.Summary), Author: n.Author, Lead: n.Lead,
		Published: p.momentText(n.Published).HTML(), Updated: p.momentText(n.Updated).HTML(), Image: p.image(n.Image),
		Body: template.HTML(n.Body.HTML()), Topics: termLinks(n.Topics), Countries: termLinks(n.Countries), PromotedBy: organisationLinks(n.PromotedBy),
	}
	v.Page.meta.kind = "article"
	v.Page.share(p, n.Image)
	year := strconv.Itoa(n.Published.Shown.Year)
	v.Page.Trail = p.trail(p.section("news", "/news/"), Link{year, p.site.Root + "/news/" + year + "/"})
	var err error
	coming, past := p.once(appointmentsOf(n.Events))
	events := slices.Concat(past, coming)
	slices.SortFunc(events, func(a, b listed) int { return a.compare(b.appointment) })
	v.Events, err = p.eventList(events)
	return v, err
}
