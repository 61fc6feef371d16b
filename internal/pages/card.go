package pages

import (
	"cmp"
	"sync"

	"belfry/internal/site"
	"belfry/internal/theme"
	"belfry/internal/wording"
)

// A card is an entry as lists show it, rendered when the first list needs it.
type card struct {
	once sync.Once
	part theme.Part
}

// cardOfNews returns the card of a news item.
func (p *publisher) cardOfNews(n *site.News) theme.Part {
	c := &p.newsCards[n.Order]
	c.once.Do(func() { c.part = p.theme.Part("news-card", p.newsCard(n)) })
	return c.part
}

// cardOfEvent returns the card of an event that takes place once.
func (p *publisher) cardOfEvent(e *site.Event) theme.Part {
	c := &p.eventCards[e.Order]
	c.once.Do(func() { c.part = p.theme.Part("event-card", p.eventCard(e.First())) })
	return c.part
}

// A newsCard is the view of an announcement in a list.
type newsCard struct {
	Link      Link
	Published wording.Time
	Summary   string
	Topics    []Link
}

func (p *publisher) newsCard(n *site.News) newsCard {
	return newsCard{
		Link: p.link(n.Title, n.Address), Published: p.words.Date(n.Published),
		Summary: n.Summary, Topics: p.termLinks(n.Topics),
	}
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
	Status         string // in words; empty for what takes place as planned
	Struck         bool   // it does not take place
}

func (p *publisher) eventCard(a site.Appointment) eventCard {
	return eventCard{
		Link: p.link(a.Title(), a.Event.Address), When: p.words.When(a), Where: p.words.Where(a),
		Summary: cmp.Or(a.Occurrence.Note, a.Event.Summary),
		Status:  p.words.Status(a), Struck: a.IsCancelled(),
	}
}

// brief returns the card with title, date and status alone.
func (c eventCard) brief() eventCard {
	c.Where, c.Summary, c.Repeats = "", "", ""
	return c
}

// newsList returns the cards of news, one after another, as the page of one list
// has room for them.
func (p *publisher) newsList(news []*site.News) List {
	return p.newsLaidOut(news, layOut(p.room(), sizes(news, p.newsSize))[0])
}

func (p *publisher) newsLaidOut(news []*site.News, l layout) List {
	return laidOut(p, news, l, p.cardOfNews, func(n *site.News) theme.Part {
		return p.theme.Part("news-card", p.newsCard(n).brief())
	})
}
