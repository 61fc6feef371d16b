//go:build linux

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"belfry/internal/corpus"
)

// BenchmarkSize shows what the size of a site costs: in a build beside the floor, in a
// build with --cache of which nothing has changed, and in the preview, from its start to
// the first page and from a save to the page, and in memory.
func BenchmarkSize(b *testing.B) {
	exe, self := builtProgram(b), testProgram(b)
	for _, n := range []int{1000, 3000, 10_000, 30_000, 100_000} {
		b.Run("files="+strconv.Itoa(n), func(b *testing.B) {
			site := b.TempDir()
			if err := corpus.Write(site, n); err != nil {
				b.Fatal(err)
			}
			var build, bare measure
			for b.Loop() {
				bare.add(b, self, "floor", site)
				build.add(b, exe, "belfry", site)
			}
			b.StopTimer()
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(build.cpu)/float64(bare.cpu), "a-build/floor")
			b.ReportMetric(float64(build.peak>>20), "b-build-MiB")
			b.ReportMetric(unchangedBuild(b, exe, site).Seconds(), "c-unchanged-cpu-s")
			b.Setenv("XDG_CACHE_HOME", b.TempDir())
			cold, warm := serveOnce(b, exe, site), serveOnce(b, exe, site)
			b.ReportMetric(cold.first.Seconds(), "d-cold-s")
			b.ReportMetric(warm.first.Seconds(), "e-warm-s")
			b.ReportMetric(float64(warm.save.Microseconds())/1000, "f-save-ms")
			b.ReportMetric(float64(warm.memory>>20), "g-serve-MiB")
		})
	}
}

// unchangedBuild returns what processors do for a build with --cache after two others,
// each a moment after the one before: of a file that has just been written nobody knows
// whether it will be written again within the same tick of the clock.
func unchangedBuild(b *testing.B, exe, site string) (cpu time.Duration) {
	out := filepath.Join(b.TempDir(), "out")
	for range 3 {
		c := exec.Command(exe, "build", "--cache", "--quiet", "--site", site, "--out", out, "--now", "2026-01-01")
		if said, err := c.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, said)
		}
		time.Sleep(3 * time.Second)
		cpu = c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	}
	return cpu
}

// A previewed site is what its preview took.
type previewed struct {
	first, save time.Duration // save is the median
	memory      int64         // bytes, resident after the saves
}

// serveOnce previews a site: it waits for a page, and then changes it again and again.
func serveOnce(b *testing.B, exe, site string) (p previewed) {
	const name, path = "content/news/2025-12-31-changed.md", "/news/changed/"
	write := func(title string) {
		writeFile(b, filepath.Join(site, name), []byte("---\ntitle: "+title+"\npublished: 2025-12-31\n---\nA text.\n"))
	}
	write("Before")
	started := time.Now()
	c := exec.Command(exe, "serve", "--site", site, "--addr", "127.0.0.1:0", "--now", "2026-01-01")
	v := begin(b, c)
	at := address(v.until(b, "http://127.0.0.1:"))
	get(b, at+path)
	p.first = time.Since(started)
	var took []time.Duration
	for i := range 21 {
		time.Sleep(700 * time.Millisecond) // as after a save of which nobody is in a hurry
		title := fmt.Sprintf("Edit %d.", i)
		saved := time.Now()
		write(title)
		for {
			if _, body := get(b, at+path); strings.Contains(body, title) {
				break
			}
		}
		took = append(took, time.Since(saved))
	}
	slices.Sort(took)
	p.save, p.memory = took[len(took)/2], residentMemory(b, c.Process.Pid)
	v.interrupt(b)
	return p
}

// residentMemory returns how many bytes of a process are in memory.
func residentMemory(b *testing.B, process int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", process))
	if err != nil {
		b.Fatal(err)
	}
	_, rest, _ := bytes.Cut(status, []byte("VmRSS:"))
	var kilobytes int64
	fmt.Sscan(string(rest), &kilobytes)
	return kilobytes << 10
}
