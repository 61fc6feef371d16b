package locale

import (
	"slices"
	"testing"
)

func TestCountryCodes(t *testing.T) {
	codes := CountryCodes()
	if len(codes) != 249 || !slices.IsSorted(codes) {
		t.Errorf("%d codes, sorted %v", len(codes), slices.IsSorted(codes))
	}
	for _, c := range codes {
		if !IsCountry(c) {
			t.Errorf("%s is listed, but no country", c)
		}
	}
	codes[0] = "XX"
	if IsCountry("XX") || CountryCodes()[0] != "AD" {
		t.Error("the caller's slice is ours")
	}
}

func TestIsCountry(t *testing.T) {
	for _, code := range []string{"BE", "GR", "GB", "AX", "SS", "MK", "ZW"} {
		if !IsCountry(code) {
			t.Errorf("%s is none", code)
		}
	}
	for _, code := range []string{
		"", "be", "EL", "UK", "EU", "EZ", "UN", "XA", "XB", "XK", "ZZ", "IC", "AC", "AN", "YU", "BEL", "001",
	} {
		if IsCountry(code) {
			t.Errorf("%q is one", code)
		}
		if name, ok := mustGet(t, "en").Country(code); ok || name != "" {
			t.Errorf("%q has the name %q", code, name)
		}
	}
}

func TestCountry(t *testing.T) {
	tests := []struct{ tag, code, want string }{
		{"en", "CZ", "Czechia"}, {"en", "AD", "Andorra"}, {"en", "ZW", "Zimbabwe"},
		{"de", "BE", "Belgien"}, {"fr", "DE", "Allemagne"}, {"fi", "FI", "Suomi"}, {"pl", "DE", "Niemcy"},
		{"bg", "GR", "Гърция"}, {"el", "GR", "Ελλάδα"}, {"hr", "AT", "Austrija"}, {"lt", "LT", "Lietuva"},
		{"lv", "LV", "Latvija"}, {"mt", "MT", "Malta"}, {"ga", "IE", "Éire"}, {"pt", "CZ", "Chéquia"},
		{"mt", "IO", "British Indian Ocean Territory"},
	}
	for _, test := range tests {
		got, ok := mustGet(t, test.tag).Country(test.code)
		if !ok {
			t.Errorf("%s: no country %s", test.tag, test.code)
		}
		check(t, test.tag, got, test.want)
	}
}
