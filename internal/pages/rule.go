package pages

import (
	"slices"
	"strconv"

	"belfry/internal/calendar"
	"belfry/internal/site"
)

// ruleText says in words how an event repeats, and nothing for one that does
// not follow a rule.
func (p *publisher) ruleText(e *site.Event) string {
	if e.Recurrence == nil {
		return ""
	}
	r := e.Recurrence.Rule
	unit := [...]string{"days", "weeks", "months", "years"}[r.Frequency]
	text := p.theme.Count("every-"+unit, r.Interval)
	return joinNonEmpty(" ", text, p.daysText(r), p.monthsText(r), p.ruleEnd(r))
}

// daysText says on which days of the week or month.
func (p *publisher) daysText(r calendar.Rule) string {
	switch {
	case len(r.BySetPos) > 0 && isWorkingWeek(r.ByDay):
		return p.theme.Text("on-the", "days", p.ordinal(r.BySetPos[0], p.theme.Text("working-day")))
	case isWorkingWeek(r.ByDay):
		return p.theme.Text("on-working-days")
	case len(r.ByDay) > 0:
		return p.weekdaysText(r)
	case len(r.ByMonthDay) > 0:
		var days []string
		for _, n := range r.ByMonthDay {
			days = append(days, p.monthDay(n))
		}
		return p.theme.Text("on-the", "days", p.site.Locale.ListAnd(days))
	}
	return ""
}

func (p *publisher) weekdaysText(r calendar.Rule) string {
	var days []string
	numbered := false
	for _, d := range r.ByDay {
		name := p.site.Locale.Weekday(d.Day)
		n := d.N
		if len(r.BySetPos) > 0 {
			n = r.BySetPos[0]
		}
		if n != 0 {
			name, numbered = p.ordinal(n, name), true
		}
		days = append(days, name)
	}
	if numbered {
		return p.theme.Text("on-the", "days", p.site.Locale.ListAnd(days))
	}
	return p.theme.Text("on-days", "days", p.site.Locale.ListAnd(days))
}

func isWorkingWeek(days []calendar.WeekdayNumber) bool {
	return len(days) == 5 && !slices.ContainsFunc(days, func(d calendar.WeekdayNumber) bool { return d.N != 0 || d.Day == 0 || d.Day == 6 })
}

// ordinal says which of several days: "first Monday", "last Friday".
func (p *publisher) ordinal(n int, day string) string {
	if n < -2 || n > 5 {
		return p.theme.Text("nth", "n", strconv.Itoa(n), "day", day)
	}
	return p.theme.Text("nth-"+[...]string{"second-last", "last", "", "first", "second", "third", "fourth", "fifth"}[n+2], "day", day)
}

func (p *publisher) monthDay(n int) string {
	if n < 0 {
		return p.ordinal(n, p.theme.Text("day-of-month"))
	}
	return p.theme.Text("day-number", "n", p.site.Locale.Number(n))
}

func (p *publisher) monthsText(r calendar.Rule) string {
	var names []string
	for _, m := range r.ByMonth {
		names = append(names, p.site.Locale.MonthName(m))
	}
	if len(names) == 0 {
		return ""
	}
	return p.theme.Text("in-months", "months", p.site.Locale.ListAnd(names))
}

func (p *publisher) ruleEnd(r calendar.Rule) string {
	switch {
	case r.Count > 0:
		return p.theme.Count("times", r.Count)
	case !r.Until.IsZero():
		return p.theme.Text("until-date", "date", p.site.Locale.Date(r.Until.Time()))
	}
	return ""
}
