package generator_test

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"belfry"
	"belfry/internal/generator"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// pictures are what the words for them stand for.
var pictures = strings.NewReplacer("one pixel\n", gif(1), "two pixels\n", gif(2))

// gif returns a picture of one line.
func gif(width int) string {
	size := string([]byte{byte(width), 0, 1, 0})
	return "GIF89a" + size + "\x00\x00\x00,\x00\x00\x00\x00" + size + "\x00\x02\x02D\x01\x00;"
}

// TestRefreshFollows: a refresh after each single edit, there and back, says and
// publishes what a first run does.
func TestRefreshFollows(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/follows.txtar")
	if err != nil {
		t.Fatal(err)
	}
	site := map[string]string{}
	for _, f := range archive.Files {
		edit, name, _ := strings.Cut(f.Name, "/")
		if edit == "site" {
			site[name] = string(f.Data)
			continue
		}
		t.Run(edit, func(t *testing.T) {
			t.Parallel()
			follow(t, site, name, string(f.Data))
		})
	}
}

// gone is the text of a file that there is not.
const gone = "gone\n"

func follow(t *testing.T, site map[string]string, name, text string) {
	dir := t.TempDir()
	put := func(name, text string) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		err := os.MkdirAll(filepath.Dir(file), 0o777)
		if err == nil && text == gone {
			err = os.Remove(file)
		} else if err == nil {
			err = os.WriteFile(file, []byte(pictures.Replace(text)), 0o666)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range site {
		put(name, text)
	}
	before, known := site[name]
	if !known {
		before = gone
	}
	now := time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC)
	o := generator.Options{Dir: dir, Defaults: belfry.Defaults, Workers: 2, Now: now}
	g := generator.New(o)
	compare := func(when string, c generator.Changes) *generator.Result {
		c.Now = now
		got, err := g.Refresh(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		want, err := generator.Generate(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(told(t, want), told(t, got)); diff != "" {
			t.Fatalf("%s (-clean +again):\n%s", when, diff)
		}
		return want
	}
	if r := compare("before", generator.Changes{All: true}); r.Failed() {
		t.Fatal(r.Diagnostics)
	}
	put(name, text)
	compare("after the edit", generator.Changes{Paths: []string{name}})
	put(name, before)
	compare("after it was taken back", generator.Changes{Paths: []string{name}})
}

// TestShadowed: a text that has lost its name to another for a while is then as it would
// be if nothing had been known of it.
func TestShadowed(t *testing.T) {
	const site, picture = "content/site.yaml", "content/news/b/p.gif"
	const foo, other = "content/news/b/foo.md", "content/news/a/foo.md"
	item := func(title, fields string) string { return "---\ntitle: " + title + "\n" + fields + "---\nText.\n" }
	old, recent := item("Old", "published: 2020-01-01\n"), item("Recent", "published: 2025-06-01\n")
	pictured := item("Pictured", "published: 2025-01-01\nimage: {src: p.gif, alt: A}\n")
	expiring := item("Expiring", "published: 2025-01-01\nexpires: 2025-06-10 15:00\n")
	type edit struct{ name, text string } // gone for none
	tests := map[string][]edit{
		"edited, of all the oldest":  {{foo, old}, {other, recent}, {foo, old + "More.\n"}, {other, gone}},
		"edited, of all the newest":  {{foo, recent}, {other, old}, {foo, recent + "More.\n"}, {other, gone}},
		"when its picture changed":   {{foo, pictured}, {other, old}, {picture, "two pixels\n"}, {other, gone}},
		"when its time was over":     {{foo, expiring}, {other, old}, {"static/a.txt", "a"}, {other, gone}},
		"when it was there at first": {{other, old}, {foo, pictured}, {other, gone}, {other, old}, {foo, recent}},
	}
	for name, steps := range tests {
		t.Run(name, func(t *testing.T) {
			h := &edits{t: t, dir: t.TempDir(), random: rand.New(rand.NewPCG(0, 0))}
			h.write(site, "name: Test\nurl: https://network.example\ntimezone: Europe/Brussels\n")
			h.write("content/news/x.md", item("X", "published: 2025-01-01\n"))
			h.write("content/news/y.md", item("Y", "published: 2025-05-01\n"))
			h.write(picture, pictures.Replace("one pixel\n"))
			o := generator.Options{Dir: h.dir, Defaults: belfry.Defaults}
			o.Now = time.Date(2025, 6, 10, 8, 0, 0, 0, time.UTC)
			g := generator.New(o)
			for i, e := range steps {
				if e.text == gone {
					h.check(os.Remove(filepath.Join(h.dir, e.name)))
				} else {
					h.write(e.name, pictures.Replace(e.text))
				}
				o.Now = o.Now.Add(2 * time.Hour)
				got, err := g.Refresh(t.Context(), generator.Changes{All: i == 0, Paths: []string{e.name}, Now: o.Now})
				h.check(err)
				want, err := generator.Generate(t.Context(), o)
				h.check(err)
				if diff := cmp.Diff(told(t, want), told(t, got)); diff != "" {
					t.Fatalf("after step %d (-clean +again):\n%s", i, diff)
				}
			}
		})
	}
}
