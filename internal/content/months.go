package content

import (
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"belfry/internal/locale"
)

// englishDate replaces the names of months in other languages of the EU by the
// English ones, and takes those of weekdays out.
func englishDate(s string) string {
	for _, word := range strings.FieldsFunc(s, notLetter) {
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

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// monthNamed returns the English name of the month that a word stands for, or
// "" where it stands for none, or for another one elsewhere (listopad).
func monthNamed(word string) (english string) { return monthNames()[anyCase(word)] }

// monthNames are the English names of months, by those in all languages.
var monthNames = sync.OnceValue(func() map[string]string {
	names := map[string]string{}
	for _, tag := range locale.Tags() {
		l, _ := locale.Get(tag)
		for m := time.January; m <= time.December; m++ {
			for _, name := range [...]string{anyCase(l.MonthName(m)), anyCase(monthInDate(l, m))} {
				if english, known := names[name]; known && english != m.String() {
					names[name] = ""
				} else {
					names[name] = m.String()
				}
			}
		}
	}
	return names
})

// anyCase returns what is equal for words that differ in case alone.
func anyCase(word string) string { return strings.ToLower(strings.ToUpper(word)) }

// monthInDate returns the name of a month as it stands in a date, which may be
// another form of it: "7 stycznia".
func monthInDate(l *locale.Locale, m time.Month) string {
	longest := ""
	date := l.DayMonth(time.Date(2024, m, 7, 0, 0, 0, 0, time.UTC))
	for _, word := range strings.FieldsFunc(date, notLetter) {
		if len(word) > len(longest) {
			longest = word
		}
	}
	return longest
}

func isWeekday(word string) bool { return weekdayNames()[anyCase(word)] }

// weekdayNames are the names of weekdays in all languages.
var weekdayNames = sync.OnceValue(func() map[string]bool {
	names := map[string]bool{}
	for _, tag := range locale.Tags() {
		l, _ := locale.Get(tag)
		for day := time.Sunday; day <= time.Saturday; day++ {
			names[anyCase(l.Weekday(day))] = true
		}
	}
	return names
})
