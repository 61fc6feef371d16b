package locale

import (
	"slices"
	"strings"
	"testing"
)

// testdata/collation.txt has the codes of all countries, sorted by ICU by
// their names in the language. The comment on Collator says why two differ.
func TestCollationAgreesWithICU(t *testing.T) {
	older := []string{"et", "lv"}
	for _, line := range lines(t, "testdata/collation.txt") {
		tag, want, _ := strings.Cut(line, "\t")
		got := strings.Join(countriesByName(mustGet(t, tag)), " ")
		switch expected := !slices.Contains(older, tag); {
		case expected && got != want:
			t.Errorf("%s:\n got %s\nwant %s", tag, got, want)
		case !expected && got == want:
			t.Errorf("%s no longer differs from ICU", tag)
		}
	}
}

func countriesByName(l *Locale) []string {
	codes := CountryCodes()
	compare := l.Collator()
	slices.SortStableFunc(codes, func(a, b string) int {
		x, _ := l.Country(a)
		y, _ := l.Country(b)
		return compare(x, y)
	})
	return codes
}

func TestCollator(t *testing.T) {
	tests := []struct{ tag, sorted string }{
		{"en", "Eire Éire Fjord"},
		{"de", "Äpfel Apfelsine Zug"},
		{"sv", "Zebra Ål Ärla Öl"},
		{"da", "Zebra Ære Øl Ål"},
		{"cs", "Cukr Čáp Hora Chata Ikona"},
		{"es", "nube ñu oso"},
		{"et", "saun šokk zoo žest tee"},
		{"lt", "iena yra jis"},
		{"pl", "lato łan mak"},
		{"mt", "ċirku cirku"},
		{"el", "άλφα βήτα γάμα"},
	}
	for _, test := range tests {
		words := strings.Fields(test.sorted)
		slices.Reverse(words)
		slices.SortFunc(words, mustGet(t, test.tag).Collator())
		if got := strings.Join(words, " "); got != test.sorted {
			t.Errorf("%s: %s, want %s", test.tag, got, test.sorted)
		}
	}
}
