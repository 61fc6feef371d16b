package ical

import (
	"strconv"
	"time"

	"belfry/internal/calendar"
)

// ruleSearchYear is the first year in which a zone's present rule is looked for.
const ruleSearchYear = 1980

// yearlyRules returns the rules that the zone follows up to lastYear, and the
// first year from which they give every change. It returns none for a zone
// whose last changes follow no rule, or that has none any more.
func yearlyRules(changes []calendar.Change) (rules []yearlyRule, since int) {
	byYear := map[int][]calendar.Change{}
	for _, c := range changes {
		byYear[c.Local().Year] = append(byYear[c.Local().Year], c)
	}
	last := byYear[lastYear]
	if len(last) != 2 {
		return nil, 0
	}
	candidates := [2][]yearlyRule{rulesOf(last[0]), rulesOf(last[1])}
	for year := lastYear; year >= ruleSearchYear; year-- {
		now := byYear[year]
		if len(now) != 2 {
			break
		}
		a, b := fitting(candidates[0], now[0]), fitting(candidates[1], now[1])
		if len(a) == 0 || len(b) == 0 {
			break
		}
		candidates, since = [2][]yearlyRule{a, b}, year
	}
	if since > lastYear-6 { // too few years to tell one rule from another
		return nil, 0
	}
	return []yearlyRule{candidates[0][0], candidates[1][0]}, since
}

// A yearlyRule is a change on a weekday of a month: its week counted from the
// start (1 to 4) or from the end (-1), or the week that begins on a fixed day.
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
