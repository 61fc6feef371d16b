package locale

import "time"

// room is more bytes than any date, time or interval takes, so that it is
// built on the stack and allocated once, as the string.
const room = 128

// Date is the day, with its month in words: "3 June 2024", "3. Juni 2024".
func (l *Locale) Date(t time.Time) string {
	return l.format(l.table.Patterns.Date, dateOf(t))
}

// DateWithWeekday is Date with the day of the week: "Monday 3 June 2024",
// "maanantai 3. kesäkuuta 2024".
func (l *Locale) DateWithWeekday(t time.Time) string {
	return l.format(l.table.Patterns.WeekdayDate, dateOf(t))
}

// ShortDate is the day for narrow places, its month abbreviated or a number as
// the language has it: "3 Jun 2024", "03.06.2024", "2024-06-03".
func (l *Locale) ShortDate(t time.Time) string {
	return l.format(l.table.Patterns.ShortDate, dateOf(t))
}

// DayMonth is Date without the year: "3 June", "birželio 3 d.".
func (l *Locale) DayMonth(t time.Time) string {
	return l.format(l.table.Patterns.DayMonth, dateOf(t))
}

// Month is the month and year, as a heading has them: "January 2026",
// "styczeń 2026".
func (l *Locale) Month(t time.Time) string {
	return l.format(l.table.Patterns.Month, dateOf(t))
}

// Time is the time of day: "10:00", "9.05" in Finnish. Seconds are left out,
// not rounded.
func (l *Locale) Time(t time.Time) string {
	return l.format(l.table.Patterns.Time, clockOf(t))
}

func (l *Locale) format(p pattern, m moment) string {
	var buf [room]byte
	return string(p.append(buf[:0], l.table, &m))
}
