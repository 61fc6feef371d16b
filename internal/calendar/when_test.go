package calendar_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/corpus"

	"pgregory.net/rapid"
)

func TestParseWhen(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"2024-06-03", "2024-06-03"},
		{"2024-6-3", "2024-06-03"},
		{"2024-02-29", "2024-02-29"},
		{"2024-06-03 10:00", "2024-06-03T10:00:00"},
		{"2024-06-03   9:05", "2024-06-03T09:05:00"},
		{"2024-06-03T10:00:30", "2024-06-03T10:00:30"},
		{"2024-06-03t10:00:30z", "2024-06-03T10:00:30Z"},
		{"2024-06-03 00:00Z", "2024-06-03T00:00:00Z"},
		{"2024-06-03T10:00:00.000Z", "2024-06-03T10:00:00Z"},
		{"2024-06-03T10:00:00,123", "2024-06-03T10:00:00"},
		{"2024-06-03 10:00 Z", "2024-06-03T10:00:00Z"},
		{"2024-06-03T10:00+02:00", "2024-06-03T10:00:00+02:00"},
		{"2024-06-03T10:00:00.5+0200", "2024-06-03T10:00:00+02:00"},
		{"2024-06-03 10:00:00 +0200", "2024-06-03T10:00:00+02:00"},
		{"2024-06-03 10:00+02", "2024-06-03T10:00:00+02:00"},
		{"2024-06-03T10:00:00+00:00", "2024-06-03T10:00:00+00:00"},
		{"2024-06-03T10:00:00-0500", "2024-06-03T10:00:00-05:00"},
		{"2024-06-03 10:00:00-05:00", "2024-06-03T10:00:00-05:00"},
		{"2024-06-03T10:00-05:00", "2024-06-03T10:00:00-05:00"},
		{"2024-06-03 10:00 -0500", "2024-06-03T10:00:00-05:00"},
		{"2024-06-03T10:00:00+14:00", "2024-06-03T10:00:00+14:00"},
		{"2024-06-03T10:00:00+05:45", "2024-06-03T10:00:00+05:45"},
	} {
		if w, err := calendar.ParseWhen(c.text); err != nil || w.String() != c.want {
			t.Errorf("%q: %s, %v; want %s", c.text, w, err, c.want)
		}
	}
}

// The messages stand as an editor reads them: code | message | hint.
func TestParseWhenMistakes(t *testing.T) {
	const (
		usual = "dates are written 2024-06-03, times 2024-06-03 10:00"
		alone = "write 2024-06-03 alone, or with a time behind it, as in 2024-06-03 10:00"
		hours = "hours go from 00 to 23, minutes and seconds from 00 to 59"
	)
	for _, c := range []struct{ text, want string }{
		{"", `not-a-date | "" is not a date | ` + usual},
		{"tomorrow", `not-a-date | "tomorrow" is not a date | ` + usual},
		{"3 June 2024", `not-a-date | "3 June 2024" is not written as a date | write 2024-06-03`},
		{"2024", `not-a-date | "2024" is not a date | ` + usual},
		{"2024-06", `not-a-date | "2024-06" is not a date | ` + usual},
		{"24-06-03", `not-a-date | "24-06-03" is not a date | ` + usual},
		{"10:00", `not-a-date | "10:00" is a time without a date | write the date before it, as in 2024-06-03 10:00`},
		{"2024-06-03T", `not-a-date | "2024-06-03T" is not written as a date | ` + alone},
		{"2024-06-03x", `not-a-date | "2024-06-03x" is not written as a date | ` + alone},
		{"2024-06-03\n10:00\n", `not-a-date | "2024-06-03\n10:00\n" is not written as a date | write 2024-06-03 10:00`},
		{"31/02/2024", `not-a-date | "31/02/2024" is not a date | ` + usual},
		{"0.5.2024", `not-a-date | "0.5.2024" is not a date | ` + usual},
		{"2024.13.45", `not-a-date | "2024.13.45" is not a date | ` + usual},
		{"03.06.20245", `not-a-date | "03.06.20245" is not a date | ` + usual},

		{"2024/06/03", `not-a-date | "2024/06/03" is not written as a date | write 2024-06-03`},
		{"2024.6.3", `not-a-date | "2024.6.3" is not written as a date | write 2024-06-03`},
		{"20240603", `not-a-date | "20240603" is not written as a date | write 2024-06-03`},
		{"20240603T1000", `not-a-date | "20240603T1000" is not written as a date | write 2024-06-03 10:00`},
		{"23.06.2024", `not-a-date | "23.06.2024" is not written as a date | write 2024-06-23`},
		{"6/23/2024", `not-a-date | "6/23/2024" is not written as a date | write 2024-06-23`},
		{"5.5.2024", `not-a-date | "5.5.2024" is not written as a date | write 2024-05-05`},
		{"23.06.2024 9:30", `not-a-date | "23.06.2024 9:30" is not written as a date | write 2024-06-23 09:30`},
		{"23.06.2024 at noon", `not-a-date | "23.06.2024 at noon" is not written as a date | write 2024-06-23 12:00`},
		{"3/6/2024", `ambiguous-date | "3/6/2024" may be 3 June or 6 March | write 2024-06-03 or 2024-03-06`},
		{"03-06-2024 10:00",
			`ambiguous-date | "03-06-2024 10:00" may be 3 June or 6 March | write 2024-06-03 10:00 or 2024-03-06 10:00`},

		{"2024-02-30", `impossible-date | there is no day 30 in February 2024, which has 29 days | `},
		{"2023-02-29 10:00", `impossible-date | there is no day 29 in February 2023, which has 28 days | `},
		{"2024-06-00", `impossible-date | there is no day 0 in June 2024, which has 30 days | `},
		{"2024-31-12", `impossible-date | there is no month 31 | dates are written year-month-day; did you mean 2024-12-31?`},
		{"2024-13-45", `impossible-date | there is no month 13 | dates are written year-month-day, as in 2024-06-03`},
		{"2024-00-03", `impossible-date | there is no month 0 | dates are written year-month-day, as in 2024-06-03`},
		{"0000-06-03", `impossible-date | the year 0000 is not between 1600 and 2999 | look at the digits of the year`},
		{"0204-06-03", `impossible-date | the year 0204 is not between 1600 and 2999 | look at the digits of the year`},

		{"2024-06-03 25:00", `impossible-time | there is no time 25:00 | ` + hours},
		{"2024-06-03 10:60", `impossible-time | there is no time 10:60 | ` + hours},
		{"2016-12-31 23:59:60Z", `impossible-time | there is no time 23:59:60Z | ` + hours},
		{"2024-06-03 24:00",
			`impossible-time | there is no time 24:00 | write 2024-06-04 00:00, midnight at the end of 2024-06-03`},

		{"2024-06-03 soon", `not-a-time | "soon" is not a time of day | ` + alone},
		{"2024-06-03 at 10:00", `not-a-time | "at 10:00" is not written as a time of day | write 2024-06-03 10:00`},
		{"2024-06-03 10", `not-a-time | "10" is not written as a time of day | write 2024-06-03 10:00`},
		{"2024-06-03 9.30", `not-a-time | "9.30" is not written as a time of day | write 2024-06-03 09:30`},
		{"2024-06-03 14h30", `not-a-time | "14h30" is not written as a time of day | write 2024-06-03 14:30`},
		{"2024-06-03 14 h", `not-a-time | "14 h" is not written as a time of day | write 2024-06-03 14:00`},
		{"2024-06-03 99h", `not-a-time | "99h" is not a time of day | ` + alone},
		{"2024-06-03 2:30 pm", `not-a-time | "2:30 pm" is a time of the 12-hour clock | write 2024-06-03 14:30`},
		{"2024-06-03 12 a.m.", `not-a-time | "12 a.m." is a time of the 12-hour clock | write 2024-06-03 00:00`},
		{"2024-06-03 12pm", `not-a-time | "12pm" is a time of the 12-hour clock | write 2024-06-03 12:00`},
		{"2024-06-03 13pm", `not-a-time | "13pm" is not a time of day | ` + alone},
		{"2024-06-03 10:00-12:00", `not-a-time | "10:00-12:00" is not one time of day | write 2024-06-03 10:00`},
		{"2024-06-03 10:00 – 12:00", `not-a-time | "10:00 – 12:00" is not one time of day | write 2024-06-03 10:00`},
		{"2024-06-03 - 2024-06-05", `not-a-time | "2024-06-03 - 2024-06-05" is not one date | write 2024-06-03`},
		{"2024-06-03 to 2024-06-05", `not-a-time | "2024-06-03 to 2024-06-05" is not one date | write 2024-06-03`},
		{"2024-06-03 10:00 UTC+1", `not-a-time | the time "10:00 UTC+1" names a time zone | write 2024-06-03 09:00Z`},
		{"2024-06-03 10:00 CEST", `not-a-time | the time "10:00 CEST" names a time zone | write 2024-06-03 10:00+02:00`},
		{"2024-06-03 10:00 (Europe/Paris)",
			`not-a-time | the time "10:00 (Europe/Paris)" names a time zone | write 2024-06-03 10:00+02:00`},
		{"2024-06-03 10:00 UTC", `not-a-time | the time "10:00 UTC" names a time zone | write 2024-06-03 10:00Z`},

		{"5 March 2026", `not-a-date | "5 March 2026" is not written as a date | write 2026-03-05`},
		{"March 5, 2026", `not-a-date | "March 5, 2026" is not written as a date | write 2026-03-05`},
		{"5. March 2026", `not-a-date | "5. March 2026" is not written as a date | write 2026-03-05`},
		{"5th of March 2026", `not-a-date | "5th of March 2026" is not written as a date | write 2026-03-05`},
		{"Thursday, 5 March 2026 at 10am",
			`not-a-date | "Thursday, 5 March 2026 at 10am" is not written as a date | write 2026-03-05 10:00`},
		{"Thu 5 Mar 2026 9.30", `not-a-date | "Thu 5 Mar 2026 9.30" is not written as a date | write 2026-03-05 09:30`},
		{"5-Mar-2026", `not-a-date | "5-Mar-2026" is not written as a date | write 2026-03-05`},
		{"5 March 2026, 10:00", `not-a-date | "5 March 2026, 10:00" is not written as a date | write 2026-03-05 10:00`},
		{"March 5th, 2026, 3:00 pm",
			`not-a-date | "March 5th, 2026, 3:00 pm" is not written as a date | write 2026-03-05 15:00`},
		{"5 March", `not-a-date | "5 March" is not a date | ` + usual},
		{"28.06.24", `not-a-date | "28.06.24" is not written as a date | write 2024-06-28`},
		{"28.06.24 10:00", `not-a-date | "28.06.24 10:00" is not written as a date | write 2024-06-28 10:00`},
		{"5-3-2026", `ambiguous-date | "5-3-2026" may be 5 March or 3 May | write 2026-03-05 or 2026-05-03`},
		{"28. 6. 2024", `not-a-date | "28. 6. 2024" is not written as a date | write 2024-06-28`},
		{"20.05.2027 9h00", `not-a-date | "20.05.2027 9h00" is not written as a date | write 2027-05-20 09:00`},
		{"20.05.2027 um 14 Uhr 30",
			`not-a-date | "20.05.2027 um 14 Uhr 30" is not written as a date | write 2027-05-20 14:30`},
		{"20.05.2027 10:00-12:00", `not-a-date | "20.05.2027 10:00-12:00" is not written as a date | write 2027-05-20 10:00`},
		{"20.05.2027 10:00+02:00",
			`not-a-date | "20.05.2027 10:00+02:00" is not written as a date | write 2027-05-20 08:00Z`},
		{"3-5 March 2026", `not-a-date | "3-5 March 2026" is not written as a date | write 2026-03-03`},
		{"3-5 March 2026 10:00",
			`not-a-date | "3-5 March 2026 10:00" is not written as a date | ` +
				`write 2026-03-03 alone, or with a time behind it, as in 2026-03-03 10:00`},
		{"10, 10:00",
			`not-a-date | "10, 10:00" has a time, but no date before it | ` +
				`write the date as year, month and day, as in 2024-06-03 10:00`},
		{"tomorrow at 10:00",
			`not-a-date | "tomorrow at 10:00" has a time, but no date before it | ` +
				`write the date as year, month and day, as in 2024-06-03 10:00`},
		{"12.30", `not-a-date | "12.30" is a time without a date | write the date before it, as in 2024-06-03 12:30`},
		{"12h30", `not-a-date | "12h30" is a time without a date | write the date before it, as in 2024-06-03 12:30`},
		{"12:30Z", `not-a-date | "12:30Z" is a time without a date | write the date before it, as in 2024-06-03 12:30Z`},
		{"22:00-02:00",
			`not-a-date | "22:00-02:00" is a time without a date | write the date before it, as in 2024-06-03 22:00`},
		{"10-12", `not-a-date | "10-12" is not a date | ` + usual},
		{"25:00", `not-a-date | "25:00" is not a date | ` + usual},
		{"2024-31-12 9.30",
			`impossible-date | there is no month 31 | dates are written year-month-day; did you mean 2024-12-31 09:30?`},
		{"2024-06-03 10:00 Uhr", `not-a-time | "10:00 Uhr" is not written as a time of day | write 2024-06-03 10:00`},
		{"2024-06-03 10:00 h", `not-a-time | "10:00 h" is not written as a time of day | write 2024-06-03 10:00`},
		{"2024-06-03 10:00 o'clock", `not-a-time | "10:00 o'clock" is not written as a time of day | write 2024-06-03 10:00`},
		{"2024-06-03 10:00 o’clock",
			`not-a-time | "10:00 o’clock" is not written as a time of day | write 2024-06-03 10:00`},
		{"2024-06-03 14 Uhr 30", `not-a-time | "14 Uhr 30" is not written as a time of day | write 2024-06-03 14:30`},
		{"2024-06-03T10", `not-a-time | "10" is not written as a time of day | write 2024-06-03 10:00`},
		{"2024-06-03 1000", `not-a-time | "1000" is not written as a time of day | write 2024-06-03 10:00`},
		{"2024-06-03T100000", `not-a-time | "100000" is not written as a time of day | write 2024-06-03 10:00`},
		{"2024-06-03, 10:00", `not-a-date | "2024-06-03, 10:00" is not written as a date | write 2024-06-03 10:00`},
		{"2024-06-03 10:00 sharp", `not-a-time | "10:00 sharp" is not written as a time of day | write 2024-06-03 10:00`},
		{"2024-06-03 10:00 and 14:00", `not-a-time | "10:00 and 14:00" is not one time of day | write 2024-06-03 10:00`},
		{"2024-06-03 10:00, 14:00", `not-a-time | "10:00, 14:00" is not a time of day | ` + alone},
		{"2024-06-03 10-12", `not-a-time | "10-12" is not one time of day | write 2024-06-03 10:00`},
		{"2024-06-03 2-4 pm", `not-a-time | "2-4 pm" is not one time of day | write 2024-06-03 14:00`},
		{"2024-06-03 10-12 pm", `not-a-time | "10-12 pm" is not one time of day | write 2024-06-03 10:00`},
		{"2024-06-03 9 to 11 am", `not-a-time | "9 to 11 am" is not one time of day | write 2024-06-03 09:00`},
		{"2024-06-03 22:00 - 02:00", `not-a-time | "22:00 - 02:00" is not one time of day | write 2024-06-03 22:00`},
		{"2024-06-03 22:00-24:00", `not-a-time | "22:00-24:00" is not one time of day | write 2024-06-03 22:00`},
		{"2024-06-03 10:00 - 2024-06-04 12:00",
			`not-a-time | "10:00 - 2024-06-04 12:00" is not one time of day | write 2024-06-03 10:00`},
		{"2024-06-03 10:00-05:00", `not-a-time | "10:00-05:00" is not one time of day | write 2024-06-03 10:00`},
		{"2024-06-03T10:00-12:00", `not-a-time | "10:00-12:00" is not one time of day | write 2024-06-03 10:00`},
		{"2024-06-03 10:00-12:00 CEST",
			`not-a-time | "10:00-12:00 CEST" is not one time of day | write 2024-06-03 10:00+02:00`},
		{"2024-06-03 10:00 EST", `not-a-time | the time "10:00 EST" names a time zone | write 2024-06-03T10:00-05:00`},
		{"2024-06-03 10:00 GMT+2", `not-a-time | the time "10:00 GMT+2" names a time zone | write 2024-06-03 08:00Z`},
		{"2024-06-03T10:00:00+25:00", `not-a-time | "10:00:00+25:00" is not a time of day | ` + alone},
		{"2024-06-03T10:00:00+02:75", `not-a-time | "10:00:00+02:75" is not a time of day | ` + alone},
		{"2024-06-05 - 2024-06-03",
			`not-a-time | "- 2024-06-03" is not a time of day | ` +
				`write 2024-06-05 alone, or with a time behind it, as in 2024-06-05 10:00`},
		{"2024-06-03 12:00 - 2024-06-03 10:00", `not-a-time | "12:00 - 2024-06-03 10:00" is not a time of day | ` + alone},
		{"2999-12-31 24:00", `impossible-time | there is no time 24:00 | ` + hours},
		{"2024-06-03 - 10:00", `not-a-time | "- 10:00" is not written as a time of day | write 2024-06-03 10:00`},
	} {
		w, err := calendar.ParseWhen(c.text)
		if got := mistake(err); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.text, got, c.want)
		}
		if w != (calendar.When{}) {
			t.Errorf("%q: a value comes with the error: %s", c.text, w)
		}
	}
}

func mistake(err error) string {
	var e *calendar.ParseError
	if !errors.As(err, &e) {
		return "none"
	}
	if e.Error() != e.Message {
		return "an error whose text is not its message"
	}
	return e.Code + " | " + e.Message + " | " + e.Hint
}

func TestParseDuration(t *testing.T) {
	const hour, minute = time.Hour, time.Minute
	for _, c := range []struct {
		text string
		want calendar.Duration
	}{
		{"1h30m", calendar.Duration{Time: hour + 30*minute}},
		{"1h 30m", calendar.Duration{Time: hour + 30*minute}},
		{"90m", calendar.Duration{Time: 90 * minute}},
		{"45 min", calendar.Duration{Time: 45 * minute}},
		{"2 hours", calendar.Duration{Time: 2 * hour}},
		{"90 minutes", calendar.Duration{Time: 90 * minute}},
		{"1.5h", calendar.Duration{Time: 90 * minute}},
		{"1,5 h", calendar.Duration{Time: 90 * minute}},
		{"0.25 hours", calendar.Duration{Time: 15 * minute}},
		{"1 hour 30 minutes", calendar.Duration{Time: 90 * minute}},
		{"1 hour, 30 minutes", calendar.Duration{Time: 90 * minute}},
		{"1 hour and 30 min.", calendar.Duration{Time: 90 * minute}},
		{"1H30", calendar.Duration{Time: 90 * minute}},
		{"2 hrs", calendar.Duration{Time: 2 * hour}},
		{"2 days", calendar.Duration{Days: 2}},
		{"1 week", calendar.Duration{Days: 7}},
		{"PT1H30M", calendar.Duration{Time: 90 * minute}},
		{"PT1.5H", calendar.Duration{Time: 90 * minute}},
		{"pt5400s", calendar.Duration{Time: 90 * minute}},
		{"P1D", calendar.Duration{Days: 1}},
		{"P1DT2H", calendar.Duration{Days: 1, Time: 2 * hour}},
		{"P2W", calendar.Duration{Days: 14}},
		{"2d", calendar.Duration{Days: 2}},
		{"1w 1d 2h", calendar.Duration{Days: 8, Time: 2 * hour}},
		{"9999w9999d9999h99999m", calendar.Duration{Days: 8 * 9999, Time: 9999*hour + 99999*minute}},
	} {
		if d, err := calendar.ParseDuration(c.text); err != nil || d != c.want {
			t.Errorf("%q: %v, %v", c.text, d, err)
		}
	}
}

func TestParseDurationMistakes(t *testing.T) {
	const hint = "write 1h30m, 45m or 2d"
	for _, c := range []struct{ text, want string }{
		{"", `not-a-duration | "" is not a length of time | ` + hint},
		{" ", `not-a-duration | " " is not a length of time | ` + hint},
		{"1:30", `not-a-duration | "1:30" is not a length of time | write 1h30m`},
		{"01:30:00", `not-a-duration | "01:30:00" is not a length of time | write 1h30m`},
		{"0:00", `not-a-duration | "0:00" is not a length of time | ` + hint},
		{"1.5d", `not-a-duration | "1.5d" has days that are not whole | write 1d 12h`},
		{"0,5 days", `not-a-duration | "0,5 days" has days that are not whole | write 12h`},
		{"1.5 weeks", `not-a-duration | "1.5 weeks" has days that are not whole | write 10d 12h`},
		{"P1M", `not-a-duration | "P1M" is not a length of time | ` + hint},
		{"PT", `not-a-duration | "PT" is not a length of time | ` + hint},
		{"P", `not-a-duration | "P" is not a length of time | ` + hint},
		{"-1h", `not-a-duration | "-1h" is not a length of time | ` + hint},
		{"1 0m", `not-a-duration | "1 0m" is not a length of time | ` + hint},
		{"30m1h", `not-a-duration | "30m1h" is not a length of time | ` + hint},
		{"90", `not-a-duration | "90" is not a length of time | write 90m for minutes, 90h for hours or 90d for days`},
		{"99999h", `not-a-duration | "99999h" is far too long | look whether a digit too many was typed`},
		{"99999 hours 30m", `not-a-duration | "99999 hours 30m" is far too long | look whether a digit too many was typed`},
		{"0.33333h", `not-a-duration | "0.33333h" is not a length of time | ` + hint},
		{"00000h", `not-a-duration | "00000h" is not a length of time | ` + hint},
		{"0h", `not-a-duration | "0h" has no length | leave duration out for an event that is a moment`},
	} {
		if d, err := calendar.ParseDuration(c.text); mistake(err) != c.want || !d.IsZero() {
			t.Errorf("%q: %v, %s", c.text, d, mistake(err))
		}
	}
}

func TestWhenIn(t *testing.T) {
	lisbon := zone(t, "Europe/Lisbon")
	for _, c := range []struct{ text, at, shown string }{
		{"2024-06-03", "2024-06-02T23:00:00Z", "2024-06-03T00:00:00"},
		{"2024-06-03 10:00", "2024-06-03T09:00:00Z", "2024-06-03T10:00:00"},
		{"2024-06-03 23:30Z", "2024-06-03T23:30:00Z", "2024-06-04T00:30:00"},
		{"2024-03-31 01:30", "2024-03-31T01:30:00Z", "2024-03-31T01:30:00"},
		{"2024-06-03T00:30+02:00", "2024-06-02T22:30:00Z", "2024-06-02T23:30:00"},
		{"2024-12-31T23:30-05:00", "2025-01-01T04:30:00Z", "2025-01-01T04:30:00"},
	} {
		w, err := calendar.ParseWhen(c.text)
		if at := w.In(lisbon).UTC().Format(time.RFC3339); err != nil || at != c.at || w.Shown(lisbon).String() != c.shown {
			t.Errorf("%q is %s, shown as %s", c.text, at, w.Shown(lisbon))
		}
	}
}

func TestWhenPrintsAsItIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := calendar.When{Local: calendar.LocalOf(drawTime(t)), UTC: rapid.Bool().Draw(t, "utc")}
		if rapid.Bool().Draw(t, "all day") {
			w = calendar.When{Local: calendar.Local{Date: w.Date}, AllDay: true}
		}
		if !w.AllDay && !w.UTC && rapid.Bool().Draw(t, "offset") {
			w.HasOffset, w.Offset = true, 900*rapid.IntRange(-47, 56).Draw(t, "quarters of an hour")
		}
		for _, text := range []string{w.String(), w.Plain()} {
			if read, err := calendar.ParseWhen(text); err != nil || read != w {
				t.Errorf("%v is read as %v, %v", w, read, err)
			}
		}
		if u := w.Universal(); !u.In(calendar.UTC()).Equal(w.In(calendar.UTC())) {
			t.Errorf("%v is another moment than %v", u, w)
		}
	})
}

// FuzzParse: nothing panics, what is read prints as a text that is read alike,
// every mistake is told in one line, and what it says to write is read.
func FuzzParse(f *testing.F) {
	corpus.Seeds(f)
	for _, seed := range []string{
		"2024-06-03", "2024-06-03 10:00", "2024-06-03T10:00:30Z", "3/6/2024 10:00", "20240603",
		"2024-06-03 2:30 pm", "2024-06-03 10:00-12:00", "2024-06-03 10:00 CEST", "2024-06-03T10:00:00.5-05:00",
		"1w2d3h4m", "1 h", "P1DT1.5H", "1:30", "Thu 5 March 2026, 2-4 pm", "3-5.6.2026", "10, 10:00",
		"2024-06-03 22:00 - 2024-06-04 02:00 CEST", "2024-06-03 12:00 - 2024-06-03 10:00", "2024-06-03 99 h",
		"2999-12-31 24:00", "9999-99-99", "\x00", "31.12.2024\u2028",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		w, err := calendar.ParseWhen(text)
		if again, err2 := calendar.ParseWhen(w.String()); err == nil && (err2 != nil || again != w) {
			t.Errorf("%q is read as %s, and that as %s, %v", text, w, again, err2)
		}
		length, errLength := calendar.ParseDuration(text)
		if errLength == nil && (length.Days < 0 || length.Time < 0 || length.IsZero()) {
			t.Errorf("%q is read as %v", text, length)
		}
		for _, err := range []error{err, errLength} {
			if err != nil && strings.ContainsAny(mistake(err), "\r\n") {
				t.Errorf("%q: the message has several lines: %s", text, mistake(err))
			}
		}
		checkMeant(t, text, err)
	})
}

// checkMeant holds that what a text was probably meant for can be written: a
// start that is read as itself, and an end that is not before it.
func checkMeant(t *testing.T, text string, err error) {
	t.Helper()
	var e *calendar.ParseError
	if !errors.As(err, &e) || e.Meant.NoDate {
		return
	}
	m := e.Meant
	for i, w := range m.Starts {
		if read, err := calendar.ParseWhen(w.Plain()); err != nil || read != w {
			t.Errorf("%q is meant for %s, which is read as %v, %v", text, w.Plain(), read, err)
		}
		if len(m.Ends) > 0 && (m.Ends[i].Compare(w.Local) < 0 || m.Ends[i].AllDay != w.AllDay) {
			t.Errorf("%q is meant for %s until %s", text, w.Plain(), m.Ends[i].Plain())
		}
	}
	if len(m.Ends) > 0 && len(m.Ends) != len(m.Starts) {
		t.Errorf("%q is meant for %d starts and %d ends", text, len(m.Starts), len(m.Ends))
	}
}
