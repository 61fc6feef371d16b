package locale

import "golang.org/x/text/collate"

// Collator returns a function that compares two strings in the language's
// alphabetical order, as slices.SortFunc wants it: ä after z in Swedish, with a
// in German. It keeps state and is not for two goroutines at once; each call
// makes a new one, so make one per sort. Strings that differ can compare as 0:
// break ties by something else.
//
// golang.org/x/text has the order of CLDR 23. Two languages have since taken a
// letter for one of its own, which here still sorts with its neighbour: w with
// v in Estonian, and the long vowels ā ē ī ū with the short in Latvian.
func (l *Locale) Collator() func(a, b string) int {
	return collate.New(l.table.Locale).CompareString
}
