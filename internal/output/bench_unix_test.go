//go:build unix

package output

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"belfry/internal/publication"
)

const benchFiles = 2000

var benchText = bytes.Repeat([]byte("<p>text\n"), 640)

func benchPath(i int) string { return fmt.Sprintf("news/announcement-%d/index.html", i) }

func benchPublication(b *testing.B) *publication.Publication {
	outputs := make([]publication.Output, benchFiles)
	for i := range outputs {
		outputs[i] = publication.Output{Path: benchPath(i), Stage: publication.Single, Render: func(w io.Writer) error {
			_, err := w.Write(benchText)
			return err
		}}
	}
	return collect(b, outputs...)
}

// measure runs write in a new folder each time, and reports processor time a
// file: user and system, of all threads. BELFRY_BENCH_DIR names a disk to use.
// Folders stay until the end: ext4 is slow to reuse what was just removed.
func measure(b *testing.B, write func(dir string)) {
	top, err := os.MkdirTemp(os.Getenv("BELFRY_BENCH_DIR"), "belfry")
	if err != nil {
		b.Fatal(err)
	}
	defer os.RemoveAll(top)
	var used time.Duration
	runs := 0
	for b.Loop() {
		start := processorTime(b)
		write(filepath.Join(top, fmt.Sprint(runs)))
		used += processorTime(b) - start
		runs++
	}
	b.ReportMetric(float64(used.Nanoseconds())/float64(runs*benchFiles)/1000, "cpu-µs/file")
}

func processorTime(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func BenchmarkWriteNew(b *testing.B) {
	p := benchPublication(b)
	for _, workers := range []int{1, 2} {
		b.Run(fmt.Sprintf("workers=%d", workers), func(b *testing.B) {
			measure(b, func(dir string) {
				if _, err := Write(b.Context(), p, Options{Dir: dir, Workers: workers}); err != nil {
					b.Fatal(err)
				}
			})
		})
	}
}

// BenchmarkFloor writes the same files with os.WriteFile, one by one.
func BenchmarkFloor(b *testing.B) {
	measure(b, func(dir string) {
		for i := range benchFiles {
			name := filepath.Join(dir, benchPath(i))
			if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
				b.Fatal(err)
			}
			if err := os.WriteFile(name, benchText, 0o644); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkWriteUnchanged(b *testing.B) {
	p := benchPublication(b)
	dir := b.TempDir()
	measure(b, func(string) {
		if _, err := Write(b.Context(), p, Options{Dir: dir, Workers: 1}); err != nil {
			b.Fatal(err)
		}
	})
}
