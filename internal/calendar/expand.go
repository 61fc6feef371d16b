package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/teambition/rrule-go"
)

// MaxOccurrences bounds how often one event may take place.
const MaxOccurrences = 5000

// Expand returns the local times at which an event that starts at start takes
// place by the rule, in order, up to and with the day horizon; the first one
// also where it lies beyond. The rule is expanded on the wall clock: what the
// zone makes of the times is not its concern. The error is a *ParseError: the start is not one of the rule's
// times, there is no time at all, or there are too many.
func (r Rule) Expand(start Local, horizon Date) ([]Local, error) {
	set, err := r.library(start)
	if err != nil {
		return nil, badRule("the rule cannot be followed: "+err.Error(), plainHint)
	}
	var all []Local
	next := set.Iterator()
	for {
		t, ok := next()
		if !ok {
			break
		}
		l := LocalOf(t)
		if len(all) > 0 && horizon.Before(l.Date) {
			break
		}
		if len(all) == MaxOccurrences {
			return nil, badRule(fmt.Sprintf("the rule gives more than %d dates", MaxOccurrences), "end it with until and a date")
		}
		all = append(all, l)
	}
	return all, r.checkStart(start, all)
}

func (r Rule) checkStart(start Local, all []Local) error {
	switch {
	case !r.Until.IsZero() && r.Until.Before(start.Date):
		return badRule("the rule ends on "+r.Until.String()+", before the event starts", "look at the year")
	case len(all) == 0:
		return badRule("the rule gives no date at all", "look at its days and months")
	case all[0] != start:
		return badRule("the start, "+start.Date.String()+", is not a day of the rule",
			"the first day of the rule is "+all[0].Date.String()+"; set start to it")
	}
	return nil
}

// library returns the rule as the library knows it: on civil times, which it
// takes for UTC.
func (r Rule) library(start Local) (*rrule.RRule, error) {
	frequencies := [...]rrule.Frequency{rrule.DAILY, rrule.WEEKLY, rrule.MONTHLY, rrule.YEARLY}
	days := [...]rrule.Weekday{rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA}
	o := rrule.ROption{
		Freq: frequencies[r.Frequency], Dtstart: start.Time(),
		Interval: r.Interval, Count: r.Count, Wkst: days[r.WeekStart],
		Bymonthday: r.ByMonthDay, Byyearday: r.ByYearDay, Bysetpos: r.BySetPos,
	}
	for _, m := range r.ByMonth {
		o.Bymonth = append(o.Bymonth, int(m))
	}
	for _, d := range r.ByDay {
		day := days[d.Day]
		if d.N != 0 {
			day = day.Nth(d.N)
		}
		o.Byweekday = append(o.Byweekday, day)
	}
	if !r.Until.IsZero() {
		o.Until = r.lastMoment().Time()
	}
	return rrule.NewRRule(o)
}

// lastMoment returns the last local time at which the rule may begin.
func (r Rule) lastMoment() Local {
	if r.HasTime {
		return Local{r.Until, r.UntilTime}
	}
	return Local{r.Until, Clock{23, 59, 59}}
}

// Standard returns the rule as an RRULE value for an event that starts at
// start in zone (RFC 5545 3.3.10). Parts that the start implies are written
// out, because readers differ in what they add. UNTIL is in UTC, or a date for
// an event of whole days.
func (r Rule) Standard(start When, zone *Zone) string {
	r = r.explicit(start.Date)
	parts := []string{"FREQ=" + frequencyNames[r.Frequency]}
	add := func(name, value string) {
		if value != "" {
			parts = append(parts, name+"="+value)
		}
	}
	if r.Interval > 1 {
		add("INTERVAL", strconv.Itoa(r.Interval))
	}
	add("BYMONTH", joinNumbers(r.ByMonth))
	add("BYYEARDAY", joinNumbers(r.ByYearDay))
	add("BYMONTHDAY", joinNumbers(r.ByMonthDay))
	add("BYDAY", joinWeekdays(r.ByDay))
	add("BYSETPOS", joinNumbers(r.BySetPos))
	if r.Count > 0 {
		add("COUNT", strconv.Itoa(r.Count))
	}
	add("UNTIL", r.standardUntil(start, zone))
	if r.WeekStart != time.Monday {
		add("WKST", weekdayNames[r.WeekStart])
	}
	return strings.Join(parts, ";")
}

func (r Rule) standardUntil(start When, zone *Zone) string {
	if r.Until.IsZero() {
		return ""
	}
	if start.AllDay {
		return r.Until.Time().Format("20060102")
	}
	// The end of the day, also where the rule names a time: one reader has
	// lost a date that was exactly UNTIL, across a change of the clock.
	last := Local{r.Until, Clock{23, 59, 59}}
	if r.HasTime && r.UntilTime.before(start.Clock) {
		last.Date = last.AddDays(-1)
	}
	t, _ := zone.Resolve(last)
	return t.UTC().Format("20060102T150405Z")
}

func (c Clock) before(d Clock) bool {
	return Local{Clock: c}.Compare(Local{Clock: d}) < 0
}

// explicit adds the parts that the start implies.
func (r Rule) explicit(start Date) Rule {
	free := len(r.ByDay) == 0 && len(r.ByMonthDay) == 0 && len(r.ByYearDay) == 0
	switch {
	case r.Frequency == Weekly && len(r.ByDay) == 0:
		r.ByDay = []WeekdayNumber{{0, start.Weekday()}}
	case r.Frequency == Monthly && free:
		r.ByMonthDay = []int{start.Day}
	case r.Frequency == Yearly && free:
		r.ByMonthDay = []int{start.Day}
		if len(r.ByMonth) == 0 {
			r.ByMonth = []time.Month{start.Month}
		}
	}
	return r
}

func joinNumbers[T ~int](numbers []T) string {
	texts := make([]string, len(numbers))
	for i, n := range numbers {
		texts[i] = strconv.Itoa(int(n))
	}
	return strings.Join(texts, ",")
}

func joinWeekdays(days []WeekdayNumber) string {
	texts := make([]string, len(days))
	for i, d := range days {
		if d.N != 0 {
			texts[i] = strconv.Itoa(d.N)
		}
		texts[i] += weekdayNames[d.Day]
	}
	return strings.Join(slices.Compact(texts), ",")
}
