package generator_test

import (
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
