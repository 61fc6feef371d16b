package locale

import "strings"

// ListAnd joins items as a sentence does: "A", "A and B", "A, B and C". No
// items give "".
func (l *Locale) ListAnd(items []string) string {
	n := len(items)
	switch n {
	case 0:
		return ""
	case 1:
		return items[0]
	}
	last := l.table.List.Last
	if n == 2 {
		last = l.table.List.Pair
	}
	if l.tag == "es" && soundsLikeI(items[n-1]) {
		last = " e "
	}
	return strings.Join(items[:n-1], l.table.List.Middle) + last + items[n-1]
}

// soundsLikeI reports whether Spanish "y" becomes "e" before s: "Francia e
// Italia", "e Hidalgo", but "y hielo". CLDR leaves this to programs; the rule
// is ICU's.
func soundsLikeI(s string) bool {
	s = strings.ToLower(s)
	switch {
	case strings.HasPrefix(s, "hia"), strings.HasPrefix(s, "hie"):
		return false
	}
	return strings.HasPrefix(s, "i") || strings.HasPrefix(s, "hi")
}
