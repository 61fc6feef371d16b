package pages

import (
	"slices"

	"belfry/internal/calendar"
	"belfry/internal/site"
)

// ruleText says in words how an event repeats, and nothing for one that does
// not follow a rule, or one that these words cannot say: the dates are listed
// in any case.
func (p *publisher) ruleText(e *site.Event) string {
	if e.Recurrence == nil {
		return ""
	}
	r := e.Recurrence.Rule
	days, ok := p.daysText(r)
	if !ok {
		return ""
	}
	unit := [...]string{"days", "weeks", "months", "years"}[r.Frequency]
	return joinNonEmpty(" ", p.theme.Count("every-"+unit, r.Interval), days, p.monthsText(r), p.ruleEnd(r))
}

// daysText says on which days of the week, month or year, and whether words can.
func (p *publisher) daysText(r calendar.Rule) (text string, ok bool) {
	switch {
	case len(r.ByYearDay) > 0, len(r.ByDay) > 0 && len(r.ByMonthDay) > 0:
		return "", false
	case len(r.BySetPos) > 0:
		return p.positionText(r)
	case isWorkingWeek(r.ByDay):
		return p.theme.Text("on-working-days"), true
	case len(r.ByDay) > 0:
		return p.weekdaysText(r.ByDay)
	case len(r.ByMonthDay) > 0:
		return p.monthDaysText(r.ByMonthDay)
	}
	return "", true
}

// positionText says which of several days of each period: "on the last working day".
func (p *publisher) positionText(r calendar.Rule) (text string, ok bool) {
	if len(r.BySetPos) != 1 || len(r.ByMonthDay) > 0 || !hasOrdinal(r.BySetPos[0]) {
		return "", false
	}
	switch {
	case isWorkingWeek(r.ByDay):
		return p.theme.Text("on-the", "days", p.ordinal(r.BySetPos[0], p.theme.Text("working-day"))), true
	case len(r.ByDay) == 1 && r.ByDay[0].N == 0:
		return p.theme.Text("on-the", "days", p.ordinal(r.BySetPos[0], p.site.Locale.Weekday(r.ByDay[0].Day))), true
	}
	return "", false
}

// weekdaysText says "on Monday and Friday" or "on the first Monday".
func (p *publisher) weekdaysText(weekdays []calendar.WeekdayNumber) (text string, ok bool) {
	numbered := false
	days := make([]string, len(weekdays))
	for i, d := range weekdays {
		days[i] = p.site.Locale.Weekday(d.Day)
		switch {
		case d.N != 0 && !hasOrdinal(d.N):
			return "", false
		case d.N != 0:
			days[i], numbered = p.ordinal(d.N, days[i]), true
		}
	}
	if numbered {
		return p.theme.Text("on-the", "days", p.site.Locale.ListAnd(days)), true
	}
	return p.theme.Text("on-days", "days", p.site.Locale.ListAnd(days)), true
}

// monthDaysText says "on day 1 and 15" or "on the last day of the month".
func (p *publisher) monthDaysText(numbers []int) (text string, ok bool) {
	if n := numbers[0]; len(numbers) == 1 && n < 0 && hasOrdinal(n) {
		return p.theme.Text("on-the", "days", p.ordinal(n, p.theme.Text("day-of-month"))), true
	}
	days := make([]string, len(numbers))
	for i, n := range numbers {
		if n < 0 {
			return "", false
		}
		days[i] = p.site.Locale.Number(n)
	}
	return p.theme.Text("on-month-days", "days", p.site.Locale.ListAnd(days)), true
}

func isWorkingWeek(days []calendar.WeekdayNumber) bool {
	return len(days) == 5 && !slices.ContainsFunc(days, func(d calendar.WeekdayNumber) bool { return d.N != 0 || d.Day == 0 || d.Day == 6 })
}

// ordinals are the words for which of several days, from the last but one on;
// the middle is for none.
var ordinals = [...]string{"second-last", "last", "", "first", "second", "third", "fourth", "fifth"}

// hasOrdinal reports whether there is a word for the nth day, from the end for
// a negative n.
func hasOrdinal(n int) bool { return n != 0 && -2 <= n && n <= 5 }

// ordinal says which of several days: "first Monday", "last Friday".
func (p *publisher) ordinal(n int, day string) string {
	return p.theme.Text("nth-"+ordinals[n+2], "day", day)
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
