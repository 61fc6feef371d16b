package calendar

import (
	"regexp"
	"strings"
	"time"
)

// A loose reading is what a text says in any of the ways that people write
// dates and times. It is never taken for the value, because what is clear to
// its author may be read otherwise; it is what a hint can say to write.
type loose struct {
	days   []Date  // that may be meant; two where day and month may be swapped
	last   Date    // of several days
	clocks []Clock // of the start, and of the end; the hour may be 24
	half   bool    // they are of the 12-hour clock
	zone   string  // that is named behind them
	suffix When    // of which only UTC and the offset count
	rest   string  // which is not understood
}

const monthName = `(\p{L}{3,})\.?`

// The ways to write a day. What follows it does not begin with a digit.
var (
	yearFirst  = regexp.MustCompile(`^(\d{4})(?:\s?[-./]\s?(\d{1,2})\s?[-./]\s?(\d{1,2})|(\d{2})(\d{2}))(\D.*)?$`)
	dayOrMonth = regexp.MustCompile(`^(\d{1,2})\s?[-./]\s?(\d{1,2})(?:\s?[-./]\s?(\d{4})|\s?[./]\s?(\d{2}))(\D.*)?$`)
	dayInWords = regexp.MustCompile(`(?i)^(\d{1,2})(?:st|nd|rd|th|\.|er|º)?(?:\s+(?:of|de)\s+|[\s-]*)` +
		monthName + `(?:\s+de\s+|,?[\s-]+)(\d{4})(\D.*)?$`)
	monthFirst = regexp.MustCompile(`(?i)^` + monthName + `\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?,?\s+(\d{4})(\D.*)?$`)
	moreDays   = regexp.MustCompile(`(?i)^(\d{1,2})(?:st|nd|rd|th|\.)?\s*(?:-|–|—|to|until|and|&|bis)\s*(.+)$`)

	article = regexp.MustCompile(`(?i)^(?:(?:on|the|am|le|den)\s+)+`)
	weekday = regexp.MustCompile(`^(\p{L}{3,})\.?,?\s+(.+)$`)
)

// readLoose reads a text that begins with a day, or is a time of day.
func readLoose(text string) loose {
	var l loose
	text = strings.TrimSpace(article.ReplaceAllString(text, ""))
	if m := weekday.FindStringSubmatch(text); m != nil {
		if _, ok := weekdayWord(strings.ToLower(m[1])); ok {
			text = article.ReplaceAllString(m[2], "")
		}
	}
	days, rest := readDay(text)
	if m := moreDays.FindStringSubmatch(text); len(days) == 0 && m != nil {
		if last, behind := readDay(m[2]); len(last) == 1 {
			days, rest, l.last = existing(Date{last[0].Year, last[0].Month, number(m[1])}), behind, last[0]
		}
	}
	if l.days = days; len(days) == 0 {
		rest = text
	}
	l.readTimes(rest)
	return l
}

// readDay returns the days that a text may begin with, and what follows.
func readDay(text string) (days []Date, rest string) {
	if m := yearFirst.FindStringSubmatch(text); m != nil {
		return existing(Date{number(m[1]), time.Month(number(m[2] + m[4])), number(m[3] + m[5])}), m[6]
	}
	if m := dayOrMonth.FindStringSubmatch(text); m != nil {
		a, b, year := number(m[1]), number(m[2]), number(m[3])
		if m[4] != "" {
			year = 2000 + number(m[4])
		}
		days = existing(Date{year, time.Month(b), a}, Date{year, time.Month(a), b})
		if len(days) == 2 && strings.Contains(strings.TrimSuffix(text, m[5]), ".") {
			days = days[:1] // with points the day comes first everywhere
		}
		return days, m[5]
	}
	if m := dayInWords.FindStringSubmatch(text); m != nil {
		month, _ := monthWord(strings.ToLower(m[2]))
		return existing(Date{number(m[3]), month, number(m[1])}), m[4]
	}
	if m := monthFirst.FindStringSubmatch(text); m != nil {
		month, _ := monthWord(strings.ToLower(m[1]))
		return existing(Date{number(m[3]), month, number(m[2])}), m[4]
	}
	return nil, text
}

// existing returns those of the dates that exist, each once.
func existing(dates ...Date) []Date {
	var found []Date
	for _, d := range dates {
		if d.exists() && (len(found) == 0 || found[0] != d) {
			found = append(found, d)
		}
	}
	return found
}

var (
	lead      = regexp.MustCompile(`(?i)^[\s,;|]*(?:t(\d)|(?:at|from|um|von|ab|à|om|van|kl\.?|klo|alle|ob)\s+)?`)
	between   = regexp.MustCompile(`(?i)^\s*(?:-|–|—|(?:to|until|till|bis|tot|à|and)(?:\s|$))\s*`)
	basic     = regexp.MustCompile(`^(\d{2})(\d{2})(\d{2})?([^\d:].*)?$`)
	clockText = regexp.MustCompile(`(?i)^(\d{1,2})(?:\s*(?:[:.h]|u|uhr)\s*(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?(\D.*)?$`)
	noon      = regexp.MustCompile(`(?i)^(?:noon|midday)\b`)
	halves    = regexp.MustCompile(`(?i)^\s*([ap])\.?\s?m\b\.?`)
	hourWord  = regexp.MustCompile(`(?i)^\s*(?:h|hrs?|hours?|uhr|uur|u|o['’]?\s?clock|heures?)\b\.?`)

	basicOffset = regexp.MustCompile(`^\s*-\d{4}$`)
	offsetName  = regexp.MustCompile(`(?i)^\s*\(?(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?\)?$`)
	zoneName    = regexp.MustCompile(`^\s*\(?([A-Za-z]+(?:[/_][A-Za-z_]+)*)\)?$`)
)

// readTimes reads what stands behind the day: a time, a range of times, or
// another day.
func (l *loose) readTimes(text string) {
	text = strings.TrimRight(lead.ReplaceAllString(text, "$1"), " ,;.")
	if text == "" {
		return
	}
	if at := between.FindString(text); at != "" && len(l.days) > 0 {
		if l.untilDay(text[len(at):]) {
			return
		}
		text = text[len(at):]
	}
	first, half, rest, ok := readClock(text)
	if digits := basic.FindStringSubmatch(text); digits != nil && len(l.days) > 0 {
		first, rest = Clock{number(digits[1]), number(digits[2]), number(digits[3])}, digits[4]
		ok = first.exists()
	}
	if !ok {
		l.rest = text
		return
	}
	l.clocks, l.half = []Clock{first}, half != ""
	if at := between.FindString(rest); at != "" && !basicOffset.MatchString(rest) {
		l.untilClock(rest[len(at):], half)
		return
	}
	l.readZone(rest)
}

// untilDay reads the last day of several, with a time or without.
func (l *loose) untilDay(text string) bool {
	days, rest := readDay(text)
	if len(days) != 1 || len(l.days) != 1 {
		return false
	}
	l.last = days[0]
	l.readZone(rest)
	return true
}

// untilClock reads the end of a range that began with a time of day: a time,
// or a day and a time.
func (l *loose) untilClock(text, firstHalf string) {
	if days, rest := readDay(text); len(days) == 1 && len(l.days) == 1 {
		l.last, text = days[0], lead.ReplaceAllString(rest, "$1")
	}
	second, half, rest, ok := readClock(text)
	if !ok {
		l.rest = text
		return
	}
	if first := &l.clocks[0]; half != "" && firstHalf == "" && first.Hour <= 12 {
		if other := (Clock{first.Hour%12 + 12, first.Minute, 0}); second.Hour >= 12 && !second.before(other) {
			*first = other
		}
	}
	l.half = l.half || half != ""
	l.clocks = append(l.clocks, second)
	l.readZone(rest)
}

// readClock reads one time of day; half is "a" or "p" where it is one of the
// 12-hour clock.
func readClock(text string) (c Clock, half, rest string, ok bool) {
	if word := noon.FindString(text); word != "" {
		return Clock{Hour: 12}, "", text[len(word):], true
	}
	m := clockText.FindStringSubmatch(text)
	if m == nil {
		return c, "", text, false
	}
	c, rest = Clock{number(m[1]), number(m[2]), number(m[3])}, m[4]
	if h := halves.FindStringSubmatch(rest); h != nil {
		half, rest = strings.ToLower(h[1]), rest[len(h[0]):]
		c.Hour = afterNoon(c.Hour, half)
		return c, half, rest, c.exists()
	}
	rest = rest[len(hourWord.FindString(rest)):]
	return c, "", rest, c.exists() || c == Clock{Hour: 24}
}

// afterNoon returns the hour of the day for an hour of the 12-hour clock; it
// is out of range where that clock has no such hour.
func afterNoon(hour int, half string) int {
	switch {
	case hour < 1 || hour > 12:
		return 25
	case half == "p":
		return hour%12 + 12
	default:
		return hour % 12
	}
}

// readZone reads what stands behind the last time: its zone.
func (l *loose) readZone(text string) {
	text = strings.TrimSpace(text)
	if m := offsetName.FindStringSubmatch(text); m != nil {
		l.suffix.Offset = number(m[2])*3600 + number(m[3])*60
		if m[1] == "-" {
			l.suffix.Offset = -l.suffix.Offset
		}
		inWorld := westmost <= l.suffix.Offset && l.suffix.Offset <= eastmost
		l.suffix.HasOffset = number(m[3]) < 60 && inWorld
		if l.suffix.HasOffset {
			return
		}
		l.suffix.Offset = 0
	}
	m := zoneName.FindStringSubmatch(text)
	switch {
	case text == "":
	case m == nil:
		l.rest = text
	case m[1] == "Z" || m[1] == "z" || strings.EqualFold(m[1], "UTC") || strings.EqualFold(m[1], "GMT"):
		l.suffix.UTC = true
		if len(m[1]) > 1 {
			l.zone = m[1]
		}
	case isZoneName(m[1]):
		l.zone = m[1]
	default:
		l.rest = text
	}
}
