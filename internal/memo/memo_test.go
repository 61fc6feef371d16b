package memo_test

import (
	"maps"
	"strings"
	"testing"

	"belfry/internal/memo"
)

// TestOf: a value is worked out once, unless there is no room for it.
func TestOf(t *testing.T) {
	worked := map[int]int{}
	of := func(m *memo.Memo[int, string], n int) {
		if got := m.Of(n, func() string { worked[n]++; return strings.Repeat("x", n) }); len(got) != n {
			t.Errorf("of %d is %q", n, got)
		}
	}
	all := &memo.Memo[int, string]{}
	some := &memo.Memo[int, string]{Size: func(s string) int { return len(s) }, Limit: 10}
	for range 3 {
		of(all, 1)
		of(all, 20)
		of(some, 4)
		of(some, 11)
		of(some, 6)
		of(some, 5)
	}
	if want := map[int]int{1: 1, 20: 1, 4: 1, 11: 3, 6: 1, 5: 3}; !maps.Equal(worked, want) {
		t.Errorf("worked out %v times, want %v", worked, want)
	}
	if kept := maps.Collect(some.All); !maps.Equal(kept, map[int]string{4: "xxxx", 6: "xxxxxx"}) {
		t.Errorf("kept is %v", kept)
	}
}
