package watch

import (
	"fmt"
	"testing"
	"time"
)

// TestBustle: a save is told at once, and changes of many files ever more rarely, until
// they have come to rest.
func TestBustle(t *testing.T) {
	var b bustle
	now := time.Date(2026, 1, 1, 10, 0, 0, 0, time.UTC)
	after := func(d time.Duration, files int) {
		now = now.Add(d)
		for i := range files {
			b.note(fmt.Sprint(i, ".md"), now)
		}
	}
	expect := func(when string, pause, most time.Duration) {
		t.Helper()
		if p, m := b.patience(); p != pause || m != most {
			t.Errorf("%s it waits %v, and %v at most, not %v and %v", when, p, m, pause, most)
		}
	}
	after(0, 1)
	expect("after a save", quiet, ceiling)
	for range 30 {
		b.told()
		after(100*time.Millisecond, 1)
	}
	expect("after many saves of one file", quiet, ceiling)
	after(100*time.Millisecond, 11)
	expect("after some files", quiet+10*quietEach, ceiling)
	after(3*time.Second, many+1)
	expect("after many files", quietMany, ceilingMany)
	b.told()
	after(1100*time.Millisecond, 1)
	expect("a second after them", 2*quietMany, ceilingMany)
	for range 10 {
		after(100*time.Millisecond, many+1)
		b.told()
	}
	expect("after more and more", calmMany, ceilingMany)
	after(3*time.Second, 1)
	expect("when they have come to rest", quiet, ceiling)
	b.told()
	after(0, many+1)
	expect("after many others", quietMany, ceilingMany)
}
