//go:build amd64 || arm64

package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"belfry/internal/output"
	"belfry/internal/publication"

	"golang.org/x/net/html"
)

// TestABuildKilledAtAnyWrite: after each system call of a build that changes the
// folder, no page that a reader can come to refers to a file that is not there,
// and each file is whole. What a build that ended there would have left, the next
// one puts right: after some of the calls, or all with BELFRY_REQUIRE=all.
func TestABuildKilledAtAnyWrite(t *testing.T) {
	dir, top := t.TempDir(), memoryDir(t)
	out := filepath.Join(top, "public")
	old := editedSite(t, dir, 1)
	mustOutput(t, old.publication, out)
	next := editedSite(t, dir, 2)
	w := &witness{dir: out, old: old.files, next: next.files, seen: map[string]seenFile{}}
	every := 30
	if os.Getenv("BELFRY_REQUIRE") == "all" {
		every = 1
	}
	var left []string
	moments := 0
	trace(t, func() {
		for _, problem := range w.look(t) {
			t.Errorf("after call %d: %s", moments, problem)
		}
		if moments%every == 0 {
			left = append(left, filepath.Join(top, fmt.Sprint(moments)))
			linkTree(t, out, left[len(left)-1])
		}
		moments++
	}, "build", "--quiet", "--site", dir, "--out", out, "--now", "2025-06-15 12:00Z")
	if n := w.differences(); n < 60 || moments < 2*n {
		t.Errorf("%d files differ, and there were %d calls", n, moments)
	}
	want := tree(t, out, ".")
	for _, dir := range left {
		mustOutput(t, next.publication, dir)
		if got := tree(t, dir, "."); !maps.EqualFunc(got, want, bytes.Equal) {
			t.Errorf("after call %s: the next build leaves the folder other than it should be", filepath.Base(dir))
		}
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
	}
}

// editedSite writes one of two versions of a site, and renders it. Each has
// topics, series, months, events and announcements that the other has not, and
// what is in both differs or refers to what is not.
func editedSite(t *testing.T, dir string, version int) published {
	t.Helper()
	other := 3 - version
	if err := os.RemoveAll(filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string, args ...any) {
		writeFile(t, filepath.Join(dir, name), fmt.Appendf(nil, text, args...))
	}
	write("content/site.yaml", "name: Edited\nurl: https://network.example\nlanguages: [en]\n"+
		"timezone: Europe/Brussels\nhistory: none\nnavigation: [/news/, /events/, /page-%d/]\n"+
		"topics:\n  water: {name: Water}\n  topic-%[1]d: {name: Topic}\n"+
		"series:\n  series-%[1]d: {name: Series}\n", version)
	write(fmt.Sprintf("content/pages/page-%d.md", version), "---\ntitle: Page\naliases: [/page-%d/]\n---\nText\n", other)
	write("static/css/site.css", "body { color: #%06d }\n", version)
	for i := range 8 {
		write(fmt.Sprintf("content/news/stays-%d.md", i), "---\ntitle: Stays %d\npublished: 2025-0%d-01\n"+
			"topics: [water, topic-%[3]d]\nevents: [meeting-%[3]d-%[1]d]\n---\n"+
			"[Only now](comes-%[3]d-%[1]d.md)\n", i, 1+i%3, version)
		write(fmt.Sprintf("content/news/comes-%d-%d.md", version, i), "---\ntitle: Comes %d\n"+
			"published: %d-02-01\ntopics: [topic-%d]\n---\n[Stays](stays-%[1]d.md)\n", i, 2020+version, version)
		write(fmt.Sprintf("content/events/meeting-%d-%d.md", version, i), "---\ntitle: Meeting %d\n"+
			"start: 202%d-0%d-03 10:00\nseries: series-%[2]d\ntopics: [topic-%[2]d]\ncountry: BE\n---\nText\n",
			i, version, 1+i)
	}
	return publish(t, dir, "")
}

func mustOutput(t *testing.T, p *publication.Publication, dir string) {
	t.Helper()
	if _, err := output.Write(t.Context(), p, output.Options{Dir: dir, Workers: 2}); err != nil {
		t.Fatal(err)
	}
}

// memoryDir returns a folder in memory where there is one: a disk takes its time
// for each list, which is synced.
func memoryDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "belfry")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// linkTree makes to a folder with the files of from as they are: what replaces
// them there leaves these alone.
func linkTree(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		target := to + strings.TrimPrefix(name, from)
		if d.IsDir() {
			return os.Mkdir(target, 0o755)
		}
		return os.Link(name, target)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A witness looks at a folder that is becoming another one.
type witness struct {
	dir       string
	old, next map[string][]byte
	seen      map[string]seenFile
}

// A seenFile is a file as it was at the last look.
type seenFile struct {
	info       fs.FileInfo
	whole      bool     // it is the old or the next one
	references []string // to files, by their paths
}

func (w *witness) differences() int {
	n := 0
	for path, data := range w.old {
		if now, stays := w.next[path]; !stays || !bytes.Equal(data, now) {
			n++
		}
	}
	for path := range w.next {
		if _, stood := w.old[path]; !stood {
			n++
		}
	}
	return n
}

// look says what is wrong with the folder.
func (w *witness) look(t *testing.T) []string {
	t.Helper()
	var problems []string
	now := map[string]seenFile{}
	for _, path := range w.paths(t) {
		f := w.read(t, path)
		if now[path] = f; !f.whole {
			problems = append(problems, path+" is neither the old nor the next file")
		}
	}
	w.seen = now
	visited := map[string]bool{}
	for path := range now {
		if w.isKnown(path) {
			problems = append(problems, w.follow(path, visited)...)
		}
	}
	return problems
}

// paths returns the files of the site that stand.
func (w *witness) paths(t *testing.T) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(w.dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), output.ListName) {
			paths = append(paths, filepath.ToSlash(strings.TrimPrefix(name, w.dir+"/")))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func (w *witness) read(t *testing.T, path string) seenFile {
	t.Helper()
	name := filepath.Join(w.dir, path)
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if f, seen := w.seen[path]; seen && os.SameFile(f.info, info) {
		return f
	}
	data := readFile(t, name)
	f := seenFile{info: info, whole: bytes.Equal(data, w.old[path]) || bytes.Equal(data, w.next[path])}
	if filepath.Ext(path) == ".html" {
		f.references = references(t, path, data)
	}
	return f
}

// isKnown reports whether a reader may have the address of a page that stands:
// those of old pages until some are gone, and those of new pages once all are
// there. Others are led to.
func (w *witness) isKnown(path string) bool {
	_, stood := w.old[path]
	_, stays := w.next[path]
	return stood && stays || stood && w.allStand(w.old, w.next) || stays && w.allStand(w.next, w.old)
}

// allStand reports whether the files that are in one version only all stand.
func (w *witness) allStand(of, without map[string][]byte) bool {
	for path := range of {
		if _, both := without[path]; both {
			continue
		}
		if _, stands := w.seen[path]; !stands {
			return false
		}
	}
	return true
}

// follow says which references are dead on the page at path and wherever it leads.
func (w *witness) follow(path string, visited map[string]bool) (problems []string) {
	if visited[path] {
		return nil
	}
	visited[path] = true
	for _, to := range w.seen[path].references {
		if _, stands := w.seen[to]; !stands {
			problems = append(problems, fmt.Sprintf("%s refers to %s, which is not there", path, to))
			continue
		}
		problems = append(problems, w.follow(to, visited)...)
	}
	return problems
}

// references returns the paths of the files of the site that a page refers to.
func references(t *testing.T, path string, page []byte) (paths []string) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	base := &url.URL{Scheme: "https", Host: "network.example", Path: "/" + strings.TrimSuffix(path, "index.html")}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			value := a.Val
			if a.Key == "content" {
				_, value, _ = strings.Cut(value, "url=")
			} else if a.Key != "href" && a.Key != "src" {
				continue
			}
			u, err := base.Parse(strings.Replace(value, "webcal://", "https://", 1))
			if err != nil {
				t.Fatal(err)
			}
			if value == "" || u.Host != base.Host || u.Scheme != base.Scheme {
				continue
			}
			to := strings.TrimPrefix(u.Path, "/")
			if to == "" || strings.HasSuffix(to, "/") {
				to += "index.html"
			}
			paths = append(paths, to)
		}
	}
	return paths
}
