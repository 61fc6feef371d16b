package locale

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// A field is one part of a date or time that a pattern can name. Its letters
// are those of Unicode Technical Standard 35, part 4, "Date Field Symbol Table".
type field uint8

const (
	literal field = iota
	dayOfMonth
	paddedDay
	monthNumber
	paddedMonth
	monthShort
	monthInDate
	monthAlone
	year
	weekdayInDate
	weekdayAlone
	hour
	paddedHour
	paddedMinute
)

// A token is a field, or text to be written as it is.
type token struct {
	field field
	text  string
}

// A pattern is a CLDR date pattern, compiled: "d 'de' MMMM" is a day, " ",
// "de", " " and a month.
type pattern []token

// A moment is what a pattern can show.
type moment struct {
	year         int
	month        time.Month
	day          int
	weekday      time.Weekday
	hour, minute int
}

// dateOf reads the date t shows in its own location.
func dateOf(t time.Time) (m moment) {
	m.year, m.month, m.day = t.Date()
	m.weekday = t.Weekday()
	return m
}

// clockOf reads the time of day t shows in its own location.
func clockOf(t time.Time) (m moment) {
	m.hour, m.minute, _ = t.Clock()
	return m
}

// UnmarshalText compiles a pattern. Letters that are no known field are an
// error, so that none can come through to a page.
func (p *pattern) UnmarshalText(text []byte) error {
	*p = nil
	for rest := string(text); rest != ""; {
		var t token
		var err error
		if t, rest, err = nextToken(rest); err != nil {
			return fmt.Errorf("%w in date pattern %q", err, text)
		}
		*p = append(*p, t)
	}
	return nil
}

// nextToken takes one piece off a pattern that is not empty: quoted text, one
// letter repeated, or what stands before the next of these.
func nextToken(s string) (t token, rest string, err error) {
	if s[0] == '\'' {
		text, rest, ok := strings.Cut(s[1:], "'")
		if !ok {
			return token{}, "", errors.New("quote without end")
		}
		return token{text: text}, rest, nil
	}
	if n := strings.IndexFunc(s, isSyntax); n != 0 {
		if n < 0 {
			n = len(s)
		}
		return token{text: s[:n]}, s[n:], nil
	}
	rest = strings.TrimLeft(s, s[:1])
	letters := s[:len(s)-len(rest)]
	f, ok := fieldOf(letters)
	if !ok {
		return token{}, "", fmt.Errorf("unknown field %s", letters)
	}
	return token{field: f}, rest, nil
}

func isSyntax(r rune) bool {
	return r == '\'' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

func fieldOf(letters string) (f field, ok bool) {
	switch letters {
	case "d":
		return dayOfMonth, true
	case "dd":
		return paddedDay, true
	case "M":
		return monthNumber, true
	case "MM":
		return paddedMonth, true
	case "MMM":
		return monthShort, true
	case "MMMM":
		return monthInDate, true
	case "LLLL":
		return monthAlone, true
	case "y":
		return year, true
	case "EEEE":
		return weekdayInDate, true
	case "cccc":
		return weekdayAlone, true
	case "H":
		return hour, true
	case "HH":
		return paddedHour, true
	case "mm":
		return paddedMinute, true
	}
	return literal, false
}

// append writes m as p says.
func (p pattern) append(dst []byte, names *table, m *moment) []byte {
	for i := range p {
		if p[i].field == literal {
			dst = append(dst, p[i].text...)
		} else {
			dst = p[i].field.append(dst, names, m)
		}
	}
	return dst
}

func (f field) append(dst []byte, names *table, m *moment) []byte {
	switch f {
	case dayOfMonth:
		if m.day == 1 && names.First != "" {
			return append(dst, names.First...)
		}
		return strconv.AppendInt(dst, int64(m.day), 10)
	case paddedDay:
		return appendTwoDigits(dst, m.day)
	case monthNumber:
		return strconv.AppendInt(dst, int64(m.month), 10)
	case paddedMonth:
		return appendTwoDigits(dst, int(m.month))
	case monthShort:
		return append(dst, names.Months.Abbreviated[m.month-1]...)
	case monthInDate:
		return append(dst, names.Months.Format[m.month-1]...)
	case monthAlone:
		return append(dst, names.Months.StandAlone[m.month-1]...)
	case year:
		return strconv.AppendInt(dst, int64(m.year), 10)
	case weekdayInDate:
		return append(dst, names.Weekdays.Format[m.weekday]...)
	case weekdayAlone:
		return append(dst, names.Weekdays.StandAlone[m.weekday]...)
	case hour:
		return strconv.AppendInt(dst, int64(m.hour), 10)
	case paddedHour:
		return appendTwoDigits(dst, m.hour)
	case paddedMinute:
		return appendTwoDigits(dst, m.minute)
	}
	return dst
}

func appendTwoDigits(dst []byte, n int) []byte {
	return append(dst, byte('0'+n/10), byte('0'+n%10))
}
