package pages

import (
	"slices"

	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/site"
)

// A Tally is what the cards of a site come to, in full: those of each month of news, and
// of each term. So its addresses, and which of its pages cannot
// hold all that they list, are known before anything is listed. It is kept from one
// publication to the next, for which only what has come and gone is counted. A Tally is
// not safe for concurrent use.
type Tally struct {
	base address.Base
	// What is counted, in the orders of the site.
	news   []*site.News
	events []*site.Event

	months map[calendar.Month]amount // of news
	terms  map[*site.Term]*termTotal
	// No card that was counted is larger.
	largest int
	crowded map[calendar.Month]crowdedMonth
}

// An amount is a number of cards, and how many bytes they take in all.
type amount struct{ count, size int }

func (a amount) plus(count, size int) amount { return amount{a.count + count, a.size + count*size} }

// A termTotal is what a term has, of events each appointment.
type termTotal struct {
	news, events amount
	years        []yearTotal // in no order
}

// A yearTotal is what a term has in a year.
type yearTotal struct {
	year int
	amount
	// sure is how many bytes that takes at least, on a page that shows each event once:
	// the size of news, and of events that take place once.
	sure int
}

func (y *yearTotal) add(count, size int, isSure bool) {
	y.amount = y.plus(count, size)
	if isSure {
		y.sure += count * size
	}
}

// update brings the tally up to date.
func (t *Tally) update(m *measures) {
	s := m.site
	noNews, news := comeAndGone(t.news, s.News)
	noEvents, events := comeAndGone(t.events, s.Events)
	nothingLeft := len(noNews) == len(t.news) && len(noEvents) == len(t.events)
	if t.base != s.Base || nothingLeft {
		*t = Tally{base: s.Base, months: map[calendar.Month]amount{}, terms: map[*site.Term]*termTotal{}}
		noNews, news, noEvents, events = nil, s.News, nil, s.Events
	}
	for _, n := range noNews {
		t.addNews(n, -1, m.newsSize(n).full)
	}
	for _, e := range noEvents {
		t.addEvent(m, e, -1)
	}
	for _, n := range news {
		t.addNews(n, 1, m.newsSize(n).full)
	}
	for _, e := range events {
		t.addEvent(m, e, 1)
	}
	t.news, t.events = s.News, s.Events
}

// comeAndGone returns the values of a list that are not in the next, and those of the
// next that are not in the list.
func comeAndGone[V any](list, next []*V) (gone, come []*V) {
	for len(list) > 0 && len(next) > 0 && list[0] == next[0] {
		list, next = list[1:], next[1:]
	}
	for len(list) > 0 && len(next) > 0 && list[len(list)-1] == next[len(next)-1] {
		list, next = list[:len(list)-1], next[:len(next)-1]
	}
	return notIn(list, next), notIn(next, list)
}

// notIn returns the values of list that others does not have.
func notIn[V any](list, others []*V) []*V {
	has := make(map[*V]bool, len(others))
	for _, v := range others {
		has[v] = true
	}
	return slices.DeleteFunc(slices.Clone(list), func(v *V) bool { return has[v] })
}

// addNews counts a news item once more, or once less, whose card has a size.
func (t *Tally) addNews(n *site.News, count, size int) {
	shown := n.Published.Shown
	t.largest = max(t.largest, size)
	m := shown.YearMonth()
	if t.months[m] = t.months[m].plus(count, size); t.months[m].count == 0 {
		delete(t.months, m)
	}
	for _, terms := range [...][]*site.Term{n.Topics, n.Countries} {
		for _, term := range terms {
			total := t.of(term)
			total.news = total.news.plus(count, size)
			y := total.in(shown.Year)
			y.add(count, size, true)
			total.tidy(y)
		}
	}
}

// addEvent counts the appointments of an event once more, or once less.
func (t *Tally) addEvent(m *measures, e *site.Event, count int) {
	terms := e.Terms()
	for i := range e.Occurrences {
		a := e.Appointment(i)
		size := m.appointmentSize(a).full
		t.largest = max(t.largest, size)
		for _, term := range terms {
			total := t.of(term)
			total.events = total.events.plus(count, size)
			y := total.in(a.Occurrence.FirstDay().Year)
			y.add(count, size, len(e.Occurrences) == 1)
			total.tidy(y)
		}
	}
}

func (t *Tally) of(term *site.Term) *termTotal {
	total := t.terms[term]
	if total == nil {
		total = &termTotal{}
		t.terms[term] = total
	}
	return total
}

// in returns the total of a year. Most are asked for after one of the same year.
func (t *termTotal) in(year int) *yearTotal {
	for i := range slices.Backward(t.years) {
		if t.years[i].year == year {
			return &t.years[i]
		}
	}
	t.years = append(t.years, yearTotal{year: year})
	return &t.years[len(t.years)-1]
}

// tidy removes a year that has nothing any more.
func (t *termTotal) tidy(y *yearTotal) {
	if y.count == 0 {
		t.years = slices.DeleteFunc(t.years, func(other yearTotal) bool { return other.year == y.year })
	}
}

// A crowdedMonth is whether a month's page has no room for what takes place in it in
// full, and of what that was said.
type crowdedMonth struct {
	list []site.Appointment
	room int
	is   bool
}

// crowdedMonths returns which months have a page with no room for their list in full.
func (p *publisher) crowdedMonths() map[calendar.Month]crowdedMonth {
	last, now := p.tally.crowded, make(map[calendar.Month]crowdedMonth, len(p.site.Schedule.Months))
	for _, m := range p.site.Schedule.Months {
		list, known := p.site.Schedule.In[m], last[m]
		if known.room != p.room || !slices.Equal(known.list, list) {
			known = crowdedMonth{list, p.room, p.layOutMonth(appointmentsByDay(m, list)).brief}
		}
		now[m] = known
	}
	p.tally.crowded = now
	return now
}
