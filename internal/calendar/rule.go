package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Frequency is the unit in which a Rule counts.
type Frequency uint8

const (
	Daily Frequency = iota
	Weekly
	Monthly
	Yearly
)

var frequencyNames = [...]string{"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}

// A WeekdayNumber is a weekday, or with N the Nth of a month or year, counted
// from the end where N is negative.
type WeekdayNumber struct {
	N   int
	Day time.Weekday
}

// A Rule is a recurrence rule (RFC 5545 3.3.10) on civil dates: it says on
// which days an event takes place, always at the time of its start. Its end
// may be written in UTC; who knows the event's zone makes it civil with In.
type Rule struct {
	Frequency  Frequency
	Interval   int  // at least 1
	Count      int  // 0 for none
	Until      Date // the last day on which it may take place; zero for none
	UntilTime  Clock
	HasTime    bool // Until is a time, not a whole day
	UntilUTC   bool // Until is in UTC, until In has made it local
	WeekStart  time.Weekday
	ByDay      []WeekdayNumber
	ByMonthDay []int
	ByMonth    []time.Month
	ByYearDay  []int
	BySetPos   []int
}

// maxInterval bounds how many units lie between two dates.
const maxInterval = 1000

// Endless reports whether the rule has no end.
func (r Rule) Endless() bool { return r.Count == 0 && r.Until.IsZero() }

var weekdayNames = [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// ParseRule reads a rule as RFC 5545 writes it, or in plain words. The error is
// always a *ParseError.
func ParseRule(text string) (Rule, error) {
	var r Rule
	var err *ParseError
	text = strings.Join(strings.Fields(text), " ") // on one line
	if strings.Contains(text, "=") {
		r, err = parseStandardRule(text)
	} else {
		r, err = parsePlainRule(text)
	}
	if err == nil {
		err = r.check()
	}
	if err != nil {
		return Rule{}, err
	}
	return r, nil
}

func badRule(message, hint string) *ParseError {
	return &ParseError{Code: "bad-rule", Message: message, Hint: hint}
}

func parseStandardRule(text string) (Rule, *ParseError) {
	r := Rule{Interval: 1, WeekStart: time.Monday}
	seen := map[string]bool{}
	text = strings.TrimPrefix(strings.ToUpper(strings.TrimSpace(text)), "RRULE:")
	for part := range strings.SplitSeq(text, ";") {
		name, value, ok := strings.Cut(part, "=")
		if !ok || value == "" {
			return r, badRule(fmt.Sprintf("%q is no part of a rule", part),
				"write parts as FREQ=WEEKLY;BYDAY=MO, or say it in words: every week on Monday")
		}
		if seen[name] {
			return r, badRule(name+" is given twice", "keep one of them")
		}
		seen[name] = true
		if err := r.setPart(name, value); err != nil {
			return r, err
		}
	}
	if !seen["FREQ"] {
		return r, badRule("the rule has no FREQ", "begin it with FREQ=DAILY, WEEKLY, MONTHLY or YEARLY")
	}
	return r, nil
}

func (r *Rule) setPart(name, value string) (err *ParseError) {
	switch name {
	case "FREQ":
		i := slices.Index(frequencyNames[:], value)
		if i < 0 {
			return badRule("there is no frequency "+value, "known are DAILY, WEEKLY, MONTHLY and YEARLY")
		}
		r.Frequency = Frequency(i)
	case "INTERVAL":
		r.Interval, err = ruleNumber(name, value, 1, maxInterval)
	case "COUNT":
		r.Count, err = ruleNumber(name, value, 1, MaxOccurrences)
	case "UNTIL":
		err = r.setUntil(value)
	case "WKST":
		i := slices.Index(weekdayNames[:], value)
		if i < 0 {
			return badRule("there is no weekday "+value, "weekdays are MO, TU, WE, TH, FR, SA, SU")
		}
		r.WeekStart = time.Weekday(i)
	case "BYDAY":
		r.ByDay, err = weekdayNumbers(value)
	case "BYMONTHDAY":
		r.ByMonthDay, err = ruleNumbers(name, value, 31, true)
	case "BYMONTH":
		var months []int
		months, err = ruleNumbers(name, value, 12, false)
		for _, m := range months {
			r.ByMonth = append(r.ByMonth, time.Month(m))
		}
	case "BYYEARDAY":
		r.ByYearDay, err = ruleNumbers(name, value, 366, true)
	case "BYWEEKNO":
		return badRule("calendar programs differ in what they make of weeks of the year (BYWEEKNO)",
			"name months, or the days of the year")
	case "BYSETPOS":
		r.BySetPos, err = ruleNumbers(name, value, 366, true)
	default:
		return badRule("the part "+name+" is not known", "the time of day comes from start; known are "+
			"FREQ, INTERVAL, COUNT, UNTIL, WKST, BYDAY, BYMONTHDAY, BYMONTH, BYYEARDAY, BYSETPOS")
	}
	return err
}

// setUntil reads a date, a local time or one in UTC, in the basic form of RFC
// 5545 or as it is written elsewhere in front matter.
func (r *Rule) setUntil(value string) *ParseError {
	r.UntilUTC = strings.HasSuffix(value, "Z")
	if l, ok := basicTime(strings.TrimSuffix(value, "Z")); ok && (!r.UntilUTC || len(value) == len(basicLayout)+1) {
		r.Until, r.UntilTime, r.HasTime = l.Date, l.Clock, strings.Contains(value, "T")
		return nil
	}
	when, err := ParseWhen(value)
	if err != nil {
		return err.(*ParseError)
	}
	when = when.Universal()
	r.Until, r.UntilTime, r.HasTime, r.UntilUTC = when.Date, when.Clock, !when.AllDay, when.UTC
	return nil
}

const basicLayout = "20060102T150405"

// basicTime reads 20250930 and 20250930T235959.
func basicTime(value string) (l Local, ok bool) {
	if len(value) != 8 && len(value) != len(basicLayout) {
		return l, false
	}
	t, err := time.Parse(basicLayout[:len(value)], value)
	return LocalOf(t), err == nil
}

// In returns the rule with an end that is written in UTC as the clocks of the
// event's zone show it. Of an event of whole days midnight UTC stands for the
// date itself: so do programs write it that know no dates.
func (r Rule) In(zone *Zone, allDay bool) Rule {
	if !r.UntilUTC {
		return r
	}
	r.UntilUTC = false
	if allDay && r.UntilTime == (Clock{}) {
		r.HasTime = false
		return r
	}
	l := zone.Local(Local{r.Until, r.UntilTime}.Time())
	r.Until, r.UntilTime = l.Date, l.Clock
	if allDay {
		r.UntilTime, r.HasTime = Clock{}, false
	}
	return r
}

func ruleNumber(name, value string, least, most int) (int, *ParseError) {
	n, err := strconv.Atoi(value)
	if err != nil || n < least || n > most {
		return 0, badRule(fmt.Sprintf("%s=%s is not a number from %d to %d", name, value, least, most), "")
	}
	return n, nil
}

func ruleNumbers(name, value string, most int, negative bool) ([]int, *ParseError) {
	var numbers []int
	for text := range strings.SplitSeq(value, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n == 0 || n > most || n < 0 && !negative || n < -most {
			return nil, badRule(fmt.Sprintf("%s=%s is not a list of numbers up to %d", name, value, most), "")
		}
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), nil
}

func weekdayNumbers(value string) ([]WeekdayNumber, *ParseError) {
	var days []WeekdayNumber
	for text := range strings.SplitSeq(value, ",") {
		if len(text) < 2 {
			return nil, badRule("there is no weekday "+text, "weekdays are MO, TU, WE, TH, FR, SA, SU")
		}
		day := slices.Index(weekdayNames[:], text[len(text)-2:])
		n, err := strconv.Atoi(text[:len(text)-2])
		if day < 0 || text[:len(text)-2] != "" && (err != nil || n == 0 || n < -53 || n > 53) {
			return nil, badRule("there is no weekday "+text, "weekdays are MO, TU, WE, TH, FR, SA, SU, "+
				"or with a number 1MO (the first Monday) and -1FR (the last Friday)")
		}
		days = append(days, WeekdayNumber{n, time.Weekday(day)})
	}
	slices.SortFunc(days, func(a, b WeekdayNumber) int {
		return cmp.Or(cmp.Compare(a.N, b.N), cmp.Compare((a.Day+6)%7, (b.Day+6)%7))
	})
	return slices.Compact(days), nil
}

// check reports rules that contradict themselves.
func (r Rule) check() *ParseError {
	numbered := slices.ContainsFunc(r.ByDay, func(d WeekdayNumber) bool { return d.N != 0 })
	beyond := slices.IndexFunc(r.ByDay, func(d WeekdayNumber) bool { return max(d.N, -d.N) > 5 })
	others := len(r.ByDay) + len(r.ByMonthDay) + len(r.ByMonth) + len(r.ByYearDay)
	switch {
	case r.Count > 0 && !r.Until.IsZero():
		return badRule("the rule has two ends, a date and a number of times", "keep one of them")
	case numbered && r.Frequency < Monthly:
		return badRule("the first, second or last weekday needs months or years",
			"write FREQ=MONTHLY, or leave out the number before the weekday")
	case beyond >= 0 && (r.Frequency == Monthly || len(r.ByMonth) > 0): // a year has up to 53
		n := r.ByDay[beyond].N
		return badRule(fmt.Sprintf("a month has at most five of the same weekday, and not %d", max(n, -n)),
			"write -1 for the last one, as in BYDAY=-1FR")
	case len(r.ByMonthDay) > 0 && r.Frequency == Weekly:
		return badRule("a rule by weeks has no days of the month", "write FREQ=MONTHLY")
	case len(r.ByYearDay) > 0 && r.Frequency != Yearly:
		return badRule("days of the year need years", "write FREQ=YEARLY")
	case len(r.BySetPos) > 0 && r.Frequency < Monthly: // readers count the days of a week otherwise, or not at all
		return badRule("BYSETPOS needs months or years", "name the weekdays with BYDAY, or write FREQ=MONTHLY")
	case len(r.BySetPos) > 0 && others == 0:
		return badRule("BYSETPOS needs another part to choose from", "add BYDAY or BYMONTHDAY")
	}
	return nil
}
