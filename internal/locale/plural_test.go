package locale

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// testdata/plurals.txt has, for each language, the first letter of the
// category of 0 to 1199, and then some large numbers with theirs.
func TestPluralAgreesWithCLDR(t *testing.T) {
	for _, line := range lines(t, "testdata/plurals.txt") {
		f := strings.Split(line, "\t")
		l := mustGet(t, f[0])
		if len(f[1]) != 1200 {
			t.Fatalf("%s: %d categories", f[0], len(f[1]))
		}
		for n := range f[1] {
			checkPlural(t, l, n, f[1][n:n+1])
		}
		for _, large := range strings.Fields(f[2]) {
			end := len(large) - 1
			checkPlural(t, l, number(t, large[:end]), large[end:])
		}
	}
}

func checkPlural(t *testing.T, l *Locale, n int, letter string) {
	t.Helper()
	got := strings.Replace(l.Plural(n), "other", "x", 1)
	if !strings.HasPrefix(got, letter) {
		t.Errorf("%s: %d is %q, want %s…", l.Tag(), n, l.Plural(n), letter)
	}
}

func TestPlural(t *testing.T) {
	tests := []struct {
		tag  string
		n    int
		want string
	}{
		{"en", 0, "other"}, {"en", 1, "one"}, {"en", -1, "one"},
		{"fr", 0, "one"}, {"fr", 2, "other"}, {"fr", 3_000_000, "many"},
		{"pt", 0, "other"}, {"pl", 22, "few"}, {"pl", 12, "many"},
		{"lv", 0, "zero"}, {"lv", 21, "one"}, {"ga", 2, "two"}, {"ga", 8, "many"},
		{"mt", 2, "two"}, {"mt", 102, "other"}, {"mt", 103, "few"}, {"mt", 12, "many"}, {"mt", 0, "few"},
		{"lt", 10, "other"}, {"lt", 21, "one"}, {"lt", 22, "few"}, {"sl", 102, "two"},
	}
	for _, test := range tests {
		if got := mustGet(t, test.tag).Plural(test.n); got != test.want {
			t.Errorf("%s: %d is %s, want %s", test.tag, test.n, got, test.want)
		}
	}
}

func TestPluralOfOppositeIsSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l, _ := Get(rapid.SampledFrom(Tags()).Draw(t, "tag"))
		n := rapid.IntMin(-math.MaxInt).Draw(t, "n")
		if got, want := l.Plural(-n), l.Plural(n); got != want {
			t.Fatalf("%s: %d is %s, %d is %s", l.Tag(), -n, got, n, want)
		}
	})
}
