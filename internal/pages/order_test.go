package pages

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"belfry/internal/calendars"
	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/picture"
	"belfry/internal/publication"
	"belfry/internal/site"

	"github.com/rogpeppe/go-internal/txtar"
)

// fixture returns the files of the site that has every kind of page, and
// enough news of one topic to fill several pages.
func fixture(t *testing.T) map[string][]byte {
	t.Helper()
	const dir = "../../cmd/belfry/testdata/published/"
	archive, err := txtar.ParseFile(dir + "site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range archive.Files {
		files[f.Name] = f.Data
	}
	for _, name := range []string{"news/2025/2025-06-10-full/picture.png", "news/2025/2025-05-01-café-ouvert/picture.png",
		"events/hybrid.png", "members/logo.png", "partners/logo.png"} {
		files["content/"+name] = read(t, os.DirFS(dir), "picture.png")
	}
	for i := range 2 * latestOfTerm {
		files[fmt.Sprintf("content/news/many/water-%d.md", i)] = fmt.Appendf(nil,
			"---\ntitle: Water\npublished: %d-03-01\ntopics: [water]\n---\nText.\n", 2023+i%3)
	}
	return files
}

// publish makes a publication of files. order decides in which order what has
// no order is handed over.
func publish(t *testing.T, files map[string][]byte, order *rand.Rand) *publication.Publication {
	t.Helper()
	return publishAt(t, files, order, time.Date(2025, time.June, 15, 0, 0, 0, 0, time.UTC))
}

func publishAt(t *testing.T, files map[string][]byte, order *rand.Rand, now time.Time) *publication.Publication {
	t.Helper()
	in, found := inputAt(t, files, order, now)
	pub, last, err := Publish(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range append(found, last...) {
		if d.Severity == diag.Error {
			t.Fatalf("%s: %s", d.File, d.Message)
		}
	}
	return pub
}

// inputAt returns what a publication of files is made from, and what is wrong
// with them.
func inputAt(t *testing.T, files map[string][]byte, order *rand.Rand, now time.Time) (Input, []diag.Diagnostic) {
	t.Helper()
	config, found := content.ParseConfig(files[content.ConfigFile])
	in := site.Input{Config: config, Files: map[string]site.File{}}
	parser := content.NewParser()
	translations := content.Translations(slices.Sorted(maps.Keys(files)), config.Languages)
	for file, data := range files {
		switch path.Ext(file) {
		case ".md":
			name, _, _ := content.Name(file, config.Languages)
			name.IsTranslation = translations[file]
			in.Documents = append(in.Documents, parser.Parse(name, data))
		case ".png", ".txt":
			info, err := picture.Probe(file, bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			in.Files[file] = site.File{Info: info}
		}
	}
	slices.SortFunc(in.Documents, func(a, b *content.Document) int { return strings.Compare(a.Path, b.Path) })
	static := []Static{
		{Name: "css/site.css", Open: opener("a{}")},
		{Name: "js/site.js", Open: opener("1")},
		{Name: "favicon.ico", Open: opener("")},
	}
	shuffle(order, in.Documents)
	shuffle(order, static)
	model, more, err := site.New(t.Context(), in, site.Options{Now: now})
	if err != nil {
		t.Fatal(err)
	}
	input := Input{
		Site: model, Static: static,
		OpenMedia: func(name string) (publication.File, error) { return opener(string(files[name]))() },
	}
	for _, ed := range model.Editions {
		look := defaultTheme(t)
		input.Editions = append(input.Editions, Edition{
			Theme:     look,
			Calendars: func() ([]publication.Output, publication.Family) { return calendars.Outputs(ed, look) },
		})
	}
	return input, append(found, more...)
}

func opener(text string) func() (publication.File, error) {
	return func() (publication.File, error) {
		f, err := fstest.MapFS{"file": {Data: []byte(text)}}.Open("file")
		return f.(publication.File), err
	}
}

func shuffle[T any](r *rand.Rand, list []T) {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}

// seeded returns a source of orders that is the same in every run.
func seeded(n uint64) *rand.Rand { return rand.New(rand.NewPCG(n, 7)) }

// rendering renders all outputs of a publication, in some order.
func rendering(pub *publication.Publication, order *rand.Rand) (map[string]string, error) {
	all := map[string]string{}
	for _, i := range order.Perm(pub.Len()) {
		o := pub.At(i)
		var b strings.Builder
		if err := o.Produce(context.Background(), &b); err != nil {
			return nil, err
		}
		all[o.Path] = b.String()
	}
	return all, nil
}

func mustRender(t *testing.T, pub *publication.Publication, order *rand.Rand) map[string]string {
	t.Helper()
	all, err := rendering(pub, order)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// compare reports outputs that differ.
func compare(t *testing.T, what string, want, got map[string]string) {
	t.Helper()
	if len(want) < 100 || len(got) != len(want) {
		t.Errorf("%s: %d outputs and %d outputs", what, len(want), len(got))
	}
	for path, text := range want {
		if got[path] != text {
			t.Errorf("%s: %s differs", what, path)
		}
	}
}

// TestInputOrder publishes the same files in several orders.
func TestInputOrder(t *testing.T) {
	files := fixture(t)
	want := mustRender(t, publish(t, files, seeded(0)), seeded(0))
	for n := range uint64(4) {
		pub := publish(t, files, seeded(n+1))
		compare(t, fmt.Sprintf("order %d", n), want, mustRender(t, pub, seeded(0)))
	}
}

// TestRenderAgain renders each output several times, in several orders, and
// from several goroutines at once.
func TestRenderAgain(t *testing.T) {
	files := fixture(t)
	pub := publish(t, files, seeded(0))
	want := mustRender(t, pub, seeded(0))
	compare(t, "again", want, mustRender(t, pub, seeded(1)))

	pub = publish(t, files, seeded(0)) // of which nothing has been rendered yet
	results := make([]map[string]string, 4)
	var wait sync.WaitGroup
	for n := range results {
		wait.Go(func() {
			all, err := rendering(pub, seeded(uint64(n)))
			if err != nil {
				t.Error(err)
			}
			results[n] = all
		})
	}
	wait.Wait()
	for n, got := range results {
		compare(t, fmt.Sprintf("goroutine %d", n), want, got)
	}
}

// TestSharedMedia has two files that share name and bytes, and so an address.
func TestSharedMedia(t *testing.T) {
	pub := publish(t, fixture(t), seeded(0))
	for i := range pub.Len() - 1 {
		if pub.At(i).Path == pub.At(i+1).Path {
			t.Errorf("there are two outputs at %s", pub.At(i).Path)
		}
	}
}
