package calendar

import (
	"fmt"
	"strconv"
	"time"
)

// A Gap is a date that a rule names and that some months or years lack: the
// 31st, or a fifth Monday.
type Gap struct {
	What    string // "31st", "fifth Monday"
	Instead Instead
	Lacking []Span // in order
}

// Instead says the last one, where that may be meant: in words ("every month on
// the last day"), and as the part of an RRULE ("BYMONTHDAY=-1"). Both may be "".
type Instead struct{ Words, Part string }

// A Span is a month or a year, from its first day to its last.
type Span struct{ From, To Date }

// String returns "April 2026", or "2026" for a year.
func (s Span) String() string {
	if s.From.Month == s.To.Month {
		return fmt.Sprintf("%s %d", s.From.Month, s.From.Year)
	}
	return strconv.Itoa(s.From.Year)
}

// Gaps returns what the rule names of months or years that end after start and
// up to last, and what they lack. Rules by days and weeks have no gaps.
func (r Rule) Gaps(start, last Date) []Gap {
	if r.Frequency < Monthly {
		return nil
	}
	r = r.explicit(start)
	var gaps []Gap
	var spans []Span
	for _, p := range r.promises() {
		if spans == nil {
			spans = r.spans(start, last)
		}
		g := Gap{What: p.what, Instead: p.instead}
		for _, s := range spans {
			if p.rule.size(s, p.enough) < p.enough {
				g.Lacking = append(g.Lacking, s)
			}
		}
		if len(g.Lacking) > 0 {
			gaps = append(gaps, g)
		}
	}
	return gaps
}

// A promise is one thing that a rule names of each month or year, and that one
// may lack: there it has fewer than enough days.
type promise struct {
	what    string
	instead Instead
	rule    Rule
	enough  int
}

// promises leaves out what all months and years have, and a rule whose parts
// narrow one another: a Friday the 13th is not promised for each month.
func (r Rule) promises() []promise {
	if len(r.BySetPos) > 0 {
		return r.positions()
	}
	var all []promise
	one := func(what string, instead Instead, change func(*Rule)) {
		p := promise{what, instead, r, 1}
		change(&p.rule)
		all = append(all, p)
	}
	for _, n := range r.ByMonthDay {
		if len(r.ByDay) == 0 && max(n, -n) > 28 {
			one(nthText(n, "day"), r.lastInstead(n == 31, "day", "BYMONTHDAY=-1"), func(r *Rule) { r.ByMonthDay = []int{n} })
		}
	}
	for _, d := range r.ByDay {
		if len(r.ByMonthDay) == 0 && max(d.N, -d.N) > 4 {
			day := d.Day.String()
			last := r.lastInstead(d.N == 5, day, "BYDAY=-1"+weekdayNames[d.Day])
			one(nthText(d.N, day), last, func(r *Rule) { r.ByDay = []WeekdayNumber{d} })
		}
	}
	for _, n := range r.ByYearDay {
		if max(n, -n) > 365 {
			one(nthText(n, "day"), Instead{}, func(r *Rule) { r.ByYearDay = []int{n} })
		}
	}
	return all
}

func (r Rule) positions() []promise {
	day := "such day"
	switch {
	case len(r.ByDay) == 1 && r.ByDay[0].N == 0:
		day = r.ByDay[0].Day.String()
	case joinWeekdays(r.ByDay) == joinWeekdays(workingDays):
		day = "working day"
	}
	var all []promise
	for _, n := range r.BySetPos {
		all = append(all, promise{nthText(n, day), Instead{}, r, max(n, -n)})
	}
	return all
}

func (r Rule) lastInstead(applies bool, what, part string) Instead {
	switch {
	case !applies:
		return Instead{}
	case r.Frequency == Monthly && r.Interval == 1 && len(r.ByMonth) == 0:
		return Instead{"every month on the last " + what, part}
	}
	return Instead{"on the last " + what, part}
}

// nthText returns "31st" for a day, "fifth Monday" or "23rd working day", and
// "fifth last Monday" for one that is counted from the end.
func nthText(n int, what string) string {
	words := [...]string{"", "first", "second", "third", "fourth", "fifth"}
	nth, last := max(n, -n), ""
	if n < 0 {
		last = " last"
	}
	switch {
	case n > 0 && n <= 31 && what == "day":
		return ordinalText(n)
	case nth < len(words):
		return words[nth] + last + " " + what
	}
	return ordinalText(nth) + last + " " + what
}

func ordinalText(n int) string {
	ending := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			ending = "st"
		case 2:
			ending = "nd"
		case 3:
			ending = "rd"
		}
	}
	return strconv.Itoa(n) + ending
}

// spans returns the months or years that the rule counts in, as far as they
// end after start and up to last.
func (r Rule) spans(start, last Date) []Span {
	var all []Span
	for from := (Date{start.Year, time.January, 1}); !last.Before(from); from = from.YearMonth().Next().First() {
		s := Span{from, from.YearMonth().Last()}
		if r.wholeYears() {
			s.To = Date{from.Year, time.December, 31}
		}
		if start.Before(s.To) && !last.Before(s.To) && r.counts(start, s) {
			all = append(all, s)
		}
		if r.wholeYears() {
			from = s.To
		}
	}
	return all
}

// wholeYears reports whether the rule counts days through the year.
func (r Rule) wholeYears() bool {
	numbered := len(r.ByDay) > 0 && r.ByDay[0].N != 0
	return r.Frequency == Yearly && (len(r.BySetPos) > 0 || len(r.ByYearDay) > 0 || numbered && len(r.ByMonth) == 0)
}

// counts reports whether the rule, which begins at start, counts in s.
func (r Rule) counts(start Date, s Span) bool {
	since := s.From.Year - start.Year
	if r.Frequency == Monthly {
		since = since*12 + int(s.From.Month) - int(start.Month)
	}
	return since%r.Interval == 0 && (r.wholeYears() || r.inMonth(s.From.Month))
}

func (r Rule) inMonth(m time.Month) bool {
	for _, month := range r.ByMonth {
		if month == m {
			return true
		}
	}
	return len(r.ByMonth) == 0
}

// size returns how many days of s the rule names, but stops at enough.
func (r Rule) size(s Span, enough int) int {
	n := 0
	for d := s.From; !s.To.Before(d) && n < enough; d = d.AddDays(1) {
		if r.names(d, s) {
			n++
		}
	}
	return n
}

// names reports whether d is one of the days of s that the rule names, before
// positions are counted.
func (r Rule) names(d Date, s Span) bool {
	month := Span{d.YearMonth().First(), d.YearMonth().Last()}
	year := Span{Date{d.Year, time.January, 1}, Date{d.Year, time.December, 31}}
	if len(r.ByMonth) > 0 {
		s = month
	}
	day := len(r.ByDay) == 0
	for _, w := range r.ByDay {
		day = day || w.Day == d.Weekday() && (w.N == 0 || w.N == s.From.DaysUntil(d)/7+1 || w.N == -(d.DaysUntil(s.To)/7+1))
	}
	return day && r.inMonth(d.Month) && numbered(r.ByMonthDay, d, month) && numbered(r.ByYearDay, d, year)
}

// numbered reports whether d is one of the numbered days of s, or whether none
// are asked for.
func numbered(numbers []int, d Date, s Span) bool {
	for _, n := range numbers {
		if n == s.From.DaysUntil(d)+1 || n == -(d.DaysUntil(s.To)+1) {
			return true
		}
	}
	return len(numbers) == 0
}
