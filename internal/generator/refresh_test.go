package generator

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"belfry"
	"belfry/internal/corpus"
	"belfry/internal/source"
)

var now = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

// BenchmarkRefresh changes the title of one news item, in sites of several
// sizes.
func BenchmarkRefresh(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("files=%d", n), func(b *testing.B) {
			dir := b.TempDir()
			if err := corpus.Write(dir, n); err != nil {
				b.Fatal(err)
			}
			g := New(Options{Dir: dir, Defaults: belfry.Defaults, Workers: 2})
			r, err := g.Refresh(context.Background(), Changes{All: true, Now: now})
			if err != nil || r.Failed() {
				b.Fatal(err, r.Diagnostics)
			}
			item := r.Site.News[0].Source
			file := filepath.Join(dir, filepath.FromSlash(item))
			for i := 0; b.Loop(); i++ {
				text := fmt.Sprintf("---\ntitle: Title %d\npublished: 2026-02-01\n---\n\nText.\n", i)
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					b.Fatal(err)
				}
				if _, err := g.Refresh(context.Background(), Changes{Paths: []string{item}, Now: now}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func writeSite(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRefreshOfNothing: hints at files that are as they were make no new result.
func TestRefreshOfNothing(t *testing.T) {
	dir := t.TempDir()
	writeSite(t, dir, map[string]string{
		"content/site.yaml":     "name: Test\nurl: https://network.example\n",
		"content/news/a.md":     "---\ntitle: A\npublished: 2025-01-01\n---\n",
		"content/news/a.pdf":    "%PDF-1.4",
		"static/css/own.css":    "p { color: red }\n",
		"templates/footer.html": "<p>Own</p>\n",
	})
	g := New(Options{Dir: dir, Defaults: belfry.Defaults})
	refresh := func(c Changes) *Result {
		t.Helper()
		c.Now = now
		r, err := g.Refresh(context.Background(), c)
		if err != nil || r.Failed() {
			t.Fatal(err, r.Diagnostics)
		}
		return r
	}
	first := refresh(Changes{All: true})
	files := []string{
		"content/site.yaml", "content/news/a.md", "content/news/a.pdf",
		"static/css/own.css", "templates/footer.html",
	}
	for name, c := range map[string]Changes{
		"nothing": {}, "all": {All: true}, "folders": {Paths: []string{"content", "static", "templates"}},
		"files": {Paths: append(slices.Clone(files), "content/none.md")},
	} {
		if refresh(c) != first {
			t.Errorf("a hint at %s makes another result", name)
		}
	}
	for _, name := range files {
		before := refresh(Changes{})
		f, err := os.OpenFile(filepath.Join(dir, filepath.FromSlash(name)), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.WriteString("\n"); err != nil {
			t.Fatal(err)
		}
		f.Close()
		if refresh(Changes{Paths: []string{name}}) == before {
			t.Errorf("a change of %s makes no other result", name)
		}
	}
	c := Changes{Now: now.AddDate(0, 0, 2)}
	if r, err := g.Refresh(context.Background(), c); err != nil || r == first {
		t.Errorf("two days later the result is the same (%v)", err)
	}
}

// hooked are default files; read is called before one is read.
type hooked struct {
	fs.FS
	read func(name string)
}

func (h hooked) Open(name string) (fs.File, error) {
	h.read(name)
	return h.FS.Open(name)
}

// TestFilesThatChangeMeanwhile: templates, texts and style sheets that are emptied
// while they are read, and are what they were by the next time, are read again.
func TestFilesThatChangeMeanwhile(t *testing.T) {
	for name, text := range map[string]string{
		"static/css/site.css":       "p { color: red }\n",
		"templates/footer.html":     "<p>Own</p>\n",
		"templates/strings/en.yaml": "skip-to-content: Own\n",
	} {
		dir := t.TempDir()
		file := filepath.Join(dir, filepath.FromSlash(name))
		write := func(file, text string) {
			t.Helper()
			if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		write(filepath.Join(dir, "content", "site.yaml"), "name: Test\nurl: https://network.example\n")
		write(filepath.Join(dir, "content", "news", "a.md"), "---\ntitle: A\npublished: 2025-01-01\n---\n")
		write(file, "")
		empties := false
		g := New(Options{Dir: dir, Defaults: hooked{belfry.Defaults, func(read string) {
			if empties && strings.HasPrefix(read, source.TemplatesDir) { // which comes after the first look at the own files
				write(file, "")
			}
		}}})
		home := func(c Changes) string {
			t.Helper()
			c.Now = now
			r, err := g.Refresh(context.Background(), c)
			if err != nil || r.Failed() {
				t.Fatal(err, r.Diagnostics)
			}
			var b strings.Builder
			if err := r.Publication.Lookup("index.html").Render(&b); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
		without := home(Changes{All: true})
		write(file, text)
		empties = true
		home(Changes{Paths: []string{name}})
		empties = false
		write(file, text)
		if got := home(Changes{Paths: []string{name}}); got == without {
			t.Errorf("%s is taken for empty", name)
		}
	}
}
