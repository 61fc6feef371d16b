package calendar

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Meant is what a text that is not read was probably meant for. It is zero
// where nothing can be told.
type Meant struct {
	// Starts are the values it may stand for: one, or two where day and month
	// may be swapped.
	Starts []When
	// Ends are as many, where the text names a time or a day up to which
	// something lasts, and none otherwise.
	Ends []When
	// NoDate is true where only a time of day was written. The dates are zero.
	NoDate bool
	// Zone is the time zone that the text names; the values are local in it.
	Zone string
}

// meant returns what l says, and false where a part of it is not understood.
func (l loose) meant() (m Meant, ok bool) {
	days := l.days
	if len(days) == 0 {
		days, m.NoDate = []Date{{}}, true
	}
	unclear := m.NoDate && (len(l.clocks) == 0 || l.suffix.HasOffset || l.rest != "")
	unread := strings.ContainsAny(l.rest, "0123456789") || l.rest != "" && len(l.clocks) == 0
	if unclear || unread {
		return Meant{}, false
	}
	for _, d := range days {
		start, end := l.on(d)
		if !m.NoDate && (!start.Date.exists() || end != (When{}) && !end.Date.exists()) {
			return Meant{}, false // midnight at the end of all years
		}
		if end != (When{}) && !m.NoDate && end.Compare(start.Local) < 0 {
			return Meant{}, false
		}
		m.Starts = append(m.Starts, start)
		if end != (When{}) {
			m.Ends = append(m.Ends, end)
		}
	}
	m.Zone = l.zone
	return m, l.last.IsZero() || len(l.clocks) != 1
}

// on returns the start that l says for a day, and the end, if it says one.
func (l loose) on(d Date) (start, end When) {
	switch last := l.last; {
	case len(l.clocks) == 0:
		return When{Local: Local{Date: d}, AllDay: true}, When{Local: Local{Date: last}, AllDay: !last.IsZero()}
	case len(l.clocks) == 1:
		return l.at(d, l.clocks[0]), When{}
	case last.IsZero() && l.clocks[1].before(l.clocks[0]): // after midnight
		return l.at(d, l.clocks[0]), l.at(d.AddDays(1), l.clocks[1])
	case last.IsZero():
		return l.at(d, l.clocks[0]), l.at(d, l.clocks[1])
	default:
		return l.at(d, l.clocks[0]), l.at(last, l.clocks[1])
	}
}

// at returns a time as l says it, in UTC where it has an offset, which may not
// be that of the event's zone.
func (l loose) at(d Date, c Clock) When {
	w := l.suffix
	if w.Clock = c; !d.IsZero() {
		w = w.On(d)
	}
	return w.Universal()
}

// first returns what l was probably meant for, in the way to write it.
func (l loose) first() string {
	if m, ok := l.meant(); ok {
		return m.Starts[0].Plain()
	}
	return l.days[0].String()
}

// surelyClock matches a text that, as it is a time of day, is no date.
var surelyClock = regexp.MustCompile(`^\d{1,2}(?:[:.]\d{2}|\s*\pL)`)

const dateHint = "dates are written 2024-06-03, times 2024-06-03 10:00"

// misread explains a text that does not begin with a date as we write them.
func misread(text string) *ParseError {
	l := readLoose(text)
	m, ok := l.meant()
	e := &ParseError{Code: "not-a-date", Message: fmt.Sprintf("%q is not written as a date", text)}
	switch {
	case len(l.days) == 2:
		a, b := l.days[0], l.days[1]
		e.Code, e.Message = "ambiguous-date", fmt.Sprintf("%q may be %d %s or %d %s", text, a.Day, a.Month, b.Day, b.Month)
	case ok && m.NoDate && surelyClock.MatchString(text):
		e.Message = fmt.Sprintf("%q is a time without a date", text)
	case len(l.days) == 0:
		return notADate(text)
	}
	e.Meant, e.Hint = m, m.hint()
	if !ok {
		e.Meant, e.Hint = Meant{}, hintOfDays(l.days)
	}
	return e
}

// notADate explains a text that has no date that could be made out.
func notADate(text string) *ParseError {
	e := &ParseError{Code: "not-a-date", Message: fmt.Sprintf("%q is not a date", text), Hint: dateHint}
	words := strings.Fields(text)
	if len(words) < 2 {
		return e
	}
	if w, ok := parseClock(words[len(words)-1], false); ok && w.Clock.exists() {
		e.Message = fmt.Sprintf("%q has a time, but no date before it", text)
		e.Hint = "write the date as year, month and day, as in 2024-06-03 " + w.Clock.String()
	}
	return e
}

// misreadClock explains a text after a date that is no time of day as we write
// them.
func misreadClock(text string, date Date, clock string) *ParseError {
	l := readLoose(text)
	m, ok := l.meant()
	e := &ParseError{Code: "not-a-time", Meant: m, Hint: m.hint()}
	switch quoted := fmt.Sprintf("%q", clock); {
	case !ok || len(m.Starts) == 0 || m.Starts[0].AllDay && len(m.Ends) == 0:
		e.Message, e.Meant, e.Hint = quoted+" is not a time of day", Meant{}, hintOfDays([]Date{date})
	case m.Starts[0].AllDay:
		e.Message = fmt.Sprintf("%q is not one date", text)
	case len(m.Ends) > 0:
		e.Message = quoted + " is not one time of day"
	case l.zone != "" || l.suffix.HasOffset:
		e.Message = "the time " + quoted + " names a time zone"
	case l.half:
		e.Message = quoted + " is a time of the 12-hour clock"
	default:
		e.Message = quoted + " is not written as a time of day"
	}
	return e
}

// hint says what to write instead, wherever the text stands.
func (m Meant) hint() string {
	if len(m.Starts) == 0 {
		return dateHint
	}
	if m.NoDate {
		return "write the date before it, as in " + m.Starts[0].On(Date{2024, time.June, 3}).Plain()
	}
	var texts []string
	for _, w := range m.Starts {
		texts = append(texts, w.offsetIn(m.Zone).Plain())
	}
	return "write " + strings.Join(texts, " or ")
}

// hintOfDays is for a text of which only the day is understood.
func hintOfDays(days []Date) string {
	var texts []string
	for _, d := range days {
		texts = append(texts, d.String())
	}
	return "write " + strings.Join(texts, " or ") + " alone, or with a time behind it, as in " + texts[0] + " 10:00"
}

// The offsets from UTC, in hours, that go by a name and are no zone's alone.
var abbreviations = map[string]int{
	"WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3,
}

// isZoneName reports whether a word behind a time is one of zones: a known
// name, or capitals as in EST.
func isZoneName(word string) bool {
	if _, known := abbreviations[strings.ToUpper(word)]; known {
		return true
	}
	_, known := CanonicalZone(word)
	return known || 3 <= len(word) && len(word) <= 5 && word == strings.ToUpper(word)
}

// offsetIn returns a local w with the offset that a zone has then, where the
// name is known.
func (w When) offsetIn(zone string) When {
	if zone == "" || w.AllDay || w.IsInstant() {
		return w
	}
	if hours, ok := abbreviations[strings.ToUpper(zone)]; ok {
		w.HasOffset, w.Offset = true, hours*3600
	} else if z, err := LoadZone(zone); err == nil {
		at, _ := z.Resolve(w.Local)
		w.Offset, _ = z.Offset(at)
		w.HasOffset = w.Offset%60 == 0
	}
	if !w.HasOffset {
		w.Offset = 0
	}
	return w
}
