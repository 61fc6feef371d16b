package output

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"belfry/internal/publication"

	"github.com/google/go-cmp/cmp"
)

func TestWritesAllIntoANewFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "public")
	files := tree{"index.html": "home", "news/a/index.html": "a", "empty.css": ""}
	report := mustWrite(t, dir, files)
	wantTree(t, dir, files)
	wantListed(t, dir, files)
	if want := (Report{Written: 3, Bytes: 5}); report != want {
		t.Errorf("report %+v, want %+v", report, want)
	}
}

func TestWritesOnlyWhatChanged(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, tree{"index.html": "home", "a/index.html": "old", "site.css": "css"})
	long := agePast(t, dir)
	report := mustWrite(t, dir, tree{"index.html": "home", "a/index.html": "new", "site.css": "css"})
	wantTree(t, dir, tree{"index.html": "home", "a/index.html": "new", "site.css": "css"})
	if want := (Report{Written: 1, Unchanged: 2, Bytes: 10}); report != want {
		t.Errorf("report %+v, want %+v", report, want)
	}
	for path, touched := range map[string]bool{
		"index.html": false, "site.css": false, ListName: false, "a/index.html": true,
	} {
		if got := !modTime(t, filepath.Join(dir, path)).Equal(long); got != touched {
			t.Errorf("%s was touched: %v, want %v", path, got, touched)
		}
	}
}

func TestTouchesNothingWhenNothingChanges(t *testing.T) {
	dir := t.TempDir()
	files := tree{"index.html": "home", "a/b/index.html": "b"}
	mustWrite(t, dir, files)
	long := agePast(t, dir)
	mustWrite(t, dir, files)
	for _, path := range []string{"", ListName, "index.html", "a", "a/b", "a/b/index.html"} {
		if !modTime(t, filepath.Join(dir, path)).Equal(long) {
			t.Errorf("%q was touched", path)
		}
	}
}

func TestRepairsFilesChangedByHand(t *testing.T) {
	dir := t.TempDir()
	files := tree{"a.html": "one", "b.html": "two", "c.html": "three", "d/d.html": "four"}
	mustWrite(t, dir, files)
	put(t, dir, tree{"a.html": "eno", "b.html": "longer"})
	os.RemoveAll(filepath.Join(dir, "d"))
	report := mustWrite(t, dir, files)
	wantTree(t, dir, files)
	if report.Written != 3 || report.Unchanged != 1 {
		t.Errorf("report %+v, want 3 written, 1 unchanged", report)
	}
}

func TestRemovesOnlyItsOwnFiles(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, tree{
		"index.html": "", "a/index.html": "", "b/c/d/index.html": "", "b/c/e.html": "", "hand.html": "x",
	})
	put(t, dir, tree{"a/CNAME": "theirs", "notes.txt": "theirs", "hand.html": "edited by hand"})
	report := mustWrite(t, dir, tree{"index.html": ""})
	wantTree(t, dir, tree{"index.html": "", "a/CNAME": "theirs", "notes.txt": "theirs"})
	wantListed(t, dir, tree{"index.html": ""})
	if report.Removed != 4 {
		t.Errorf("%d files removed, want 4", report.Removed)
	}
}

func TestLeavesWhatTookTheStaleFilesPlace(t *testing.T) {
	dir := t.TempDir()
	elsewhere := t.TempDir()
	put(t, elsewhere, tree{"index.html": "theirs"})
	mustWrite(t, dir, tree{"index.html": "", "link.html": "", "folder.html": "", "through/index.html": ""})
	for _, path := range []string{"link.html", "folder.html", "through"} {
		os.RemoveAll(filepath.Join(dir, path))
	}
	symlink(t, elsewhere, filepath.Join(dir, "through"))
	symlink(t, filepath.Join(elsewhere, "index.html"), filepath.Join(dir, "link.html"))
	put(t, dir, tree{"folder.html/theirs": "theirs"})
	if report := mustWrite(t, dir, tree{"index.html": ""}); report.Removed != 0 {
		t.Errorf("%d files removed, want none", report.Removed)
	}
	wantTree(t, elsewhere, tree{"index.html": "theirs"})
	wantTree(t, dir, tree{
		"index.html": "", "folder.html/theirs": "theirs",
		"through": "-> " + elsewhere, "link.html": "-> " + filepath.Join(elsewhere, "index.html"),
	})
}

func TestSameBytesWithAnyNumberOfWorkers(t *testing.T) {
	files := tree{}
	for i := range 300 {
		files[fmt.Sprintf("%d/%d/page-%d/index.html", i%3, i%7, i)] = strings.Repeat(fmt.Sprint(i), i)
	}
	var trees []tree
	for _, workers := range []int{0, 1, 8} {
		dir := t.TempDir()
		if _, err := Write(t.Context(), publish(t, files), Options{Dir: dir, Workers: workers}); err != nil {
			t.Fatal(err)
		}
		got := readTree(t, dir)
		data, _ := os.ReadFile(filepath.Join(dir, ListName))
		got[ListName] = string(data)
		trees = append(trees, got)
	}
	for _, got := range trees[1:] {
		if diff := cmp.Diff(trees[0], got); diff != "" {
			t.Errorf("builds differ:\n%s", diff)
		}
	}
}

func TestWritesStageByStageAndRemovesLast(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, tree{"stale.html": ""})
	standing := func(pattern string) int {
		found, _ := filepath.Glob(filepath.Join(dir, pattern))
		return len(found)
	}
	p := collect(t, slices.Concat(
		watched(40, publication.Listing, ".xml", func(string) {
			if standing("*.html") != 41 || standing("*.css") != 40 {
				t.Errorf("a listing is rendered before all pages stand, or after stale files went")
			}
		}),
		watched(40, publication.Single, ".html", func(string) {
			if standing("*.css") != 40 {
				t.Errorf("a page is rendered before all assets stand")
			}
		}),
		watched(40, publication.Asset, ".css", func(string) {}),
	)...)
	if _, err := Write(t.Context(), p, Options{Dir: dir, Workers: 4}); err != nil {
		t.Fatal(err)
	}
	if standing("stale.html") != 0 {
		t.Error("the stale page still stands")
	}
}

// TestWritesWhatIsNewFirst: no file that stood before changes while one that it
// may refer to by then is not there, whether it never was, or was lost.
func TestWritesWhatIsNewFirst(t *testing.T) {
	dir := t.TempDir()
	old := tree{}
	for i := range 40 {
		for _, suffix := range []string{".css", ".html", ".xml"} {
			old[fmt.Sprintf("%d/%d%s", i%4, i, suffix)] = "old"
		}
	}
	mustWrite(t, dir, old)
	for _, lost := range []string{"1/1.html", "2/2.xml"} {
		if err := os.Remove(filepath.Join(dir, lost)); err != nil {
			t.Fatal(err)
		}
	}
	var outputs []publication.Output
	for i := range 60 {
		for _, suffix := range []string{".css", ".html", ".xml"} {
			path := fmt.Sprintf("%d/%d%s", i%4, i, suffix)
			outputs = append(outputs, publication.Output{Path: path, Stage: stageOf(path), Render: func(w io.Writer) error {
				_, err := os.Stat(filepath.Join(dir, path))
				standing, _ := filepath.Glob(filepath.Join(dir, "*", "[0-9]*.*"))
				if err == nil && len(standing) != 60*3 {
					t.Errorf("%s changes while only %d files stand", path, len(standing))
				}
				_, err = io.WriteString(w, "new")
				return err
			}})
		}
	}
	report, err := Write(t.Context(), collect(t, outputs...), Options{Dir: dir, Workers: 4})
	if want := (Report{Written: 180, Bytes: 540}); err != nil || report != want {
		t.Errorf("%+v, %v; want %+v", report, err, want)
	}
}

func TestRendersInParallelButNoMoreThanWorkers(t *testing.T) {
	const workers = 3
	var now, most atomic.Int32
	var all sync.WaitGroup
	all.Add(workers)
	met := make(chan struct{})
	go func() { all.Wait(); close(met) }()
	var first atomic.Int32
	p := collect(t, watched(60, publication.Single, ".html", func(string) {
		n := now.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		if first.Add(1) <= workers {
			all.Done()
			<-met
		}
		now.Add(-1)
	})...)
	if _, err := Write(t.Context(), p, Options{Dir: t.TempDir(), Workers: workers}); err != nil {
		t.Fatal(err)
	}
	if most.Load() != workers {
		t.Errorf("up to %d outputs were rendered at once, want %d", most.Load(), workers)
	}
}

func TestReusesItsBuffers(t *testing.T) {
	text := strings.Repeat("x", 100<<10)
	files := tree{}
	for i := range 200 {
		files[fmt.Sprintf("%d.html", i)] = text
	}
	p := publish(t, files)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	report, err := Write(t.Context(), p, Options{Dir: t.TempDir(), Workers: 2})
	runtime.ReadMemStats(&after)
	if err != nil {
		t.Fatal(err)
	}
	if used := int64(after.TotalAlloc - before.TotalAlloc); used > report.Bytes/5 {
		t.Errorf("writing %d bytes allocated %d in all", report.Bytes, used)
	}
}

func TestTellsProgress(t *testing.T) {
	var told []int
	files := tree{"a.html": "", "b.html": "", "c.css": "", "d.xml": ""}
	_, err := Write(t.Context(), publish(t, files), Options{Dir: t.TempDir(), Workers: 4, Progress: func(done, total int) {
		if total != 4 {
			t.Errorf("a total of %d was told, want 4", total)
		}
		told = append(told, done)
	}})
	if err != nil || !slices.Equal(told, []int{1, 2, 3, 4}) {
		t.Errorf("progress told %v (%v), want 1 to 4", told, err)
	}
}

func TestStopsBetweenFilesWhenCancelled(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, tree{"stale.html": "", "0.html": "old"})
	ctx, cancel := context.WithCancel(t.Context())
	var rendered atomic.Int32
	p := collect(t, watched(100, publication.Single, ".html", func(string) {
		if rendered.Add(1) == 3 {
			cancel()
		}
	})...)
	_, err := Write(ctx, p, Options{Dir: dir, Workers: 1})
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), dir) {
		t.Errorf("error %v, want one that names the folder and wraps context.Canceled", err)
	}
	got := readTree(t, dir)
	if rendered.Load() != 3 || len(got) != 4 {
		t.Errorf("%d files were rendered and %d stand, want 3 and 4", rendered.Load(), len(got))
	}
	if _, stands := got["stale.html"]; !stands {
		t.Error("a file was removed by a build that was stopped")
	}
}

// TestStopsInTheMidstOfAFile: the list of all events for other sites may take longer
// to render than anybody waits who has stopped a build.
func TestStopsInTheMidstOfAFile(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	parts := 0
	p := collect(t, publication.Output{Path: "all.ics", Render: func(w io.Writer) error {
		for ; parts < 100; parts++ {
			if parts == 3 {
				cancel()
			}
			if _, err := io.WriteString(w, "BEGIN:VEVENT\r\n"); err != nil {
				return err
			}
		}
		return nil
	}})
	_, err := Write(ctx, p, Options{Dir: dir, Workers: 1})
	if !errors.Is(err, context.Canceled) || parts != 3 {
		t.Errorf("%d parts were rendered, error %v; want 3, and one that wraps context.Canceled", parts, err)
	}
	if _, stands := readTree(t, dir)["all.ics"]; stands {
		t.Error("a part of a file stands")
	}
}

// TestStopsWhileItSweeps, before anything is written, and the next build goes on.
func TestStopsWhileItSweeps(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, tree{"a/index.html": "old"})
	left := tree{busyName: "", "a/" + tempPrefix + "0": "torn"}
	put(t, dir, left)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := Write(ctx, publish(t, tree{"b/index.html": "new"}), Options{Dir: dir})
	if !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), "was stopped") {
		t.Errorf("error %v, want one that says that it was stopped", err)
	}
	left["a/index.html"] = "old"
	wantTree(t, dir, left)
	mustWrite(t, dir, tree{"b/index.html": "new"})
	wantTree(t, dir, tree{"b/index.html": "new"})
}

func TestEmptyPublication(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, tree{"a/index.html": ""})
	if report := mustWrite(t, dir, nil); report.Removed != 1 {
		t.Errorf("report %+v, want 1 removed", report)
	}
	wantTree(t, dir, tree{})
	mustWrite(t, dir, tree{"a/index.html": ""})
}
