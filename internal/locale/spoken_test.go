package locale

import "testing"

func TestIsSpoken(t *testing.T) {
	for tag, want := range map[string]struct {
		best string
		ok   bool
	}{
		"en": {"en", true}, "nb": {"nb", true}, "no": {"no", true},
		"uk": {"uk", true}, "sr-Latn": {"sr-Latn", true}, "de-AT": {"de-AT", true},
		"tr": {"tr", true}, "ca": {"ca", true}, "rom": {"rom", true},
		"NB": {"nb", false}, "iw": {"he", false}, "en_GB": {"en-GB", false},
		"english": {"", false}, "xx": {"", false}, "und": {"", false}, "": {"", false}, "Norwegian": {"", false},
	} {
		if best, ok := IsSpoken(tag); best != want.best || ok != want.ok {
			t.Errorf("%q is written %q, %t; want %q, %t", tag, best, ok, want.best, want.ok)
		}
	}
}

func TestSpokenNamed(t *testing.T) {
	for name, want := range map[string]string{
		"English": "en", "Norwegian": "no", "ukrainian": "uk", "Deutsch": "de", "français": "fr",
		"українська": "uk", "Turkish": "tr", "Klingonese": "", "": "",
	} {
		if tag, _ := SpokenNamed(name); tag != want {
			t.Errorf("%q is the name of %q, want %q", name, tag, want)
		}
	}
}

func TestSpokenIn(t *testing.T) {
	for code, want := range map[string]string{"ua": "uk", "GR": "el", "dk": "da", "zz": "", "": ""} {
		if tag := SpokenIn(code); tag != want {
			t.Errorf("in %q people speak %q, want %q", code, tag, want)
		}
	}
}

func TestLanguage(t *testing.T) {
	for _, test := range [][3]string{
		{"en", "nb", "Norwegian Bokmål"}, {"en", "uk", "Ukrainian"},
		{"de", "uk", "Ukrainisch"}, {"en", "no", "Norwegian"}, {"fr", "tr", "turc"},
	} {
		l, _ := Get(test[0])
		if name := l.Language(test[1]); name != test[2] {
			t.Errorf("in %s %s is called %q, want %q", test[0], test[1], name, test[2])
		}
	}
}
