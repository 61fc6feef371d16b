package site

import (
	"slices"

	"belfry/internal/calendar"
)

// A Schedule holds all appointments of a site in order, and those of each month.
type Schedule struct {
	All    []Appointment
	Coming []Appointment    // those that are not over at Site.Now, in order
	Months []calendar.Month // that have appointments, in order
	Empty  []calendar.Month // that only withheld events have appointments in, in order
	In     map[calendar.Month][]Appointment
}

// schedule returns that of a site: the one of the last, where all events are the same,
// but for what is withheld.
func (r *resolver) schedule(s, last *Site) Schedule {
	var c Schedule
	if last != nil && slices.Equal(last.Events, s.Events) {
		c = last.Schedule
	} else {
		c = newSchedule(s.Events)
		c.Coming, _ = s.Split(c.All)
	}
	c.Empty = c.emptyMonths(s.Absences)
	return c
}

func newSchedule(events []*Event) Schedule {
	c := Schedule{All: Appointments(events...), In: map[calendar.Month][]Appointment{}}
	for _, a := range c.All {
		for m := range months(Span{a.Occurrence.FirstDay(), a.Occurrence.LastDay()}) {
			if c.In[m] == nil {
				c.Months = append(c.Months, m)
			}
			c.In[m] = append(c.In[m], a)
		}
	}
	slices.SortFunc(c.Months, calendar.Month.Compare)
	return c
}

// emptyMonths returns the months that only withheld events have appointments in.
func (c *Schedule) emptyMonths(absences []Absence) []calendar.Month {
	var empty []calendar.Month
	for _, absence := range absences {
		for _, days := range absence.Days {
			for m := range months(days) {
				if c.In[m] == nil {
					empty = append(empty, m)
				}
			}
		}
	}
	slices.SortFunc(empty, calendar.Month.Compare)
	return slices.Compact(empty)
}

// months yields the months that some days touch.
func months(days Span) func(yield func(calendar.Month) bool) {
	return func(yield func(calendar.Month) bool) {
		for m := days.First.YearMonth(); m.Compare(days.Last.YearMonth()) <= 0 && yield(m); m = m.Next() {
		}
	}
}

// Years returns the years that have appointments, the latest first.
func (c *Schedule) Years() []int { return yearsOf(c.Months) }

// AllMonths returns the months that have appointments, and then those that only
// withheld events have appointments in.
func (c *Schedule) AllMonths() []calendar.Month { return slices.Concat(c.Months, c.Empty) }

// AllYears returns the years of AllMonths, the latest first.
func (c *Schedule) AllYears() []int { return yearsOf(c.AllMonths()) }

func yearsOf(months []calendar.Month) []int {
	var years []int
	for _, m := range months {
		years = append(years, m.Year)
	}
	slices.Sort(years)
	years = slices.Compact(years)
	slices.Reverse(years)
	return years
}

// Neighbours returns the months with appointments before and after m, or nil.
func (c *Schedule) Neighbours(m calendar.Month) (before, after *calendar.Month) {
	i, found := slices.BinarySearchFunc(c.Months, m, calendar.Month.Compare)
	if i > 0 {
		before = &c.Months[i-1]
	}
	if found {
		i++
	}
	if i < len(c.Months) {
		after = &c.Months[i]
	}
	return before, after
}
