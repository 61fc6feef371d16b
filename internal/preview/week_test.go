package preview

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"
)

// footprint is what a process holds.
type footprint struct {
	heap              uint64 // bytes that live
	goroutines, files int
}

func measure(t *testing.T) footprint {
	t.Helper()
	client.CloseIdleConnections()
	time.Sleep(100 * time.Millisecond) // for the ends of what was closed
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	open, _ := os.ReadDir("/proc/self/fd") // only some systems have it
	return footprint{m.HeapAlloc, runtime.NumGoroutine(), len(open)}
}

// TestEditsLeaveNothingBehind: after thousands of edits, with tabs that come and
// go and mistakes on the way, the preview holds what it held before.
func TestEditsLeaveNothingBehind(t *testing.T) {
	edits := 200
	if os.Getenv("BELFRY_REQUIRE") != "" {
		edits = 5000
	}
	v := serve(t, newSite(t), false)
	v.untilShown(t, savedAddress, "The first text")
	edit := func(i int) {
		title := fmt.Sprintf("Edit %d", i)
		switch i % 50 {
		case 10:
			write(t, filepath.Join(v.dir, saved), []byte("---\ntitle: [\n"))
		case 20:
			write(t, filepath.Join(v.dir, "content/news/folder", fmt.Sprint(i), "item.md"), post(title))
		case 30:
			must(t, os.RemoveAll(filepath.Join(v.dir, "content/news/folder")))
		case 40:
			tab := v.tab(t, savedAddress)
			tab.next(t)
			tab.close()
		}
		write(t, filepath.Join(v.dir, saved), post(title))
		v.untilShown(t, savedAddress, "Text of "+title+".")
		for len(v.reports) > 0 {
			<-v.reports
		}
	}
	for i := range 100 {
		edit(i)
	}
	before := measure(t)
	for i := range edits {
		edit(100 + i)
	}
	after := measure(t)
	t.Logf("after %d edits: %+v, before: %+v", edits, after, before)
	heavier := after.heap > before.heap+before.heap/10+1<<20
	if heavier || after.goroutines > before.goroutines+3 || after.files > before.files+3 {
		t.Errorf("%+v has become %+v", before, after)
	}
}
