package generator

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"belfry"
	"belfry/internal/corpus"
)

var now = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

// BenchmarkRefresh changes the title of one news item, in sites of several
// sizes.
func BenchmarkRefresh(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("files=%d", n), func(b *testing.B) {
			dir := b.TempDir()
			if err := corpus.Write(dir, n); err != nil {
				b.Fatal(err)
			}
			g := New(Options{Dir: dir, Defaults: belfry.Defaults, Workers: 2})
			r, err := g.Refresh(context.Background(), Changes{All: true, Now: now})
			if err != nil || r.Failed() {
				b.Fatal(err, r.Diagnostics)
			}
			item := r.Site.News[0].Source
			file := filepath.Join(dir, filepath.FromSlash(item))
			for i := 0; b.Loop(); i++ {
				text := fmt.Sprintf("---\ntitle: Title %d\npublished: 2026-02-01\n---\n\nText.\n", i)
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					b.Fatal(err)
				}
				if _, err := g.Refresh(context.Background(), Changes{Paths: []string{item}, Now: now}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
