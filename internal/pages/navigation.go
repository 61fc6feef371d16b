package pages

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"belfry/internal/site"
)

// All pages have the navigation and a list of the other plain pages: those for
// which there is no room there are found by the links of texts.
const mostInNavigation, mostInFooter = 30, 100

// navigation lists the addresses of site.yaml, then the pages with a place in
// the menu.
func (p *publisher) navigation() []Link {
	titles := p.navigationTitles()
	var items []Link
	for _, r := range p.site.Navigation {
		text := titles[pathOf(r.Name)]
		if text == "" {
			text = strings.Trim(r.Name, "/")
		}
		items = append(items, Link{text, p.site.Root + r.Name})
	}
	for _, page := range p.site.Pages {
		if page.Menu > 0 && len(items) < mostInNavigation && !inNavigation(items, page.Address) {
			items = append(items, Link{page.Title, page.Address})
		}
	}
	return items
}

func inNavigation(items []Link, address string) bool {
	for _, item := range items {
		if item.Address == address {
			return true
		}
	}
	return false
}

// pathOf returns an address as outputs name it: without a fragment, and not
// percent-encoded.
func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Path
}

// navigationTitles returns the titles of the pages that site.yaml puts into
// the navigation, by their addresses without the site's root.
func (p *publisher) navigationTitles() map[string]string {
	titles := make(map[string]string, len(p.site.Navigation))
	for _, r := range p.site.Navigation {
		titles[pathOf(r.Name)] = ""
	}
	name := func(address, title string) {
		if _, wanted := titles[address]; wanted {
			titles[address] = title
		}
	}
	name("/", p.theme.Text("home"))
	name("/news/", p.theme.Text("news"))
	name("/events/", p.theme.Text("events"))
	name("/members/", p.theme.Text("members"))
	name("/partners/", p.theme.Text("partners"))
	name("/subscribe/", p.theme.Text("subscribe"))
	p.nameLists(name)
	for _, title := range titles {
		if title == "" { // the address is that of a single thing
			p.nameEntries(name)
			break
		}
	}
	return titles
}

// nameLists names the pages that list a part of the site.
func (p *publisher) nameLists(name func(address, title string)) {
	for _, f := range p.families() {
		name(f.address, p.theme.Text(f.id))
		for _, t := range f.terms {
			name(p.local(t.Address), t.Name)
		}
	}
	for _, y := range p.newsYears {
		name(y.address(), p.theme.Text("news-of-year", "year", strconv.Itoa(y.year)))
		for _, m := range y.months {
			name(m.address(), p.theme.Text("news-of-month", "month", p.monthName(m.month)))
		}
	}
	for _, m := range slices.Concat(p.schedule.months, p.schedule.empty) {
		name(monthAddress(m), p.site.Locale.Month(m.First().Time()))
	}
}

// nameEntries names the pages of all that editors wrote.
func (p *publisher) nameEntries(name func(address, title string)) {
	entry := func(e *site.Entry) { name(p.local(e.Address), e.Title) }
	for _, n := range p.site.News {
		entry(&n.Entry)
	}
	for _, e := range p.site.Events {
		entry(&e.Entry)
	}
	for _, o := range p.site.Members {
		entry(&o.Entry)
	}
	for _, o := range p.site.Partners {
		entry(&o.Entry)
	}
	for _, page := range p.site.Pages {
		entry(&page.Entry)
	}
}
