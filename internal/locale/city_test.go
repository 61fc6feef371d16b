package locale

import "testing"

// TestFirstOfMonth: in some languages the first day of a month is no bare number.
func TestFirstOfMonth(t *testing.T) {
	for tag, want := range map[string]string{
		"fr": "1er–3 mai 2026", "it": "1º–3 maggio 2026", "es": "1–3 de mayo de 2026", "en": "1–3 May 2026",
	} {
		l, _ := Get(tag)
		if got := plainSpaces.Replace(l.DateInterval(day(t, "2026-05-01"), day(t, "2026-05-03"))); got != want {
			t.Errorf("in %s: %s, not %s", tag, got, want)
		}
	}
	if l, _ := Get("fr"); l.Date(day(t, "2026-05-11")) != "11 mai 2026" {
		t.Error("the eleventh is taken for the first")
	}
}

func TestCity(t *testing.T) {
	for _, c := range []struct{ tag, zone, want string }{
		{"en", "Europe/Brussels", "Brussels"}, {"fr", "Europe/Brussels", "Bruxelles"},
		{"el", "Europe/Brussels", "Βρυξέλλες"},
		{"bg", "Europe/Athens", "Атина"}, {"de", "Europe/Brussels", "Brüssel"}, {"fi", "Europe/Helsinki", "Helsinki"},
		{"fr", "Europe/Kyiv", "Kiev"}, {"en", "America/New_York", "New York"},
	} {
		l, _ := Get(c.tag)
		if got := l.City(c.zone); got != c.want {
			t.Errorf("%s in %s is %s, not %s", c.zone, c.tag, got, c.want)
		}
	}
}
