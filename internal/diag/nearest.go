package diag

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the known word that is closest to word, and false when none
// is close enough to be what was meant. Of equally close words the first in
// alphabetical order wins. All of known are looked at: where they are many, or
// asked for again and again, see Words.
func Nearest(word string, known []string) (string, bool) {
	near := nearest(word, slices.Sorted(slices.Values(known)))
	return near, near != ""
}

// longest is how many characters a word may have, asked for or known: nobody
// reads a hint that is longer, and comparing two words takes the product of theirs.
const longest = 128

// nearest returns which of sorted words is closest to word; "" for none.
func nearest(word string, sorted []string) string {
	length := utf8.RuneCountInString(word)
	if length > longest {
		return ""
	}
	limit := max(2, length/3)
	if length <= 3 { // two changes make any short word of another
		limit = 1
	}
	best, folded := "", fold(word)
	for _, k := range sorted {
		if differ := utf8.RuneCountInString(k) - length; max(differ, -differ) > limit {
			continue
		}
		if d := levenshtein.ComputeDistance(folded, fold(k)); d <= limit {
			best, limit = k, d-1
		}
	}
	return best
}

// fold lowers a word's case so that Nearest forgives capitals.
func fold(s string) string { return strings.ToLower(s) }

// Words are known words among which the nearest is looked for again and again:
// thousands of mistakes may ask. What each of them costs is bounded, however many
// words there are. Words may be asked from any goroutine.
type Words struct {
	sorted []string
	index  func() *grams // made for the first who asks

	mu      sync.Mutex
	answers map[string]string // by the words that were asked for; "" where none is near
}

// NewWords returns known as Words.
func NewWords(known []string) *Words {
	w := &Words{sorted: slices.Sorted(slices.Values(known)), answers: map[string]string{}}
	w.index = sync.OnceValue(func() *grams { return newGrams(w.sorted) })
	return w
}

// Nearest returns the word that is closest to word, as the function Nearest does.
// Of many words only those are compared that have most in common with word.
func (w *Words) Nearest(word string) (string, bool) {
	w.mu.Lock()
	near, asked := w.answers[word]
	w.mu.Unlock()
	if !asked {
		near = nearest(word, w.candidates(word))
		w.mu.Lock()
		w.answers[word] = near
		w.mu.Unlock()
	}
	return near, near != ""
}

// few is how many words are all compared with one that is asked for.
const few = 40

// candidates returns, in order, the words that word is compared with.
func (w *Words) candidates(word string) []string {
	if len(w.sorted) <= few || len(word) > longest*utf8.UTFMax {
		return w.sorted
	}
	var words []string
	for _, i := range w.index().like(fold(word)) {
		words = append(words, w.sorted[i])
	}
	return words
}

// Grams are the words that have three letters in a row, by these: words that
// differ in little have most of them in common.
type grams struct{ words map[gram][]int32 }

type gram [3]rune

func newGrams(words []string) *grams {
	g := &grams{make(map[gram][]int32, len(words))}
	for i, word := range words {
		if utf8.RuneCountInString(word) > longest {
			continue
		}
		for _, of := range gramsOf(fold(word)) {
			g.words[of] = append(g.words[of], int32(i))
		}
	}
	return g
}

// gramsOf returns the grams of a word; one that it has twice may be there twice.
func gramsOf(word string) []gram {
	runes := make([]rune, 0, len(word)+4)
	runes = append(append(append(runes, ' ', ' '), []rune(word)...), ' ', ' ')
	all := make([]gram, len(runes)-2)
	for i := range all {
		all[i] = gram(runes[i : i+3])
	}
	return all
}

// What is looked at for one word: the first entries of its rarest grams, and of
// the words found there those that most of the entries are of.
const (
	entries  = 250
	compared = 8
)

// like returns, in order, the indices of the words that have most in common with
// word.
func (g *grams) like(word string) []int32 {
	var found [][]int32
	for _, of := range gramsOf(word) {
		if words := g.words[of]; words != nil {
			found = append(found, words)
		}
	}
	slices.SortStableFunc(found, func(a, b []int32) int { return cmp.Compare(len(a), len(b)) })
	all := make([]int32, 0, entries)
	for _, words := range found {
		all = append(all, words[:min(len(words), entries-len(all))]...)
	}
	slices.Sort(all)
	return mostFrequent(all)
}

// mostFrequent returns, in order, the numbers that sorted ones have most often.
func mostFrequent(sorted []int32) []int32 {
	type counted struct{ number, times int32 }
	var all []counted
	for _, n := range sorted {
		if last := len(all) - 1; last >= 0 && all[last].number == n {
			all[last].times++
		} else {
			all = append(all, counted{n, 1})
		}
	}
	slices.SortStableFunc(all, func(a, b counted) int { return cmp.Compare(b.times, a.times) })
	var most []int32
	for _, c := range all[:min(len(all), compared)] {
		most = append(most, c.number)
	}
	slices.Sort(most)
	return most
}
