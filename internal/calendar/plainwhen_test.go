package calendar

import (
	"testing"

	"pgregory.net/rapid"
)

// TestPlainWhen: what is read as a plain date or time is read as the same by what
// reads all of them.
func TestPlainWhen(t *testing.T) {
	sign := rapid.SampledFrom([]rune("0123456789000111222 -:TZ"))
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(rapid.StringMatching(`\d{4}-\d\d-\d\d( \d\d:\d\d)?`).Draw(t, "text"))
		for range rapid.IntRange(0, 2).Draw(t, "changes") {
			text[rapid.IntRange(0, len(text)-1).Draw(t, "at")] = byte(sign.Draw(t, "sign"))
		}
		plain, ok := plainWhen(string(text))
		if all, err := parseWhen(string(text)); ok && (err != nil || all != plain) {
			t.Errorf("%s is %v, and %v (%v)", text, plain, all, err)
		}
	})
	for _, text := range []string{"2024-02-29", "2024-06-03 10:00", "1600-01-01 00:00", "2999-12-31 23:59"} {
		if _, ok := plainWhen(text); !ok {
			t.Errorf("%s is not plain", text)
		}
	}
	for _, text := range []string{"2023-02-29", "2024-06-03 24:00", "2024-6-3", "0204-01-01"} {
		if _, ok := plainWhen(text); ok {
			t.Errorf("%s is plain", text)
		}
	}
}
