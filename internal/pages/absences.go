package pages

import (
	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/site"
)

// absences are the places in lists that withheld files will have, or have had.
// Pages of a year of news or of a term are there for them too, as the months of
// site.Schedule are: those that nobody has anything to show in are empty, stand in no list,
// and are not for search engines.
type absences struct {
	news   []*site.News // that are withheld; not in order
	ofTerm map[*site.Term]*termAbsences
}

// termAbsences are the years of what would stand on a term's page: one of each
// news item and of each occurrence.
type termAbsences struct{ news, events []int }

func newAbsences(s *site.Site) absences {
	v := absences{ofTerm: map[*site.Term]*termAbsences{}}
	for _, a := range s.Absences {
		v.add(a)
	}
	return v
}

func (v *absences) add(a site.Absence) {
	var years termAbsences
	if a.News != nil && !a.News.Published.IsZero() {
		years.news = []int{a.News.Published.Shown.Year}
		v.news = append(v.news, a.News)
	}
	for _, days := range a.Days {
		years.events = append(years.events, days.First.Year)
	}
	for _, t := range a.Terms {
		of := v.ofTerm[t]
		if of == nil {
			of = &termAbsences{}
			v.ofTerm[t] = of
		}
		of.news, of.events = append(of.news, years.news...), append(of.events, years.events...)
	}
}

// of returns what is withheld of a term.
func (v *absences) of(t *site.Term) termAbsences {
	if found := v.ofTerm[t]; found != nil {
		return *found
	}
	return termAbsences{}
}

// withheldByDay returns the withheld events that take place on each day, the
// first file of each.
func withheldByDay(s *site.Site) map[calendar.Date]string {
	files := map[calendar.Date]string{}
	for _, a := range s.Absences {
		for _, days := range a.Days {
			for d := days.First; !days.Last.Before(d); d = d.AddDays(1) {
				if files[d] == "" {
					files[d] = a.Source
				}
			}
		}
	}
	return files
}

// hide keeps a page that each edition has out of the sitemap.
func (p *publisher) hide(at address.Path) {
	if p.site.IsFirst() {
		p.hidden[at] = true
	}
}
