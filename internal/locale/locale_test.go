package locale

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
)

func TestTags(t *testing.T) {
	if got := len(Tags()); got != 24 {
		t.Errorf("%d languages, want 24", got)
	}
	if !slices.IsSorted(Tags()) {
		t.Errorf("not sorted: %v", Tags())
	}
	files, err := data.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	var embedded []string
	for _, f := range files {
		embedded = append(embedded, strings.TrimSuffix(f.Name(), ".json"))
	}
	if !slices.Equal(embedded, Tags()) {
		t.Errorf("files for %v, tags %v", embedded, Tags())
	}
}

func TestGet(t *testing.T) {
	for _, tag := range []string{"", "EN", "en-GB", "pt-PT", "no", "../fr"} {
		if l, ok := Get(tag); ok || l != nil {
			t.Errorf("Get(%q) gives %v, %v", tag, l, ok)
		}
	}
	first, second := mustGet(t, "fr"), mustGet(t, "fr")
	if first != second {
		t.Error("a second Get decodes again")
	}
}

func TestEndonymAndTag(t *testing.T) {
	tests := map[string]string{
		"bg": "български", "cs": "čeština", "de": "Deutsch",
		"el": "Ελληνικά", "en": "English", "fr": "français",
		"ga": "Gaeilge", "lv": "latviešu", "mt": "Malti", "pt": "português", "sl": "slovenščina",
	}
	for tag, want := range tests {
		l := mustGet(t, tag)
		if l.Endonym() != want || l.Tag() != tag {
			t.Errorf("%s: tag %q, endonym %q, want %q", tag, l.Tag(), l.Endonym(), want)
		}
	}
}

func TestFirstWeekday(t *testing.T) {
	for _, tag := range Tags() {
		want := time.Monday
		if tag == "pt" || tag == "mt" {
			want = time.Sunday
		}
		if got := mustGet(t, tag).FirstWeekday(); got != want {
			t.Errorf("%s: %v, want %v", tag, got, want)
		}
	}
}

// Every word and pattern of every language is there.
func TestTablesAreComplete(t *testing.T) {
	for _, tag := range Tags() {
		l := mustGet(t, tag)
		for m := range 12 {
			mustHaveText(t, tag, l.MonthName(time.Month(m+1)), l.table.Months.Format[m], l.table.Months.Abbreviated[m])
		}
		for d := range 7 {
			d := time.Weekday(d)
			mustHaveText(t, tag, l.Weekday(d), l.WeekdayShort(d), l.WeekdayNarrow(d), l.table.Weekdays.Format[d])
		}
		list, number := l.table.List, l.table.Number
		mustHaveText(t, tag, l.Endonym(), list.Pair, list.Middle, list.Last, number.Group, number.Minus)
		for name, p := range patternsOf(l) {
			if len(p) == 0 {
				t.Errorf("%s: pattern %s is empty", tag, name)
			}
		}
		if got := len(l.table.Countries); got != len(CountryCodes()) {
			t.Errorf("%s: %d countries", tag, got)
		}
		mustHaveText(t, tag, l.table.Countries...)
	}
}

// Each pattern has just the fields its method promises, so nothing is left out
// and no letter of a pattern stays in its text.
func TestPatternsHaveTheirFields(t *testing.T) {
	fields := map[string]string{
		"date": "d M y", "weekdayDate": "E d M y", "shortDate": "d M y", "dayMonth": "d M", "month": "M y", "time": "H m",
		"day": "d d M y", "months": "d M d M y", "year": "d M y d M y", "times": "H m H m",
	}
	for _, tag := range Tags() {
		for name, p := range patternsOf(mustGet(t, tag)) {
			want := strings.Fields(fields[name])
			slices.Sort(want)
			if got := fieldsOf(p); !slices.Equal(got, want) {
				t.Errorf("%s: pattern %s has %v, want %v", tag, name, got, want)
			}
		}
	}
}

// What stands between the fields of a date: marks, spaces, and these words.
func TestPatternTextIsKnown(t *testing.T) {
	words := map[string]string{
		"bg": "г ч", "da": "den", "de": "Uhr", "es": "de", "lt": "m d", "lv": "gada g", "mt": "ta", "pt": "de",
	}
	for _, tag := range Tags() {
		for name, p := range patternsOf(mustGet(t, tag)) {
			for _, tok := range p {
				for word := range strings.FieldsFuncSeq(tok.text, func(r rune) bool { return !unicode.IsLetter(r) }) {
					if !slices.Contains(strings.Fields(words[tag]), word) {
						t.Errorf("%s: pattern %s writes %q", tag, name, tok.text)
					}
				}
			}
		}
	}
}

func patternsOf(l *Locale) map[string]pattern {
	p, i := l.table.Patterns, l.table.Intervals
	return map[string]pattern{
		"date": p.Date, "weekdayDate": p.WeekdayDate, "shortDate": p.ShortDate,
		"dayMonth": p.DayMonth, "month": p.Month, "time": p.Time,
		"day": slices.Concat(i.Day[:]...), "months": slices.Concat(i.Month[:]...),
		"year": slices.Concat(i.Year[:]...), "times": slices.Concat(i.Time[:]...),
	}
}

// fieldsOf names the fields of p by one letter each, sorted.
func fieldsOf(p pattern) []string {
	letters := map[field]string{
		dayOfMonth: "d", paddedDay: "d",
		monthNumber: "M", paddedMonth: "M", monthShort: "M", monthInDate: "M", monthAlone: "M",
		year: "y", weekdayInDate: "E", weekdayAlone: "E", hour: "H", paddedHour: "H", paddedMinute: "m",
	}
	var out []string
	for _, tok := range p {
		if tok.field != literal {
			out = append(out, letters[tok.field])
		}
	}
	slices.Sort(out)
	return out
}

func mustHaveText(t *testing.T, tag string, texts ...string) {
	t.Helper()
	for i, s := range texts {
		if s == "" {
			t.Errorf("%s: text %d is empty", tag, i)
		}
	}
}

func Example() {
	l, _ := Get("pl")
	start := time.Date(2026, time.January, 7, 10, 0, 0, 0, time.UTC)
	fmt.Println(l.Date(start))
	fmt.Println(l.Month(start))
	fmt.Println(l.DateInterval(start, start.AddDate(0, 0, 2)))
	fmt.Println(l.Plural(22))
	// Output:
	// 7 stycznia 2026
	// styczeń 2026
	// 7–9 stycznia 2026
	// few
}
