package pages

import (
	"html/template"
	"strconv"

	"belfry/internal/locale"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/theme"
)

// An EventPage is the view of an event.
type EventPage struct {
	Page               Page
	When               When
	Status             string      // of that date, where it is another than the event's
	Rule               string      // how it repeats, in words
	Dates              []EventDate // where there are several
	Banner             *Banner
	Lead               string
	Place, Format      string
	Join               *Link
	Registration       *RegistrationView
	Languages          string
	Capacity           string
	Series, Country    *Link
	Organisers, Topics []Link
	Documents          []Link // agenda, recording, attachments
	Image              *Picture
	Body               template.HTML
	Calendar           string // address of the event's .ics
	News               List
}

// A Banner says above all else that an event is not as it was announced.
type Banner struct{ Text, Reason string }

// A RegistrationView says how and when to sign up.
type RegistrationView struct {
	Link          *Link // nil when it is closed
	Opens, Closes *Time
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
	addPage(p, eventsAddress, "", publication.Listing, "event-list", p.eventListPage)
	if totalOf(p.schedule.all, p.appointmentSize).full > p.room() {
		coming, _ := p.once(p.schedule.all)
		p.noteCrowded(eventsAddress, p.soonest(coming).shown < len(coming))
	}
	for _, e := range p.site.Events {
		addPage(p, e.Address, e.Source, publication.Page, "event", func() EventPage { return p.eventPage(e) })
	}
}

// soonest returns the layout of the events to come: in full those that fit. All
// others are in the months, to which the page links.
func (p *publisher) soonest(coming []listed) layout {
	const monthLink = 80 // bytes
	return layout{shown: fitting(p.room()-monthLink*len(p.schedule.months), sizes(coming, p.listedSize), func(s size) int { return s.full })}
}

func (p *publisher) eventListPage() EventListPage {
	v := EventListPage{Page: p.base(eventsAddress, eventsAddress, p.theme.Text("events"), p.site.Description), Years: p.monthLinks(), Subscribe: p.allEvents()}
	v.Page.Metadata.Calendars = p.wholeFeed()
	coming, past := p.once(p.schedule.all)
	v.Coming, v.Past = p.eventsLaidOut(coming, p.soonest(coming)), p.eventList(latest(past, latestPast))
	return v
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
		link := p.link(p.site.Locale.MonthName(m.Month), monthAddress(m))
		last.Months = append([]Link{link}, last.Months...)
	}
	return years
}

// eventList returns the cards of events, one after another, as the page of one
// list has room for them.
func (p *publisher) eventList(list []listed) List {
	return p.eventsLaidOut(list, layOut(p.room(), sizes(list, p.listedSize))[0])
}

func (p *publisher) eventsLaidOut(list []listed, l layout) List {
	return laidOut(p, list, l, p.listedCard, func(l listed) theme.Part {
		return p.theme.Part("event-card", p.eventCard(l.event, l.occurrence).brief())
	})
}

// appointmentCard returns the card of one occurrence, in the list of a day.
func (p *publisher) appointmentCard(a appointment) theme.Part {
	if len(a.event.Occurrences) == 1 {
		return p.cardOfEvent(a.event)
	}
	return p.theme.Part("event-card", p.eventCard(a.event, a.occurrence))
}

func (p *publisher) eventPage(e *site.Event) EventPage {
	next := p.next(e)
	v := EventPage{
		Page: p.base(e.Address, eventsAddress, e.Title, e.Summary), When: p.when(e, next), Status: p.ownStatus(e, next), Rule: p.ruleText(e), Dates: p.dates(e), Banner: p.banner(e),
		Lead: e.Lead, Place: p.place(locationOf(e, next)), Join: joinLink(joinOf(e, next), joinOf(e, next)), Registration: p.registration(e, next), Languages: p.languages(e.Languages),
		Organisers: p.organisationLinks(e.Organisers), Topics: p.termLinks(e.Topics), Series: p.termLink(e.Series), Country: p.termLink(e.Country),
		Documents: p.documents(e), Image: p.image(e.Image), Body: template.HTML(e.Body.HTML()),
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
	v.Page.Metadata.Calendars = []Link{p.link(e.Title, eventCalendar(e))}
	v.Page.Metadata.Structured = p.structured(e, next)
	v.News = p.newsList(e.News)
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
	v := &RegistrationView{Link: new(outside(p.theme.Text("register"), r.URL)), Opens: p.timeText(r.Opens, e.Zone).orNone(), Closes: p.timeText(r.Closes, e.Zone).orNone()}
	closed := !r.Closes.IsZero() && !r.Closes.Until(e.Zone).After(p.site.Now)
	if closed || p.isOver(appointment{e, next}) {
		v.Link, v.Opens, v.Closed = nil, nil, true
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
