package pages

import (
	"html/template"
	"io"
	"slices"
	"strconv"

	"belfry/internal/address"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/wording"
)

// latestNews is how many announcements the news page shows; the rest are in
// the archives by year.
const latestNews = 20

// A NewsPage is the view of an announcement.
type NewsPage struct {
	Page              Page
	Published         wording.Time
	Updated           *wording.Time
	Author            string
	Lead              string
	Image             *Picture
	Body              template.HTML
	Topics, Countries []Link
	PromotedBy        []Link
	Events            List
}

// A NewsListPage is the view of the latest news, of a year, or of a month.
type NewsListPage struct {
	Page    Page
	Latest  bool   // and not a year's
	Heading string // of the news
	News    List
	Months  []CountedLink // of a year that one page does not hold
	Years   []CountedLink // of the archives
}

// A CountedLink says how many entries are behind it.
type CountedLink struct {
	Link  Link
	Count string
}

func (p *publisher) news() {
	addPage(p, site.NewsAddress, "", publication.Listing, "news-list", func() NewsListPage {
		return p.newsListPage(site.NewsAddress, p.theme.Text("news"), p.site.News[:min(latestNews, len(p.site.News))], nil)
	})
	for _, y := range p.newsYears {
		p.newsOfYear(y)
	}
	addItems(p, site.NewsAddress, p.site.News, p.site.NewsNamed, func(n *site.News) func(io.Writer) error {
		return itemPage(p, n, "news", func(body template.HTML) NewsPage { return p.newsPage(n, body) })
	})
}

// newsOfYear adds the page of a year, and those of its months where it is divided.
func (p *publisher) newsOfYear(y newsYear) {
	at, shown := site.YearAddress(site.NewsAddress, y.year), y.news
	if len(y.months) > 0 {
		shown = nil
		p.divided = append(p.divided, at)
	} else {
		p.noteCrowded(at, y.size > p.room)
	}
	title := p.theme.Text("news-of-year", "year", strconv.Itoa(y.year))
	p.newsArchive(at, title, len(y.news), shown, y.months)
	for _, m := range y.months {
		title := p.theme.Text("news-of-month", "month", p.words.Month(m.month))
		at := site.MonthAddress(site.NewsAddress, m.month)
		p.noteCrowded(at, m.size > p.room)
		p.newsArchive(at, title, len(m.news), m.news, y.months)
	}
}

// newsArchive adds the page of a year or a month, which shows news or the months
// of a year.
func (p *publisher) newsArchive(at address.Path, title string, count int, shown []*site.News, months []newsMonth) {
	if count == 0 {
		p.hide(at)
	}
	addPage(p, at, "", publication.Listing, "news-list", func() NewsListPage {
		v := p.newsListPage(at, title, shown, months)
		v.Page.Trail = p.trail(p.section("news", site.NewsAddress))
		v.Heading = p.theme.Count("count-news", count)
		if count == 0 {
			v.Heading, v.Page.Metadata.NoIndex = p.theme.Text("news"), true
		}
		return v
	})
}

func (p *publisher) newsListPage(at address.Path, title string, news []*site.News, months []newsMonth) NewsListPage {
	v := NewsListPage{
		Page:   p.base(at, site.NewsAddress, title, p.site.Description),
		Latest: at == site.NewsAddress, Heading: p.theme.Text("latest-news"),
	}
	for _, y := range p.newsYears {
		to := site.YearAddress(site.NewsAddress, y.year)
		v.Years = p.addArchive(v.Years, p.part(strconv.Itoa(y.year), to).current(to == at, "page"), len(y.news))
	}
	for _, m := range months {
		to := site.MonthAddress(site.NewsAddress, m.month)
		v.Months = p.addArchive(v.Months, p.part(p.words.Month(m.month), to).current(to == at, "page"), len(m.news))
	}
	v.News = p.newsList(news)
	return v
}

// addArchive adds the link to an archive that has something.
func (p *publisher) addArchive(links []CountedLink, link Link, count int) []CountedLink {
	if count == 0 {
		return links
	}
	return append(links, CountedLink{link, p.theme.Count("count-news", count)})
}

func (p *publisher) newsPage(n *site.News, body template.HTML) NewsPage {
	says := p.site.Text(n)
	v := NewsPage{
		Page: p.ofItem(n, site.NewsAddress), Author: n.Author, Lead: says.Lead,
		Published: p.words.Date(n.Published), Updated: p.words.Date(n.Updated).OrNone(), Image: p.image(n, n.Image),
		Body: body, Topics: p.termLinks(n.Topics), Countries: p.termLinks(n.Countries),
		PromotedBy: p.organisationLinks(n.PromotedBy),
	}
	v.Page.Metadata.Kind = "article"
	v.Page.share(p, n, n.Image)
	v.Page.Trail = p.trail(append([]Link{p.section("news", site.NewsAddress)}, p.archivesOf(n)...)...)
	coming, past := p.once(site.Appointments(n.Events...))
	events := slices.Concat(past, coming)
	slices.SortFunc(events, func(a, b listed) int { return a.Compare(b.Appointment) })
	v.Events = p.eventList(events)
	return v
}
