package pages

import (
	"cmp"
	"slices"
	"strconv"
	"sync"

	"belfry/internal/address"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/wording"
)

// A TermPage is the view of a topic, a series or a country, or of one year of it.
type TermPage struct {
	Page         Page
	Members      []Link // of a country
	MoreMembers  string // how many of them do not fit, in words
	Coming, Past List
	News         List
	Empty        bool          // there is nothing to show
	Years        []CountedLink // where one page does not hold all
	Subscribe    Subscription
}

// A TermListPage is the view of all topics, all series, or the countries that
// have something.
type TermListPage struct {
	Page  Page
	Terms []CountedLink
	More  string // how many there are that do not fit, in words
}

// latestOfTerm is how many news, and how many past events, a term's page
// shows. A term with more has a page for each year.
const latestOfTerm = 50

// A termKind is topics, series or countries.
type termKind struct {
	id      string // of its texts
	address address.Path
	section address.Path // of the navigation that its pages belong to
	terms   []*site.Term
}

func (p *publisher) termKinds() []termKind {
	return []termKind{
		{"topics", site.TopicsAddress, site.TopicsAddress, p.site.Topics},
		{"series", site.SeriesAddress, site.EventsAddress, p.site.Series},
		{"countries", site.CountriesAddress, site.CountriesAddress, p.site.Countries},
	}
}

// terms returns what adds the pages of each kind of terms and of each of these, of
// which each may have all that the site has.
func (p *publisher) terms() (each []func()) {
	members, coming := sync.OnceValue(p.membersOfTerms), sync.OnceValue(p.comingOfTerms)
	for _, f := range p.termKinds() {
		if len(f.terms) == 0 {
			continue
		}
		each = append(each, func() {
			addPage(p, f.address, "", publication.Listing, "term-list", func() TermListPage { return p.termListPage(f) })
			if p.site.IsFirst() && p.layOutTerms(f.terms).brief { // with those that have nothing
				p.noteLarge(f.address, []layout{p.layOutTerms(p.termsListed(f))})
			}
		})
		for _, t := range f.terms {
			each = append(each, func() {
				p.term(f, t, func() amount { return members()[t] }, func() amount { return coming()[t] })
			})
		}
	}
	return each
}

// membersOfTerms returns the amounts of members of countries.
func (p *publisher) membersOfTerms() map[*site.Term]amount {
	all := map[*site.Term]amount{}
	for _, m := range p.site.Members {
		if m.Country != nil {
			all[m.Country] = all[m.Country].plus(1, p.linkSize(p.site.Text(m).Title, p.site.Text(m).Address))
		}
	}
	return all
}

// comingOfTerms returns the amounts of appointments to come of terms.
func (p *publisher) comingOfTerms() map[*site.Term]amount {
	all := map[*site.Term]amount{}
	for _, a := range p.site.Schedule.Coming {
		for _, t := range a.Event.Terms() {
			all[t] = all[t].plus(1, p.appointmentSize(a).full)
		}
	}
	return all
}

// term adds the pages of a term, which has members and appointments to come. What the
// pages list is gathered when one of them is asked for.
func (p *publisher) term(f termKind, t *site.Term, members, coming func() amount) {
	if p.site.IsFirst() {
		p.countTerm(t, members(), coming())
	}
	lists := sync.OnceValue(func() termLists { return p.termLists(t, p.years[t]) })
	addPage(p, t.Address, "", publication.Listing, "term", func() TermPage { return p.termPage(f, t, lists()) })
	for _, y := range p.years[t] {
		at := t.Address.Folder(strconv.Itoa(y.year))
		addPage(p, at, "", publication.Listing, "term", func() TermPage { return p.termYearPage(f, t, y.year, lists()) })
	}
}

// countTerm finds the years that have a page of a term, and notes pages that cannot show
// all, or have nothing to show.
func (p *publisher) countTerm(t *site.Term, members, coming amount) {
	var total termTotal
	if known := p.tally.terms[t]; known != nil {
		total = *known
	}
	years := total.yearsBeside(p.absences.of(t))
	p.years[t] = years
	shown := members.size + coming.size + 2*latestOfTerm*p.tally.largest // or less
	if min(shown, members.size+total.news.size+total.events.size) > p.room {
		links := p.organisationLinks(p.site.MembersOf(t))
		p.noteTerm(t.Address, links, site.Appointments(p.site.EventsOf(t)...), p.site.NewsOf(t), latestOfTerm)
	}
	if total.news.count+total.events.count+members.count == 0 {
		p.hide(t.Address)
	}
	for _, y := range years {
		at := t.Address.Folder(strconv.Itoa(y.year))
		switch {
		case y.sure > p.room:
			p.noteCrowded(at, true)
		case y.size > p.room:
			of := p.termLists(t, years).of(y.year)
			p.noteTerm(at, nil, of.events, of.news, y.count)
		}
		if y.count == 0 {
			p.hide(at)
		}
	}
}

// yearsBeside returns the years that have a page, the latest first: none where one page
// shows all, also all that is withheld.
func (t *termTotal) yearsBeside(withheld termAbsences) []yearTotal {
	if t.news.count+len(withheld.news) <= latestOfTerm && t.events.count+len(withheld.events) <= latestOfTerm {
		return nil
	}
	all := termTotal{years: slices.Clone(t.years)}
	for _, year := range slices.Concat(withheld.news, withheld.events) {
		all.in(year)
	}
	slices.SortFunc(all.years, func(a, b yearTotal) int { return cmp.Compare(b.year, a.year) })
	return all.years
}

// termLists are what the pages of a term list: all of it, and where one page does not
// show that, each year, the latest first.
type termLists struct {
	all   *termYear
	years []*termYear
}

func (p *publisher) termLists(t *site.Term, years []yearTotal) termLists {
	all := &termYear{events: site.Appointments(p.site.EventsOf(t)...), news: p.site.NewsOf(t)}
	return termLists{all, all.byYear(years)}
}

// of returns what stands on the page of a year.
func (l termLists) of(year int) *termYear {
	i := slices.IndexFunc(l.years, func(y *termYear) bool { return y.year == year })
	return l.years[i]
}

// A termYear is what a term has in a year, in order.
type termYear struct {
	year   int
	events []site.Appointment
	news   []*site.News
}

func (t *termYear) empty() bool { return len(t.news)+len(t.events) == 0 }

// byYear divides what a term has into the years that have a page.
func (t *termYear) byYear(years []yearTotal) []*termYear {
	lists := make([]*termYear, len(years))
	of := make(map[int]*termYear, len(years))
	for i, y := range years {
		lists[i] = &termYear{year: y.year}
		of[y.year] = lists[i]
	}
	if len(lists) == 0 {
		return nil
	}
	for _, n := range t.news {
		y := of[n.Published.Shown.Year]
		y.news = append(y.news, n)
	}
	for _, a := range t.events {
		y := of[a.Occurrence.FirstDay().Year]
		y.events = append(y.events, a)
	}
	return lists
}

func (p *publisher) termListPage(f termKind) TermListPage {
	v := TermListPage{Page: p.base(f.address, f.section, p.theme.Text(f.id), p.site.Description)}
	if f.id == "series" {
		v.Page.Trail = p.trail(p.section("events", site.EventsAddress))
	}
	terms := p.termsListed(f)
	l := p.layOutTerms(terms)
	v.More = l.more(p.theme, len(terms))
	for _, t := range terms[:l.shown] {
		count := wording.Join(", ",
			p.countText("count-news", len(p.site.NewsOf(t))),
			p.countText("count-events", len(p.site.EventsOf(t))),
			p.countText("count-members", len(p.site.MembersOf(t))))
		v.Terms = append(v.Terms, CountedLink{Link: p.part(p.site.NameOf(t), t.Address), Count: count})
	}
	return v
}

// termsListed returns the terms of a kind that its page lists.
func (p *publisher) termsListed(f termKind) []*site.Term {
	if f.id != "countries" {
		return f.terms
	}
	return slices.DeleteFunc(slices.Clone(f.terms), func(t *site.Term) bool { return !p.site.IsBorne(t) })
}

func (p *publisher) layOutTerms(terms []*site.Term) layout {
	return layOut(p.room, sizes(terms, func(t *site.Term) size {
		n := countTags + p.linkSize(p.site.NameOf(t), t.Address)
		return size{n, n}
	}))[0]
}

func (p *publisher) countText(id string, n int) string {
	if n == 0 {
		return ""
	}
	return p.theme.Count(id, n)
}

func (p *publisher) termPage(f termKind, t *site.Term, lists termLists) TermPage {
	v := p.termBase(f, t, t.Address, p.site.NameOf(t), lists.years)
	v.Page.Trail = p.trail(f.above(p)...)
	v.Members = p.organisationLinks(p.site.MembersOf(t))
	coming, past := p.once(lists.all.events)
	return p.fillTerm(v, coming, latest(past, latestOfTerm), latest(lists.all.news, latestOfTerm))
}

func (p *publisher) termYearPage(f termKind, t *site.Term, of int, lists termLists) TermPage {
	y, year := lists.of(of), strconv.Itoa(of)
	title := p.theme.Text("term-in-year", "term", p.site.NameOf(t), "year", year)
	v := p.termBase(f, t, t.Address.Folder(year), title, lists.years)
	v.Page.Trail = p.trail(append(f.above(p), p.part(p.site.NameOf(t), t.Address))...)
	coming, past := p.once(y.events)
	return p.fillTerm(v, coming, past, y.news)
}

func (p *publisher) termBase(f termKind, t *site.Term, at address.Path, title string, years []*termYear) TermPage {
	about := p.theme.Text("term-description", "term", p.site.NameOf(t), "site", p.site.Name)
	v := TermPage{Page: p.base(at, f.section, title, about)}
	v.Subscribe = p.subscription(t.Calendar, p.site.NameOf(t))
	v.Page.Metadata.Calendars = []Link{p.part(p.site.NameOf(t), t.Calendar)}
	for _, y := range years {
		if y.empty() {
			continue
		}
		year := strconv.Itoa(y.year)
		to := t.Address.Folder(year)
		v.Years = append(v.Years, CountedLink{Link: p.part(year, to).current(to == at, "page")})
	}
	return v
}

func (p *publisher) layOutTerm(members []Link, coming, past []listed, news []*site.News) []layout {
	return layOut(p.room, sizes(members, sizeOfLink),
		sizes(coming, p.listedSize), sizes(past, p.listedSize), sizes(news, p.newsSize))
}

// noteTerm notes the page of a term, or of its year, where it is too large for
// all that it lists.
func (p *publisher) noteTerm(
	at address.Path, members []Link, events []site.Appointment, news []*site.News, most int,
) {
	coming, past := p.once(events)
	p.noteLarge(at, p.layOutTerm(members, coming, latest(past, most), latest(news, most)))
}

// above returns the links to what stands above the terms of a kind.
func (f termKind) above(p *publisher) []Link {
	if f.id == "series" {
		return []Link{p.section("events", site.EventsAddress), p.section(f.id, f.address)}
	}
	return []Link{p.section(f.id, f.address)}
}

func (p *publisher) fillTerm(v TermPage, coming, past []listed, news []*site.News) TermPage {
	layouts := p.layOutTerm(v.Members, coming, past, news)
	v.Coming, v.Past = p.eventsLaidOut(coming, layouts[1]), p.eventsLaidOut(past, layouts[2])
	v.News = p.newsLaidOut(news, layouts[3])
	v.MoreMembers, v.Members = layouts[0].more(p.theme, len(v.Members)), v.Members[:layouts[0].shown]
	v.Empty = len(coming)+len(past)+len(news)+len(v.Members) == 0
	v.Page.Metadata.NoIndex = v.Empty
	return v
}
