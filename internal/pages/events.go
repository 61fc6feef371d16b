package pages

import (
	"html/template"
	"io"
	"strconv"

	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/wording"
)

// An EventPage is the view of an event.
type EventPage struct {
	Page               Page
	When               wording.When
	Status             string      // of that date, where it is another than the event's
	Rule               string      // how it repeats, in words
	Dates              []EventDate // where there are several
	Banner             *Banner
	Lead               string
	Place, Format      string // where, how to attend
	Join               *Link
	Registration       *RegistrationView
	Languages          string // that are spoken, in words
	Capacity           string // the number of places, in words
	Series, Country    *Link
	Organisers, Topics []Link
	Documents          []Link // agenda, recording, attachments
	Image              *Picture
	Body               template.HTML
	Calendar           string // address of the event's .ics
	News               List
}

// A Banner says above all else that an event is not as it was announced.
type Banner struct {
	Text, Reason string
	Lang         string // of the reason, where it is another than the page's
}

// A RegistrationView says how and when to sign up.
type RegistrationView struct {
	Link          *Link // missing when it is closed
	Opens, Closes *wording.Time
	Closed        bool
}

// An EventListPage is the view of the events to come.
type EventListPage struct {
	Page      Page
	Coming    List
	Past      List // the latest ones
	Years     []MonthsOfYear
	Subscribe Subscription
}

// MonthsOfYear lists the months of a year that have events.
type MonthsOfYear struct {
	Year   string
	Months []Link
}

// latestPast is how many events that are over a list shows; all others are in
// the calendar's months.
const latestPast = 10

func (p *publisher) events() {
	addPage(p, site.EventsAddress, "", publication.Listing, "event-list", p.eventListPage)
	if p.site.IsFirst() {
		coming := byEvent(p.site.Schedule.Coming)
		p.noteCrowded(site.EventsAddress, p.soonest(coming).shown < len(coming))
	}
	addItems(p, site.EventsAddress, p.site.Events, p.site.EventNamed, func(e *site.Event) func(io.Writer) error {
		return itemPage(p, e, "event", func(body template.HTML) EventPage { return p.eventPage(e, body) })
	})
}

// soonest returns the layout of the events to come: in full those that fit. All
// others are in the months, to which the page links.
func (p *publisher) soonest(coming []listed) layout {
	const monthLink = 80 // bytes
	room := p.room - monthLink*len(p.site.Schedule.Months)
	return layout{shown: fitting(room, sizes(coming, p.listedSize), func(s size) int { return s.full })}
}

func (p *publisher) eventListPage() EventListPage {
	v := EventListPage{
		Page:  p.base(site.EventsAddress, site.EventsAddress, p.theme.Text("events"), p.site.Description),
		Years: p.monthLinks(), Subscribe: p.allEvents(),
	}
	v.Page.Metadata.Calendars = p.wholeFeed()
	coming, past := p.once(p.site.Schedule.All)
	v.Coming, v.Past = p.eventsLaidOut(coming, p.soonest(coming)), p.eventList(latest(past, latestPast))
	return v
}

// monthLinks lists all months with events, the latest year first.
func (p *publisher) monthLinks() []MonthsOfYear {
	var years []MonthsOfYear
	for i := len(p.site.Schedule.Months) - 1; i >= 0; i-- {
		m := p.site.Schedule.Months[i]
		year := strconv.Itoa(m.Year)
		if len(years) == 0 || years[len(years)-1].Year != year {
			years = append(years, MonthsOfYear{Year: year})
		}
		last := &years[len(years)-1]
		link := p.part(p.site.Locale.MonthName(m.Month), site.MonthAddress(site.EventsAddress, m))
		last.Months = append([]Link{link}, last.Months...)
	}
	return years
}

func (p *publisher) eventPage(e *site.Event, body template.HTML) EventPage {
	next, says := e.Next(p.site.Now), p.site.Text(e)
	v := EventPage{
		Page: p.ofItem(e, site.EventsAddress),
		When: p.words.When(next), Status: p.words.OwnStatus(next), Rule: p.words.Rule(e), Dates: p.dates(e),
		Banner: p.banner(e), Lead: says.Lead, Body: body, Image: p.image(e, e.Image),
		Place: p.words.Place(next.Location()), Format: p.words.Format(next.Format()),
		Join: joinLink(next.Join(), next.Join()), Registration: p.registration(next),
		Languages: p.words.Languages(e.Languages), Organisers: p.organisationLinks(e.Organisers),
		Topics: p.termLinks(e.Topics), Series: p.termLink(e.Series), Country: p.termLink(e.Country),
		Documents: p.documents(e), Calendar: p.site.Base.Path(p.site.Calendar(e)),
	}
	if e.Capacity > 0 {
		v.Capacity = p.theme.Count("capacity", e.Capacity)
	}
	v.Page.share(p, e, e.Image)
	month := next.Occurrence.FirstDay().YearMonth()
	v.Page.Trail = p.trail(
		p.section("events", site.EventsAddress),
		p.part(p.words.Month(month), site.MonthAddress(site.EventsAddress, month)))
	v.Page.Metadata.Calendars = []Link{p.link(says.Title, p.site.Calendar(e))}
	v.Page.Metadata.Structured = p.export.structured(next)
	v.News = p.newsList(p.site.NewsAbout(e))
	return v
}

// documents lists what goes with an event.
func (p *publisher) documents(e *site.Event) []Link {
	var links []Link
	if e.Agenda != "" {
		links = append(links, p.reference(p.theme.Text("agenda"), e.Agenda))
	}
	if e.Recording != "" {
		links = append(links, p.reference(p.theme.Text("recording"), e.Recording))
	}
	for _, a := range e.Attachments {
		links = append(links, p.link(a.Title, a.Address))
	}
	return links
}

// banner returns nil for an event that takes place as it was announced.
func (p *publisher) banner(e *site.Event) *Banner {
	if text := p.words.Announcement(e); text != "" {
		if says := p.site.Text(e); says.StatusReason != "" || e.StatusReason == "" {
			return &Banner{Text: text, Reason: says.StatusReason}
		}
		return &Banner{Text: text, Reason: e.StatusReason, Lang: p.otherLanguage(e.Own())}
	}
	return nil
}

func (p *publisher) registration(next site.Appointment) *RegistrationView {
	r, zone := next.Event.Registration, next.Event.Zone
	if r == nil {
		return nil
	}
	v := &RegistrationView{
		Link:  new(outside(p.theme.Text("register"), r.URL)),
		Opens: p.words.Time(r.Opens, zone).OrNone(), Closes: p.words.Time(r.Closes, zone).OrNone(),
	}
	closed := !r.Closes.IsZero() && !r.Closes.Until(zone).After(p.site.Now)
	if closed || next.IsOver(p.site.Now) {
		v.Link, v.Opens, v.Closed = nil, nil, true
	}
	return v
}
