package pages

import (
	"strings"
	"testing"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/publication"
	"belfry/internal/site"
)

// withStatic returns the publication of an empty site with static files.
func withStatic(t *testing.T, names ...string) (*publication.Publication, []diag.Diagnostic) {
	t.Helper()
	config, _ := content.ParseConfig([]byte("name: Test\nurl: https://network.example\n"))
	model, _, err := site.New(t.Context(), site.Input{Config: config}, site.Options{Now: midsummer})
	if err != nil {
		t.Fatal(err)
	}
	in := Input{Site: model, Editions: []Edition{{
		Theme: defaultTheme(t), Calendars: func() (all []publication.Output, ofEvents publication.Family) { return },
	}}}
	for _, name := range names {
		in.Static = append(in.Static, Static{Name: name, Open: opener(name)})
	}
	pub, found, err := Publish(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	return pub, found
}

// TestReplacedStage: a static file is written when what it replaces would have
// been, after what it may lead to.
func TestReplacedStage(t *testing.T) {
	before, _ := withStatic(t)
	names := []string{"index.html", "robots.txt", "404.html", "own.html"}
	after, found := withStatic(t, names...)
	if len(found) != 3 || diag.Count(found, diag.Notice) != 3 || after.Len() != before.Len()+1 {
		t.Errorf("%d outputs, before %d; %v", after.Len(), before.Len(), found)
	}
	for _, name := range names {
		want := publication.Asset
		if o := before.Lookup(name); o != nil {
			want = o.Stage
		}
		if o := after.Lookup(name); o.Copy == nil || o.Stage != want {
			t.Errorf("%s has the stage %d, not %d", name, o.Stage, want)
		}
	}
}

// TestUnfitNames are those that cannot be written to a folder, or not beside what
// is there already.
func TestUnfitNames(t *testing.T) {
	for _, name := range []string{
		".belfry", ".BELFRY", ".belfry/a", ".belfry-lock", ".belfry-tmp-0", "a/.belfry-tmp-x/b",
		"a\nb", "a\x7fb", "a\xffb",
		strings.Repeat("n", 201), "a/" + strings.Repeat("é", 101) + "/b",
	} {
		_, found := withStatic(t, name)
		if len(found) != 1 || found[0].Code != "file-name" || found[0].Severity != diag.Error ||
			found[0].File != "static/"+name {
			t.Errorf("%q: %+v", name, found)
		}
	}
	for _, name := range []string{
		".belfryx", "a/.belfry", "belfry", "a b", "é",
		strings.Repeat("n", 200), strings.Repeat("n/", 200) + "n",
	} {
		if _, found := withStatic(t, name); len(found) > 0 {
			t.Errorf("%q: %+v", name, found)
		}
	}
}
