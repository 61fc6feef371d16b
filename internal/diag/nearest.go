package diag

import (
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the known word that is closest to word, and false when none
// is close enough to be what was meant. Of equally close words the first in
// alphabetical order wins.
func Nearest(word string, known []string) (string, bool) {
	sorted := slices.Sorted(slices.Values(known))
	length := len([]rune(word))
	limit := max(2, length/3)
	if length <= 3 { // two changes make any short word of another
		limit = 1
	}
	best, found := "", false
	for _, k := range sorted {
		if d := levenshtein.ComputeDistance(fold(word), fold(k)); d <= limit {
			best, found, limit = k, true, d-1
		}
		if limit < 0 {
			break
		}
	}
	return best, found
}

// fold lowers a word's case so that Nearest forgives capitals.
func fold(s string) string { return strings.ToLower(s) }
