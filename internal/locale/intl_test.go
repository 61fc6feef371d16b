package locale

import (
	"os"
	"strconv"
	"strings"
	"testing"
	"time"
)

// ours says where we differ from ICU on purpose, by language and kind of line.
// ICU has no long intervals for most languages and stretches the middle ones.
var ours = map[string]string{
	"cs interval":     "ICU writes 30. 1. – 2. 2. 2026; a long date has the month in words",
	"sk interval":     "as cs",
	"hr interval":     "ICU pads the day, 02. veljače 2026., which a single date does not",
	"it interval":     "ICU pads the day, 02 febbraio 2026, which a single date does not",
	"mt interval":     "ICU drops the ta’ and turns the order round: 2026 Jannar 30 – Frar 2",
	"sl timeInterval": "ICU pads the hour of a single time (09:00), but not in an interval (9:00)",
}

// plainSpaces levels what CLDR has and Node replaces in a date, though not in an interval.
var plainSpaces = strings.NewReplacer("\u2009", " ", "\u202f", " ")

// testdata/intl.txt is what Node's Intl (ICU 78.2, CLDR 48) answers; gen/intl.mjs wrote it.
func TestAgreesWithICU(t *testing.T) {
	differs := make(map[string]bool)
	for _, line := range lines(t, "testdata/intl.txt") {
		f := strings.Split(line, "\t")
		tag, kind, arg, want := f[0], f[1], f[2], plainSpaces.Replace(f[3])
		l := mustGet(t, tag)
		got := plainSpaces.Replace(answer(t, l, kind, arg))
		if l.table.First != "" && kind != "number" { // ICU counts the first day of a month like all others
			got = strings.ReplaceAll(got, l.table.First, "1")
		}
		if got == want {
			continue
		}
		differs[tag+" "+kind] = true
		if ours[tag+" "+kind] == "" {
			t.Errorf("%s %s %s: %q, ICU has %q", tag, kind, arg, got, want)
		}
	}
	for key := range ours {
		if !differs[key] {
			t.Errorf("%s no longer differs from ICU", key)
		}
	}
}

func answer(t *testing.T, l *Locale, kind, arg string) string {
	t.Helper()
	from, to, _ := strings.Cut(arg, "/")
	switch kind {
	case "date":
		return l.Date(day(t, arg))
	case "weekdayDate":
		return l.DateWithWeekday(day(t, arg))
	case "shortDate":
		return l.ShortDate(day(t, arg))
	case "dayMonth":
		return l.DayMonth(day(t, arg))
	case "month":
		return l.Month(day(t, arg))
	case "time":
		return l.Time(clock(t, arg))
	case "interval":
		return l.DateInterval(day(t, from), day(t, to))
	case "timeInterval":
		return l.TimeInterval(clock(t, from), clock(t, to))
	case "number":
		return l.Number(number(t, arg))
	case "list":
		return l.ListAnd(strings.Fields(arg))
	case "country":
		name, _ := l.Country(arg)
		return name
	}
	t.Fatalf("kind %q in testdata/intl.txt", kind)
	return ""
}

func mustGet(t testing.TB, tag string) *Locale {
	t.Helper()
	l, ok := Get(tag)
	if !ok {
		t.Fatalf("no locale %s", tag)
	}
	return l
}

func lines(t *testing.T, file string) []string {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

func day(t testing.TB, s string) time.Time {
	t.Helper()
	return parse(t, time.DateOnly, s)
}

func clock(t testing.TB, s string) time.Time {
	t.Helper()
	return parse(t, "15:04", s)
}

func parse(t testing.TB, layout, s string) time.Time {
	t.Helper()
	at, err := time.Parse(layout, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func number(t testing.TB, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
