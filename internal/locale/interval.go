package locale

import "time"

// An interval is written in two halves: the first shows its start and ends
// with the dash, the second shows its end.
type interval [2]pattern

// DateInterval is the days from one date to another, both included, with what
// they share said once: "7–9 May 2026", "30 April – 2 May 2026", "30 December
// 2026 – 2 January 2027". One day alone is as Date has it. From is not after to.
func (l *Locale) DateInterval(from, to time.Time) string {
	a, b := dateOf(from), dateOf(to)
	intervals := &l.table.Intervals
	switch {
	case a.year != b.year:
		return l.formatInterval(&intervals.Year, a, b)
	case a.month != b.month:
		return l.formatInterval(&intervals.Month, a, b)
	case a.day != b.day:
		return l.formatInterval(&intervals.Day, a, b)
	}
	return l.format(l.table.Patterns.Date, a)
}

// TimeInterval is the time of day from one moment to another: "10:00–12:00",
// "10:00–12:00 Uhr". Their dates are not read. The same minute twice is as Time
// has it.
func (l *Locale) TimeInterval(from, to time.Time) string {
	a, b := clockOf(from), clockOf(to)
	if a == b {
		return l.format(l.table.Patterns.Time, a)
	}
	return l.formatInterval(&l.table.Intervals.Time, a, b)
}

func (l *Locale) formatInterval(i *interval, from, to moment) string {
	var buf [room]byte
	dst := i[0].append(buf[:0], l.table, &from)
	return string(i[1].append(dst, l.table, &to))
}
