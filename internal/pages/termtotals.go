package pages

import (
	"cmp"
	"slices"

	"belfry/internal/site"
)

// A termTotal is how much a term has, so that its addresses are known before anything
// is listed.
type termTotal struct {
	news, events, members int // of events each appointment
	size                  int // of all cards in full, in bytes
	latest                []*site.News
	years                 []yearTotal
}

// A yearTotal is how much a term has in a year.
type yearTotal struct{ year, count, size int }

// totals are those of terms.
type totals map[*site.Term]*termTotal

// termTotals counts what each term has, in one pass over the site.
func (p *publisher) termTotals() totals {
	all := totals{}
	for _, m := range p.site.Members {
		if m.Country != nil {
			total := all.of(m.Country)
			total.members++
			total.size += p.linkSize(m.Title, m.Address)
		}
	}
	for _, n := range p.site.News {
		year, size := n.Published.Shown.Year, p.newsSize(n).full
		for _, terms := range [...][]*site.Term{n.Topics, n.Countries} {
			for _, t := range terms {
				total := all.of(t)
				if total.news++; total.news <= latestOfTerm {
					total.latest = append(total.latest, n)
				}
				total.add(year, size)
			}
		}
	}
	for _, e := range p.site.Events {
		for _, t := range e.Terms() {
			total := all.of(t)
			for i := range e.Occurrences {
				a := e.Appointment(i)
				total.events++
				total.add(a.Occurrence.FirstDay().Year, p.appointmentSize(a).full)
			}
		}
	}
	return all
}

func (all totals) of(t *site.Term) *termTotal {
	total := all[t]
	if total == nil {
		total = &termTotal{}
		all[t] = total
	}
	return total
}

// add adds an entry of a year. Most come after one of the same year.
func (t *termTotal) add(year, size int) {
	t.size += size
	y := t.in(year)
	y.count++
	y.size += size
}

func (t *termTotal) in(year int) *yearTotal {
	for i := range slices.Backward(t.years) {
		if t.years[i].year == year {
			return &t.years[i]
		}
	}
	t.years = append(t.years, yearTotal{year: year})
	return &t.years[len(t.years)-1]
}

func (t *termTotal) empty() bool { return t.news+t.events+t.members == 0 }

// yearsBeside returns the years that have a page, the latest first: none where one page
// shows all, also all that is withheld.
func (t *termTotal) yearsBeside(withheld termAbsences) []yearTotal {
	if t.news+len(withheld.news) <= latestOfTerm && t.events+len(withheld.events) <= latestOfTerm {
		return nil
	}
	for _, year := range slices.Concat(withheld.news, withheld.events) {
		t.in(year)
	}
	slices.SortFunc(t.years, func(a, b yearTotal) int { return cmp.Compare(b.year, a.year) })
	return t.years
}
