package pages

import (
	"maps"
	"slices"
	"strconv"

	"belfry/internal/calendar"
	"belfry/internal/site"
)

// A newsYear is the news of a year, newest first, and how many bytes their cards take.
type newsYear struct {
	year   int
	news   []*site.News
	size   int
	months []newsMonth // the latest first, of a year that one page does not hold
}

// A newsMonth is the news of a month, newest first, and how many bytes their cards take.
type newsMonth struct {
	month calendar.Month
	news  []*site.News
	size  int
}

// roomOfYear is how many bytes of cards the page of a year holds. It depends on
// nothing else of the site, so that no other edit makes addresses come or go.
const roomOfYear = largestPage - 2*aroundCards

// newsByYear divides the site's news into years, the latest first. Those in which
// all is withheld are empty. What is withheld counts for the division of a year
// into months, so that no day makes addresses come or go.
func (p *publisher) newsByYear() []newsYear {
	withheld := map[int]int{} // bytes, by year
	for _, n := range p.absences.news {
		withheld[n.Published.Shown.Year] += p.newsSize(n).full
	}
	var years []newsYear
	from := 0
	for _, m := range p.newsByMonth() {
		if len(years) == 0 || years[len(years)-1].year != m.month.Year {
			years = append(years, newsYear{year: m.month.Year, news: p.site.News[from:from]})
		}
		y := &years[len(years)-1]
		y.news, y.size = y.news[:len(y.news)+len(m.news)], y.size+m.size
		y.months = append(y.months, m)
		from += len(m.news)
	}
	for i := range years {
		y := &years[i]
		if y.news = slices.Clip(y.news); y.size+withheld[y.year] <= roomOfYear {
			y.months = nil
		}
	}
	return years
}

// newsByMonth divides the site's news into months, the latest first. They are in the
// order of their instants, and so of their months: no clock of the Union is put back
// over the end of one. So the number of those of each month is enough.
func (p *publisher) newsByMonth() []newsMonth {
	months := map[calendar.Month]bool{}
	for m := range p.tally.months {
		months[m] = true
	}
	for _, n := range p.absences.news {
		months[n.Published.Shown.YearMonth()] = true
	}
	var all []newsMonth
	rest := p.site.News
	for _, m := range slices.SortedFunc(maps.Keys(months), func(a, b calendar.Month) int { return b.Compare(a) }) {
		of := p.tally.months[m]
		all = append(all, newsMonth{m, rest[:of.count:of.count], of.size})
		rest = rest[of.count:]
	}
	return all
}

// archivesOf returns the links to the archives that a news item is in.
func (p *publisher) archivesOf(n *site.News) []Link {
	i := slices.IndexFunc(p.newsYears, func(y newsYear) bool { return y.year == n.Published.Shown.Year })
	y := p.newsYears[i]
	links := []Link{p.part(strconv.Itoa(y.year), site.YearAddress(site.NewsAddress, y.year))}
	if len(y.months) > 0 {
		m := newsMonth{month: n.Published.Shown.YearMonth()}
		links = append(links, p.part(p.words.Month(m.month), site.MonthAddress(site.NewsAddress, m.month)))
	}
	return links
}
