package wording

import (
	"slices"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/site"
)

// Rule says in words how an event repeats, and nothing for one that does
// not follow a rule, or one that these words cannot say: the dates are listed
// in any case.
func (w Words) Rule(e *site.Event) string {
	if e.Recurrence == nil {
		return ""
	}
	r := e.Recurrence.Rule
	days, ok := w.daysText(r)
	if !ok {
		return ""
	}
	unit := [...]string{"days", "weeks", "months", "years"}[r.Frequency]
	return Join(" ", w.theme.Count("every-"+unit, r.Interval), days, w.monthsText(r), w.ruleEnd(r))
}

// daysText says on which days of the week, month or year, and whether words can.
func (w Words) daysText(r calendar.Rule) (text string, ok bool) {
	switch {
	case len(r.ByYearDay) > 0, len(r.ByDay) > 0 && len(r.ByMonthDay) > 0:
		return "", false
	case len(r.BySetPos) > 0:
		return w.positionText(r)
	case isWorkingWeek(r.ByDay):
		return w.theme.Text("on-working-days"), true
	case len(r.ByDay) > 0:
		return w.weekdaysText(r.ByDay)
	case len(r.ByMonthDay) > 0:
		return w.monthDaysText(r.ByMonthDay)
	}
	return "", true
}

// positionText says which of several days of each period: "on the last working day".
func (w Words) positionText(r calendar.Rule) (text string, ok bool) {
	if len(r.BySetPos) != 1 || len(r.ByMonthDay) > 0 || !hasOrdinal(r.BySetPos[0]) {
		return "", false
	}
	switch {
	case isWorkingWeek(r.ByDay):
		return w.theme.Text("on-the", "days", w.ordinal(r.BySetPos[0], w.theme.Text("working-day"))), true
	case len(r.ByDay) == 1 && r.ByDay[0].N == 0:
		return w.theme.Text("on-the", "days", w.ordinal(r.BySetPos[0], w.locale.Weekday(r.ByDay[0].Day))), true
	}
	return "", false
}

// weekdaysText says "on Monday and Friday" or "on the first Monday".
func (w Words) weekdaysText(weekdays []calendar.WeekdayNumber) (text string, ok bool) {
	numbered := false
	days := make([]string, len(weekdays))
	for i, d := range weekdays {
		days[i] = w.locale.Weekday(d.Day)
		switch {
		case d.N != 0 && !hasOrdinal(d.N):
			return "", false
		case d.N != 0:
			days[i], numbered = w.ordinal(d.N, days[i]), true
		}
	}
	if numbered {
		return w.theme.Text("on-the", "days", w.locale.ListAnd(days)), true
	}
	return w.theme.Text("on-days", "days", w.locale.ListAnd(days)), true
}

// monthDaysText says "on day 1 and 15" or "on the last day of the month".
func (w Words) monthDaysText(numbers []int) (text string, ok bool) {
	if n := numbers[0]; len(numbers) == 1 && n < 0 && hasOrdinal(n) {
		return w.theme.Text("on-the", "days", w.ordinal(n, w.theme.Text("day-of-month"))), true
	}
	days := make([]string, len(numbers))
	for i, n := range numbers {
		if n < 0 {
			return "", false
		}
		days[i] = w.locale.Number(n)
	}
	return w.theme.Text("on-month-days", "days", w.locale.ListAnd(days)), true
}

func isWorkingWeek(days []calendar.WeekdayNumber) bool {
	isOther := func(d calendar.WeekdayNumber) bool { return d.N != 0 || d.Day == time.Sunday || d.Day == time.Saturday }
	return len(days) == 5 && !slices.ContainsFunc(days, isOther)
}

// ordinals are the words for which of several days, from the last but one on;
// the middle is for none.
var ordinals = [...]string{"second-last", "last", "", "first", "second", "third", "fourth", "fifth"}

// hasOrdinal reports whether there is a word for the nth day, from the end for
// a negative n.
func hasOrdinal(n int) bool { return n != 0 && -2 <= n && n <= 5 }

// ordinal says which of several days: "first Monday", "last Friday".
func (w Words) ordinal(n int, day string) string {
	return w.theme.Text("nth-"+ordinals[n+2], "day", day)
}

// monthsText says in which months.
func (w Words) monthsText(r calendar.Rule) string {
	var names []string
	for _, m := range r.ByMonth {
		names = append(names, w.locale.MonthName(m))
	}
	if len(names) == 0 {
		return ""
	}
	return w.theme.Text("in-months", "months", w.locale.ListAnd(names))
}

// ruleEnd says when the rule ends.
func (w Words) ruleEnd(r calendar.Rule) string {
	switch {
	case r.Count > 0:
		return w.theme.Count("times", r.Count)
	case !r.Until.IsZero():
		return w.theme.Text("until-date", "date", w.locale.Date(r.Until.Time()))
	}
	return ""
}
