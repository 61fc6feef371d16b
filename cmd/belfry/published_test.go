package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"belfry"
	"belfry/internal/generator"
	"belfry/internal/publication"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// A published site is all that a publication renders, by path.
type published struct {
	publication *publication.Publication
	url         string // of the site, without a slash at the end
	files       map[string][]byte
}

// publish renders the site in dir as it is on 15 June 2025, for the address that
// it names itself or for another one.
func publish(t *testing.T, dir, baseURL string) published {
	t.Helper()
	r, err := generator.Generate(context.Background(), generator.Options{
		Dir: dir, Defaults: belfry.Defaults, BaseURL: baseURL, Workers: 2,
		Now: time.Date(2025, time.June, 15, 12, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range r.Diagnostics {
		t.Logf("%s:%d: %s", d.File, d.Pos.Line, d.Message)
	}
	if r.Failed() {
		t.Fatal("the site has mistakes")
	}
	p := published{r.Publication, r.Site.Base.Origin + string(r.Site.Base.Root), map[string][]byte{}}
	for i := range r.Publication.Len() {
		o := r.Publication.At(i)
		var b bytes.Buffer
		if err := o.Produce(context.Background(), &b); err != nil {
			t.Fatal(err)
		}
		p.files[o.Path] = b.Bytes()
	}
	return p
}

// paths returns the paths of all outputs, in order.
func (p published) paths() []string {
	paths := make([]string, p.publication.Len())
	for i := range paths {
		paths[i] = p.publication.At(i).Path
	}
	return paths
}

const publishedDir = "testdata/published"

// fixtureSite writes the site that has every kind of page to a new folder.
func fixtureSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	archive, err := txtar.ParseFile(filepath.Join(publishedDir, "site.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		writeFile(t, filepath.Join(dir, f.Name), f.Data)
	}
	picture := readFile(t, filepath.Join(publishedDir, "picture.png"))
	for _, name := range []string{"news/2025/2025-06-10-full/picture.png", "news/2025/2025-05-01-café-ouvert/picture.png",
		"events/hybrid.png", "members/logo.png", "partners/logo.png"} {
		writeFile(t, filepath.Join(dir, "content", name), picture)
	}
	for i := range 55 { // more than a topic shows on one page, over three years
		day := time.Date(2023, time.January, 1+15*i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		writeFile(t, filepath.Join(dir, fmt.Sprintf("content/news/many/%s-water-%02d.md", day, i)),
			fmt.Appendf(nil, "---\ntitle: Water %d\npublished: %s\nsummary: Of many.\ntopics: [water]\n---\nOf many.\n", i, day))
	}
	return dir
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func writeFile(t testing.TB, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// golden are the outputs that are compared whole: one of each kind, and each
// way in which an event can be held. All others are in the list of outputs.
var golden = []string{
	"index.html", "404.html", "sitemap.xml", "robots.txt",
	"news/index.html", "news/2024/index.html", "news/full/index.html",
	"news/minimal/index.html", "news/without-summary/index.html",
	"events/index.html", "events/2025/06/index.html", "events/2025/07/index.html",
	"events/2025/09/index.html", "events/2026/03/index.html",
	"events/hybrid/index.html", "events/festival/index.html", "events/late-show/index.html", "events/deadline/index.html",
	"events/abroad/index.html", "events/night/index.html", "events/cancelled/index.html", "events/postponed/index.html",
	"events/rescheduled/index.html", "events/moved-online/index.html", "events/tentative/index.html",
	"events/series/index.html", "events/series/meetings/index.html", "events/series/walks/index.html",
	"topics/index.html", "topics/water/index.html", "topics/water/2024/index.html", "countries/be/index.html",
	"members/index.html", "members/oulu/index.html", "members/plain-member/index.html",
	"partners/index.html", "partners/lead/index.html",
	"about/index.html", "privacy/index.html", "old/about/index.html",
	"calendar.ics", "calendar/series/walks.ics", "events/hybrid.ics", "events/festival.ics", "events/cancelled.ics",
}

// assetVersion is the part of an asset's address that changes with its bytes.
var assetVersion = regexp.MustCompile(`\?v=[0-9a-f]{10}`)

// TestPublished compares what is published with the files in
// testdata/published/golden, which -update rewrites.
func TestPublished(t *testing.T) {
	p := publish(t, fixtureSite(t), "")
	compareGolden(t, "outputs.txt", []byte(outputList(p)))
	for _, path := range golden {
		data, ok := p.files[path]
		if !ok {
			t.Errorf("there is no output %s", path)
			continue
		}
		compareGolden(t, path, assetVersion.ReplaceAll(data, []byte("?v=DIGEST")))
	}
}

// outputList says of each output what it is and which file it is made from.
func outputList(p published) string {
	var b strings.Builder
	for i := range p.publication.Len() {
		o := p.publication.At(i)
		fmt.Fprintf(&b, "%d %s", o.Stage, o.Path)
		for _, detail := range []string{o.MediaType, o.Source} {
			if detail != "" {
				b.WriteString("  " + detail)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func compareGolden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join(publishedDir, "golden", filepath.FromSlash(name))
	if *update {
		writeFile(t, file, got)
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Error(err)
		return
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")); diff != "" {
		t.Errorf("%s is not as it was; see go test ./cmd/belfry -run TestPublished -update (-want +got):\n%s", name, diff)
	}
}

// TestGoldenFilesAreUsed finds golden files that nothing is compared with.
func TestGoldenFilesAreUsed(t *testing.T) {
	root := filepath.Join(publishedDir, "golden")
	err := filepath.WalkDir(root, func(file string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(root, file)
		if name = filepath.ToSlash(name); name != "outputs.txt" && !slices.Contains(golden, name) {
			t.Errorf("%s is in none of the comparisons", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
