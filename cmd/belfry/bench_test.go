package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"belfry/internal/corpus"

	"github.com/yuin/goldmark"
)

// BenchmarkBuild builds generated sites from start to end in a process of its
// own, in turn with a floor: a program that does only what no generator can
// avoid. Figures are whole-process figures: CPU is user and system time.
//
//	go test ./cmd/belfry -run '^$' -bench Build/files=10000 -benchtime 5x
func BenchmarkBuild(b *testing.B) {
	exe, self := builtProgram(b), testProgram(b)
	for _, n := range []int{1_000, 10_000, 100_000} {
		b.Run("files="+strconv.Itoa(n), func(b *testing.B) {
			site := b.TempDir()
			if err := corpus.Write(site, n); err != nil {
				b.Fatal(err)
			}
			var build, bare, counted measure
			for b.Loop() {
				bare.add(b, self, "floor", site)
				build.add(b, exe, "belfry", site)
			}
			b.StopTimer()
			counted.add(b, self, "measured", site)
			files := float64(n) * float64(build.runs)
			b.ReportMetric(float64(build.cpu.Microseconds())/files, "µs-cpu/file")
			b.ReportMetric(float64(bare.cpu.Microseconds())/files, "µs-cpu/file-floor")
			b.ReportMetric(float64(build.cpu)/float64(bare.cpu), "x-floor")
			b.ReportMetric(float64(build.wall.Microseconds())/float64(counted.pages*build.runs), "µs/page")
			b.ReportMetric(float64(counted.allocs)/float64(n), "allocs/file")
			b.ReportMetric(float64(build.peak)/(1<<20), "MiB-peak")
			b.ReportMetric(float64(bare.peak)/(1<<20), "MiB-peak-floor")
		})
	}
}

// A measure sums up what some runs of a process took.
type measure struct {
	runs, pages int
	cpu, wall   time.Duration
	allocs      int
	peak        int64 // bytes, the largest of all runs
}

// builtProgram builds the command as people have it.
func builtProgram(b *testing.B) string {
	exe := filepath.Join(b.TempDir(), "belfry")
	if out, err := exec.Command("go", "build", "-o", exe, ".").CombinedOutput(); err != nil {
		b.Fatalf("%v\n%s", err, out)
	}
	return exe
}

// testProgram is this test, which is also the floor, and belfry with counters.
func testProgram(b *testing.B) string {
	exe, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	return exe
}

// add runs the program exe under a name on a site, into a new folder.
func (m *measure) add(b *testing.B, exe, name, site string) {
	b.Helper()
	// Nothing is removed before all runs are over: some file systems are slow
	// for a while after files were removed.
	out := filepath.Join(b.TempDir(), "out")
	var stdout, stderr bytes.Buffer
	c := &exec.Cmd{
		Path: exe, Args: []string{name, "build", "--site", site, "--out", out, "--now", "2026-01-01"},
		Stdout: &stdout, Stderr: &stderr,
	}
	started := time.Now()
	if err := c.Run(); err != nil {
		b.Fatalf("%v\n%s", err, stderr.Bytes())
	}
	m.wall += time.Since(started)
	m.runs++
	m.cpu += c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	m.peak = max(m.peak, peakMemory(c.ProcessState))
	var pages, allocs int
	fmt.Sscanf(lastLine(stdout.String()), "%d pages %d allocs", &pages, &allocs)
	m.pages += pages
	m.allocs += allocs
}

func lastLine(s string) string {
	s = strings.TrimSpace(s)
	return s[strings.LastIndexByte(s, '\n')+1:]
}

// measured is belfry, which says at its end how many pages there are and how
// often it allocated.
func measured() {
	code := run()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	pages := 0
	filepath.WalkDir(os.Args[5], func(_ string, d fs.DirEntry, _ error) error {
		if strings.HasSuffix(d.Name(), ".html") {
			pages++
		}
		return nil
	})
	fmt.Printf("%d pages %d allocs\n", pages, stats.Mallocs)
	os.Exit(code)
}

// floor reads the Markdown files of a site, converts each with bare goldmark
// and writes it to a file of its own, in parallel.
func floor() {
	site, out := os.Args[3], os.Args[5]
	var files []string
	filepath.WalkDir(filepath.Join(site, "content"), func(path string, d fs.DirEntry, err error) error {
		if filepath.Ext(path) == ".md" {
			files = append(files, path)
		}
		return err
	})
	if err := os.MkdirAll(out, 0o755); err != nil {
		panic(err)
	}
	md := goldmark.New()
	var next atomic.Int64
	var wait sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wait.Go(func() {
			var html bytes.Buffer
			for i := int(next.Add(1)) - 1; i < len(files); i = int(next.Add(1)) - 1 {
				if err := convert(md, files[i], filepath.Join(out, strconv.Itoa(i)+".html"), &html); err != nil {
					panic(err)
				}
			}
		})
	}
	wait.Wait()
}

func convert(md goldmark.Markdown, file, target string, html *bytes.Buffer) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if _, body, found := bytes.Cut(data, []byte("\n---\n")); found {
		data = body
	}
	html.Reset()
	if err := md.Convert(data, html); err != nil {
		return err
	}
	return os.WriteFile(target, html.Bytes(), 0o644)
}
