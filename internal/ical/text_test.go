package ical_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"belfry/internal/calendar"
	"belfry/internal/corpus"
	"belfry/internal/ical"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func zone(t testing.TB, name string) *calendar.Zone {
	t.Helper()
	z, err := calendar.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// assemble returns a calendar of events, read back.
func assemble(t testing.TB, c ical.Calendar, events ...ical.Event) *component {
	t.Helper()
	var zones []*calendar.Zone
	for i := range events {
		if z := events[i].Start.Zone; z != nil {
			zones = append(zones, z)
		}
	}
	encoder := ical.NewEncoder(zones)
	for i := range events {
		c.Events = append(c.Events, encoder.Encode(&events[i], c.Language))
	}
	if c.Zone == nil {
		c.Zone = calendar.UTC()
	}
	parsed, err := parse(encoder.Append(nil, &c))
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// plain is what a reader shall find of a text: one kind of line end, no other
// controls, in form C, without space around.
func plain(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r):
			return '\n'
		case r != '\t' && unicode.IsControl(r):
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(norm.NFC.String(s))
}

// plainLine is plain for what is one line.
func plainLine(s string) string {
	return strings.Trim(strings.ReplaceAll(lineBreak.ReplaceAllString(plain(s), "\n"), "\n", " "), " \t")
}

// lineBreak is one or more ends of lines with the space around them.
var lineBreak = regexp.MustCompile(`[\s\pZ]*\n[\s\pZ]*`)

// nasty are the characters that may break a line, a value or a fold.
var nasty = []rune("\r\n\v\f\u0085\u2028\u2029\x00\x07\x1B\x7F\u009B\t \"'^\\;:,=nN'" +
	"a\u0301e\u0308\u037E\u212B\u1FEFπλατείαδщж😀👩\u200D🚀\uFEFF\uFFFD")

func drawText(t *rapid.T, label string) string {
	text := rapid.StringOfN(rapid.OneOf(rapid.SampledFrom(nasty), rapid.Rune()), 0, 120, -1).Draw(t, label)
	if rapid.IntRange(0, 9).Draw(t, "broken") == 0 {
		text += "\xC3\x28\xFF"
	}
	return text + rapid.SampledFrom([]string{"", "\r\nX-EVIL:1", "\nEND:VEVENT", "\\", "\r"}).Draw(t, "end")
}

func TestTextsComeBack(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		checkTexts(t, drawText(rt, "a"), drawText(rt, "b"))
	})
}

func FuzzTexts(f *testing.F) {
	corpus.Seeds(f)
	f.Add("", "b")
	f.Add("a", " \r\n")
	f.Add("Plain", "Καλημέρα; \"κόσμε\"")
	f.Add("a\r\nX-EVIL:1", "\u037E^'\\n\x00")
	f.Add("\xff\u2028b", "e\x01\u0301")
	f.Fuzz(func(t *testing.T, a, b string) { checkTexts(t, a, b) })
}

// checkTexts puts two texts into every place that takes one: they come back
// from there, and nothing else comes with them.
func checkTexts(t *testing.T, a, b string) {
	day := calendar.Date{Year: 2024, Month: 2, Day: 28}
	e := ical.Event{
		UID: "u" + a, Summary: a, Description: b, Location: a, URL: "https://x.example/" + b,
		Categories: []string{a, b}, Start: ical.Time{AllDay: true, Local: calendar.Local{Date: day}},
		Organizer: ical.Organizer{Name: a, Address: "mailto:" + b}, Conference: "https://y.example/?" + a, ConferenceLabel: b,
		Image:       ical.Link{Address: "/" + a, MediaType: b},
		Attachments: []ical.Link{{Address: "/" + b, MediaType: a}, {Address: "/2"}},
	}
	got := assemble(t, ical.Calendar{Name: a, Description: b, UID: a, URL: "u:" + b, Source: "s:" + a, Language: "el"}, e)
	checkValues(t, got, a, b)
	a, b = plain(a), plain(b)
	if names := headNames(a, b); !slices.Equal(got.names(), names) {
		t.Errorf("%q, %q: the calendar has %s, want %s", a, b, got.names(), names)
	}
	event := got.all("VEVENT")
	if len(got.components) != 1 || len(event) != 1 {
		t.Fatalf("%q, %q: the calendar has other parts", a, b)
	}
	if names := eventNames(a, b); !slices.Equal(event[0].names(), names) {
		t.Errorf("%q, %q: the event has %s, want %s", a, b, event[0].names(), names)
	}
}

func headNames(a, b string) []string {
	return kept("VERSION PRODID CALSCALE METHOD a:UID a:NAME a:X-WR-CALNAME b:DESCRIPTION b:X-WR-CALDESC URL SOURCE", a, b)
}

func eventNames(a, b string) []string {
	return kept("UID DTSTAMP DTSTART SEQUENCE LAST-MODIFIED a:SUMMARY b:DESCRIPTION URL a:LOCATION ab:CATEGORIES "+
		"CLASS TRANSP ORGANIZER CONFERENCE IMAGE ATTACH ATTACH", a, b)
}

// kept leaves out the names of what is empty.
func kept(names, a, b string) []string {
	var list []string
	for _, name := range strings.Fields(names) {
		needs, rest, marked := strings.Cut(name, ":")
		if !marked {
			list = append(list, name)
			continue
		}
		if strings.Contains(needs, "a") && a != "" || strings.Contains(needs, "b") && b != "" {
			list = append(list, rest)
		}
	}
	return list
}

func checkValues(t *testing.T, c *component, a, b string) {
	event := c.all("VEVENT")[0]
	categories, err := unescapeList(event.get("CATEGORIES").value)
	if err != nil {
		t.Error(err)
	}
	got := map[string]string{
		"feed UID": c.text("UID"), "NAME": c.text("NAME"), "X-WR-CALNAME": c.text("X-WR-CALNAME"),
		"feed DESCRIPTION": c.text("DESCRIPTION"), "X-WR-CALDESC": c.text("X-WR-CALDESC"),
		"UID": event.text("UID"), "SUMMARY": event.text("SUMMARY"), "DESCRIPTION": event.text("DESCRIPTION"),
		"LOCATION": event.text("LOCATION"), "CATEGORIES": strings.Join(categories, "|"),
		"CN": event.get("ORGANIZER").param("CN"), "LABEL": event.get("CONFERENCE").param("LABEL"),
		"FMTTYPE": event.get("IMAGE").param("FMTTYPE"),
	}
	uid, description := plainLine("u"+a), plain(b)
	a, b = plainLine(a), plainLine(b)
	want := map[string]string{
		"feed UID": a, "NAME": a, "X-WR-CALNAME": a, "feed DESCRIPTION": description, "X-WR-CALDESC": description,
		"UID": uid, "SUMMARY": a, "DESCRIPTION": description, "LOCATION": a, "CATEGORIES": strings.Trim(a+"|"+b, "|"),
		"CN": a, "LABEL": b, "FMTTYPE": b,
	}
	if a != strings.Trim(a, "|") || b != strings.Trim(b, "|") {
		delete(got, "CATEGORIES")
		delete(want, "CATEGORIES")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%q, %q: %s", a, b, diff)
	}
}

// Texts of several bytes a character, at every distance from the fold.
func TestFoldKeepsCharactersWhole(t *testing.T) {
	for _, text := range []string{
		"Ψηφιακές πόλεις και κοινότητες, " +
			"ανοιχτά δεδομένα για όλους τους δήμους της χώρας",
		"Ежегодна среща на общините; " +
			"отворени данни за умните градове и общности в страната",
		strings.Repeat("👩\u200D🚀🏙️", 12),
		strings.Repeat("e\u0323\u0302", 30),
	} {
		for offset := range 160 {
			title := strings.Repeat("x", offset) + text
			got := assemble(t, ical.Calendar{}, ical.Event{UID: "u", Summary: title, Start: ical.Time{AllDay: true}})
			if summary := got.all("VEVENT")[0].text("SUMMARY"); summary != plainLine(title) {
				t.Errorf("%q comes back as %q", title, summary)
			}
		}
	}
}

func TestAddressesHoldNothingElse(t *testing.T) {
	for _, c := range []struct{ address, want string }{
		{"https://a.example/?q=1;2,3#x", "https://a.example/?q=1;2,3#x"},
		{"https://a.example/a b", "https://a.example/a%20b"},
		{"https://a.example/%20", "https://a.example/%20"},
		{"https://a.example/\r\nX-EVIL:1", "https://a.example/%0D%0AX-EVIL:1"},
		{"https://a.example/é\u2028\"<>", "https://a.example/%C3%A9%E2%80%A8%22%3C%3E"},
		{"https://bürger.example/?q=é", "https://xn--brger-kva.example/?q=%C3%A9"},
	} {
		got := assemble(t, ical.Calendar{}, ical.Event{UID: "u", URL: c.address, Start: ical.Time{AllDay: true}})
		if url := got.all("VEVENT")[0].get("URL").value; url != c.want {
			t.Errorf("%q is written %q", c.address, url)
		}
	}
}

// A title, a place and a name are one line: several readers refuse others, also
// where the end of the line is escaped. A description keeps its lines.
func TestOneLine(t *testing.T) {
	for _, text := range []string{"A\nB", "A\r\nB", "A \r B", "A\u2028B", "A\u2029\n\u0085B", "\nA\v\fB\n"} {
		e := ical.Event{
			UID: text, Summary: text, Description: text, Location: text, Categories: []string{text},
			Start:     ical.Time{AllDay: true},
			Organizer: ical.Organizer{Name: text, Address: "https://a.example/"},
		}
		c := assemble(t, ical.Calendar{Name: text, UID: text}, e)
		got := c.all("VEVENT")[0]
		for where, value := range map[string]string{
			"UID": got.get("UID").value, "SUMMARY": got.get("SUMMARY").value,
			"LOCATION": got.get("LOCATION").value, "CATEGORIES": got.get("CATEGORIES").value,
			"CN": got.get("ORGANIZER").param("CN"), "feed UID": c.get("UID").value,
			"NAME": c.get("NAME").value, "X-WR-CALNAME": c.get("X-WR-CALNAME").value,
		} {
			if value != "A B" {
				t.Errorf("%q is written %q in %s", text, value, where)
			}
		}
		if value := got.get("DESCRIPTION").value; !strings.HasPrefix(value, "A") || !strings.Contains(value, `\n`) {
			t.Errorf("%q is described as %q", text, value)
		}
	}
}
