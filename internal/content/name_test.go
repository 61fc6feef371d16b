package content

import (
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

// TestNameIsStable shows what a name depends on: not on the date in front of
// it, the subfolder, the form (a file or a folder with index.md), the language
// or how accents are stored.
func TestNameIsStable(t *testing.T) {
	languages := []string{"en", "fr"}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringMatching(`[a-zé][a-z0-9é]{4,8}(-[a-z0-9é]{2,8}){0,3}`).Draw(t, "name")
		kind := rapid.SampledFrom(kindFolders[:]).Draw(t, "kind")
		stem := rapid.SampledFrom([]string{"", "2024-06-03-", "1999-12-31_", "2024-06-03 "}).Draw(t, "date") + name
		suffix := rapid.SampledFrom([]string{"", ".en", ".fr"}).Draw(t, "language")
		folder := "content/" + kind + "/" + rapid.SampledFrom([]string{"", "2024/", "2024/a folder/"}).Draw(t, "folder")
		path := folder + stem + suffix + ".md"
		if rapid.Bool().Draw(t, "index") {
			path = folder + stem + "/index" + suffix + ".md"
		}
		if rapid.Bool().Draw(t, "decomposed") {
			path = norm.NFD.String(path)
		}
		got, found, ok := Name(path, languages)
		if !ok || len(found) > 0 {
			t.Fatalf("%q has no name: %v", path, found)
		}
		if got.Key() != kind+"/"+norm.NFC.String(name) || "."+got.Lang != suffix && got.Lang != suffix {
			t.Errorf("%q is read as %+v", path, got)
		}
	})
}

// TestNameOrReason shows that a path has a name or a reason why it has none,
// and that a name is fit for an address.
func TestNameOrReason(t *testing.T) {
	languages := []string{"en"}
	rapid.Check(t, func(t *rapid.T) {
		names := rapid.StringMatching(`(news/|pages/|events/|blog/)?[a-zA-Z0-9 ._/äÄ\-?#%…\x{1F389}]{0,20}\.md`)
		path := "content/" + names.Draw(t, "path")
		got, found, ok := Name(path, languages)
		if ok != (len(found) == 0) {
			t.Fatalf("%q: name %v with %v", path, ok, found)
		}
		for _, r := range got.Name {
			if ok && (r == '/' || r == '.' || r == ' ' || r == '?' || r == '#' || r == '%') {
				t.Errorf("%q has the name %q", path, got.Name)
			}
		}
	})
}
