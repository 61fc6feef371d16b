package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"belfry/internal/diag"

	"github.com/rogpeppe/go-internal/txtar"
)

// TestAdviceOnDates writes dates, times and lengths as people do. Each is one
// mistake, with this message and hint; and a file in which the hint is followed
// builds, whichever of its values is taken.
func TestAdviceOnDates(t *testing.T) {
	for _, c := range []struct{ fields, want string }{
		{"start: 5 March 2026", `"5 March 2026" is not written as a date | write 2026-03-05`},
		{"start: March 5, 2026", `"March 5, 2026" is not written as a date | write 2026-03-05`},
		{"start: 5. März 2026", `"5. März 2026" is not written as a date | write 2026-03-05`},
		{"start: Donnerstag, 5. März 2026 um 14 Uhr",
			`"Donnerstag, 5. März 2026 um 14 Uhr" is not written as a date | write 2026-03-05 14:00`},
		{"start: 5 décembre 2026, 14h30", `"5 décembre 2026, 14h30" is not written as a date | write 2026-12-05 14:30`},
		{"start: 7 stycznia 2026", `"7 stycznia 2026" is not written as a date | write 2026-01-07`},
		{"start: 5 de marzo de 2026", `"5 de marzo de 2026" is not written as a date | write 2026-03-05`},
		{"start: 5 Μαρτίου 2026 10:00",
			`"5 Μαρτίου 2026 10:00" is not written as a date | write 2026-03-05 10:00`},
		{"start: 5 March 2026, 10:00", `"5 March 2026, 10:00" is not written as a date | write 2026-03-05 10:00`},
		{"start: Thursday 5 March 2026 at 10am",
			`"Thursday 5 March 2026 at 10am" is not written as a date | write 2026-03-05 10:00`},
		{"start: 10, 10:00",
			`"10, 10:00" has a time, but no date before it | write the date as year, month and day, as in 2024-06-03 10:00`},
		{"start: 20.05.2027 9h00", `"20.05.2027 9h00" is not written as a date | write 2027-05-20 09:00`},
		{"start: 2026/03/05", `"2026/03/05" is not written as a date | write 2026-03-05`},
		{"start: 05/03/2026", `"05/03/2026" may be 5 March or 3 May | write 2026-03-05 or 2026-05-03`},
		{"start: 05/03/2026 10:00",
			`"05/03/2026 10:00" may be 5 March or 3 May | write 2026-03-05 10:00 or 2026-05-03 10:00`},
		{"start: 05/03/2026 10:00-12:00",
			`"05/03/2026 10:00-12:00" may be 5 March or 3 May | ` +
				`write start: 2026-03-05 10:00 and end: 2026-03-05 12:00, or start: 2026-05-03 10:00 and end: 2026-05-03 12:00`},
		{"start: 5-3-2026", `"5-3-2026" may be 5 March or 3 May | write 2026-03-05 or 2026-05-03`},
		{"start: 20260305", `"20260305" is not written as a date | write 2026-03-05`},
		{"start: 20260305T100000", `"20260305T100000" is not written as a date | write 2026-03-05 10:00`},
		{"start: 28.06.26", `"28.06.26" is not written as a date | write 2026-06-28`},
		{"start: 2026-31-12 9h", `there is no month 31 | dates are written year-month-day; did you mean 2026-12-31 09:00?`},

		{"start: 2026-03-05T10", `"10" is not written as a time of day | write 2026-03-05 10:00`},
		{"start: 2026-03-05 10", `"10" is not written as a time of day | write 2026-03-05 10:00`},
		{"start: 2026-03-05 10.00", `"10.00" is not written as a time of day | write 2026-03-05 10:00`},
		{"start: 2026-03-05 10am", `"10am" is a time of the 12-hour clock | write 2026-03-05 10:00`},
		{"start: 2026-03-05 9h", `"9h" is not written as a time of day | write 2026-03-05 09:00`},
		{"start: 2027-05-20 10:00 Uhr", `"10:00 Uhr" is not written as a time of day | write 2027-05-20 10:00`},
		{"start: 2027-05-20 10:00 h", `"10:00 h" is not written as a time of day | write 2027-05-20 10:00`},
		{"start: 2027-05-20 10:00 o'clock", `"10:00 o'clock" is not written as a time of day | write 2027-05-20 10:00`},
		{"start: 2027-05-20 at ten",
			`"at ten" is not a time of day | write 2027-05-20 alone, or with a time behind it, as in 2027-05-20 10:00`},
		{"start: 2027-05-20 24:00", `there is no time 24:00 | write 2027-05-21 00:00, midnight at the end of 2027-05-20`},
		{"start: “2027-05-20 10 h”", `"10 h" is not written as a time of day | write 2027-05-20 10:00`},

		{"start: 2027-05-20 10:00 – 12:00",
			`"10:00 - 12:00" is not one time of day | write start: 2027-05-20 10:00 and end: 2027-05-20 12:00`},
		{"start: 2027-05-20 10:00-12:00",
			`"10:00-12:00" is not one time of day | write start: 2027-05-20 10:00 and end: 2027-05-20 12:00`},
		{"start: 2027-05-20 10-12",
			`"10-12" is not one time of day | write start: 2027-05-20 10:00 and end: 2027-05-20 12:00`},
		{"start: 2027-05-20 22:00-02:00",
			`"22:00-02:00" is not one time of day | write start: 2027-05-20 22:00 and end: 2027-05-21 02:00`},
		{"start: 20 May 2027, 2-4 pm",
			`"20 May 2027, 2-4 pm" is not written as a date | write start: 2027-05-20 14:00 and end: 2027-05-20 16:00`},
		{"start: 3-5 March 2026", `"3-5 March 2026" is not written as a date | write start: 2026-03-03 and end: 2026-03-05`},
		{"start: 2026-03-03 to 2026-03-05",
			`"2026-03-03 to 2026-03-05" is not one date | write start: 2026-03-03 and end: 2026-03-05`},
		{"start: 2026-03-03 10:00 - 2026-03-04 12:00",
			`"10:00 - 2026-03-04 12:00" is not one time of day | write start: 2026-03-03 10:00 and end: 2026-03-04 12:00`},
		{"start: 2027-05-20 10:00-12:00\nend: 2027-05-20 12:00",
			`"10:00-12:00" is not one time of day | write start: 2027-05-20 10:00, because end is given`},
		{"start: 2027-05-20 10:00-12:00\nduration: 2h",
			`"10:00-12:00" is not one time of day | write start: 2027-05-20 10:00, because duration is given`},
		{"start: 2027-05-20 10:00\nend: 2027-05-20 10:00-12:00",
			`"10:00-12:00" is not one time of day | write end: 2027-05-20 12:00`},
		{"start: 2027-05-20 10:00\nalso: [2027-05-21 10:00-12:00]",
			`"10:00-12:00" is not one time of day | write 2027-05-21 10:00`},
		{"start: 2027-05-20 10:00\nregistration:\n  opens: 2027-05-03 9-12",
			`"9-12" is not one time of day | write opens: 2027-05-03 09:00 and closes: 2027-05-03 12:00`},
		{"published: 2026-03-05 10:00-12:00", `"10:00-12:00" is not one time of day | write 2026-03-05 10:00`},

		{"start: 2026-03-05 10:00\nend: 12:30", `"12:30" is a time without a date | write end: 2026-03-05 12:30`},
		{"start: 2026-03-05 10:00\nend: 12.30", `"12.30" is a time without a date | write end: 2026-03-05 12:30`},
		{"start: 2026-03-05 10:00\nend: 12h30", `"12h30" is a time without a date | write end: 2026-03-05 12:30`},
		{"start: 2026-03-05 10:00\nend: 12:30 Uhr", `"12:30 Uhr" is a time without a date | write end: 2026-03-05 12:30`},
		{"start: 2026-03-05 10:00\nend: 2 pm", `"2 pm" is a time without a date | write end: 2026-03-05 14:00`},
		{"start: 2026-03-05 10:00\nend: 10:00-12:30", `"10:00-12:30" is a time without a date | write end: 2026-03-05 12:30`},
		{"start: 2026-03-05 22:00\nend: 02:00", `"02:00" is a time without a date | write end: 2026-03-06 02:00`},
		{"start: 2026-03-05 10:00\nend: 24:00", `"24:00" is a time without a date | write end: 2026-03-06 00:00`},
		{"start: 2026-03-05 10:00Z\nend: 12:30", `"12:30" is a time without a date | write end: 2026-03-05 12:30Z`},
		{"start: 2026-03-05T10:00:00+01:00\nend: 12:30",
			`"12:30" is a time without a date | write end: 2026-03-05 12:30+01:00`},
		{"start: 10:00\nend: 2026-03-05 12:30", `"10:00" is a time without a date | write start: 2026-03-05 10:00`},
		{"start: 10:00", `"10:00" is a time without a date | write the date before it, as in 2024-06-03 10:00`},
		{"start: 2026-03-05 10:00\nrepeat: every week, 3 times\nchanges:\n  - {on: 2026-03-12, start: 14:00}",
			`"14:00" is a time without a date | write start: 2026-03-12 14:00`},
		{"start: 2026-03-05 10:00\nrepeat: every week, 3 times\nchanges:\n  - {on: 2026-03-12, end: 14:00}",
			`"14:00" is a time without a date | write end: 2026-03-12 14:00`},
		{"start: 2026-03-05 10:00\nregistration:\n  closes: 12:30",
			`"12:30" is a time without a date | write the date before it, as in 2024-06-03 12:30`},
		{"published: 12:30", `"12:30" is a time without a date | write the date before it, as in 2024-06-03 12:30`},

		{"start: 2026-06-05 10:00 CET",
			`the time "10:00 CET" names a time zone | ` +
				`write 2026-06-05 10:00, and the zone under timezone, as in Europe/Brussels`},
		{"start: 2026-06-05 10:00 Europe/Paris",
			`the time "10:00 Europe/Paris" names a time zone | write 2026-06-05 10:00, and timezone: Europe/Paris`},
		{"start: 2026-06-05 10:00 CET\ntimezone: Europe/Paris",
			`the time "10:00 CET" names a time zone | write 2026-06-05 10:00; the zone stands under timezone`},
		{"start: 2026-06-05 10:00-12:00 CET",
			`"10:00-12:00 CET" is not one time of day | ` +
				`write start: 2026-06-05 10:00 and end: 2026-06-05 12:00, and the zone under timezone, as in Europe/Brussels`},
		{"start: 2026-06-05 10:00 UTC", `the time "10:00 UTC" names a time zone | write 2026-06-05 10:00Z`},
		{"start: 2026-06-05 10:00 UTC+1", `the time "10:00 UTC+1" names a time zone | write 2026-06-05 09:00Z`},
		{"start: 2026-06-05 10:00\npublished: 2026-03-05 10:00 CET",
			`the time "10:00 CET" names a time zone | write 2026-03-05 10:00+01:00`},
		{"published: 2026-03-05 10:00 CET", `the time "10:00 CET" names a time zone | write 2026-03-05 10:00+01:00`},
		{"published: 2026-03-05 10:00 Europe/Athens",
			`the time "10:00 Europe/Athens" names a time zone | write 2026-03-05 10:00+02:00`},
		{"published: 2026-03-05 10:00 EDT",
			`the time "10:00 EDT" names a time zone | write the time as the clocks of the site show it, as in 2026-03-05 10:00`},
		{"published: 2026-03-05\nexpires: 5. Oktober 2026", `"5. Oktober 2026" is not written as a date | write 2026-10-05`},
		{"published: 2026-03-05 10:00\nupdated: 6 March 2026 9.30",
			`"6 March 2026 9.30" is not written as a date | write 2026-03-06 09:30`},

		{"start: 2026-06-05T10:00:00+00:00",
			`the offset +00:00 is not that of Europe/Brussels then, which is +02:00 | ` +
				`write 2026-06-05 12:00 for that moment in Europe/Brussels, ` +
				`or 2026-06-05 10:00 for that time on its clocks; another zone goes under timezone`},
		{"start: 2026-06-05 10:00\nduration: 1:30", `"1:30" is not a length of time | write 1h30m`},
		{"start: 2026-06-05 10:00\nduration: 90",
			`"90" is not a length of time | write 90m for minutes, 90h for hours or 90d for days`},
		{"start: 2026-06-05 10:00\nduration: 1.5 days", `"1.5 days" has days that are not whole | write 1d 12h`},
	} {
		found := mistakesIn(t, c.fields)
		if len(found) != 1 || found[0].Message+" | "+found[0].Hint != c.want {
			t.Errorf("%s\n got %+v\nwant %s", c.fields, found, c.want)
			continue
		}
		for _, mended := range follow(t, c.fields, found[0]) {
			if still := mistakesIn(t, mended); len(still) > 0 {
				t.Errorf("%s\nbecomes, as the hint says,\n%s\nwhich is wrong: %+v", c.fields, mended, still)
			}
		}
	}
}

// mistakesIn builds a site of one file with a title and these fields: an event,
// or a news item where they do not have a start.
func mistakesIn(t *testing.T, fields string) []diag.Diagnostic {
	t.Helper()
	name := "content/news/item.md"
	if strings.Contains("\n"+fields, "\nstart:") {
		name = "content/events/item.md"
	}
	r := generate(t, []txtar.File{
		{Name: "content/site.yaml", Data: []byte("name: Network\nurl: https://network.example\ntimezone: Europe/Brussels\n")},
		{Name: name, Data: []byte("---\n" + fields + "\ntitle: Item\n---\n")},
	})
	isNotice := func(d diag.Diagnostic) bool { return d.Severity == diag.Notice }
	return slices.DeleteFunc(slices.Clone(r.Diagnostics), isNotice)
}

var (
	advisedField  = regexp.MustCompile(`(start|end|opens|closes|timezone): ([\dTZ:+/ -]*[\dZ]|\w+/\w+)`)
	advisedValue  = regexp.MustCompile(`\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?`)
	advisedLength = regexp.MustCompile(`\d+[dhm](?: ?\d+[hm])*`)
	advisedZone   = regexp.MustCompile(`as in (Europe/\w+)`)
)

// follow returns the fields as the hint of a mistake in them says: once for
// each of the values that it offers.
func follow(t *testing.T, fields string, d diag.Diagnostic) []string {
	var all []string
	lines := strings.Split(fields, "\n")
	own := strings.TrimLeft(lines[d.Pos.Line-2], " -{")
	if named := advisedField.FindAllStringSubmatch(d.Hint, -1); len(named) > 0 && named[0][1] != "timezone" {
		for ; len(named) > 0; named = named[min(2, len(named)):] {
			mended := slices.Clone(lines)
			for _, f := range named[:min(2, len(named))] {
				mended = set(mended, d, f[1], f[2])
			}
			all = append(all, strings.Join(mended, "\n"))
		}
	} else {
		values := advisedValue.FindAllString(d.Hint, -1)
		if strings.HasPrefix(own, "duration") {
			values = advisedLength.FindAllString(d.Hint, -1)
		}
		if i := strings.Index(d.Hint, ", midnight"); i >= 0 {
			values = values[:1]
		}
		for _, v := range values {
			all = append(all, strings.Join(replaceAt(slices.Clone(lines), d, v), "\n"))
		}
	}
	if zone := advisedZone.FindStringSubmatch(d.Hint); zone != nil {
		for i := range all {
			all[i] += "\ntimezone: " + zone[1]
		}
	}
	if zone := advisedField.FindStringSubmatch(d.Hint); zone != nil && zone[1] == "timezone" {
		all[0] += "\ntimezone: " + zone[2]
	}
	if len(all) == 0 {
		t.Errorf("%s\nthe hint has no value: %s", fields, d.Hint)
	}
	return all
}

// replaceAt writes a value where the mistake stands.
func replaceAt(lines []string, d diag.Diagnostic, value string) []string {
	line := []rune(lines[d.Pos.Line-2])
	at := d.Pos.Column - 1
	lines[d.Pos.Line-2] = string(line[:at]) + value + string(line[at+d.Length:])
	return lines
}

// set writes a value where the mistake stands, if it is in that field, else
// into a field beside it.
func set(lines []string, d diag.Diagnostic, name, value string) []string {
	line := lines[d.Pos.Line-2]
	if strings.HasSuffix(strings.TrimRight(string([]rune(line)[:d.Pos.Column-1]), " "), name+":") {
		return replaceAt(lines, d, value)
	}
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	for i, l := range lines {
		if strings.HasPrefix(l, indent+name+":") {
			lines[i] = indent + name + ": " + value
			return lines
		}
	}
	return append(lines, indent+name+": "+value)
}
