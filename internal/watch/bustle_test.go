package watch

import (
	"fmt"
	"testing"
	"time"
)

// TestBustle: a save is told at once, and what goes on and on ever more rarely, until it
// is calm.
func TestBustle(t *testing.T) {
	var b bustle
	now := time.Date(2026, 1, 1, 10, 0, 0, 0, time.UTC)
	after := func(d time.Duration, names ...string) {
		now = now.Add(d)
		for _, name := range names {
			b.note(name, now)
		}
	}
	expect := func(when string, pause, most time.Duration) {
		t.Helper()
		if p, m := b.patience(); p != pause || m != most {
			t.Errorf("%s it waits %v, and %v at most, not %v and %v", when, p, m, pause, most)
		}
	}
	after(0, "a.md")
	expect("after a save", quiet, ceiling)
	b.told()
	after(100*time.Millisecond, "a.md")
	expect("after another soon", 2*quiet, ceiling)
	for range 20 {
		b.told()
		after(100*time.Millisecond, "a.md")
	}
	expect("after very many", calm, ceiling)
	after(calm+1, "a.md")
	expect("after a rest", quiet, ceiling)
	for i := range many + 1 {
		after(0, fmt.Sprint(i, ".md"))
	}
	expect("after many files", quietMany, ceilingMany)
	b.told()
	after(calm+1, "a.md")
	expect("after more of them", 2*quietMany, ceilingMany)
	for range 20 {
		b.told()
		after(calm+1, "a.md")
	}
	expect("after more and more", calmMany, ceilingMany)
	after(calmMany+1, "a.md")
	expect("when they have come to rest", quiet, ceiling)
}
