package pages

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"belfry/internal/publication"
	"belfry/internal/site"
)

// A TermPage is the view of a topic, a series or a country, or of one year of it.
type TermPage struct {
	Page
	Members      []Link
	Coming, Past []template.HTML
	News         []template.HTML
	Empty        bool          // there is nothing to show
	Years        []CountedLink // where one page does not hold all
	Subscribe    Subscription
}

// A TermListPage is the view of all topics, series or countries.
type TermListPage struct {
	Page
	Terms []CountedLink
}

// latestOfTerm is how many news, and how many past events, a term's page
// shows. A term with more has a page for each year.
const latestOfTerm = 50

// A family is a kind of term.
type family struct {
	id       string // of its texts
	address  string
	section  string // of the navigation that its pages belong to
	calendar string // folder of its feeds
	terms    []*site.Term
}

func (p *publisher) families() []family {
	return []family{
		{"topics", "/topics/", "/topics/", "/calendar/topic/", p.site.Topics},
		{"series", "/events/series/", "/events/", "/calendar/series/", p.site.Series},
		{"countries", "/countries/", "/countries/", "/calendar/country/", p.site.Countries},
	}
}

func (p *publisher) terms() {
	for _, f := range p.families() {
		if len(f.terms) == 0 {
			continue
		}
		p.page(f.address, "", publication.Listing, "term-list", func() (any, error) { return p.termListPage(f), nil })
		for _, t := range f.terms {
			p.term(f, t)
		}
	}
}

func (p *publisher) term(f family, t *site.Term) {
	years := termYears(t)
	p.page(p.local(t.Address), "", publication.Listing, "term", func() (any, error) { return p.termPage(f, t, years) })
	for _, y := range years {
		address := p.local(t.Address) + strconv.Itoa(y) + "/"
		p.page(address, "", publication.Listing, "term", func() (any, error) { return p.termYearPage(f, t, y, years, address) })
	}
}

// termYears returns the years of a term that has more than its page shows, the
// latest first.
func termYears(t *site.Term) []int {
	if len(t.News) <= latestOfTerm && len(t.Events) <= latestOfTerm {
		return nil
	}
	var years []int
	for _, n := range t.News {
		years = append(years, n.Published.Shown.Year)
	}
	for _, a := range appointmentsOf(t.Events) {
		years = append(years, a.occurrence.FirstDay().Year)
	}
	slices.Sort(years)
	years = slices.Compact(years)
	slices.Reverse(years)
	return years
}

func (f family) calendarOf(t *site.Term) string { return f.calendar + strings.ToLower(t.ID) + ".ics" }

func (p *publisher) termListPage(f family) TermListPage {
	v := TermListPage{Page: p.base(f.address, f.section, p.theme.Text(f.id), p.site.Description)}
	if f.id == "series" {
		v.Crumbs = p.crumbs(p.section("events", "/events/"))
	}
	for _, t := range f.terms {
		count := joinNonEmpty(", ", p.countText("count-news", len(t.News)), p.countText("count-events", len(t.Events)), p.countText("count-members", len(t.Members)))
		v.Terms = append(v.Terms, CountedLink{Link: Link{t.Name, t.Address}, Count: count})
	}
	return v
}

func (p *publisher) countText(id string, n int) string {
	if n == 0 {
		return ""
	}
	return p.theme.Count(id, n)
}

func (p *publisher) termPage(f family, t *site.Term, years []int) (any, error) {
	v := p.termBase(f, t, p.local(t.Address), t.Name, years)
	v.Crumbs = p.termCrumbs(f)
	v.Members = organisationLinks(t.Members)
	coming, past := p.split(appointmentsOf(t.Events))
	return p.fillTerm(v, coming, latest(past, latestOfTerm), latest(t.News, latestOfTerm))
}

func (p *publisher) termYearPage(f family, t *site.Term, year int, years []int, address string) (any, error) {
	title := p.theme.Text("term-in-year", "term", t.Name, "year", strconv.Itoa(year))
	v := p.termBase(f, t, address, title, years)
	v.Crumbs = append(p.termCrumbs(f), Link{t.Name, t.Address})
	var events []appointment
	for _, a := range appointmentsOf(t.Events) {
		if a.occurrence.FirstDay().Year == year {
			events = append(events, a)
		}
	}
	var news []*site.News
	for _, n := range t.News {
		if n.Published.Shown.Year == year {
			news = append(news, n)
		}
	}
	coming, past := p.split(events)
	return p.fillTerm(v, coming, past, news)
}

func (p *publisher) termBase(f family, t *site.Term, address, title string, years []int) TermPage {
	v := TermPage{Page: p.base(address, f.section, title, p.theme.Text("term-description", "term", t.Name, "site", p.site.Name))}
	v.Subscribe = p.subscription(f.calendarOf(t))
	v.Calendars = []Link{{t.Name, p.site.Root + f.calendarOf(t)}}
	for _, y := range years {
		link := Link{strconv.Itoa(y), t.Address + strconv.Itoa(y) + "/"}
		v.Years = append(v.Years, CountedLink{Link: link, Current: p.local(link.Address) == address})
	}
	return v
}

func (p *publisher) termCrumbs(f family) []Link {
	if f.id == "series" {
		return p.crumbs(p.section("events", "/events/"), p.section(f.id, f.address))
	}
	return p.crumbs(p.section(f.id, f.address))
}

func (p *publisher) fillTerm(v TermPage, coming, past []appointment, news []*site.News) (any, error) {
	var err error
	if v.Coming, err = p.eventList(coming); err != nil {
		return nil, err
	}
	if v.Past, err = p.eventList(past); err != nil {
		return nil, err
	}
	v.News, err = p.newsList(news)
	v.Empty = len(coming)+len(past)+len(news)+len(v.Members) == 0
	return v, err
}
