package icalread

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"belfry/internal/calendar"
)

// A Rule is an RRULE (RFC 5545 3.3.10). It is followed by looking at one day
// after the other.
type Rule struct {
	frequency                             string
	interval, count                       int // count is 0 for none
	until                                 string
	weekStart                             time.Weekday
	months, monthDays, yearDays, position []int
	weekdays                              []weekday
}

// A weekday is any of its month or year, or with n the nth.
type weekday struct {
	n   int
	day time.Weekday
}

func ParseRule(text string) (Rule, error) {
	r := Rule{interval: 1, weekStart: time.Monday}
	for part := range strings.SplitSeq(text, ";") {
		name, value, _ := strings.Cut(part, "=")
		if err := r.set(name, value); err != nil {
			return r, fmt.Errorf("the part %s of the rule is not understood", part)
		}
	}
	if !slices.Contains([]string{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}, r.frequency) || r.interval < 1 {
		return r, fmt.Errorf("the rule %s is not understood", text)
	}
	return r, nil
}

func (r *Rule) set(name, value string) (err error) {
	switch name {
	case "FREQ":
		r.frequency = value
	case "INTERVAL":
		r.interval, err = strconv.Atoi(value)
	case "COUNT":
		r.count, err = strconv.Atoi(value)
	case "UNTIL":
		r.until = value
	case "WKST":
		r.weekStart, err = parseDay(value)
	case "BYMONTH":
		r.months, err = numbers(value)
	case "BYMONTHDAY":
		r.monthDays, err = numbers(value)
	case "BYYEARDAY":
		r.yearDays, err = numbers(value)
	case "BYSETPOS":
		r.position, err = numbers(value)
	case "BYDAY":
		r.weekdays, err = parseWeekdays(value)
	default:
		err = strconv.ErrSyntax
	}
	return err
}

func numbers(value string) (list []int, err error) {
	for text := range strings.SplitSeq(value, ",") {
		n, err := strconv.Atoi(text)
		if err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return list, nil
}

func parseDay(value string) (time.Weekday, error) {
	i := slices.Index([]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}, value)
	if i < 0 {
		return 0, strconv.ErrSyntax
	}
	return time.Weekday(i), nil
}

func parseWeekdays(value string) (list []weekday, err error) {
	for text := range strings.SplitSeq(value, ",") {
		var w weekday
		if len(text) > 2 {
			if w.n, err = strconv.Atoi(text[:len(text)-2]); err != nil {
				return nil, err
			}
			text = text[len(text)-2:]
		}
		if w.day, err = parseDay(text); err != nil {
			return nil, err
		}
		list = append(list, w)
	}
	return list, nil
}

// ends reports whether the rule has an end.
func (r Rule) ends() bool { return r.count > 0 || r.until != "" }

// isOver reports whether a start lies behind UNTIL.
func (r Rule) isOver(start moment) (bool, error) {
	if r.until == "" {
		return false, nil
	}
	layout := "20060102T150405Z"
	if start.allDay {
		layout = "20060102"
	}
	until, err := time.Parse(layout, r.until)
	if err != nil {
		return false, fmt.Errorf("the rule ends at %s, which is of another type than its start", r.until)
	}
	return until.Unix() < start.seconds, nil
}

// Days returns the days of the rule from start on, to the end of time or of
// COUNT.
func (r Rule) Days(start calendar.Date) iter.Seq[calendar.Date] {
	r = r.explicit(start)
	return func(yield func(calendar.Date) bool) {
		given := 0
		for d := start; d.Year < 10000; d = d.AddDays(1) {
			if !r.inInterval(start, d) || !r.fits(d) || !r.inPosition(d) {
				continue
			}
			if given++; !yield(d) || given == r.count {
				return
			}
		}
	}
}

// Begins reports whether the rule gives the day on which it begins.
func (r Rule) Begins(on calendar.Date) bool {
	r = r.explicit(on)
	return r.fits(on) && r.inPosition(on)
}

// explicit adds the parts that the first day implies.
func (r Rule) explicit(start calendar.Date) Rule {
	if len(r.weekdays)+len(r.monthDays)+len(r.yearDays) > 0 || r.frequency == "DAILY" {
		return r
	}
	if r.frequency == "WEEKLY" {
		r.weekdays = []weekday{{day: start.Weekday()}}
		return r
	}
	r.monthDays = []int{start.Day}
	if r.frequency == "YEARLY" && len(r.months) == 0 {
		r.months = []int{int(start.Month)}
	}
	return r
}

// inInterval reports whether the day, week, month or year of d is one of each
// so many since that of start.
func (r Rule) inInterval(start, d calendar.Date) bool {
	var passed int
	switch r.frequency {
	case "DAILY":
		passed = start.DaysUntil(d)
	case "WEEKLY":
		passed = r.week(start).DaysUntil(r.week(d)) / 7
	case "MONTHLY":
		passed = (d.Year-start.Year)*12 + int(d.Month) - int(start.Month)
	case "YEARLY":
		passed = d.Year - start.Year
	}
	return passed%r.interval == 0
}

// week returns the first day of the week of d.
func (r Rule) week(d calendar.Date) calendar.Date {
	return d.AddDays(-(int(d.Weekday()-r.weekStart) + 7) % 7)
}

// fits reports whether d has what the rule asks of a day by itself.
func (r Rule) fits(d calendar.Date) bool {
	if len(r.months) > 0 && !slices.Contains(r.months, int(d.Month)) {
		return false
	}
	month, year := monthOf(d), yearOf(d)
	return listed(r.monthDays, d.Day, month.length()) &&
		listed(r.yearDays, year.first.DaysUntil(d)+1, year.length()) &&
		r.onWeekday(d)
}

// listed reports whether a list is empty or has n, counted from the start or,
// negative, from the end of all.
func listed(list []int, n, all int) bool {
	return len(list) == 0 || slices.Contains(list, n) || slices.Contains(list, n-all-1)
}

func (r Rule) onWeekday(d calendar.Date) bool {
	if len(r.weekdays) == 0 {
		return true
	}
	counted := monthOf(d)
	if r.frequency == "YEARLY" && len(r.months) == 0 {
		counted = yearOf(d)
	}
	return slices.ContainsFunc(r.weekdays, func(w weekday) bool {
		fromStart, fromEnd := counted.first.DaysUntil(d)/7+1, -(d.DaysUntil(counted.last)/7 + 1)
		return w.day == d.Weekday() && (w.n == 0 || w.n == fromStart || w.n == fromEnd)
	})
}

// inPosition reports whether d is one of the days of its period that the rule
// picks.
func (r Rule) inPosition(d calendar.Date) bool {
	if len(r.position) == 0 {
		return true
	}
	p, index, all := r.periodOf(d), 0, 0
	for day := p.first; !p.last.Before(day); day = day.AddDays(1) {
		if !r.fits(day) {
			continue
		}
		all++
		if !d.Before(day) {
			index++
		}
	}
	return listed(r.position, index, all)
}

// A period is a day, a week, a month or a year.
type period struct{ first, last calendar.Date }

func (p period) length() int { return p.first.DaysUntil(p.last) + 1 }

func (r Rule) periodOf(d calendar.Date) period {
	switch r.frequency {
	case "WEEKLY":
		return period{r.week(d), r.week(d).AddDays(6)}
	case "MONTHLY":
		return monthOf(d)
	case "YEARLY":
		return yearOf(d)
	}
	return period{d, d}
}

func monthOf(d calendar.Date) period {
	first := calendar.Date{Year: d.Year, Month: d.Month, Day: 1}
	next := first.AddDays(31)
	return period{first, calendar.Date{Year: next.Year, Month: next.Month, Day: 1}.AddDays(-1)}
}

func yearOf(d calendar.Date) period {
	return period{
		calendar.Date{Year: d.Year, Month: time.January, Day: 1},
		calendar.Date{Year: d.Year, Month: time.December, Day: 31},
	}
}
