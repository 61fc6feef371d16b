package pages

import (
	"cmp"
	"slices"
	"strconv"

	"belfry/internal/calendar"
	"belfry/internal/site"
)

// A newsYear is the news of a year, newest first.
type newsYear struct {
	year   int
	news   []*site.News
	months []newsMonth // the latest first, of a year that one page does not hold
}

// A newsMonth is the news of a month, newest first.
type newsMonth struct {
	month calendar.Month
	news  []*site.News
}

// roomOfYear is how many bytes of cards the page of a year holds. It depends on
// nothing else of the site, so that no other edit makes addresses come or go.
const roomOfYear = largestPage - 2*aroundCards

// newsByYear divides the site's news into years, the latest first. Those in which
// all is withheld are empty. What is withheld counts for the division of a year
// into months, so that no day makes addresses come or go.
func (p *publisher) newsByYear() []newsYear {
	years, totals := p.publishedByYear()
	withheld := map[int][]*site.News{}
	for _, n := range p.absences.news {
		year := n.Published.Shown.Year
		if _, known := totals[year]; !known {
			years = append(years, newsYear{year: year})
		}
		totals[year] += p.sizeOfNews(n).full
		withheld[year] = append(withheld[year], n)
	}
	for i := range years {
		if y := &years[i]; totals[y.year] > roomOfYear {
			y.months = byMonth(y.news, withheld[y.year])
		}
	}
	slices.SortFunc(years, func(a, b newsYear) int { return cmp.Compare(b.year, a.year) })
	return years
}

// publishedByYear divides the news, and returns how many bytes those of each year
// take.
func (p *publisher) publishedByYear() ([]newsYear, map[int]int) {
	var years []newsYear
	totals := map[int]int{}
	for _, n := range p.site.News {
		year := n.Published.Shown.Year
		if len(years) == 0 || years[len(years)-1].year != year {
			years = append(years, newsYear{year: year})
		}
		last := &years[len(years)-1]
		last.news = append(last.news, n)
		totals[year] += p.newsSize(n).full
	}
	return years, totals
}

// byMonth divides the news of a year into months, the latest first.
func byMonth(news, withheld []*site.News) []newsMonth {
	var months [13]newsMonth
	for _, n := range slices.Concat(news, withheld) {
		month := n.Published.Shown.YearMonth()
		months[month.Month].month = month
	}
	for _, n := range news {
		m := &months[n.Published.Shown.Month]
		m.news = append(m.news, n)
	}
	all := slices.DeleteFunc(months[:], func(m newsMonth) bool { return m.month == calendar.Month{} })
	slices.Reverse(all)
	return all
}

// archivesOf returns the links to the archives that a news item is in.
func (p *publisher) archivesOf(n *site.News) []Link {
	i := slices.IndexFunc(p.newsYears, func(y newsYear) bool { return y.year == n.Published.Shown.Year })
	y := p.newsYears[i]
	links := []Link{p.link(strconv.Itoa(y.year), site.YearAddress(site.NewsAddress, y.year))}
	if len(y.months) > 0 {
		m := newsMonth{month: n.Published.Shown.YearMonth()}
		links = append(links, p.link(p.words.Month(m.month), site.MonthAddress(site.NewsAddress, m.month)))
	}
	return links
}
