package locale

import (
	"strings"
	"testing"
)

var thinSpaces = strings.NewReplacer("\u2009", "_", "\u202f", "_")

func TestDateInterval(t *testing.T) {
	tests := []struct{ tag, day, month, year string }{
		{"en", "7–9 May 2026", "30 April_–_2 May 2026", "30 December 2026_–_2 January 2027"},
		{"de", "7.–9. Mai 2026", "30. April_–_2. Mai 2026", "30. Dezember 2026_–_2. Januar 2027"},
		{"fr", "7–9 mai 2026", "30 avril_–_2 mai 2026", "30 décembre 2026_–_2 janvier 2027"},
		{"fi", "7.–9. toukokuuta 2026",
			"30. huhtikuuta_–_2. toukokuuta 2026", "30. joulukuuta 2026_–_2. tammikuuta 2027"},
		{"pl", "7–9 maja 2026", "30 kwietnia_–_2 maja 2026", "30 grudnia 2026_–_2 stycznia 2027"},
		{"bg", "7 – 9 май 2026_г.",
			"30 април – 2 май 2026_г.", "30 декември 2026_г. – 2 януари 2027_г."},
		{"el", "7–9 Μαΐου 2026",
			"30 Απριλίου – 2 Μαΐου 2026", "30 Δεκεμβρίου 2026 – 2 Ιανουαρίου 2027"},
		{"hr", "7._–_9. svibnja 2026.", "30. travnja_–_2. svibnja 2026.", "30. prosinca 2026._–_2. siječnja 2027."},
		{"lt", "2026 gegužės 7–9", "2026 balandžio 30_–_gegužės 2", "2026 gruodžio 30_–_2027 sausio 2"},
		{"lv", "2026. gada 7.–9. maijs", "2026. gada 30. aprīlis_–_2. maijs",
			"2026. gada 30. decembris_–_2027. gada 2. janvāris"},
		{"mt", "7 – 9 ta’ Mejju 2026",
			"30 ta’ April – 2 ta’ Mejju 2026", "30 ta’ Diċembru 2026 – 2 ta’ Jannar 2027"},
		{"ga", "7_–_9 Bealtaine 2026", "30 Aibreán_–_2 Bealtaine 2026", "30 Nollaig 2026_–_2 Eanáir 2027"},
		{"cs", "7.–9. května 2026", "30. dubna_–_2. května 2026", "30. prosince 2026_–_2. ledna 2027"},
		{"sk", "7._–_9. mája 2026", "30. apríla_–_2. mája 2026", "30. decembra 2026_–_2. januára 2027"},
		{"hu", "2026. május 7–9.", "2026. április 30._–_május 2.", "2026. december 30._–_2027. január 2."},
		{"it", "7–9 maggio 2026", "30 aprile_–_2 maggio 2026", "30 dicembre 2026_–_2 gennaio 2027"},
	}
	for _, test := range tests {
		l := mustGet(t, test.tag)
		check(t, test.tag, l.DateInterval(day(t, "2026-05-07"), day(t, "2026-05-09")), test.day)
		check(t, test.tag, l.DateInterval(day(t, "2026-04-30"), day(t, "2026-05-02")), test.month)
		check(t, test.tag, l.DateInterval(day(t, "2026-12-30"), day(t, "2027-01-02")), test.year)
	}
}

func TestIntervalOfOne(t *testing.T) {
	for _, tag := range Tags() {
		l := mustGet(t, tag)
		at := day(t, "2026-05-07")
		check(t, tag, l.DateInterval(at, at), thinSpaces.Replace(l.Date(at)))
		check(t, tag, l.TimeInterval(at, at), thinSpaces.Replace(l.Time(at)))
	}
}

// The same day of another month, and the same day and month of another year.
func TestIntervalSeesGreatestDifference(t *testing.T) {
	l := mustGet(t, "en")
	check(t, "month", l.DateInterval(day(t, "2026-05-07"), day(t, "2026-06-07")), "7 May_–_7 June 2026")
	check(t, "year", l.DateInterval(day(t, "2026-05-07"), day(t, "2027-05-07")), "7 May 2026_–_7 May 2027")
}

func TestTimeInterval(t *testing.T) {
	tests := []struct{ tag, want string }{
		{"en", "09:00–12:30"}, {"de", "09:00–12:30 Uhr"}, {"fr", "09:00_–_12:30"},
		{"fi", "9.00–12.30"}, {"da", "09.00–12.30"},
		{"cs", "9:00–12:30"}, {"bg", "9:00 ч. – 12:30 ч."}, {"el", "09:00–12:30"}, {"sl", "09:00–12:30"},
	}
	for _, test := range tests {
		l := mustGet(t, test.tag)
		check(t, test.tag, l.TimeInterval(clock(t, "09:00"), clock(t, "12:30")), test.want)
	}
	check(t, "same hour", mustGet(t, "en").TimeInterval(clock(t, "09:00"), clock(t, "09:30")), "09:00–09:30")
}
