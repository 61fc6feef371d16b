package markdown

import (
	"path/filepath"
	"testing"

	"belfry/internal/shelf"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestShelf: what is taken from a shelf is what parsing gives, in this run and the
// next, also with another name and other options.
func TestShelf(t *testing.T) {
	dir := t.TempDir()
	o := shelf.Options{Room: dir, File: filepath.Join(dir, "shelf")}
	rapid.Check(t, func(t *rapid.T) {
		bodies := rapid.SliceOfN(body(), 1, 20).Draw(t, "bodies")
		options := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Options {
			return Options{
				File: rapid.SampledFrom([]string{"a.md", "b.md"}).Draw(t, "file"), Line: rapid.IntRange(1, 3).Draw(t, "line"),
				NoExcerpt: rapid.Bool().Draw(t, "no excerpt"),
				Own:       rapid.SampledFrom([]string{"", "https://p.eu"}).Draw(t, "own"),
			}
		}), 2, 2).Draw(t, "options")
		for range 2 {
			kept := shelf.Open(o)
			for _, b := range bodies {
				for _, o := range options {
					want, found := New().Parse([]byte(b), o)
					got, foundToo := New().On(kept).Parse([]byte(b), o)
					if diff := cmp.Diff(want, got, compareDocuments); diff != "" {
						t.Fatal(diff)
					}
					if diff := cmp.Diff(found, foundToo); diff != "" {
						t.Fatal(diff)
					}
				}
			}
			if err := kept.Save(); err != nil {
				t.Fatal(err)
			}
			kept.Close()
		}
	})
}

// TestTakenFromShelf: what a shelf has is not parsed again.
func TestTakenFromShelf(t *testing.T) {
	dir := t.TempDir()
	s := shelf.Open(shelf.Options{Room: dir, File: filepath.Join(dir, "shelf")})
	defer s.Close()
	first, _ := New().On(s).Parse([]byte(ordinary), Options{Line: 1})
	again, _ := New().On(s).Parse([]byte(ordinary), Options{Line: 1})
	other, _ := New().On(s).Parse([]byte(ordinary), Options{Line: 2})
	if first.record != again.record || first.record == other.record {
		t.Error("a body is parsed again, or is taken for another")
	}
}

// FuzzRecord: a record of whatever bytes gives no document, or one that can be used.
func FuzzRecord(f *testing.F) {
	doc, found := New().Parse([]byte("# a\n[a](b.md) ![](c.png) <b>"), Options{Line: 1})
	f.Add(append(appendFacts(nil, doc, found), htmlOf(f, doc, make([]Target, len(doc.links)))...))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, found := documentOf((*shelf.Shelf)(nil).Put(shelf.Key{}, data), data, "a.md")
		if doc == nil {
			return
		}
		written := append(appendFacts(nil, doc, found), data[len(data)-doc.size:]...)
		if again, _ := documentOf(doc.record, written, "a.md"); again == nil {
			t.Error("what was read cannot be written")
		}
		for _, url := range []string{"", "/a/"} {
			targets := make([]Target, len(doc.links))
			for i := range targets {
				targets[i].URL = url
			}
			htmlOf(t, doc, targets)
		}
	})
}
