package diag

import (
	"fmt"
	"testing"
)

// BenchmarkWords looks for words that nobody has asked for, and none of which is
// known, among many.
func BenchmarkWords(b *testing.B) {
	for _, n := range []int{100, 10_000, 100_000} {
		b.Run(fmt.Sprintf("known=%d", n), func(b *testing.B) {
			known := make([]string, n)
			for i := range known {
				known[i] = fmt.Sprintf("/news/council-meets-%d/", i)
			}
			words := NewWords(known)
			words.Nearest("first")
			for i := 0; b.Loop(); i++ {
				words.Nearest(fmt.Sprintf("/nwes/council-meets-%d/", i))
			}
		})
	}
}
