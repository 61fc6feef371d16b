package locale

import "golang.org/x/text/feature/plural"

// Plural is the cardinal category of n things: "zero", "one", "two", "few",
// "many" or "other". Every language has "other", and a negative number has the
// category of its opposite.
func (l *Locale) Plural(n int) string {
	i := magnitude(n)
	if category, ok := l.newerPlural(i); ok {
		return category
	}
	// The rules look at six digits, and at the whole number only when it is
	// small: a larger one keeps its digits and stays large.
	const large = 10_000_000
	if i >= large {
		i = large + i%large
	}
	return categoryName(plural.Cardinal.MatchPlural(l.table.Locale, int(i), 0, 0, 0, 0))
}

// newerPlural has the rules of CLDR 48 that golang.org/x/text, with CLDR 32,
// does not: Maltese has a dual for 2 itself and no longer counts 102 among the
// few, and four Romance languages count whole millions apart ("un million de").
func (l *Locale) newerPlural(i uint64) (category string, ok bool) {
	switch l.tag {
	case "mt":
		if i == 2 {
			return "two", true
		}
		return "other", i%100 == 2
	case "es", "fr", "it", "pt":
		return "many", i != 0 && i%1_000_000 == 0
	}
	return "", false
}

func categoryName(f plural.Form) string {
	switch f {
	case plural.Zero:
		return "zero"
	case plural.One:
		return "one"
	case plural.Two:
		return "two"
	case plural.Few:
		return "few"
	case plural.Many:
		return "many"
	}
	return "other"
}

// magnitude is |n|, which is no int for the smallest one.
func magnitude(n int) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
