package locale

import (
	"strings"
	"testing"
	"time"
)

func TestWeekday(t *testing.T) {
	tests := []struct{ tag, full, short, narrow string }{
		{"en", "Wednesday", "Wed", "W"},
		{"de", "Mittwoch", "Mi", "M"},
		{"fr", "mercredi", "mer.", "M"},
		{"fi", "keskiviikko", "ke", "K"},
		{"pl", "środa", "śr.", "Ś"},
		{"bg", "сряда", "ср", "с"},
		{"el", "Τετάρτη", "Τετ", "Τ"},
		{"hr", "srijeda", "sri", "s"},
		{"lt", "trečiadienis", "tr", "T"},
		{"lv", "Trešdiena", "Trešd.", "T"},
		{"mt", "L-Erbgħa", "Erb", "Er"},
		{"ga", "Dé Céadaoin", "Céad", "C"},
	}
	for _, test := range tests {
		l := mustGet(t, test.tag)
		check(t, test.tag+" Weekday", l.Weekday(time.Wednesday), test.full)
		check(t, test.tag+" WeekdayShort", l.WeekdayShort(time.Wednesday), test.short)
		check(t, test.tag+" WeekdayNarrow", l.WeekdayNarrow(time.Wednesday), test.narrow)
	}
}

func TestWeekIsInOrder(t *testing.T) {
	l := mustGet(t, "en")
	var days []string
	for d := range 7 {
		days = append(days, l.Weekday(time.Weekday(d)))
	}
	want := "Sunday Monday Tuesday Wednesday Thursday Friday Saturday"
	check(t, "week", strings.Join(days, " "), want)
}

func TestNumber(t *testing.T) {
	tests := []struct {
		tag  string
		n    int
		want string
	}{
		{"en", 0, "0"}, {"en", 999, "999"}, {"en", 1000, "1,000"}, {"en", 1234567, "1,234,567"}, {"en", -1234, "-1,234"},
		{"de", 1234, "1.234"}, {"fr", 1234, "1_234"}, {"pl", 1234, "1234"}, {"pl", 12345, "12\u00a0345"},
		{"sv", -7, "−7"}, {"en", -1 << 63, "-9,223,372,036,854,775,808"},
	}
	for _, test := range tests {
		check(t, test.tag, mustGet(t, test.tag).Number(test.n), test.want)
	}
}

func TestListAnd(t *testing.T) {
	tests := []struct{ tag, items, want string }{
		{"en", "", ""}, {"en", "A", "A"}, {"en", "A B", "A and B"}, {"en", "A B C D", "A, B, C and D"},
		{"mt", "A B", "A u B"}, {"mt", "A B C", "A, B, u C"}, {"el", "A B C", "A, B και C"},
		{"es", "Francia España", "Francia y España"}, {"es", "Francia Italia", "Francia e Italia"},
		{"es", "A B Hidalgo", "A, B e Hidalgo"}, {"es", "agua hielo", "agua y hielo"},
	}
	for _, test := range tests {
		check(t, test.tag, mustGet(t, test.tag).ListAnd(strings.Fields(test.items)), test.want)
	}
}
