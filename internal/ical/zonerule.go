package ical

import (
	"strconv"
	"time"

	"belfry/internal/calendar"
)

// leastYears is for how many years a zone must have followed its rules, at
// least, so that one rule can be told from another: the last Thursday of October,
// after which Cairo's clocks change, is for nine years always before the 31st.
const leastYears = 12

// yearlyRules returns the two rules that the zone follows in the years up to
// lastYear, and the first year from which they give every change. For a zone
// that does not move its clocks by a rule it returns none, and a year after
// lastYear.
func yearlyRules(changes []calendar.Change) (rules []yearlyRule, since int) {
	byYear := map[int][]calendar.Change{}
	for _, c := range changes {
		byYear[c.Local().Year] = append(byYear[c.Local().Year], c)
	}
	if len(byYear[lastYear]) != 2 {
		return nil, lastYear + 1
	}
	first, second := rulesOf(byYear[lastYear][0]), rulesOf(byYear[lastYear][1])
	for since = lastYear; len(byYear[since-1]) == 2; since-- {
		a, b := fitting(first, byYear[since-1][0]), fitting(second, byYear[since-1][1])
		if len(a) == 0 || len(b) == 0 {
			break
		}
		first, second = a, b
	}
	if since > lastYear+1-leastYears {
		return nil, lastYear + 1
	}
	return []yearlyRule{first[0], second[0]}, since
}

// A yearlyRule is a change on a weekday of a month: its week counted from the
// start (1 to 5) or from the end (-1), or the week that begins on a fixed day.
type yearlyRule struct {
	change   calendar.Change // offsets and name
	month    time.Month
	weekday  time.Weekday
	clock    calendar.Clock
	week     int
	firstDay int // instead of week: the weekday on or after this day
}

// rulesOf returns all rules that one change may follow, the plainest first.
func rulesOf(c calendar.Change) []yearlyRule {
	local := c.Local()
	base := yearlyRule{change: c, month: local.Month, weekday: local.Weekday(), clock: local.Clock}
	var rules []yearlyRule
	if local.Day+7 > local.YearMonth().Last().Day {
		base.week = -1
		rules = append(rules, base)
	}
	base.week = (local.Day-1)/7 + 1
	rules = append(rules, base)
	base.week = 0
	for day := max(1, local.Day-6); day <= local.Day; day++ {
		base.firstDay = day
		rules = append(rules, base)
	}
	return rules
}

func fitting(rules []yearlyRule, c calendar.Change) []yearlyRule {
	var fit []yearlyRule
	for _, r := range rules {
		if r.gives(c) {
			fit = append(fit, r)
		}
	}
	return fit
}

func (r yearlyRule) gives(c calendar.Change) bool {
	local := c.Local()
	if c.From != r.change.From || c.To != r.change.To || c.Abbreviation != r.change.Abbreviation ||
		local.Month != r.month || local.Weekday() != r.weekday || local.Clock != r.clock {
		return false
	}
	switch {
	case r.week < 0:
		return local.Day+7 > local.YearMonth().Last().Day
	case r.week > 0:
		return (local.Day-1)/7+1 == r.week
	default:
		return r.firstDay <= local.Day && local.Day < r.firstDay+7
	}
}

// ruleOf returns the rule that gives c, as an RRULE value.
func ruleOf(rules []yearlyRule, c calendar.Change) string {
	for _, r := range rules {
		if r.gives(c) {
			return r.String()
		}
	}
	return ""
}

var weekdays = [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// String returns the rule as an RRULE value (3.3.10).
func (r yearlyRule) String() string {
	s := "FREQ=YEARLY;BYMONTH=" + strconv.Itoa(int(r.month))
	if r.week != 0 {
		return s + ";BYDAY=" + strconv.Itoa(r.week) + weekdays[r.weekday]
	}
	s += ";BYMONTHDAY="
	for day := r.firstDay; day < r.firstDay+7; day++ {
		if day > r.firstDay {
			s += ","
		}
		s += strconv.Itoa(day)
	}
	return s + ";BYDAY=" + weekdays[r.weekday]
}
