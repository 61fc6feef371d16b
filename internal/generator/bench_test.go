package generator_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"belfry"
	"belfry/internal/corpus"
	"belfry/internal/generator"
)

// BenchmarkRefresh measures, in sites of several sizes, what it takes to make the
// publication anew when the title of one text has changed.
func BenchmarkRefresh(b *testing.B) {
	for _, n := range []int{1000, 10_000, 100_000} {
		b.Run(fmt.Sprintf("files=%d", n), func(b *testing.B) {
			dir := b.TempDir()
			if err := corpus.Write(dir, n); err != nil {
				b.Fatal(err)
			}
			const name = "content/news/2026-01-02-changed.md"
			file := filepath.Join(dir, filepath.FromSlash(name))
			g := generator.New(generator.Options{Dir: dir, Defaults: belfry.Defaults, Workers: 2})
			now := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
			refresh := func(i int, c generator.Changes) {
				text := fmt.Sprintf("---\ntitle: Edit %d\npublished: 2026-01-02\n---\nA text.\n", i)
				if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
					b.Fatal(err)
				}
				c.Now = now
				if r, err := g.Refresh(b.Context(), c); err != nil || r.Failed() {
					b.Fatal(err, r)
				}
			}
			refresh(0, generator.Changes{All: true})
			i := 0
			for b.Loop() {
				i++
				refresh(i, generator.Changes{Paths: []string{name}})
			}
		})
	}
}
