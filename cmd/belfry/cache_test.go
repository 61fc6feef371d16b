package main

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"

	"belfry/internal/corpus"
)

// TestDamagedCache: whatever becomes of what is kept from build to build, and while
// several builds use it at once, a build with it writes what one without it does.
func TestDamagedCache(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the cache folder is named by another variable")
	}
	site, kept := t.TempDir(), t.TempDir()
	if err := corpus.Write(site, 150); err != nil {
		t.Fatal(err)
	}
	build := func(out string, flags ...string) {
		t.Helper()
		flags = append([]string{"build", "--quiet", "--site", site, "--out", out, "--now", "2026-01-01"}, flags...)
		c := belfryCommand(flags...)
		c.Env = append(os.Environ(), "XDG_CACHE_HOME="+kept)
		if said, err := c.CombinedOutput(); err != nil {
			t.Errorf("%v\n%s", err, said)
		}
	}
	random := rand.New(rand.NewPCG(12, 12))
	out, plain := filepath.Join(t.TempDir(), "out"), filepath.Join(t.TempDir(), "out")
	rounds := 6
	if os.Getenv("BELFRY_MORE") != "" {
		rounds = 25
	}
	for round := range rounds {
		file := filepath.Join(site, "content/news", fmt.Sprintf("edit-%d.md", round%3))
		text := fmt.Sprintf("---\ntitle: Edit\npublished: 2025-01-02\n---\nEdit %d.\n", round%5)
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		build(plain)
		var both sync.WaitGroup
		both.Go(func() { build(out, "--cache") })
		if round%4 == 0 {
			both.Go(func() { build(filepath.Join(filepath.Dir(out), "beside"), "--cache") })
		}
		both.Wait()
		compareTrees(t, tree(t, plain, "."), tree(t, out, "."))
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
		spoil(t, random, kept)
	}
}

// spoil changes some bytes of each file below a folder, cuts it off, or leaves it.
func spoil(t *testing.T, random *rand.Rand, dir string) {
	t.Helper()
	files := tree(t, dir, ".")
	for _, name := range slices.Sorted(maps.Keys(files)) {
		data := files[name]
		if len(data) == 0 {
			continue
		}
		spoiled := slices.Clone(data)
		switch random.IntN(4) {
		case 0:
			for range 1 + random.IntN(20) {
				spoiled[random.IntN(len(data))] ^= byte(1 + random.IntN(255))
			}
		case 1:
			spoiled = spoiled[:random.IntN(len(data))]
		case 2: // the list at the end, which is small
			spoiled[len(data)-1-random.IntN(min(len(data), 2000))] ^= 1
		}
		if bytes.Equal(spoiled, data) {
			continue
		}
		if err := os.WriteFile(filepath.Join(dir, name), spoiled, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
