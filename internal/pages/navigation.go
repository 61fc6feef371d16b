package pages

import (
	"net/url"
	"strconv"
	"strings"

	"belfry/internal/address"
	"belfry/internal/site"
)

// All pages have the navigation and a list of the other plain pages: those for
// which there is no room there are found by the links of texts.
const mostInNavigation, mostInFooter = 30, 100

// A navigationItem is a link of the navigation, and the path that site.yaml gives
// it, or that its page has: the pages of a section know it by that.
type navigationItem struct {
	at   address.Path
	link Link
}

// navigation lists the addresses of site.yaml, then the pages with a place in
// the menu.
func (p *publisher) navigation() []navigationItem {
	titles := p.navigationTitles()
	var items []navigationItem
	for i, r := range p.site.Site.Navigation {
		link := p.reference("", p.site.Navigation[i])
		title := titles[pathOf(r.Name)]
		if link.Text, link.Lang = title.Text, title.Lang; link.Text == "" {
			link.Text = strings.Trim(r.Name, "/")
		}
		items = append(items, navigationItem{pathOf(r.Name), link})
	}
	for _, page := range p.site.PlainPages {
		at := page.Own().Address
		if page.Menu > 0 && len(items) < mostInNavigation && !inNavigation(items, at) {
			items = append(items, navigationItem{at, p.item(page)})
		}
	}
	return items
}

func inNavigation(items []navigationItem, at address.Path) bool {
	for _, item := range items {
		if item.at == at {
			return true
		}
	}
	return false
}

// pathOf returns an address as outputs name it: without a fragment, and not
// percent-encoded.
func pathOf(written string) address.Path {
	u, err := url.Parse(written)
	if err != nil {
		return address.Path(written)
	}
	return address.Path(u.Path)
}

// A title is that of a page, with its language where that is another than the edition's.
type title struct{ Text, Lang string }

// navigationTitles returns the titles of the pages that site.yaml puts into
// the navigation, by their paths in the first edition.
func (p *publisher) navigationTitles() map[address.Path]title {
	titles := make(map[address.Path]title, len(p.site.Navigation))
	for _, r := range p.site.Site.Navigation {
		titles[pathOf(r.Name)] = title{}
	}
	entitle := func(at address.Path, is title) {
		if _, wanted := titles[at]; wanted {
			titles[at] = is
		}
	}
	name := func(at address.Path, text string) { entitle(at, title{Text: text}) }
	name(address.Home, p.theme.Text("home"))
	name(site.NewsAddress, p.theme.Text("news"))
	name(site.EventsAddress, p.theme.Text("events"))
	name(site.MembersAddress, p.theme.Text("members"))
	name(site.PartnersAddress, p.theme.Text("partners"))
	name(site.SubscribeAddress, p.theme.Text("subscribe"))
	p.nameLists(name)
	for _, is := range titles {
		if is.Text == "" { // the address is that of a single thing
			p.nameItems(entitle)
			break
		}
	}
	return titles
}

// nameLists names the pages that list a part of the site.
func (p *publisher) nameLists(name func(at address.Path, title string)) {
	for _, f := range p.termKinds() {
		name(f.address, p.theme.Text(f.id))
		for _, t := range f.terms {
			name(t.Address, p.site.NameOf(t))
		}
	}
	for _, y := range p.newsYears {
		name(site.YearAddress(site.NewsAddress, y.year), p.theme.Text("news-of-year", "year", strconv.Itoa(y.year)))
		for _, m := range y.months {
			name(site.MonthAddress(site.NewsAddress, m.month), p.theme.Text("news-of-month", "month", p.words.Month(m.month)))
		}
	}
	for _, m := range p.site.Schedule.AllMonths() {
		name(site.MonthAddress(site.EventsAddress, m), p.words.Month(m))
	}
}

// nameItems names the pages of all that editors wrote.
func (p *publisher) nameItems(entitle func(at address.Path, is title)) {
	item := func(i site.Item) {
		says := p.site.Text(i)
		entitle(i.AsEntry().Own().Address, title{says.Title, p.otherLanguage(says)})
	}
	for _, n := range p.site.News {
		item(n)
	}
	for _, e := range p.site.Events {
		item(e)
	}
	for _, o := range p.site.Members {
		item(o)
	}
	for _, o := range p.site.Partners {
		item(o)
	}
	for _, page := range p.site.PlainPages {
		item(page)
	}
}
