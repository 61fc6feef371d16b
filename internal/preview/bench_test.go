package preview

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"belfry/internal/corpus"
)

// between is the time between two edits: less than a person takes, and enough for
// the preview to clean up.
const between = 600 * time.Millisecond

// BenchmarkSave measures, in sites of several sizes, the time from a saved title
// to the changed page served to a tab that listens, and from the start to the
// first page.
func BenchmarkSave(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("files=%d", n), func(b *testing.B) {
			dir := b.TempDir()
			if err := corpus.Write(dir, n); err != nil {
				b.Fatal(err)
			}
			file := filepath.Join(dir, filepath.FromSlash(saved))
			write(b, file, post("Before"))
			started := time.Now()
			v := serve(b, dir, false)
			go v.forgetReports()
			v.get(b, savedAddress)
			first := time.Since(started)
			tab := v.tab(b, savedAddress)
			tab.next(b)
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				title := fmt.Sprintf("Edit %d", i)
				written := time.Now()
				write(b, file, post(title))
				for !strings.Contains(v.get(b, savedAddress).body, title+".") {
					tab.next(b)
				}
				took = append(took, time.Since(written))
				time.Sleep(between)
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
			b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
			b.ReportMetric(float64(first.Milliseconds()), "first-page-ms")
			b.ReportMetric(0, "ns/op")
			v.stop()
		})
	}
}
