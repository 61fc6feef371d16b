package content

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"belfry/internal/locale"
)

// englishDate replaces the names of months in other languages of the EU by the
// English ones, and takes those of weekdays out.
func englishDate(s string) string {
	for _, word := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(word) < 3 {
			continue
		}
		if month := monthNamed(word); month != "" {
			s = strings.Replace(s, word, month, 1)
		} else if isWeekday(word) {
			s = strings.TrimLeft(strings.Replace(s, word, "", 1), " ,.")
		}
	}
	return s
}

// monthNamed returns the English name of the month that a word stands for, or
// "" where it stands for none, or for another one elsewhere (listopad).
func monthNamed(word string) (english string) {
	for _, tag := range locale.Tags() {
		l, _ := locale.Get(tag)
		for m := time.January; m <= time.December; m++ {
			if !strings.EqualFold(word, l.MonthName(m)) && !strings.EqualFold(word, monthInDate(l, m)) {
				continue
			}
			if english != "" && english != m.String() {
				return ""
			}
			english = m.String()
		}
	}
	return english
}

// monthInDate returns the name of a month as it stands in a date, which may be
// another form of it: "7 stycznia".
func monthInDate(l *locale.Locale, m time.Month) string {
	longest := ""
	for _, word := range strings.FieldsFunc(l.DayMonth(time.Date(2024, m, 7, 0, 0, 0, 0, time.UTC)), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if len(word) > len(longest) {
			longest = word
		}
	}
	return longest
}

func isWeekday(word string) bool {
	for _, tag := range locale.Tags() {
		l, _ := locale.Get(tag)
		for day := time.Sunday; day <= time.Saturday; day++ {
			if strings.EqualFold(word, l.Weekday(day)) {
				return true
			}
		}
	}
	return false
}
