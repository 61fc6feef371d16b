package pages

import (
	"html/template"
	"strconv"
	"strings"

	"belfry/internal/address"
	"belfry/internal/publication"
	"belfry/internal/site"
)

// A Subscription offers a calendar to subscribe to. Address is the whole URL
// to copy; Webcal is the same with the scheme that opens calendar programs.
type Subscription struct {
	Name    string
	Address string
	Webcal  template.URL
	Help    Link // to the page that says how
}

// A SubscribePage is the view of all calendars and how to subscribe to them.
type SubscribePage struct {
	Page     Page
	All      Subscription
	Groups   []SubscriptionGroup
	Programs []Program
}

// A SubscriptionGroup is the calendars of one kind.
type SubscriptionGroup struct {
	Name      string
	Calendars []Subscription
	More      *Link // to the pages that offer those for which there is no room
}

// A Program says how to subscribe in a calendar program.
type Program struct{ Name, Steps string }

// subscription returns the offer for a calendar.
func (p *publisher) subscription(calendar address.Path, name string) Subscription {
	url := p.site.Base.URL(p.site.At(calendar))
	_, rest, _ := strings.Cut(url, "://")
	// html/template knows no webcal: links. The rest is a host that has been
	// parsed as a URL and an escaped path.
	return Subscription{name, url, template.URL("webcal://" + rest), p.section("subscribe-how", site.SubscribeAddress)}
}

func (p *publisher) allEvents() Subscription {
	return p.subscription(site.CalendarAddress, p.site.Name)
}

// subscribe adds the page about all calendars.
func (p *publisher) subscribe() {
	addPage(p, site.SubscribeAddress, "", publication.Listing, "subscribe-page", p.subscribePage)
	if !p.site.IsFirst() {
		return
	}
	offers := func(f termKind) size {
		return totalOf(f.terms, func(t *site.Term) size { return sizeOfOffer(p.subscription(t.Calendar, p.site.NameOf(t))) })
	}
	if totalOf(p.termKinds(), offers).full > p.room { // with those that have no event yet
		_, layouts := p.termCalendars()
		p.noteLarge(site.SubscribeAddress, layouts)
	}
}

func (p *publisher) subscribePage() SubscribePage {
	title, intro := p.theme.Text("subscribe-title"), p.theme.Text("subscribe-intro")
	v := SubscribePage{
		Page: p.base(site.SubscribeAddress, site.SubscribeAddress, title, intro),
		All:  p.allEvents(),
	}
	v.Page.Trail = p.trail(p.section("events", site.EventsAddress))
	groups, _ := p.termCalendars()
	for _, g := range groups {
		v.addGroup(g)
	}
	v.addGroup(p.formatCalendars())
	g := SubscriptionGroup{Name: p.theme.Text("by-year")}
	for _, year := range p.site.Schedule.Years() {
		g.Calendars = append(g.Calendars, p.subscription(site.YearCalendar(year), strconv.Itoa(year)))
	}
	v.addGroup(g)
	v.Page.Metadata.Calendars = v.feeds()
	for _, id := range [...]string{"apple", "google", "outlook", "thunderbird", "android"} {
		v.Programs = append(v.Programs, Program{p.theme.Text("program-" + id), p.theme.Text("subscribe-in-" + id)})
	}
	return v
}

// termCalendars returns the calendars of terms. Where there are too many for one
// page, the first of each kind are there.
func (p *publisher) termCalendars() (groups []SubscriptionGroup, layouts []layout) {
	var lists [][]size
	for _, f := range p.termKinds() {
		g := SubscriptionGroup{Name: p.theme.Text(f.id)}
		for _, t := range f.terms {
			if len(p.site.EventsOf(t)) > 0 {
				g.Calendars = append(g.Calendars, p.subscription(t.Calendar, p.site.NameOf(t)))
			}
		}
		groups, lists = append(groups, g), append(lists, sizes(g.Calendars, sizeOfOffer))
	}
	layouts = layOut(p.room, lists...)
	for i, l := range layouts {
		g := &groups[i]
		if more := len(g.Calendars) - l.shown; more > 0 {
			g.Calendars = g.Calendars[:l.shown]
			g.More = new(p.part(p.theme.Count("more-entries", more), p.termKinds()[i].address))
		}
	}
	return groups, layouts
}

// sizeOfOffer measures the offer of a calendar, which has its address in the page
// and in its head.
func sizeOfOffer(s Subscription) size {
	n := offerTags + 4*escaped(s.Address) + 2*escaped(s.Name)
	return size{n, n}
}

func (p *publisher) formatCalendars() SubscriptionGroup {
	g := SubscriptionGroup{Name: p.theme.Text("how")}
	for _, format := range site.Formats {
		if len(p.site.OfFormat(format)) > 0 {
			g.Calendars = append(g.Calendars, p.subscription(site.FormatCalendar(format), p.words.Format(format)))
		}
	}
	return g
}

// feeds returns all calendars that the page offers, for its head.
func (v *SubscribePage) feeds() []Link {
	links := []Link{{Text: v.All.Name, Address: template.URL(v.All.Address)}}
	for _, g := range v.Groups {
		for _, c := range g.Calendars {
			links = append(links, Link{Text: c.Name, Address: template.URL(c.Address)})
		}
	}
	return links
}

func (v *SubscribePage) addGroup(g SubscriptionGroup) {
	if len(g.Calendars) > 0 {
		v.Groups = append(v.Groups, g)
	}
}

// wholeFeed returns the calendar of all events, for the head of a page.
func (p *publisher) wholeFeed() []Link { return []Link{p.part(p.site.Name, site.CalendarAddress)} }
