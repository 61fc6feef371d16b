package pages

import (
	"cmp"

	"belfry/internal/calendar"
	"belfry/internal/memo"
	"belfry/internal/site"
	"belfry/internal/theme"
	"belfry/internal/wording"
)

// A newsCard is the view of an announcement in a list.
type newsCard struct {
	Link      Link
	Published wording.Time
	Summary   string
	Lang      string // of the summary, where it is another than the page's
	Topics    []Link
}

// brief returns the card with title and date alone.
func (c newsCard) brief() newsCard { return newsCard{Link: c.Link, Published: c.Published} }

// An eventCard is the view of an event in a list. Where is one line.
type eventCard struct {
	Link           Link
	When           wording.When
	Day            string // which of several days it is, in the list of one day
	Repeats        string // how it repeats and how many dates follow, in lists that show it once
	Where, Summary string
	Lang           string // of the summary, where it is another than the page's
	Status         string // in words; empty for what takes place as planned
	Struck         bool   // it does not take place
}

// brief returns the card with title, date and status alone.
func (c eventCard) brief() eventCard {
	c.Where, c.Summary, c.Repeats = "", "", ""
	return c
}

// Cards are those of a site's news, and of its events that take place once. They are
// rendered when the first list needs them, and kept for the next as long as there are
// not too many.
type cards struct {
	*measures
	kept memo.Memo[*site.Entry, theme.Part]
}

// cardsKept is up to how many bytes of cards are kept: some 30,000.
const cardsKept = 16 << 20

// newCards returns those of one of some editions.
func newCards(m *measures, editions int) *cards {
	c := &cards{measures: m}
	c.kept.Size, c.kept.Limit = theme.Size, cardsKept/int64(editions)
	return c
}

// cardOfNews returns the card of a news item.
func (cs *cards) cardOfNews(n *site.News) theme.Part {
	return cs.kept.Of(&n.Entry, func() theme.Part { return cs.theme.Part("news-card", cs.newsCard(n)) })
}

// cardOfEvent returns the card of an event that takes place once.
func (cs *cards) cardOfEvent(e *site.Event) theme.Part {
	return cs.kept.Of(&e.Entry, func() theme.Part { return cs.theme.Part("event-card", cs.eventCard(e.First())) })
}

func (cs *cards) newsCard(n *site.News) newsCard {
	says := cs.site.Text(n)
	return newsCard{
		Link: cs.item(n), Published: cs.words.Date(n.Published),
		Summary: says.Summary, Lang: cs.otherLanguage(says), Topics: cs.termLinks(n.Topics),
	}
}

func (cs *cards) eventCard(a site.Appointment) eventCard {
	says := cs.site.Text(a.Event)
	return eventCard{
		Link: cs.itemCalled(cs.site.Title(a), a.Event), When: cs.words.When(a), Where: cs.words.Where(a),
		Summary: cmp.Or(cs.site.Note(a), says.Summary), Lang: cs.otherLanguage(says),
		Status: cs.words.Status(a), Struck: a.IsCancelled(),
	}
}

// newsList returns the cards of news, one after another, as the page of one list
// has room for them.
func (cs *cards) newsList(news []*site.News) List {
	return cs.newsLaidOut(news, layOut(cs.room, sizes(news, cs.newsSize))[0])
}

func (cs *cards) newsLaidOut(news []*site.News, l layout) List {
	return laidOut(cs.theme, news, l, cs.cardOfNews, func(n *site.News) theme.Part {
		return cs.theme.Part("news-card", cs.newsCard(n).brief())
	})
}

// eventList returns the cards of events, one after another, as the page of one
// list has room for them.
func (cs *cards) eventList(list []listed) List {
	return cs.eventsLaidOut(list, layOut(cs.room, sizes(list, cs.listedSize))[0])
}

func (cs *cards) eventsLaidOut(list []listed, l layout) List {
	return laidOut(cs.theme, list, l, cs.listedCard, func(l listed) theme.Part {
		return cs.theme.Part("event-card", cs.eventCard(l.Appointment).brief())
	})
}

// appointmentCard returns the card of one occurrence, in the list of a day.
func (cs *cards) appointmentCard(a site.Appointment) theme.Part {
	if len(a.Event.Occurrences) == 1 {
		return cs.cardOfEvent(a.Event)
	}
	return cs.theme.Part("event-card", cs.eventCard(a))
}

// listedCard returns the card of a listed event. That of an event that takes
// place once is kept, because several lists show it.
func (cs *cards) listedCard(l listed) theme.Part {
	if len(l.Event.Occurrences) == 1 {
		return cs.cardOfEvent(l.Event)
	}
	v := cs.eventCard(l.Appointment)
	v.Repeats = cs.repeatsText(l)
	return cs.theme.Part("event-card", v)
}

// repeatsText says how an event repeats, and how many dates follow. Of a rule
// without an end nobody knows how many.
func (cs *cards) repeatsText(l listed) string {
	rule, more := cs.words.Rule(l.Event), ""
	switch endless := l.Event.IsEndless(); {
	case l.more > 0 && !endless:
		more = cs.theme.Count("more-dates", l.more)
	case l.more > 0 && rule == "":
		more = cs.theme.Text("further-dates")
	}
	return wording.Join(", ", rule, more)
}

// cardOnDay returns the card of an appointment in the list of a day.
func (cs *cards) cardOnDay(a site.Appointment, d calendar.Date) theme.Part {
	day := cs.words.DayOf(a, d)
	if day == "" {
		return cs.appointmentCard(a)
	}
	v := cs.eventCard(a)
	v.Day = day
	return cs.theme.Part("event-card", v)
}

// briefOnDay is cardOnDay with title and date alone.
func (cs *cards) briefOnDay(a site.Appointment, d calendar.Date) theme.Part {
	v := cs.eventCard(a).brief()
	v.Day = cs.words.DayOf(a, d)
	return cs.theme.Part("event-card", v)
}
