package output

import (
	"errors"
	"io"
	"strings"
	"testing"

	"belfry/internal/publication"
)

// failing returns the publication of files and of one output that fails after
// some bytes.
func failing(t *testing.T, files tree, path string, failure error) *publication.Publication {
	t.Helper()
	p := publish(t, files)
	outputs := []publication.Output{{Path: path, Stage: stageOf(path), Render: func(w io.Writer) error {
		io.WriteString(w, "half of it")
		return failure
	}}}
	for i := range p.Len() {
		outputs = append(outputs, *p.At(i))
	}
	return collect(t, outputs...)
}

func TestARenderErrorRemovesNothing(t *testing.T) {
	failure := errors.New("no field Titel")
	for _, path := range []string{"a.css", "a.html", "b/a.html", "z.xml"} {
		dir := t.TempDir()
		old := tree{"a.css": "old", "a.html": "old", "b": "old", "stale.html": "old", "z.xml": "old", "same.html": "same"}
		mustWrite(t, dir, old)
		p := failing(t, tree{"same.html": "same", "y.xml": "new", "x.css": "new"}, path, failure)
		err := refused(t, p, Options{Dir: dir, Workers: 2}, "rendering "+path+": no field Titel")
		if !errors.Is(err, failure) {
			t.Errorf("%s: the error does not wrap its cause", path)
		}
		got := readTree(t, dir)
		for path, text := range old {
			if got[path] != text {
				t.Errorf("%s: %s holds %q, want the old %q", path, path, got[path], text)
			}
		}
		mustWrite(t, dir, tree{"same.html": "same"})
		wantTree(t, dir, tree{"same.html": "same"})
	}
}

func TestTwoBuildsDoNotMix(t *testing.T) {
	dir := t.TempDir()
	started, goOn := make(chan struct{}), make(chan struct{})
	first := make(chan error)
	go func() {
		p := collect(t, watched(1, publication.Single, ".html", func(string) {
			close(started)
			<-goOn
		})...)
		_, err := Write(t.Context(), p, Options{Dir: dir})
		first <- err
	}()
	<-started
	refused(t, publish(t, tree{"b.html": "b"}), Options{Dir: dir}, "another build is writing to "+dir)
	close(goOn)
	if err := <-first; err != nil {
		t.Fatal(err)
	}
	mustWrite(t, dir, tree{"b.html": "b"})
	wantTree(t, dir, tree{"b.html": "b"})
}

// wantOldFiles checks a folder after a build that failed: all old files stand,
// old or new but whole, and all that stands is listed.
func wantOldFiles(t *testing.T, dir string, old, next tree) {
	t.Helper()
	got, listed := readTree(t, dir), readListed(t, dir)
	for path := range old {
		if _, stands := got[path]; !stands {
			t.Errorf("the old file %s is gone", path)
		}
	}
	for path, text := range got {
		if strings.HasSuffix(path, "/") {
			continue // an empty folder
		}
		if !listed.has(path) {
			t.Errorf("%s stands and is not on the list", path)
		}
		was, old := old[path]
		becomes, new := next[path]
		if !(old && text == was || new && text == becomes) {
			t.Errorf("%s holds %d bytes that are neither the old nor the new ones", path, len(text))
		}
	}
}

// large returns an old site of small files, and the next with some large ones.
func large() (old, next tree) {
	old = tree{"index.html": "old", "a/index.html": "old", "stale.html": "old", "feed.xml": "old"}
	next = tree{
		"index.html": "new", "a/index.html": strings.Repeat("new", 100_000),
		"b/index.html": strings.Repeat("b", 300_000), "feed.xml": "new",
	}
	return old, next
}
