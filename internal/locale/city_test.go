package locale

import "testing"

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
