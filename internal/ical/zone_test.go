package ical_test

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/ical"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// lastYear is the year up to which VTIMEZONEs are read here, and must be exact.
const lastYear = 2099

// exactYear returns the year up to which a zone's VTIMEZONE must be exact: less
// than lastYear where clocks go by the moon, and in Cairo, whose last Thursday
// of October is followed by a Friday that may lie in November.
func exactYear(name string) int {
	if slices.Contains(withoutRule, name) {
		return 2040
	}
	return lastYear
}

// withoutRule are the zones whose clocks no rule says.
var withoutRule = []string{"Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron", "Africa/Cairo"}

// changesOf gives what a reader makes of a VTIMEZONE: each onset of each part
// up to lastYear, in order of time.
func changesOf(vtimezone *component) ([]calendar.Change, error) {
	var changes []calendar.Change
	for _, p := range vtimezone.components {
		from, err1 := offsetOf(p.get("TZOFFSETFROM").value)
		to, err2 := offsetOf(p.get("TZOFFSETTO").value)
		onsets, err3 := onsetsOf(p)
		for _, err := range []error{err1, err2, err3} {
			if err != nil {
				return nil, fmt.Errorf("%s: %w", p.name, err)
			}
		}
		for _, onset := range onsets {
			at := onset.Add(-time.Duration(from) * time.Second)
			changes = append(changes, calendar.Change{At: at, From: from, To: to, Abbreviation: p.text("TZNAME")})
		}
	}
	slices.SortFunc(changes, func(a, b calendar.Change) int { return a.At.Compare(b.At) })
	return changes, nil
}

// onsetsOf returns the local times, as if in UTC, at which a part takes effect.
func onsetsOf(p *component) ([]time.Time, error) {
	start, err := time.Parse("20060102T150405", p.get("DTSTART").value)
	if rule := p.get("RRULE").value; err == nil && rule != "" {
		return yearly(start, rule)
	}
	return []time.Time{start}, err
}

// yearly expands FREQ=YEARLY;BYMONTH=m;BYDAY=[n]DD, or with BYMONTHDAY and no n.
func yearly(start time.Time, rule string) ([]time.Time, error) {
	parts := map[string]string{}
	for part := range strings.SplitSeq(rule, ";") {
		name, value, _ := strings.Cut(part, "=")
		parts[name] = value
	}
	month, err := strconv.Atoi(parts["BYMONTH"])
	if err != nil || parts["FREQ"] != "YEARLY" || len(parts["BYDAY"]) < 2 {
		return nil, fmt.Errorf("unknown rule %s", rule)
	}
	var onsets []time.Time
	for year := start.Year(); year <= lastYear; year++ {
		days, err := daysOf(year, time.Month(month), parts["BYDAY"], parts["BYMONTHDAY"])
		if err != nil || len(days) != 1 {
			return nil, fmt.Errorf("%s gives the days %v in %d: %v", rule, days, year, err)
		}
		onset := time.Date(year, time.Month(month), days[0], start.Hour(), start.Minute(), start.Second(), 0, time.UTC)
		if year == start.Year() && !onset.Equal(start) {
			return nil, fmt.Errorf("%s does not give its start %s", rule, start)
		}
		onsets = append(onsets, onset)
	}
	return onsets, nil
}

func daysOf(year int, month time.Month, byDay, byMonthDay string) ([]int, error) {
	names := []string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}
	weekday := slices.Index(names, byDay[len(byDay)-2:])
	var days []int
	for t := time.Date(year, month, 1, 0, 0, 0, 0, time.UTC); t.Month() == month; t = t.AddDate(0, 0, 1) {
		if int(t.Weekday()) == weekday {
			days = append(days, t.Day())
		}
	}
	if ordinal := byDay[:len(byDay)-2]; ordinal != "" {
		n, err := strconv.Atoi(ordinal)
		switch {
		case err != nil || n == 0 || max(n, -n) > len(days) || byMonthDay != "":
			return nil, fmt.Errorf("no such weekday: %s", byDay)
		case n < 0:
			n += len(days) + 1
		}
		return days[n-1 : n], nil
	}
	allowed := strings.Split(byMonthDay, ",")
	return slices.DeleteFunc(days, func(d int) bool { return !slices.Contains(allowed, strconv.Itoa(d)) }), nil
}

func offsetOf(s string) (int, error) {
	if len(s) != 5 && len(s) != 7 || s[0] != '+' && s[0] != '-' || s == "-0000" {
		return 0, fmt.Errorf("%q is no offset", s)
	}
	n, err := strconv.Atoi(s[1:])
	if len(s) == 5 {
		n *= 100
	}
	seconds := n/10000*3600 + n/100%100*60 + n%100
	if s[0] == '-' {
		seconds = -seconds
	}
	return seconds, err
}

// eventAt is an event that begins at an instant.
func eventAt(z *calendar.Zone, at time.Time) ical.Event {
	l := z.Local(at)
	return ical.Event{UID: l.String(), Start: ical.Time{Local: l, Zone: z, At: at}}
}

// vtimezone returns the VTIMEZONE of a calendar of events at given instants;
// nil where there is none.
func vtimezone(t testing.TB, z *calendar.Zone, at ...time.Time) *component {
	var events []ical.Event
	for _, at := range at {
		events = append(events, eventAt(z, at))
	}
	found := assemble(t, ical.Calendar{}, events...).all("VTIMEZONE")
	if len(found) == 0 {
		return nil
	}
	if len(found) > 1 || found[0].get("TZID").value != z.Name() {
		t.Fatalf("%s has %d VTIMEZONEs", z.Name(), len(found))
	}
	return found[0]
}

// checkZone checks that a VTIMEZONE says what the zone does from an instant on.
func checkZone(t *testing.T, z *calendar.Zone, vtimezone *component, from time.Time) {
	t.Helper()
	changes, err := changesOf(vtimezone)
	if err != nil {
		t.Errorf("%s: %v", z.Name(), err)
		return
	}
	byTime := func(c calendar.Change, at time.Time) int { return c.At.Compare(at) }
	first, _ := slices.BinarySearchFunc(changes, from.Add(1), byTime)
	if first == 0 {
		t.Errorf("%s: nothing is in force at %s", z.Name(), from)
		return
	}
	offset, name := z.Offset(from)
	if before := changes[first-1]; before.To != offset || before.Abbreviation != name {
		t.Errorf("%s: %s is in force at %s, want %s", z.Name(), before.Abbreviation, from, name)
	}
	end := time.Date(exactYear(z.Name())+1, 1, 1, 0, 0, 0, 0, time.UTC)
	last, _ := slices.BinarySearchFunc(changes, end, func(c calendar.Change, at time.Time) int { return c.At.Compare(at) })
	want := z.Changes(from.Add(time.Second), end)
	if diff := cmp.Diff(want, append([]calendar.Change(nil), changes[first:last]...)); diff != "" {
		t.Errorf("%s from %s on: %s", z.Name(), from, diff)
	}
}

func TestEveryZoneIsExact(t *testing.T) {
	for _, name := range calendar.ZoneNames() {
		if name == "UTC" {
			continue
		}
		z := zone(t, name)
		for _, from := range []time.Time{
			time.Date(2003, 4, 1, 0, 0, 0, 0, time.UTC),
			time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC),
		} {
			if found := vtimezone(t, z, from); found != nil {
				checkZone(t, z, found, from)
			} else if from.Year() == 2026 {
				t.Errorf("%s has no local times in %s", name, from)
			}
		}
	}
}

// From any first event with local times on, whatever others there are, a zone is exact, in the
// same bytes.
func TestZoneIsExactFromTheFirstEventOn(t *testing.T) {
	all := ical.NewEncoder(zones(t, calendar.ZoneNames()...))
	rapid.Check(t, func(rt *rapid.T) {
		z := zone(t, rapid.SampledFrom(calendar.ZoneNames()).Draw(rt, "zone"))
		earliest, latest := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2039, 1, 1, 0, 0, 0, 0, time.UTC)
		seconds := rapid.Int64Range(earliest.Unix(), latest.Unix())
		from := time.Unix(seconds.Draw(rt, "from"), 0).UTC()
		if vtimezone(t, z, from) == nil { // which is in UTC
			return
		}
		if _, _, reading := z.Readings(z.Local(from)); reading != calendar.Once || z.Name() == "UTC" {
			return
		}
		encoded := []ical.Encoded{
			encode(eventAt(z, from)), encode(eventAt(z, from.AddDate(1, 0, 0))), encode(eventAt(z, from.AddDate(0, 5, 0))),
		}
		checkZone(t, z, vtimezone(t, z, from), from)
		want := all.Append(nil, &ical.Calendar{Events: encoded})
		for _, e := range []*ical.Encoder{all, ical.NewEncoder(nil)} {
			shuffled := rapid.Permutation(encoded).Draw(rt, "order")
			got := e.Append(nil, &ical.Calendar{Events: shuffled})
			if head, _, _ := bytes.Cut(want, []byte("BEGIN:VEVENT")); !bytes.HasPrefix(got, head) {
				t.Errorf("%s: the order or the encoder changes the VTIMEZONE:\n%s\n%s", z.Name(), want, got)
			}
		}
	})
}

func encode(e ical.Event) ical.Encoded { return ical.NewEncoder(nil).Encode(&e, "en") }

func zones(t testing.TB, names ...string) []*calendar.Zone {
	var list []*calendar.Zone
	for _, name := range names {
		list = append(list, zone(t, name))
	}
	return list
}

// Readers that know one STANDARD and one DAYLIGHT part only are the reason to
// write no more, wherever one rule has held since the first event.
func TestPartsOfZones(t *testing.T) {
	const one = "STANDARD"
	rules := strings.Fields(`Europe/Vienna Europe/Brussels Europe/Sofia Europe/Zagreb Asia/Nicosia Europe/Prague
		Europe/Copenhagen Europe/Tallinn Europe/Helsinki Europe/Mariehamn Europe/Paris
		Europe/Berlin Europe/Busingen Europe/Athens Europe/Budapest
		Europe/Dublin Europe/Rome Europe/Riga Europe/Vilnius Europe/Luxembourg Europe/Malta Europe/Amsterdam Europe/Warsaw
		Europe/Lisbon Atlantic/Madeira Atlantic/Azores Europe/Bucharest Europe/Bratislava Europe/Ljubljana Europe/Madrid
		Africa/Ceuta Atlantic/Canary Europe/Stockholm Europe/Oslo Europe/Zurich Europe/London`)
	for _, name := range rules {
		z := zone(t, name)
		got := partsOf(vtimezone(t, z, time.Date(2003, 6, 1, 12, 0, 0, 0, time.UTC)))
		slices.Sort(got)
		if strings.Join(got, " ") != "DAYLIGHT+rule STANDARD+rule" {
			t.Errorf("%s: %s", name, got)
		}
	}
	for _, c := range []struct {
		name string
		year int
		want string
	}{
		{"Etc/GMT+5", 2026, one},
		{"Asia/Kolkata", 2026, one},
		{"Europe/Istanbul", 2026, one},    // no more changes since 2016
		{"Asia/Pyongyang", 2026, one},     // put forward in 2018, for good
		{"America/Whitehorse", 2026, one}, // changed its name only, in 2020
		{"Australia/Sydney", 2026, "STANDARD+rule DAYLIGHT+rule"},
		{"America/New_York", 2026, "DAYLIGHT+rule STANDARD+rule"},
		{"Asia/Famagusta", 2026, "DAYLIGHT+rule STANDARD+rule"},
		{"Europe/Berlin", 1996, "DAYLIGHT+rule STANDARD+rule"},
	} {
		got := partsOf(vtimezone(t, zone(t, c.name), time.Date(c.year, 6, 15, 12, 0, 0, 0, time.UTC)))
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s in %d: %s, want %s", c.name, c.year, got, c.want)
		}
	}
}

func partsOf(vtimezone *component) []string {
	var parts []string
	for _, p := range vtimezone.components {
		if p.get("RRULE").value != "" {
			p.name += "+rule"
		}
		parts = append(parts, p.name)
	}
	return parts
}

// An event from before its zone's last rule is in UTC: alone or among others it
// adds no part to the VTIMEZONE. One that recurs cannot be, and is local.
func TestTimesBeforeTheLastRule(t *testing.T) {
	all := ical.NewEncoder(zones(t, calendar.ZoneNames()...))
	for _, name := range calendar.ZoneNames() {
		z := zone(t, name)
		if name == "UTC" {
			continue
		}
		c := ical.Calendar{}
		for year := 1712; year < 2040; year += 1 + max(0, 1970-year)/10 {
			e := eventAt(z, time.Date(year, time.Month(1+year%12), 1+year%28, 12, 34, 56, 0, time.UTC))
			e.End, e.HasEnd = eventAt(z, e.Start.At.Add(time.Hour)).Start, true
			c.Events = append(c.Events, all.Encode(&e, "en"))
		}
		parsed, err := parse(all.Append(nil, &c))
		if err != nil {
			t.Fatal(err)
		}
		found := parsed.all("VTIMEZONE")
		if len(found) != 1 {
			t.Fatalf("%s has %d VTIMEZONEs", name, len(found))
		}
		checkParts(t, z, found[0])
		for _, e := range parsed.all("VEVENT") {
			year, local := e.get("DTSTART").value[:4], e.get("DTSTART").param("TZID") != ""
			if local == strings.HasSuffix(e.get("DTSTART").value, "Z") || local && year < "1979" || !local && year > "2034" {
				t.Errorf("%s: an event of %s starts %s", name, year, timeOf(e.get("DTSTART")))
			}
		}
	}
}

// checkParts checks that a zone has one STANDARD and at most one DAYLIGHT part
// unless its clocks go by the moon, and no distance from UTC with seconds.
func checkParts(t *testing.T, z *calendar.Zone, vtimezone *component) {
	t.Helper()
	parts := partsOf(vtimezone)
	slices.Sort(parts)
	usual := []string{"STANDARD", "DAYLIGHT+rule STANDARD+rule"}
	if text := strings.Join(parts, " "); !slices.Contains(usual, text) && !slices.Contains(withoutRule, z.Name()) {
		t.Errorf("%s: %s", z.Name(), text)
	}
	for _, p := range vtimezone.components {
		if len(p.get("TZOFFSETFROM").value) != 5 || len(p.get("TZOFFSETTO").value) != 5 {
			t.Errorf("%s: %v", z.Name(), p.properties)
		}
	}
}

func TestOldTimes(t *testing.T) {
	amsterdam, brussels := zone(t, "Europe/Amsterdam"), zone(t, "Europe/Brussels")
	old := eventAt(amsterdam, time.Date(1912, 4, 14, 10, 0, 0, 0, time.UTC))
	winter := eventAt(brussels, time.Date(1996, 3, 31, 0, 59, 59, 0, time.UTC))
	winter.End, winter.HasEnd = eventAt(brussels, time.Date(1996, 3, 31, 1, 0, 0, 0, time.UTC)).Start, true
	recurs := eventAt(brussels, time.Date(1995, 6, 1, 10, 0, 0, 0, time.UTC))
	recurs.Rule, recurs.Except = "FREQ=DAILY;COUNT=3", []ical.Time{recurs.Start}
	moved := eventAt(brussels, time.Date(1995, 6, 2, 10, 0, 0, 0, time.UTC))
	moved.Due = &recurs.Start
	for _, c := range []struct {
		event ical.Event
		want  string
	}{
		{old, "DTSTART:19120414T100000Z"},
		{winter, "DTSTART:19960331T005959Z DTEND:Europe/Brussels:19960331T030000"},
		{recurs, "DTSTART:Europe/Brussels:19950601T120000 EXDATE:Europe/Brussels:19950601T120000"},
		{moved, "DTSTART:19950602T100000Z RECURRENCE-ID:Europe/Brussels:19950601T120000"},
	} {
		var got []string
		for _, p := range assemble(t, ical.Calendar{}, c.event).all("VEVENT")[0].properties {
			if strings.Contains("DTSTART DTEND EXDATE RECURRENCE-ID", p.name) {
				got = append(got, p.name+":"+timeOf(p))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
	always := time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)
	for name, want := range map[string]time.Time{
		"Asia/Kolkata": always, "Europe/Istanbul": always, "UTC": {},
		"Europe/Brussels": time.Date(1996, 3, 31, 1, 0, 0, 0, time.UTC),
		"Europe/Vilnius":  time.Date(2003, 3, 30, 1, 0, 0, 0, time.UTC),
	} {
		if got := ical.RulesFrom(zone(t, name)); !got.Equal(want) {
			t.Errorf("rules in %s from %s on, want %s", name, got, want)
		}
	}
}

// A calendar names each zone that it refers to once, before all events.
func TestZonesOfACalendar(t *testing.T) {
	berlin, lisbon := zone(t, "Europe/Berlin"), zone(t, "Europe/Lisbon")
	day := time.Date(2026, 6, 15, 12, 0, 0, 0, time.UTC)
	flight := eventAt(lisbon, day)
	flight.End, flight.HasEnd = eventAt(berlin, day.Add(3*time.Hour)).Start, true
	for _, c := range []struct {
		name   string
		events []ical.Event
		want   string
	}{
		{"none, and no events", nil, "VTIMEZONE:Europe/Berlin"},
		{"one", []ical.Event{eventAt(lisbon, day), eventAt(lisbon, day.Add(time.Hour))},
			"VTIMEZONE:Europe/Lisbon VEVENT VEVENT"},
		{"start and end", []ical.Event{flight}, "VTIMEZONE:Europe/Berlin VTIMEZONE:Europe/Lisbon VEVENT"},
		{"UTC", []ical.Event{eventAt(calendar.UTC(), day)}, "VEVENT"},
		{"a day", []ical.Event{{UID: "d", Start: ical.Time{AllDay: true, Zone: lisbon}}}, "VEVENT"},
		{"shown twice", []ical.Event{eventAt(berlin, time.Date(2026, 10, 25, 0, 30, 0, 0, time.UTC))}, "VEVENT"},
	} {
		var got []string
		for _, sub := range assemble(t, ical.Calendar{Zone: berlin}, c.events...).components {
			got = append(got, strings.TrimSuffix(sub.name+":"+sub.get("TZID").value, ":"))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
