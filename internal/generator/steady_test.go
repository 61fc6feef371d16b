package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"belfry"
	"belfry/internal/corpus"
	"belfry/internal/generator"
	"belfry/internal/shelf"
)

// A footprint is what a process takes.
type footprint struct {
	heap, shelf         uint64 // bytes
	goroutines, entries int    // entries are the open files; 0 where the system does not tell
}

func footprintNow(t *testing.T, room string) (f footprint) {
	t.Helper()
	for range 3 { // cleanups run after a collection
		runtime.GC()
		time.Sleep(10 * time.Millisecond)
	}
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	f.heap, f.goroutines = stats.HeapAlloc, runtime.NumGoroutine()
	if open, err := os.ReadDir("/proc/self/fd"); err == nil {
		f.entries = len(open)
		for _, e := range open { // a file without a name is seen here alone
			name := filepath.Join("/proc/self/fd", e.Name())
			if to, err := os.Readlink(name); err == nil && strings.HasPrefix(to, room) {
				if info, err := os.Stat(name); err == nil {
					f.shelf += uint64(info.Size())
				}
			}
		}
	}
	return f
}

// TestManyEdits: thousands of edits leave memory, goroutines, open files and what lies on
// the shelf where a few left them.
func TestManyEdits(t *testing.T) {
	edits := 150
	if os.Getenv("BELFRY_MORE") != "" {
		edits = 5000
	}
	dir, room := t.TempDir(), t.TempDir()
	if err := corpus.Write(dir, 60); err != nil {
		t.Fatal(err)
	}
	s := shelf.Open(shelf.Options{Room: room, File: filepath.Join(room, "site.shelf")})
	defer s.Close()
	g := generator.New(generator.Options{Dir: dir, Defaults: belfry.Defaults, Workers: 2, Shelf: s})
	c := generator.Changes{All: true, Now: time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)}
	text := make([]byte, 4000)
	for i := range text {
		text[i] = "a b\n\n"[i%5]
	}
	edit := func(from, to int) {
		for i := from; i < to; i++ {
			name := fmt.Sprintf("content/news/edited-%d.md", i%7)
			data := fmt.Appendf(nil, "---\ntitle: Edit %d\npublished: 2026-01-02\n---\nText %d.\n\n%s", i, i, text)
			if err := os.WriteFile(filepath.Join(dir, name), data, 0o666); err != nil {
				t.Fatal(err)
			}
			r, err := g.Refresh(t.Context(), c)
			if err != nil || r.Failed() {
				t.Fatal(err, r.Diagnostics)
			}
			c.All, c.Paths = false, []string{fmt.Sprintf("content/news/edited-%d.md", (i+1)%7)}
			if i%50 == 0 {
				runtime.GC()
				if err := s.Save(); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	edit(0, 200)
	before := footprintNow(t, room)
	edit(200, 200+edits)
	after := footprintNow(t, room)
	t.Logf("before %+v, after %+v", before, after)
	if after.heap > before.heap+before.heap/4 || after.goroutines > before.goroutines ||
		after.entries > before.entries+1 || after.shelf > 2*before.shelf {
		t.Errorf("%+v became %+v after %d edits", before, after, edits)
	}
}
