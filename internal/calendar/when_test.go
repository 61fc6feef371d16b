package calendar_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"belfry/internal/calendar"

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
	} {
		if w, err := calendar.ParseWhen(c.text); err != nil || w.String() != c.want {
			t.Errorf("%q: %s, %v; want %s", c.text, w, err, c.want)
		}
	}
}

// The messages stand as an editor reads them: code | message | hint.
func TestParseWhenMistakes(t *testing.T) {
	const usual = "dates are written 2024-06-03, times 2024-06-03 10:00"
	for _, c := range []struct{ text, want string }{
		{"", `not-a-date | "" is not a date | ` + usual},
		{"tomorrow", `not-a-date | "tomorrow" is not a date | ` + usual},
		{"3 June 2024", `not-a-date | "3 June 2024" is not a date | ` + usual},
		{"2024", `not-a-date | "2024" is not a date | ` + usual},
		{"2024-06", `not-a-date | "2024-06" is not a date | ` + usual},
		{"24-06-03", `not-a-date | "24-06-03" is not a date | ` + usual},
		{"10:00", `not-a-date | "10:00" is not a date | ` + usual},
		{"2024-06-03T", `not-a-date | "2024-06-03T" is not a date | ` + usual},
		{"2024-06-03x", `not-a-date | "2024-06-03x" is not a date | ` + usual},
		{"2024-06-03\n10:00\n", `not-a-date | "2024-06-03\n10:00\n" is not a date | ` + usual},
		{"31/02/2024", `not-a-date | "31/02/2024" is not a date | ` + usual},
		{"0.5.2024", `not-a-date | "0.5.2024" is not a date | ` + usual},
		{"2024.13.45", `not-a-date | "2024.13.45" is not a date | ` + usual},
		{"03.06.20245", `not-a-date | "03.06.20245" is not a date | ` + usual},

		{"2024/06/03", `not-a-date | "2024/06/03" is not written as a date | write 2024-06-03`},
		{"2024.6.3", `not-a-date | "2024.6.3" is not written as a date | write 2024-06-03`},
		{"20240603", `not-a-date | "20240603" is not written as a date | write 2024-06-03`},
		{"20240603T1000", `not-a-date | "20240603T1000" is not written as a date | write 2024-06-03`},
		{"23.06.2024", `not-a-date | "23.06.2024" is not written as a date | write 2024-06-23`},
		{"6/23/2024", `not-a-date | "6/23/2024" is not written as a date | write 2024-06-23`},
		{"5.5.2024", `not-a-date | "5.5.2024" is not written as a date | write 2024-05-05`},
		{"23.06.2024 9:30", `not-a-date | "23.06.2024 9:30" is not written as a date | write 2024-06-23 09:30`},
		{"23.06.2024 at noon", `not-a-date | "23.06.2024 at noon" is not written as a date | write 2024-06-23`},
		{"3/6/2024", `ambiguous-date | "3/6/2024" may be 3 June or 6 March | write 2024-06-03 or 2024-03-06`},
		{"03-06-2024 10:00", `ambiguous-date | "03-06-2024 10:00" may be 3 June or 6 March | write 2024-06-03 10:00 or 2024-03-06 10:00`},

		{"2024-02-30", `impossible-date | there is no day 30 in February 2024, which has 29 days | `},
		{"2023-02-29 10:00", `impossible-date | there is no day 29 in February 2023, which has 28 days | `},
		{"2024-06-00", `impossible-date | there is no day 0 in June 2024, which has 30 days | `},
		{"2024-31-12", `impossible-date | there is no month 31 | dates are written year-month-day; did you mean 2024-12-31?`},
		{"2024-13-45", `impossible-date | there is no month 13 | dates are written year-month-day, as in 2024-06-03`},
		{"2024-00-03", `impossible-date | there is no month 0 | dates are written year-month-day, as in 2024-06-03`},
		{"0000-06-03", `impossible-date | the year 0000 is not between 1600 and 2999 | look at the digits of the year`},
		{"0204-06-03", `impossible-date | the year 0204 is not between 1600 and 2999 | look at the digits of the year`},

		{"2024-06-03 25:00", `impossible-time | there is no time 25:00 | hours go from 00 to 23, minutes and seconds from 00 to 59`},
		{"2024-06-03 10:60", `impossible-time | there is no time 10:60 | hours go from 00 to 23, minutes and seconds from 00 to 59`},
		{"2016-12-31 23:59:60Z", `impossible-time | there is no time 23:59:60Z | hours go from 00 to 23, minutes and seconds from 00 to 59`},
		{"2024-06-03 24:00", `impossible-time | there is no time 24:00 | midnight at the end of a day is 00:00 on the next`},

		{"2024-06-03 soon", `not-a-time | "soon" is not a time of day | times are written 10:00`},
		{"2024-06-03 at 10:00", `not-a-time | "at 10:00" is not a time of day | times are written 10:00`},
		{"2024-06-03T10:00:00.000Z", `not-a-time | "10:00:00.000Z" is not a time of day | times are written 10:00`},
		{"2024-06-03 10", `not-a-time | "10" is not written as a time of day | write 10:00`},
		{"2024-06-03 9.30", `not-a-time | "9.30" is not written as a time of day | write 09:30`},
		{"2024-06-03 14h30", `not-a-time | "14h30" is not written as a time of day | write 14:30`},
		{"2024-06-03 14 h", `not-a-time | "14 h" is not written as a time of day | write 14:00`},
		{"2024-06-03 99h", `not-a-time | "99h" is not written as a time of day | times are written 10:00`},
		{"2024-06-03 2:30 pm", `not-a-time | "2:30 pm" is a time of the 12-hour clock | write 14:30`},
		{"2024-06-03 12 a.m.", `not-a-time | "12 a.m." is a time of the 12-hour clock | write 00:00`},
		{"2024-06-03 12pm", `not-a-time | "12pm" is a time of the 12-hour clock | write 12:00`},
		{"2024-06-03 13pm", `not-a-time | "13pm" is a time of the 12-hour clock | times are written 10:00`},
		{"2024-06-03 10:00-12:00", `not-a-time | "10:00-12:00" is not one time of day | write the start alone here, and the end under end`},
		{"2024-06-03 10:00 – 12:00", `not-a-time | "10:00 – 12:00" is not one time of day | write the start alone here, and the end under end`},
		{"2024-06-03 - 2024-06-05", `not-a-time | "- 2024-06-05" is not one time of day | write the start alone here, and the end under end`},
		{"2024-06-03 to 2024-06-05", `not-a-time | "to 2024-06-05" is not one time of day | write the start alone here, and the end under end`},
		{"2024-06-03T10:00+02:00", `not-a-time | the time "10:00+02:00" has an offset from UTC | write the local time and name the zone under timezone, or write the time in UTC with a Z`},
		{"2024-06-03T10:00:00-0500", `not-a-time | the time "10:00:00-0500" has an offset from UTC | write the local time and name the zone under timezone, or write the time in UTC with a Z`},
		{"2024-06-03 10:00 UTC+1", `not-a-time | the time "10:00 UTC+1" has an offset from UTC | write the local time and name the zone under timezone, or write the time in UTC with a Z`},
		{"2024-06-03 10:00 CEST", `not-a-time | the time "10:00 CEST" names a time zone | write 10:00 here and the zone under timezone, as in Europe/Brussels`},
		{"2024-06-03 10:00 (Europe/Paris)", `not-a-time | the time "10:00 (Europe/Paris)" names a time zone | write 10:00 here and the zone under timezone, as in Europe/Brussels`},
		{"2024-06-03 10:00 UTC", `not-a-time | the time "10:00 UTC" names a time zone | write 10:00Z`},
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
		{"1:30", `not-a-duration | "1:30" is not a length of time | ` + hint},
		{"1.5h", `not-a-duration | "1.5h" is not a length of time | ` + hint},
		{"PT1H", `not-a-duration | "PT1H" is not a length of time | ` + hint},
		{"-1h", `not-a-duration | "-1h" is not a length of time | ` + hint},
		{"1 0m", `not-a-duration | "1 0m" is not a length of time | ` + hint},
		{"30m1h", `not-a-duration | "30m1h" is not a length of time | ` + hint},
		{"90", `not-a-duration | "90" is not a length of time | ` + hint},
		{"99999h", `not-a-duration | "99999h" is not a length of time | ` + hint},
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
		if read, err := calendar.ParseWhen(w.String()); err != nil || read != w {
			t.Errorf("%v is read as %v, %v", w, read, err)
		}
	})
}

// FuzzParse: nothing panics, what is read prints as a text that is read alike,
// and every mistake is told in one line.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"2024-06-03", "2024-06-03 10:00", "2024-06-03T10:00:30Z", "3/6/2024 10:00", "20240603", "2024-06-03 2:30 pm",
		"2024-06-03 10:00-12:00", "2024-06-03 10:00 CEST", "1w2d3h4m", "1 h", "9999-99-99", "2024-06-03 99 h", "\x00", "31.12.2024\u2028"} {
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
	})
}
