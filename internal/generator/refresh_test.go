package generator

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"belfry"
	"belfry/internal/diag"
	"belfry/internal/source"
)

var now = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

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

// TestUIDsOfOthers: two events that have one UID, of which one may be published later,
// are reported again when something else has changed.
func TestUIDsOfOthers(t *testing.T) {
	for _, later := range []string{"", "published: 2027-01-01\n"} {
		dir := t.TempDir()
		event := "---\ntitle: Event\nstart: 2026-05-05 10:00\nuid: x@network.example\n"
		writeSite(t, dir, map[string]string{
			"content/site.yaml":   "name: Test\nurl: https://network.example\n",
			"content/events/a.md": event + "---\n",
			"content/events/b.md": event + later + "---\n",
		})
		g := New(Options{Dir: dir, Defaults: belfry.Defaults})
		for _, title := range []string{"One", "Two", "Three"} {
			writeSite(t, dir, map[string]string{
				"content/news/n.md": "---\ntitle: " + title + "\npublished: 2025-01-01\n---\n",
			})
			c := Changes{All: title == "One", Paths: []string{"content/news/n.md"}, Now: now}
			r, err := g.Refresh(context.Background(), c)
			if err != nil {
				t.Fatal(err)
			}
			if diag.Count(r.Diagnostics, diag.Error) != 2 {
				t.Errorf("with the title %s: %v", title, r.Diagnostics)
			}
		}
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
