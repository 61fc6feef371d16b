package locale

import (
	"testing"
	"time"
)

// The values here were checked by hand; TestAgreesWithICU has the many.
// A "_" stands for a thin or narrow no-break space.

func TestDate(t *testing.T) {
	tests := []struct{ tag, date, want, weekday string }{
		{"en", "2024-06-03", "3 June 2024", "Monday 3 June 2024"},
		{"de", "2024-06-03", "3. Juni 2024", "Montag, 3. Juni 2024"},
		{"fr", "2024-06-03", "3 juin 2024", "lundi 3 juin 2024"},
		{"fi", "2024-06-05", "5. kesäkuuta 2024", "keskiviikko 5. kesäkuuta 2024"},
		{"pl", "2026-01-07", "7 stycznia 2026", "środa, 7 stycznia 2026"},
		{"bg", "2024-06-03", "3 юни 2024_г.", "понеделник, 3 юни 2024_г."},
		{"el", "2026-01-07", "7 Ιανουαρίου 2026", "Τετάρτη 7 Ιανουαρίου 2026"},
		{"hr", "2026-01-07", "7. siječnja 2026.", "srijeda, 7. siječnja 2026."},
		{"lt", "2026-01-07", "2026 m. sausio 7 d.", "2026 m. sausio 7 d., trečiadienis"},
		{"lv", "2026-01-07", "2026. gada 7. janvāris", "trešdiena, 2026. gada 7. janvāris"},
		{"mt", "2026-01-07", "7 ta’ Jannar 2026", "L-Erbgħa, 7 ta’ Jannar 2026"},
		{"ga", "2026-01-05", "5 Eanáir 2026", "Dé Luain 5 Eanáir 2026"},
		{"hu", "2026-01-07", "2026. január 7.", "2026. január 7., szerda"},
		{"pt", "2026-01-07", "7 de janeiro de 2026", "quarta-feira, 7 de janeiro de 2026"},
		{"da", "2026-01-07", "7. januar 2026", "onsdag den 7. januar 2026"},
	}
	for _, test := range tests {
		l, at := mustGet(t, test.tag), day(t, test.date)
		check(t, test.tag+" Date", l.Date(at), test.want)
		check(t, test.tag+" DateWithWeekday", l.DateWithWeekday(at), test.weekday)
	}
}

func TestShorterDates(t *testing.T) {
	tests := []struct{ tag, short, dayMonth string }{
		{"en", "3 Jan 2024", "3 January"},
		{"de", "03.01.2024", "3. Januar"},
		{"fr", "3 janv. 2024", "3 janvier"},
		{"fi", "3.1.2024", "3. tammikuuta"},
		{"pl", "3 sty 2024", "3 stycznia"},
		{"bg", "3.01.2024_г.", "3 януари"},
		{"el", "3 Ιαν 2024", "3 Ιανουαρίου"},
		{"hr", "3. sij 2024.", "3. siječnja"},
		{"lt", "2024-01-03", "sausio 3 d."},
		{"lv", "2024. gada 3. janv.", "3. janvāris"},
		{"mt", "03 Jan 2024", "3 ta’ Jannar"},
		{"ga", "3 Ean 2024", "3 Eanáir"},
		{"pt", "03/01/2024", "3 de janeiro"},
	}
	for _, test := range tests {
		l, at := mustGet(t, test.tag), day(t, "2024-01-03")
		check(t, test.tag+" ShortDate", l.ShortDate(at), test.short)
		check(t, test.tag+" DayMonth", l.DayMonth(at), test.dayMonth)
	}
}

// A heading has the form that stands alone, also where a date has a genitive.
func TestMonth(t *testing.T) {
	tests := []struct{ tag, month, name string }{
		{"en", "January 2026", "January"},
		{"de", "Januar 2026", "Januar"},
		{"fr", "janvier 2026", "janvier"},
		{"fi", "tammikuu 2026", "tammikuu"},
		{"pl", "styczeń 2026", "styczeń"},
		{"bg", "януари 2026_г.", "януари"},
		{"el", "Ιανουάριος 2026", "Ιανουάριος"},
		{"hr", "siječanj 2026.", "siječanj"},
		{"lt", "2026 m. sausis", "sausis"},
		{"lv", "2026. g. janvāris", "janvāris"},
		{"mt", "Jannar 2026", "Jannar"},
		{"ga", "Eanáir 2026", "Eanáir"},
		{"cs", "leden 2026", "leden"},
		{"sk", "január 2026", "január"},
		{"es", "enero de 2026", "enero"},
	}
	for _, test := range tests {
		l := mustGet(t, test.tag)
		check(t, test.tag+" Month", l.Month(day(t, "2026-01-31")), test.month)
		check(t, test.tag+" MonthName", l.MonthName(time.January), test.name)
	}
}

func TestTime(t *testing.T) {
	tests := []struct{ tag, want string }{
		{"en", "09:05"}, {"de", "09:05"}, {"el", "09:05"}, {"da", "09.05"}, {"fi", "9.05"}, {"cs", "9:05"}, {"bg", "9:05"},
	}
	for _, test := range tests {
		l := mustGet(t, test.tag)
		check(t, test.tag, l.Time(clock(t, "09:05")), test.want)
	}
	check(t, "midnight", mustGet(t, "el").Time(clock(t, "00:00")), "00:00")
	check(t, "seconds", mustGet(t, "el").Time(parse(t, time.TimeOnly, "15:59:59")), "15:59")
}

// Nothing is converted: the date and time are those t shows where it is.
func TestCivilFieldsOnly(t *testing.T) {
	l := mustGet(t, "en")
	for _, hours := range []int{-12, 0, 14} {
		zone := time.FixedZone("", hours*3600)
		from := time.Date(2026, time.May, 7, 23, 30, 0, 0, zone)
		to := time.Date(2026, time.May, 7, 23, 59, 0, 0, time.UTC)
		check(t, "DateWithWeekday", l.DateWithWeekday(from), "Thursday 7 May 2026")
		check(t, "Time", l.Time(from), "23:30")
		check(t, "DateInterval", l.DateInterval(from, to), "7 May 2026")
		check(t, "TimeInterval", l.TimeInterval(from, to), "23:30–23:59")
	}
}

func check(t *testing.T, what, got, want string) {
	t.Helper()
	if got := thinSpaces.Replace(got); got != want {
		t.Errorf("%s: %q, want %q", what, got, want)
	}
}
