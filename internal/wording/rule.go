package wording

import (
	"slices"
	"strings"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/site"
	"belfry/internal/theme"
)

// Rule says in words how an event repeats, and nothing for one that does
// not follow a rule, or one that these words cannot say: the dates are listed
// in any case.
func (w Words) Rule(e *site.Event) string {
	if e.Recurrence == nil {
		return ""
	}
	return w.rule(e.Recurrence.Rule)
}

func (w Words) rule(r calendar.Rule) string {
	text, saysMonths := w.daysOf(r)
	if text == "" {
		return ""
	}
	if len(r.ByMonth) > 0 && !saysMonths {
		text = w.theme.Text("rule-in-months", "rule", text, "months", w.monthsIn(r))
	}
	switch {
	case r.Count > 0:
		return w.theme.Count("rule-times", r.Count, "rule", text)
	case !r.Until.IsZero():
		return w.theme.Text("rule-until", "rule", text, "date", w.locale.Date(r.Until.Time()))
	}
	return text
}

// daysOf says on which days of how many weeks, months or years; "" where words cannot.
// saysMonths reports whether the months are said, too.
func (w Words) daysOf(r calendar.Rule) (text string, saysMonths bool) {
	each := func(what string, pairs ...string) string { return w.every("every-"+what, r.Interval, pairs...) }
	unit := [...]string{"days", "weeks", "months", "years"}[r.Frequency]
	switch {
	case len(r.ByYearDay) > 0, len(r.ByDay) > 0 && len(r.ByMonthDay) > 0:
		return "", false
	case len(r.BySetPos) > 0, slices.ContainsFunc(r.ByDay, isNumbered):
		if days := w.nthDays(r); days != "" && r.Frequency >= calendar.Monthly {
			return each(unit+"-on", "days", days), false
		}
		return "", false
	case len(r.ByDay) > 0:
		return w.weekdays(r), false
	case len(r.ByMonthDay) == 0:
		return each(unit), false
	case isDates(r):
		return each("years-on-date", "dates", w.locale.ListAnd(w.datesIn(r))), true
	}
	if days := w.lastDay(r.ByMonthDay); days != "" && r.Frequency >= calendar.Monthly {
		return each(unit+"-on", "days", days), false
	}
	if r.Frequency != calendar.Monthly || slices.Min(r.ByMonthDay) < 0 {
		return "", false
	}
	return each("months-on-day", "days", w.locale.ListAnd(w.numbers(r.ByMonthDay))), false
}

// every returns a text about every n-th of something. The form for one thing says "every
// week", which is wrong of the 21st, though several languages count that as one, too.
func (w Words) every(id string, n int, pairs ...string) string {
	if n > 1 && w.locale.Plural(n) == "one" {
		return w.theme.Choose(id, "other", append(pairs, "n", w.locale.Number(n))...)
	}
	return w.theme.Count(id, n, pairs...)
}

func isNumbered(d calendar.WeekdayNumber) bool { return d.N != 0 }

// weekdays says on which days of the week; "" where more is to be said than these. Every
// day, month or year that has only some weekdays is every week on these.
func (w Words) weekdays(r calendar.Rule) string {
	if r.Frequency != calendar.Weekly && r.Interval > 1 {
		return ""
	}
	if isWorkingWeek(r.ByDay) {
		return w.every("every-weeks-on-working-days", r.Interval)
	}
	days := make([]string, len(r.ByDay))
	for i, d := range r.ByDay {
		days[i] = w.theme.Choose("weekday-in-rule", weekdayID(d.Day), "day", w.locale.Weekday(d.Day))
	}
	return w.every("every-weeks-on", r.Interval, "days", w.locale.ListAnd(days))
}

// nthDays says which of several days of each month or year: "last working day", "first
// Monday and third Monday"; "" where there are no words for it.
func (w Words) nthDays(r calendar.Rule) string {
	if len(r.BySetPos) == 0 {
		days := make([]string, len(r.ByDay))
		for i, d := range r.ByDay {
			if days[i] = w.nth(d.N, d.Day); days[i] == "" {
				return ""
			}
		}
		return w.locale.ListAnd(days)
	}
	switch {
	case len(r.BySetPos) != 1, len(r.ByMonthDay) > 0:
		return ""
	case isWorkingWeek(r.ByDay) && hasOrdinal(r.BySetPos[0]):
		return w.theme.Choose("nth-"+ordinals[r.BySetPos[0]+2], theme.WorkingDay)
	case len(r.ByDay) == 1 && !isNumbered(r.ByDay[0]):
		return w.nth(r.BySetPos[0], r.ByDay[0].Day)
	}
	return ""
}

// nth says which of several days: "first Monday", "last Friday"; "" where there is no
// word for it.
func (w Words) nth(n int, day time.Weekday) string {
	if !hasOrdinal(n) {
		return ""
	}
	return w.theme.Choose("nth-"+ordinals[n+2], weekdayID(day), "day", w.locale.Weekday(day))
}

func isWorkingWeek(days []calendar.WeekdayNumber) bool {
	isOther := func(d calendar.WeekdayNumber) bool {
		return isNumbered(d) || d.Day == time.Sunday || d.Day == time.Saturday
	}
	return len(days) == 5 && !slices.ContainsFunc(days, isOther)
}

// ordinals are the words for which of several days, from the last but one on;
// the middle is for none.
var ordinals = [...]string{"second-last", "last", "", "first", "second", "third", "fourth", "fifth"}

// hasOrdinal reports whether there is a word for the nth day, from the end for
// a negative n.
func hasOrdinal(n int) bool { return n != 0 && -2 <= n && n <= 5 }

// lastDay says which single day from the end of a month; "" for none.
func (w Words) lastDay(numbers []int) string {
	switch {
	case slices.Equal(numbers, []int{-1}):
		return w.theme.Text("last-day")
	case slices.Equal(numbers, []int{-2}):
		return w.theme.Text("second-last-day")
	}
	return ""
}

// mostDates is how many dates of a year a rule names.
const mostDates = 6

// isDates reports whether a rule names days and months of each year, few enough to say.
func isDates(r calendar.Rule) bool {
	return r.Frequency == calendar.Yearly && len(r.ByMonth) > 0 && len(r.ByMonth)*len(r.ByMonthDay) <= mostDates &&
		!slices.ContainsFunc(datesOf(r), isNone)
}

// datesOf returns the dates that a rule names, in a leap year.
func datesOf(r calendar.Rule) []calendar.Date {
	var dates []calendar.Date
	for _, m := range r.ByMonth {
		for _, day := range r.ByMonthDay {
			const leapYear = 2024
			dates = append(dates, calendar.Date{Year: leapYear, Month: m, Day: day})
		}
	}
	return dates
}

// isNone reports whether there is no such date: a 31st of April, or one that is counted
// from the end of the month.
func isNone(d calendar.Date) bool { return calendar.DateOf(d.Time()) != d }

// datesIn names the dates of a year: "15 May", "1 September".
func (w Words) datesIn(r calendar.Rule) []string {
	var names []string
	for _, d := range datesOf(r) {
		names = append(names, w.locale.DayMonth(d.Time()))
	}
	return names
}

// monthsIn says in which months.
func (w Words) monthsIn(r calendar.Rule) string {
	names := make([]string, len(r.ByMonth))
	for i, m := range r.ByMonth {
		names[i] = w.theme.Choose("month-in-rule", strings.ToLower(m.String()), "month", w.locale.MonthName(m))
	}
	return w.locale.ListAnd(names)
}

func (w Words) numbers(all []int) []string {
	texts := make([]string, len(all))
	for i, n := range all {
		texts[i] = w.locale.Number(n)
	}
	return texts
}

func weekdayID(d time.Weekday) string { return strings.ToLower(d.String()) }
