package ical_test

import (
	"strings"
	"testing"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/ical"

	"github.com/google/go-cmp/cmp"
)

// when reads a time as editors write it; whole days have no zone.
func when(t testing.TB, text, zoneName string) ical.Time {
	t.Helper()
	w, err := calendar.ParseWhen(text)
	if err != nil {
		t.Fatal(err)
	}
	if w.AllDay {
		return ical.Time{Local: w.Local, AllDay: true}
	}
	z := zone(t, zoneName)
	return ical.Time{Local: w.Shown(z), Zone: z, At: w.In(z)}
}

// A fixture is an event, and what DTSTART and DTEND are to be. Both end in Z
// where the local time is unclear; an end may be in a zone of its own.
type fixture struct {
	name, start, end, zone, endZone string
	dtstart, dtend                  string
}

var fixtures = []fixture{
	{name: "usual", start: "2024-06-28 10:00", end: "2024-06-28 12:00", zone: "Europe/Brussels",
		dtstart: "Europe/Brussels:20240628T100000", dtend: "Europe/Brussels:20240628T120000"},
	{name: "winter", start: "2024-01-15 09:30", end: "2024-01-15 17:00", zone: "Europe/Helsinki",
		dtstart: "Europe/Helsinki:20240115T093000", dtend: "Europe/Helsinki:20240115T170000"},
	{name: "seconds", start: "2024-06-28 10:00:01", end: "2024-06-28 10:00:59", zone: "Europe/Paris",
		dtstart: "Europe/Paris:20240628T100001", dtend: "Europe/Paris:20240628T100059"},
	{name: "moment", start: "2024-06-28 10:00", zone: "Europe/Brussels", dtstart: "Europe/Brussels:20240628T100000"},
	{name: "over midnight", start: "2024-12-31 22:00", end: "2025-01-01 02:00", zone: "Europe/Vienna",
		dtstart: "Europe/Vienna:20241231T220000", dtend: "Europe/Vienna:20250101T020000"},
	{name: "several days", start: "2024-06-28 10:00", end: "2024-07-02 16:00", zone: "Europe/Riga",
		dtstart: "Europe/Riga:20240628T100000", dtend: "Europe/Riga:20240702T160000"},
	{name: "over the spring change", start: "2026-03-28 22:00", end: "2026-03-29 04:00", zone: "Europe/Berlin",
		dtstart: "Europe/Berlin:20260328T220000", dtend: "Europe/Berlin:20260329T040000"},
	{name: "over the autumn change", start: "2026-10-24 22:00", end: "2026-10-25 04:00", zone: "Europe/Berlin",
		dtstart: "Europe/Berlin:20261024T220000", dtend: "Europe/Berlin:20261025T040000"},

	{name: "a day", start: "2024-06-28", end: "2024-06-28", dtstart: "20240628", dtend: "20240629"},
	{name: "a day without end", start: "2024-06-28", dtstart: "20240628"},
	{name: "over a month's end", start: "2024-04-29", end: "2024-04-30", dtstart: "20240429", dtend: "20240501"},
	{name: "over a year's end", start: "2024-12-30", end: "2024-12-31", dtstart: "20241230", dtend: "20250101"},
	{name: "to 28 February", start: "2024-02-27", end: "2024-02-28", dtstart: "20240227", dtend: "20240229"},
	{name: "to 29 February", start: "2024-02-29", end: "2024-02-29", dtstart: "20240229", dtend: "20240301"},
	{name: "to 28 February, no leap year", start: "2023-02-28", end: "2023-02-28", dtstart: "20230228", dtend: "20230301"},
	{name: "the last day there is", start: "2999-12-31", end: "2999-12-31", dtstart: "29991231", dtend: "30000101"},

	{name: "UTC zone", start: "2024-06-28 10:00", end: "2024-06-28 12:00", zone: "UTC",
		dtstart: "20240628T100000Z", dtend: "20240628T120000Z"},
	{name: "written in UTC", start: "2024-06-28 10:00Z", end: "2024-06-28 12:00Z", zone: "Europe/Brussels",
		dtstart: "Europe/Brussels:20240628T120000", dtend: "Europe/Brussels:20240628T140000"},
	{name: "in the gap", start: "2026-03-29 02:30", end: "2026-03-29 05:00", zone: "Europe/Berlin",
		dtstart: "20260329T013000Z", dtend: "Europe/Berlin:20260329T050000"},
	{name: "ends in the gap", start: "2026-03-29 01:00", end: "2026-03-29 02:30", zone: "Europe/Berlin",
		dtstart: "Europe/Berlin:20260329T010000", dtend: "20260329T013000Z"},
	{name: "in the overlap", start: "2026-10-25 02:30", end: "2026-10-25 05:00", zone: "Europe/Berlin",
		dtstart: "20261025T003000Z", dtend: "Europe/Berlin:20261025T050000"},
	{name: "in the second hour of the overlap", start: "2026-10-25 01:30Z", end: "2026-10-25 05:00", zone: "Europe/Berlin",
		dtstart: "20261025T013000Z", dtend: "Europe/Berlin:20261025T050000"},
	{name: "from the first to the second hour", start: "2026-10-25 02:30", end: "2026-10-25 01:30Z", zone: "Europe/Berlin",
		dtstart: "20261025T003000Z", dtend: "20261025T013000Z"},
	{name: "gap at midnight", start: "2026-03-29 00:00", zone: "Atlantic/Azores", dtstart: "20260329T010000Z"},
	{name: "overlap at midnight", start: "2026-10-25 00:15", zone: "Atlantic/Azores", dtstart: "20261025T001500Z"},
	{name: "after the overlap", start: "2026-10-25 01:00", zone: "Atlantic/Azores",
		dtstart: "Atlantic/Azores:20261025T010000"},

	{name: "ends in another zone", start: "2024-06-28 10:00", end: "2024-06-28 14:00",
		zone: "Europe/Lisbon", endZone: "Europe/Athens",
		dtstart: "Europe/Lisbon:20240628T100000", dtend: "Europe/Athens:20240628T140000"},
	{name: "ends in UTC", start: "2024-06-28 10:00", end: "2024-06-28 14:00", zone: "Europe/Lisbon", endZone: "UTC",
		dtstart: "Europe/Lisbon:20240628T100000", dtend: "20240628T140000Z"},
	{name: "half an hour off", start: "2024-06-28 10:00", zone: "Asia/Kolkata", dtstart: "Asia/Kolkata:20240628T100000"},
	{name: "three quarters off", start: "2024-06-28 10:00", zone: "Asia/Kathmandu",
		dtstart: "Asia/Kathmandu:20240628T100000"},
	{name: "half an hour of summer time", start: "2024-01-28 10:00", zone: "Australia/Lord_Howe",
		dtstart: "Australia/Lord_Howe:20240128T100000"},
	{name: "southern summer", start: "2024-01-28 10:00", zone: "Pacific/Auckland",
		dtstart: "Pacific/Auckland:20240128T100000"},
	{name: "Dublin in winter", start: "2024-01-28 10:00", zone: "Europe/Dublin", dtstart: "Europe/Dublin:20240128T100000"},
	{name: "Dublin in summer", start: "2024-07-28 10:00", zone: "Europe/Dublin", dtstart: "Europe/Dublin:20240728T100000"},
	{name: "Canary", start: "2024-07-28 10:00", zone: "Atlantic/Canary", dtstart: "Atlantic/Canary:20240728T100000"},
	{name: "no more changes", start: "2024-07-28 10:00", zone: "Europe/Istanbul",
		dtstart: "Europe/Istanbul:20240728T100000"},
	{name: "Ramadan", start: "2026-03-01 10:00", zone: "Africa/Casablanca", dtstart: "Africa/Casablanca:20260301T100000"},
	{name: "after Ramadan", start: "2026-04-01 10:00", zone: "Africa/Casablanca",
		dtstart: "Africa/Casablanca:20260401T100000"},
	{name: "Cairo", start: "2026-07-01 10:00", zone: "Africa/Cairo", dtstart: "Africa/Cairo:20260701T100000"},
	{name: "Gaza", start: "2026-07-01 10:00", zone: "Asia/Gaza", dtstart: "Asia/Gaza:20260701T100000"},
	{name: "fixed zone", start: "2024-07-28 10:00", zone: "Etc/GMT-3", dtstart: "Etc/GMT-3:20240728T100000"},
	{name: "2003", start: "2003-01-15 10:00", zone: "Europe/Berlin", dtstart: "Europe/Berlin:20030115T100000"},
	{name: "1999", start: "1999-10-31 10:00", zone: "Europe/Vilnius", dtstart: "19991031T080000Z"},
	{name: "1985", start: "1985-07-01 10:00", zone: "Europe/Paris", dtstart: "19850701T080000Z"},
	{name: "1975", start: "1975-07-01 10:00", zone: "Europe/Rome", dtstart: "19750701T080000Z"},
	{name: "2036", start: "2036-07-01 10:00", zone: "Europe/Sofia", dtstart: "Europe/Sofia:20360701T100000"},
}

func (f fixture) event(t testing.TB) ical.Event {
	e := ical.Event{
		UID:     strings.ReplaceAll(f.name, " ", "-") + "@network.example",
		Summary: f.name, Start: when(t, f.start, f.zone),
	}
	if f.end != "" {
		endZone := f.endZone
		if endZone == "" {
			endZone = f.zone
		}
		e.End, e.HasEnd = when(t, f.end, endZone), true
	}
	return e
}

func TestTimes(t *testing.T) {
	for _, f := range fixtures {
		event := assemble(t, ical.Calendar{}, f.event(t)).all("VEVENT")[0]
		if got := [2]string{timeOf(event.get("DTSTART")), timeOf(event.get("DTEND"))}; got != [2]string{f.dtstart, f.dtend} {
			t.Errorf("%s: %s, want %s and %s", f.name, got, f.dtstart, f.dtend)
		}
		for _, name := range event.names() {
			if f.end == "" && name == "DTEND" {
				t.Errorf("%s has an end", f.name)
			}
		}
	}
}

// timeOf shows a property's time with its zone; a date must say that it is one.
func timeOf(p property) string {
	tzid, kind := p.param("TZID"), p.param("VALUE")
	isDate, isUTC := len(p.value) == len("20240628"), strings.HasSuffix(p.value, "Z")
	if isDate != (kind == "DATE") || tzid != "" && (kind != "" || isUTC) {
		return "contradictory: " + tzid + " " + kind + " " + p.value
	}
	return strings.TrimPrefix(tzid+":"+p.value, ":")
}

// Without At, the earlier of two readings is meant.
func TestTimeWithoutInstant(t *testing.T) {
	e := fixture{start: "2026-10-25 02:30", end: "2026-03-29 02:30", zone: "Europe/Berlin"}.event(t)
	e.Start.At, e.End.At = time.Time{}, time.Time{}
	got := assemble(t, ical.Calendar{}, e).all("VEVENT")[0]
	if got.get("DTSTART").value != "20261025T003000Z" || got.get("DTEND").value != "20260329T013000Z" {
		t.Error(got.get("DTSTART").value, got.get("DTEND").value)
	}
}

func TestEventProperties(t *testing.T) {
	latitude, longitude, small := 50.84671234, -4.35, 0.0000004
	at := time.Date(2024, 1, 2, 4, 4, 5, 999, time.FixedZone("", 3600))
	full := usualEvent(zone(t, "Europe/Brussels"), 1)
	full.Latitude, full.Longitude = &latitude, &longitude
	full.Attachments = []ical.Link{
		{Address: "https://network.example/a.pdf", MediaType: "application/pdf"},
		{Address: "https://network.example/b"},
	}
	event := assemble(t, ical.Calendar{Language: "pt"}, full).all("VEVENT")[0]
	want := strings.Fields(`UID DTSTAMP DTSTART DTEND SEQUENCE LAST-MODIFIED CREATED SUMMARY DESCRIPTION
		URL LOCATION GEO CATEGORIES CLASS STATUS TRANSP ORGANIZER CONFERENCE IMAGE ATTACH ATTACH`)
	if diff := cmp.Diff(want, event.names()); diff != "" {
		t.Errorf("the order of properties: %s", diff)
	}
	for name, want := range map[string]string{
		"UID": "open-data-00001@network.example", "SEQUENCE": "1", "DTSTAMP": "20240102T030405Z",
		"LAST-MODIFIED": "20240102T030405Z", "CREATED": "20231201T090000Z",
		"GEO": "50.846712;-4.350000", "CATEGORIES": "Open data,Digital twins",
		"CLASS": "PUBLIC", "STATUS": "CONFIRMED", "TRANSP": "OPAQUE",
	} {
		if got := event.get(name).value; got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	for name, want := range map[string]property{
		"SUMMARY":    {params: []parameter{{"LANGUAGE", "pt"}}},
		"CATEGORIES": {params: []parameter{{"LANGUAGE", "pt"}}},
		"URL":        {},
		"ORGANIZER":  {params: []parameter{{"CN", "Smart Communities Network"}}},
		"CONFERENCE": {params: []parameter{{"VALUE", "URI"}, {"FEATURE", "VIDEO"}, {"LABEL", "Join online"}}},
		"IMAGE":      {params: []parameter{{"VALUE", "URI"}, {"DISPLAY", "BADGE"}, {"FMTTYPE", "image/jpeg"}}},
		"ATTACH":     {params: []parameter{{"FMTTYPE", "application/pdf"}}},
	} {
		if diff := cmp.Diff(want.params, event.get(name).params, cmp.AllowUnexported(parameter{})); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}

	bare := ical.Event{UID: "u", Stamp: at, Start: ical.Time{AllDay: true}, Latitude: &small}
	event = assemble(t, ical.Calendar{}, bare).all("VEVENT")[0]
	least := strings.Fields("UID DTSTAMP DTSTART SEQUENCE LAST-MODIFIED CLASS TRANSP")
	if diff := cmp.Diff(least, event.names()); diff != "" {
		t.Errorf("an event with nothing but a day: %s", diff)
	}
	if event.get("TRANSP").value != "TRANSPARENT" || event.get("DTSTAMP").value != "20240102T030405Z" {
		t.Error(event)
	}
}

func TestCalendarProperties(t *testing.T) {
	always := "VERSION PRODID CALSCALE METHOD "
	for _, c := range []struct {
		name     string
		calendar ical.Calendar
		want     string
	}{
		{"a single event's file", ical.Calendar{Language: "en"}, always},
		{"a feed", ical.Calendar{
			Name: "Network", Description: "All events", Language: "en",
			UID: "all@network.example", URL: "https://network.example/events/",
			Source: "https://network.example/calendar.ics", Refresh: 6 * time.Hour,
		},
			always + "UID NAME X-WR-CALNAME DESCRIPTION X-WR-CALDESC URL SOURCE REFRESH-INTERVAL X-PUBLISHED-TTL"},
	} {
		got := assemble(t, c.calendar, fixtures[0].event(t))
		if diff := cmp.Diff(strings.Fields(c.want), got.names()); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
		version, scale, method := got.get("VERSION").value, got.get("CALSCALE").value, got.get("METHOD").value
		if version != "2.0" || scale != "GREGORIAN" || method != "PUBLISH" {
			t.Errorf("%s: %v", c.name, got.properties)
		}
		source, refresh := got.get("SOURCE").param("VALUE"), got.get("REFRESH-INTERVAL").param("VALUE")
		if c.calendar.Name != "" && (source != "URI" || refresh != "DURATION") {
			t.Errorf("%s: a type is not given: %v", c.name, got.properties)
		}
	}
}

func TestRefresh(t *testing.T) {
	for _, c := range []struct {
		refresh time.Duration
		want    string
	}{
		{6 * time.Hour, "PT6H"}, {48 * time.Hour, "PT48H"},
		{90 * time.Minute, "PT1H30M"}, {time.Hour + time.Second, "PT1H1S"},
		{59*time.Second + time.Millisecond, "PT59S"}, {time.Second, "PT1S"}, {time.Second - 1, ""}, {0, ""}, {-time.Hour, ""},
	} {
		got := assemble(t, ical.Calendar{Refresh: c.refresh})
		if got.get("REFRESH-INTERVAL").value != c.want || got.get("X-PUBLISHED-TTL").value != c.want {
			t.Errorf("%s is written %q", c.refresh, got.get("REFRESH-INTERVAL").value)
		}
	}
}

// Append adds to what is there, and leaves that alone.
func TestAppend(t *testing.T) {
	c := ical.Calendar{Zone: calendar.UTC()}
	whole := ical.NewEncoder(nil).Append(nil, &c)
	if got := string(ical.NewEncoder(nil).Append([]byte("before"), &c)); got != "before"+string(whole) {
		t.Errorf("%q", got)
	}
}
