package pages

import (
	"html/template"
	"strconv"

	"belfry/internal/locale"
	"belfry/internal/publication"
	"belfry/internal/site"
)

// An EventPage is the view of an event.
type EventPage struct {
	Page               Page
	When               template.HTML
	Status             string      // of that date, where it is another than the event's
	Rule               string      // how it repeats, in words
	Dates              []EventDate // where there are several
	Banner             *Banner
	Lead               string
	Place, Format      string
	Join               string
	Registration       *RegistrationView
	Languages          string
	Capacity           string
	Series, Country    template.HTML // links
	Organisers, Topics []template.HTML
	Documents          []template.HTML // agenda, recording, attachments
	Image              *Picture
	Body               template.HTML
	Calendar           string // address of the event's .ics
	News               template.HTML
}

// A Banner says above all else that an event is not as it was announced.
type Banner struct{ Text, Reason string }

// A RegistrationView says how and when to sign up.
type RegistrationView struct {
	Address       string // "" when it is closed
	Opens, Closes template.HTML
	Closed        bool
}

// An EventListPage is the view of the events to come.
type EventListPage struct {
	Page      Page
	Coming    template.HTML
	Past      template.HTML // the latest ones
	Years     []MonthsOfYear
	Subscribe Subscription
}

// MonthsOfYear lists the months of a year that have events.
type MonthsOfYear struct {
	Year   string
	Months []template.HTML // links
}

// latestPast is how many events that are over a list shows; all others are in
// the calendar's months.
const latestPast = 10

func (p *publisher) events() {
	p.page(eventsAddress, "", publication.Listing, "event-list", func() (any, error) { return p.eventListPage() })
	if totalOf(p.schedule.all, p.appointmentSize).full > p.room() {
		coming, _ := p.once(p.schedule.all)
		p.noteCrowded(eventsAddress, p.soonest(coming).shown < len(coming))
	}
	for _, e := range p.site.Events {
		p.page(e.Address, e.Source, publication.Page, "event", func() (any, error) { return p.eventPage(e) })
	}
}

// soonest returns the layout of the events to come: in full those that fit. All
// others are in the months, to which the page links.
func (p *publisher) soonest(coming []listed) layout {
	const monthLink = 80 // bytes
	return layout{shown: fitting(p.room()-monthLink*len(p.schedule.months), sizes(coming, p.listedSize), func(s size) int { return s.full })}
}

func (p *publisher) eventListPage() (any, error) {
	v := EventListPage{Page: p.base(eventsAddress, eventsAddress, p.theme.Text("events"), p.site.Description), Years: p.monthLinks(), Subscribe: p.allEvents()}
	v.Page.meta.calendars = p.wholeFeed()
	coming, past := p.once(p.schedule.all)
	var err error
	if v.Coming, err = p.eventsLaidOut(coming, p.soonest(coming)); err != nil {
		return nil, err
	}
	v.Past, err = p.eventList(latest(past, latestPast))
	return v, err
}

// monthLinks lists all months with events, the latest year first.
func (p *publisher) monthLinks() []MonthsOfYear {
	var years []MonthsOfYear
	for i := len(p.schedule.months) - 1; i >= 0; i-- {
		m := p.schedule.months[i]
		year := strconv.Itoa(m.Year)
		if len(years) == 0 || years[len(years)-1].Year != year {
			years = append(years, MonthsOfYear{Year: year})
		}
		last := &years[len(years)-1]
		link := p.link(p.site.Locale.MonthName(m.Month), monthAddress(m)).HTML()
		last.Months = append([]template.HTML{link}, last.Months...)
	}
	return years
}

// eventList returns the cards of events, one after another, as the page of one
// list has room for them.
func (p *publisher) eventList(list []listed) (template.HTML, error) {
	return p.eventsLaidOut(list, layOut(p.room(), sizes(list, p.listedSize))[0])
}

func (p *publisher) eventsLaidOut(list []listed, l layout) (template.HTML, error) {
	return laidOut(p, list, l, p.listedCard, func(l listed) (template.HTML, error) {
		return p.theme.HTML("event-card", p.eventCard(l.event, l.occurrence).brief())
	})
}

// appointmentCard returns the card of one occurrence, in the list of a day.
func (p *publisher) appointmentCard(a appointment) (template.HTML, error) {
	if len(a.event.Occurrences) == 1 {
		return p.eventCardHTML(a.event)
	}
	return p.theme.HTML("event-card", p.eventCard(a.event, a.occurrence))
}

func (p *publisher) eventPage(e *site.Event) (any, error) {
	next := p.next(e)
	v := EventPage{
		Page: p.base(e.Address, eventsAddress, e.Title, e.Summary), When: p.when(e, next).HTML(), Status: p.ownStatus(e, next), Rule: p.ruleText(e), Dates: p.dates(e), Banner: p.banner(e),
		Lead: e.Lead, Place: p.place(locationOf(e, next)), Join: joinOf(e, next), Registration: p.registration(e, next), Languages: p.languages(e.Languages),
		Organisers: p.organisationLinks(e.Organisers), Topics: p.termLinks(e.Topics), Series: p.termLink(e.Series), Country: p.termLink(e.Country),
		Documents: linksHTML(p.documents(e)), Image: p.image(e.Image), Body: template.HTML(e.Body.HTML()),
		Calendar: p.site.Base.Path(eventCalendar(e)),
	}
	if format := formatOf(e, next); format != "" {
		v.Format = p.theme.Text("format-" + format)
	}
	if e.Capacity > 0 {
		v.Capacity = p.theme.Count("capacity", e.Capacity)
	}
	v.Page.share(p, e.Image)
	month := next.FirstDay().YearMonth()
	v.Page.Trail = p.trail(p.section("events", eventsAddress), p.link(p.site.Locale.Month(month.First().Time()), monthAddress(month)))
	v.Page.meta.calendars = []Link{{e.Title, v.Calendar}}
	v.Page.meta.structured = p.structured(e, next)
	var err error
	v.News, err = p.newsList(e.News)
	return v, err
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
	status, date := "", ""
	if e.Status != "scheduled" {
		status = p.theme.Text("banner-" + e.Status)
	}
	if !e.PreviousStart.IsZero() && (e.Status == "scheduled" || e.Status == "tentative") {
		date = p.theme.Text("banner-rescheduled", "date", p.timeText(e.PreviousStart, e.Zone).Text)
	}
	if text := joinNonEmpty(" ", status, date); text != "" {
		return &Banner{text, e.StatusReason}
	}
	return nil
}

func (p *publisher) registration(e *site.Event, next *site.Occurrence) *RegistrationView {
	if e.Registration == nil {
		return nil
	}
	r := e.Registration
	v := &RegistrationView{Address: r.URL, Opens: p.timeText(r.Opens, e.Zone).HTML(), Closes: p.timeText(r.Closes, e.Zone).HTML()}
	closed := !r.Closes.IsZero() && !r.Closes.Until(e.Zone).After(p.site.Now)
	if closed || p.isOver(appointment{e, next}) {
		v.Address, v.Opens, v.Closed = "", "", true
	}
	return v
}

func (p *publisher) languages(tags []string) string {
	names := make([]string, len(tags))
	for i, tag := range tags {
		if _, official := locale.Get(tag); official {
			names[i] = p.theme.Text("language-" + tag)
		} else {
			names[i] = p.site.Locale.Language(tag)
		}
	}
	return p.site.Locale.ListAnd(names)
}
