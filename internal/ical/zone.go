package ical

import (
	"slices"
	"strconv"
	"time"

	"belfry/internal/calendar"
)

// An Encoder holds the VTIMEZONE parts of the zones that a site's events are
// in, so that thousands of calendars do not derive them again. It is immutable.
type Encoder struct {
	zones map[string][]byte
}

// The years for which a VTIMEZONE gives every change of its zone. Recurring
// events may lie beyond: where the zone follows a rule, the rule has no end.
const (
	firstYear = 2003
	lastYear  = 2040
)

// NewEncoder returns an encoder for events in zones.
func NewEncoder(zones []*calendar.Zone) *Encoder {
	e := &Encoder{zones: make(map[string][]byte, len(zones))}
	for _, z := range zones {
		e.zones[z.Name()] = appendZone(nil, z, time.Date(firstYear, 6, 1, 0, 0, 0, 0, time.UTC))
	}
	return e
}

// appendZones appends a VTIMEZONE for each zone that c refers to, in order of
// their names; for a calendar without events, one of its own zone, because an
// iCalendar object has at least one component (3.6).
func (e *Encoder) appendZones(dst []byte, c *Calendar) []byte {
	earliest := map[*calendar.Zone]time.Time{}
	note := func(t Time) {
		if t.AllDay || t.Zone == nil || isUTC(t.Zone) {
			return
		}
		instant, _ := t.Zone.Resolve(t.Local)
		if first, seen := earliest[t.Zone]; !seen || instant.Before(first) {
			earliest[t.Zone] = instant
		}
	}
	for i := range c.Events {
		note(c.Events[i].Start)
		if c.Events[i].HasEnd {
			note(c.Events[i].End)
		}
	}
	if len(c.Events) == 0 {
		earliest[c.Zone] = time.Date(firstYear, 6, 1, 0, 0, 0, 0, time.UTC)
	}
	zones := make([]*calendar.Zone, 0, len(earliest))
	for z := range earliest {
		zones = append(zones, z)
	}
	slices.SortFunc(zones, func(a, b *calendar.Zone) int { return compareNames(a, b) })
	for _, z := range slices.CompactFunc(zones, func(a, b *calendar.Zone) bool { return a.Name() == b.Name() }) {
		dst = e.appendZone(dst, z, earliest[z])
	}
	return dst
}

func compareNames(a, b *calendar.Zone) int {
	if a.Name() < b.Name() {
		return -1
	}
	if a.Name() > b.Name() {
		return 1
	}
	return 0
}

func (e *Encoder) appendZone(dst []byte, z *calendar.Zone, earliest time.Time) []byte {
	if prepared, ok := e.zones[z.Name()]; ok && earliest.Year() > firstYear {
		return append(dst, prepared...)
	}
	return appendZone(dst, z, earliest)
}

// appendZone appends the VTIMEZONE that holds from earliest on: one STANDARD
// and one DAYLIGHT part where the zone has followed one rule since, as several
// readers want it; before that, one part for each change.
func appendZone(dst []byte, z *calendar.Zone, earliest time.Time) []byte {
	from := min(firstYear, earliest.UTC().Year())
	changes := z.Changes(time.Date(ruleSearchYear, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(lastYear+1, 1, 1, 0, 0, 0, 0, time.UTC))
	rules, since := yearlyRules(changes)
	w := writer{out: dst}
	w.raw("BEGIN:VTIMEZONE")
	w.raw("TZID:" + z.Name())
	first := time.Time{}
	for _, c := range changes {
		year := c.Local().Year
		if year < from && !(len(rules) > 0 && year == since) || len(rules) > 0 && year > since {
			continue
		}
		if first.IsZero() {
			first = c.At
			if earliest.Before(first) {
				w.initial(z, from)
			}
		}
		w.observance(c, ruleFor(rules, c, year == since))
	}
	if first.IsZero() {
		w.initial(z, from)
	}
	w.raw("END:VTIMEZONE")
	return w.out
}

// initial writes the offset in force before the first change that is listed.
func (w *writer) initial(z *calendar.Zone, year int) {
	start := calendar.Local{Date: calendar.Date{Year: min(year, 1970), Month: 1, Day: 1}}
	offset, name := z.Offset(time.Date(year, 1, 1, 0, 0, 0, 0, time.UTC))
	w.part("STANDARD", start, offset, offset, name, "")
}

func (w *writer) observance(c calendar.Change, rule string) {
	kind := "STANDARD"
	if c.To > c.From {
		kind = "DAYLIGHT"
	}
	w.part(kind, c.Local(), c.From, c.To, c.Abbreviation, rule)
}

func (w *writer) part(kind string, start calendar.Local, from, to int, name, rule string) {
	w.raw("BEGIN:" + kind)
	w.property("DTSTART")
	w.line = appendLocal(w.line, start)
	w.end()
	w.property("TZOFFSETFROM")
	w.line = appendOffset(w.line, from)
	w.end()
	w.property("TZOFFSETTO")
	w.line = appendOffset(w.line, to)
	w.end()
	w.raw("TZNAME:" + name)
	if rule != "" {
		w.raw("RRULE:" + rule)
	}
	w.raw("END:" + kind)
}

// appendOffset appends a distance from UTC (3.3.14).
func appendOffset(dst []byte, seconds int) []byte {
	sign := byte('+')
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	dst = appendPadded(append(dst, sign), seconds/3600, 2)
	dst = appendPadded(dst, seconds/60%60, 2)
	if seconds%60 != 0 {
		dst = appendPadded(dst, seconds%60, 2)
	}
	return dst
}

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

func ruleFor(rules []yearlyRule, c calendar.Change, isFirst bool) string {
	for _, r := range rules {
		if isFirst && r.gives(c) {
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
