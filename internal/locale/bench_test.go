package locale

import (
	"testing"
	"time"
)

var (
	benchFrom = time.Date(2026, time.September, 25, 9, 30, 0, 0, time.UTC)
	benchTo   = time.Date(2027, time.September, 30, 17, 0, 0, 0, time.UTC)
)

// formatters are the methods a build calls for every event on every page.
func formatters(l *Locale) map[string]func() string {
	return map[string]func() string{
		"Date":            func() string { return l.Date(benchFrom) },
		"DateWithWeekday": func() string { return l.DateWithWeekday(benchFrom) },
		"DateInterval":    func() string { return l.DateInterval(benchFrom, benchTo) },
		"Time":            func() string { return l.Time(benchFrom) },
		"TimeInterval":    func() string { return l.TimeInterval(benchFrom, benchTo) },
		"Number":          func() string { return l.Number(1234567) },
	}
}

func TestFormattingAllocatesOnce(t *testing.T) {
	for _, tag := range Tags() {
		for name, format := range formatters(mustGet(t, tag)) {
			if got := testing.AllocsPerRun(10, func() { format() }); got > 1 {
				t.Errorf("%s: %s allocates %v times for %q", tag, name, got, format())
			}
		}
	}
}

func BenchmarkFormat(b *testing.B) {
	l := mustGet(b, "el")
	for _, name := range []string{"Date", "DateWithWeekday", "DateInterval", "Time", "TimeInterval", "Number"} {
		format := formatters(l)[name]
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				format()
			}
		})
	}
}

func BenchmarkPlural(b *testing.B) {
	l := mustGet(b, "pl")
	for b.Loop() {
		l.Plural(22)
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load("el")
	}
}
