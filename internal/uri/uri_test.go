package uri_test

import (
	"net/url"
	"testing"

	"belfry/internal/corpus"
	"belfry/internal/uri"
)

func TestEncode(t *testing.T) {
	for s, want := range map[string]string{
		"":                              "",
		"https://meet.example/network":  "https://meet.example/network",
		"https://bürger.example":        "https://xn--brger-kva.example",
		"https://BÜRGER.example/Straße": "https://xn--brger-kva.example/Stra%C3%9Fe",
		"https://straße.example:8443/a": "https://xn--strae-oqa.example:8443/a",
		"https://δήμος.example?θέμα=ένα": "https://xn--jxalzmp.example?" +
			"%CE%B8%CE%AD%CE%BC%CE%B1=%CE%AD%CE%BD%CE%B1",
		"https://δήμος.example#θέμα":          "https://xn--jxalzmp.example#%CE%B8%CE%AD%CE%BC%CE%B1",
		"https://me@bürger.example/@ü":        "https://me@xn--brger-kva.example/@%C3%BC",
		"https://a.example/b?to=ü@ö.test":     "https://a.example/b?to=%C3%BC@%C3%B6.test",
		"https://a.example/%C3%BC":            "https://a.example/%C3%BC",
		"https://[2001:db8::1]:8080/ü":        "https://[2001:db8::1]:8080/%C3%BC",
		"https://b%C3%BCrger.example/ü":       "https://xn--brger-kva.example/%C3%BC",
		"mailto:büro@bürger.example":          "mailto:b%C3%BCro@xn--brger-kva.example",
		"mailto:büro":                         "mailto:b%C3%BCro",
		"MAILTO:a@bürger.example?subject=ü@ö": "MAILTO:a@xn--brger-kva.example?subject=%C3%BC@%C3%B6",
		"https://a\u2028b.example/":           "https://a%E2%80%A8b.example/",
		"https://x.example/a\r\nX-EVIL:1":     "https://x.example/a%0D%0AX-EVIL:1",
		"/news/café/":                         "/news/caf%C3%A9/",
		"tel:+32":                             "tel:+32",
		"://":                                 "://",
	} {
		if got := uri.Encode(s); got != want {
			t.Errorf("Encode(%q) = %q, want %q", s, got, want)
		}
		if got := uri.Encode(want); got != want {
			t.Errorf("Encode(%q) = %q: not the same again", want, got)
		}
	}
}

// What comes out is ASCII without spaces and controls, whatever goes in, stays
// as it is when it is encoded again, and leads where it led.
func FuzzEncode(f *testing.F) {
	corpus.Seeds(f)
	for _, s := range []string{
		"", "https://bürger.example/ü?ä#ö", "mailto:a@ü.b", "://", "a://@", "a://[::1]:1/", "x://ü\xff", "mailto:",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := uri.Encode(s)
		for _, r := range got {
			if r <= ' ' || r > '~' {
				t.Fatalf("Encode(%q) = %q holds %q", s, got, r)
			}
		}
		if again := uri.Encode(got); again != got {
			t.Errorf("Encode(%q) = %q, and again %q", s, got, again)
		}
		before, err := url.Parse(s)
		after, errAfter := url.Parse(got)
		if err == nil && errAfter == nil && (before.Path != after.Path || before.Port() != after.Port()) {
			t.Errorf("Encode(%q) = %q leads elsewhere", s, got)
		}
	})
}
