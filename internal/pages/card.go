package pages

import (
	"cmp"
	"html/template"
	"strings"
	"sync"

	"belfry/internal/site"
)

// A card is an entry as lists show it, rendered when the first list needs it.
type card struct {
	once sync.Once
	html template.HTML
	err  error
}

// newsCardHTML returns the card of a news item.
func (p *publisher) newsCardHTML(n *site.News) (template.HTML, error) {
	c := &p.newsCards[n.Order]
	c.once.Do(func() { c.html, c.err = p.theme.HTML("news-card", p.newsCard(n)) })
	return c.html, c.err
}

// eventCardHTML returns the card of an event that takes place once.
func (p *publisher) eventCardHTML(e *site.Event) (template.HTML, error) {
	c := &p.eventCards[e.Order]
	c.once.Do(func() { c.html, c.err = p.theme.HTML("event-card", p.eventCard(e, &e.Occurrences[0])) })
	return c.html, c.err
}

// A newsCard is the view of an announcement in a list.
type newsCard struct {
	Link      template.HTML
	Published template.HTML
	Summary   string
	Topics    []template.HTML
}

func (p *publisher) newsCard(n *site.News) newsCard {
	return newsCard{Link: p.link(n.Title, n.Address).HTML(), Published: p.momentText(n.Published).HTML(), Summary: n.Summary, Topics: p.termLinks(n.Topics)}
}

// brief returns the card with title and date alone.
func (c newsCard) brief() newsCard { return newsCard{Link: c.Link, Published: c.Published} }

// An eventCard is the view of an event in a list. Where is one line.
type eventCard struct {
	Link           template.HTML
	When           template.HTML
	Day            string // which of several days it is, in the list of one day
	Repeats        string // how it repeats and how many dates follow, in lists that show it once
	Where, Summary string
	Status         string // in words; empty for what takes place as planned
	Struck         bool   // it does not take place
}

func (p *publisher) eventCard(e *site.Event, o *site.Occurrence) eventCard {
	return eventCard{Link: p.link(titleOf(e, o), e.Address).HTML(), When: p.when(e, o).HTML(), Where: p.whereOf(e, o), Summary: cmp.Or(o.Note, e.Summary),
		Status: p.status(e, o), Struck: statusOf(e, o) == "cancelled"}
}

// brief returns the card with title, date and status alone.
func (c eventCard) brief() eventCard {
	c.Where, c.Summary, c.Repeats = "", "", ""
	return c
}

// status returns in one or two words that an occurrence is not as it was
// announced, and nothing where it is.
func (p *publisher) status(e *site.Event, o *site.Occurrence) string {
	switch status := statusOf(e, o); {
	case status != "scheduled":
		return p.theme.Text("status-" + status)
	case !e.PreviousStart.IsZero(), o.Due != o.Start:
		return p.theme.Text("status-rescheduled")
	}
	return ""
}

// ownStatus returns the status of an occurrence where it has one of its own.
func (p *publisher) ownStatus(e *site.Event, o *site.Occurrence) string {
	if o.Status == "" && o.Due == o.Start {
		return ""
	}
	return p.status(e, o)
}

// newsList returns the cards of news, one after another, as the page of one list
// has room for them.
func (p *publisher) newsList(news []*site.News) (template.HTML, error) {
	return p.newsLaidOut(news, layOut(p.room(), sizes(news, p.newsSize))[0])
}

func (p *publisher) newsLaidOut(news []*site.News, l layout) (template.HTML, error) {
	return laidOut(p, news, l, p.newsCardHTML, func(n *site.News) (template.HTML, error) { return p.theme.HTML("news-card", p.newsCard(n).brief()) })
}

// joined puts the cards of list one after another.
func joined[T any](list []T, card func(T) (template.HTML, error)) (template.HTML, error) {
	cards := make([]string, len(list))
	for i, v := range list {
		html, err := card(v)
		if err != nil {
			return "", err
		}
		cards[i] = string(html)
	}
	return template.HTML(strings.Join(cards, "")), nil
}
