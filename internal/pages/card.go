package pages

import (
	"html/template"
	"strings"
	"sync"

	"belfry/internal/site"
)

// A card is an entry as lists show it, rendered when the first list needs it.
type card struct{ html func() (template.HTML, error) }

func (p *publisher) newCard(name string, view func() any) *card {
	return &card{sync.OnceValues(func() (template.HTML, error) { return p.theme.HTML(name, view()) })}
}

// A newsCard is the view of an announcement in a list.
type newsCard struct {
	Link      Link
	Published Time
	Summary   string
	Topics    []template.HTML
}

func (p *publisher) newsCard(n *site.News) newsCard {
	return newsCard{Link: Link{n.Title, n.Address}, Published: p.momentText(n.Published), Summary: n.Summary, Topics: p.termLinks(n.Topics)}
}

// An eventCard is the view of an event in a list. Where is one line.
type eventCard struct {
	Link           Link
	When           When
	Where, Summary string
	Status         string // in words; empty for what takes place as planned
	Struck         bool   // it does not take place
}

func (p *publisher) eventCard(e *site.Event, o *site.Occurrence) eventCard {
	v := eventCard{Link: Link{e.Title, e.Address}, When: p.when(e, o), Where: p.where(e), Summary: e.Summary, Struck: e.Status == "cancelled"}
	if e.Status != "scheduled" {
		v.Status = p.theme.Text("status-" + e.Status)
	} else if !e.PreviousStart.IsZero() {
		v.Status = p.theme.Text("status-rescheduled")
	}
	return v
}

// newsList returns the cards of news, one after another.
func (p *publisher) newsList(news []*site.News) (template.HTML, error) {
	return joined(news, func(n *site.News) (template.HTML, error) { return p.cards[&n.Entry].html() })
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
