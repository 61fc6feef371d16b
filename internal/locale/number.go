package locale

import "strconv"

// Number is n in the language's grouping: "12,345", "12.345", "12 345" (with a
// no-break space); some begin to group at five digits. The minus is the
// language's own.
func (l *Locale) Number(n int) string {
	var buf [20]byte
	digits := strconv.AppendUint(buf[:0], magnitude(n), 10)
	numerals := &l.table.Number
	var out [64]byte
	dst := out[:0]
	if n < 0 {
		dst = append(dst, numerals.Minus...)
	}
	if len(digits) < 3+numerals.MinimumGroupingDigits {
		return string(append(dst, digits...))
	}
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			dst = append(dst, numerals.Group...)
		}
		dst = append(dst, d)
	}
	return string(dst)
}
