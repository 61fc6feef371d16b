package calendar

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
)

// The words of plain rules. Plural forms and abbreviations come from
// weekdayWord and monthWord.
var (
	unitWords = map[string]unit{
		"day": {Daily, 1}, "week": {Weekly, 1}, "fortnight": {Weekly, 2},
		"month": {Monthly, 1}, "quarter": {Monthly, 3}, "year": {Yearly, 1},
	}
	ordinalWords = map[string]int{
		"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1,
		"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
	}
	numberWords = map[string]int{"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "other": 2}
	workingDays = []WeekdayNumber{
		{0, time.Monday}, {0, time.Tuesday}, {0, time.Wednesday}, {0, time.Thursday}, {0, time.Friday},
	}
)

// A unit is so many of what a rule counts in.
type unit struct {
	frequency Frequency
	times     int
}

// adverbs are words that stand for a whole rule.
var adverbs = map[string]string{
	"daily": "every day", "weekly": "every week",
	"biweekly": "every 2 weeks", "fortnightly": "every 2 weeks",
	"monthly": "every month", "bimonthly": "every 2 months", "quarterly": "every quarter",
	"yearly": "every year", "annually": "every year",
}

const plainHint = "write it as: every month on the first Monday until 2025-09-30; " +
	"every 2 weeks on Monday and Thursday; every weekday; every year, 5 times"

// A plainReader reads the words of a plain rule one after another.
type plainReader struct {
	words []string
	rule  Rule
	hint  string      // says better than the usual one how to go on
	wrong *ParseError // says better than the usual one what is wrong
}

// parsePlainRule reads
//
//	every [N] day|week|month|quarter|year [on …] [in MONTH …] [until DATE | N times]
//
// where on is followed by weekdays, by "weekdays", by "the first … last"
// weekday or (working) day, or by "the 15th".
func parsePlainRule(text string) (Rule, *ParseError) {
	text = strings.ToLower(strings.NewReplacer(",", " ", " and ", " ", " & ", " ").Replace(text))
	p := &plainReader{words: strings.Fields(text), rule: Rule{Interval: 1, WeekStart: time.Monday}}
	if !p.take("every") && !p.take("each") {
		return p.rule, badRule("a rule begins with the word every", p.everyHint())
	}
	if !p.unit() || !p.details() {
		if p.wrong != nil {
			return p.rule, p.wrong
		}
		return p.rule, badRule("the rule is not understood from \""+strings.Join(p.words, " ")+"\" on",
			cmp.Or(p.hint, plainHint))
	}
	if p.rule.Frequency == Yearly && len(p.rule.ByMonthDay) > 0 && len(p.rule.ByMonth) == 0 {
		return p.rule, badRule("the rule names a day of the month, but no month",
			"name the month: every year on 15 May, or every year on the last day in May")
	}
	return p.rule, nil
}

func (p *plainReader) peek() string {
	if len(p.words) == 0 {
		return ""
	}
	return p.words[0]
}

// take skips the words that come next, if they are these.
func (p *plainReader) take(words ...string) bool {
	if len(p.words) < len(words) || !slices.Equal(p.words[:len(words)], words) {
		return false
	}
	p.words = p.words[len(words):]
	return true
}

// unit reads what is repeated: "2 weeks", "weekday", "Monday", "first Monday
// of the month".
func (p *plainReader) unit() bool {
	if p.take("weekday") || p.take("working", "day") {
		p.rule.Frequency, p.rule.ByDay = Weekly, workingDays
		return true
	}
	if p.ordinalOfMonth() {
		return true
	}
	if p.weekdays(0) {
		p.rule.Frequency = Weekly
		return true
	}
	p.hint = p.ordinalHint()
	if n, ok := p.number(); ok {
		p.rule.Interval = n
	}
	u, ok := unitWords[strings.TrimSuffix(p.peek(), "s")]
	if !ok {
		return false
	}
	p.words = p.words[1:]
	p.rule.Frequency = u.frequency
	p.rule.Interval *= u.times
	return p.within(p.rule.Interval, maxInterval,
		"a rule counts %d days, weeks, months or years at most from one date to the next")
}

// within reports whether a number is not over its limit, and says where it is
// that one.
func (p *plainReader) within(n, most int, message string) bool {
	if n > most {
		p.wrong = badRule(fmt.Sprintf(message, most), "write a smaller number")
	}
	return n <= most
}

// everyHint writes a rule that begins with another word.
func (p *plainReader) everyHint() string {
	every, known := adverbs[p.peek()]
	if !known {
		return plainHint
	}
	return cmp.Or(writeOne(append(strings.Fields(every), p.words[1:]...)), plainHint)
}

// ordinalHint says what "every first Monday" and "every second day" may be meant
// for; "" where it is neither.
func (p *plainReader) ordinalHint() string {
	n, ok := ordinalWords[p.peek()]
	if other := p.peek() == "other"; !ok && !other || len(p.words) < 2 {
		return ""
	} else if other {
		n = 2
	}
	rest := p.words[1:]
	if u := strings.TrimSuffix(rest[0], "s"); unitWords[u].times > 0 {
		return writeOne(append([]string{"every", strconv.Itoa(n), u + "s"}, rest[1:]...))
	}
	month := append([]string{"every", "month", "on", "the"}, p.words...)
	if n < 2 {
		return writeOne(month)
	}
	return writeOne(append([]string{"every", strconv.Itoa(n), "weeks", "on"}, rest...), month)
}

// writeOne says to write one of some rules, of those that can be read.
func writeOne(rules ...[]string) string {
	var texts []string
	for _, words := range rules {
		text := strings.Join(words, " ")
		if _, err := parsePlainRule(text); err == nil {
			texts = append(texts, inEnglish(words))
		}
	}
	if len(texts) == 0 {
		return ""
	}
	return "write " + strings.Join(texts, ", or ")
}

// inEnglish writes the words of a rule with the capitals and commas of English.
func inEnglish(words []string) string {
	words = slices.Clone(words)
	for i, w := range words {
		_, isDay := weekdayWord(w)
		_, isMonth := monthWord(w)
		if isDay || isMonth {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
		if strings.TrimSuffix(w, "s") == "time" && i > 1 {
			words[i-2] += ","
		}
	}
	return strings.Join(words, " ")
}

// ordinalOfMonth reads "first Monday of the month".
func (p *plainReader) ordinalOfMonth() bool {
	before := *p
	n, ok := ordinalWords[p.peek()]
	if ok {
		p.words = p.words[1:]
		if p.nth(n) && p.ofMonth() {
			p.rule.Frequency = Monthly
			return true
		}
	}
	*p = before
	return false
}

func (p *plainReader) ofMonth() bool {
	return p.take("of", "the", "month") || p.take("of", "each", "month") ||
		p.take("of", "every", "month") || p.take("in", "the", "month")
}

func (p *plainReader) number() (int, bool) {
	n, err := strconv.Atoi(p.peek())
	if err != nil && !errors.Is(err, strconv.ErrRange) { // of which n is the nearest
		n = numberWords[p.peek()]
	}
	if n < 1 {
		return 0, false
	}
	p.words = p.words[1:]
	return min(n, math.MaxInt32), true
}

func (p *plainReader) details() bool {
	for len(p.words) > 0 {
		switch {
		case p.take("on", "the"):
			if !p.ordinal() {
				return false
			}
		case p.take("on"):
			if !p.days() {
				return false
			}
		case p.take("in"):
			if !p.months() {
				return false
			}
		case p.take("until"), p.take("till"):
			if !p.until() {
				return false
			}
		default:
			if !p.times() {
				return false
			}
		}
	}
	return true
}

// ordinal reads "first Monday", "last day", "second last Friday" or "15th".
func (p *plainReader) ordinal() bool {
	if p.rule.Frequency < Monthly {
		return false
	}
	word := p.peek()
	if n, ok := ordinalWords[word]; ok && len(p.words) > 1 {
		rest := p.words
		p.words = p.words[1:]
		if p.take("last") {
			n = -n
		}
		if p.nth(n) {
			p.take("of", "the", "month")
			return true
		}
		p.words = rest
	}
	day, err := strconv.Atoi(strings.TrimRight(word, "stndrh"))
	if err != nil || day < 1 || day > 31 {
		return false
	}
	p.words = p.words[1:]
	p.rule.ByMonthDay = append(p.rule.ByMonthDay, day)
	return true
}

// nth reads what there is an Nth of.
func (p *plainReader) nth(n int) bool {
	switch {
	case p.take("day"):
		p.rule.ByMonthDay = append(p.rule.ByMonthDay, n)
		return true
	case p.take("weekday"), p.take("working", "day"):
		p.rule.ByDay, p.rule.BySetPos = workingDays, []int{n}
		return true
	}
	return p.weekdays(n)
}

// days reads weekdays, "weekdays", or "5 May".
func (p *plainReader) days() bool {
	if p.take("weekdays") || p.take("working", "days") {
		p.rule.ByDay = workingDays
		return p.rule.Frequency == Weekly
	}
	if p.rule.Frequency == Yearly {
		return p.dayOfYear()
	}
	return p.rule.Frequency == Weekly && p.weekdays(0)
}

func (p *plainReader) dayOfYear() bool {
	if len(p.words) < 2 {
		return false
	}
	day, err := strconv.Atoi(strings.TrimRight(p.words[0], "stndrh."))
	month, ok := monthWord(p.words[1])
	if err != nil || !ok || day < 1 || day > 31 {
		return false
	}
	p.words = p.words[2:]
	p.rule.ByMonth, p.rule.ByMonthDay = []time.Month{month}, []int{day}
	return true
}

// weekdays reads one weekday or several.
func (p *plainReader) weekdays(n int) bool {
	found := false
	for {
		day, ok := weekdayWord(p.peek())
		if !ok {
			return found
		}
		found = true
		p.rule.ByDay = append(p.rule.ByDay, WeekdayNumber{n, day})
		p.words = p.words[1:]
	}
}

func (p *plainReader) months() bool {
	found := false
	for {
		month, ok := monthWord(p.peek())
		if !ok {
			return found
		}
		found = true
		p.rule.ByMonth = append(p.rule.ByMonth, month)
		p.words = p.words[1:]
	}
}

func (p *plainReader) until() bool {
	text := strings.ToUpper(p.peek())
	if len(p.words) > 1 && strings.Contains(p.words[1], ":") {
		text += " " + p.words[1]
	}
	if err := p.rule.setUntil(text); err != nil {
		if err.Code == "impossible-date" {
			p.wrong = err
		}
		if m, ok := readLoose(strings.Join(p.words, " ")).meant(); ok && !m.NoDate && len(m.Ends) == 0 {
			p.hint = strings.ReplaceAll(m.hint(), "write ", "write until ")
		}
		return false
	}
	p.words = p.words[len(strings.Fields(text)):]
	return true
}

func (p *plainReader) times() bool {
	p.take("for")
	n, ok := p.number()
	if !ok || !p.take("times") && !p.take("time") {
		return false
	}
	p.rule.Count = n
	return p.within(n, MaxOccurrences, "an event takes place %d times at most")
}

// weekdayWord reads "Monday", "Mondays" or "Mon".
func weekdayWord(word string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if sameWord(word, strings.ToLower(d.String())) {
			return d, true
		}
	}
	return 0, false
}

func monthWord(word string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if sameWord(word, strings.ToLower(m.String())) {
			return m, true
		}
	}
	return 0, false
}

// sameWord reports whether word is name, its plural or its first letters.
func sameWord(word, name string) bool {
	return word == name || word == name+"s" || len(word) >= 3 && strings.HasPrefix(name, strings.TrimSuffix(word, "."))
}
