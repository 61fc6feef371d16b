package main

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
)

// A hostile site is put together of values at and beyond what a site may hold:
// lengths, counts, dates, names and characters, in random combination. The same
// number always gives the same site.
type hostileSite struct {
	*rand.Rand
	t   *testing.T
	dir string
	odd float64 // how likely a value is an odd one
}

func writeHostileSite(t *testing.T, number int) string {
	h := hostileSite{rand.New(rand.NewPCG(uint64(number), 7)), t, t.TempDir(), []float64{0.01, 0.03, 0.3}[number%3]}
	h.write("content/site.yaml", h.config())
	for range 1 + h.IntN(8) {
		h.document()
	}
	for range h.IntN(3) {
		ending := []string{".css", ".txt", ".html", "", ".bak", "~"}
		h.write("static/"+h.rarely("file", h.one(hostileNames))+h.one(ending), h.text())
	}
	if h.IntN(6) == 0 {
		h.write("templates/strings/en.yaml", "home: "+h.quoted(h.text())+"\n")
	}
	if h.IntN(8) == 0 && h.odd > 0.02 {
		h.write("templates/"+h.one([]string{"page", "news", "card", "head"})+".html", h.one([]string{
			"{{.Page.Title}}", "<h1>{{.Nothing}}</h1>", "{{range .Page}}{{end}}", "<h1 class=\"a>",
			"{{template \"head\" .Page}}{{template \"foot\" .Page}}", "{{",
		}))
	}
	return h.dir
}

// write writes a file, where the file system has a place for its name.
func (h hostileSite) write(name, text string) {
	file := filepath.Join(h.dir, filepath.FromSlash(name))
	if base := filepath.Base(name); len(base) > 255 || strings.ContainsRune(name, 0) || strings.HasSuffix(name, "/..") {
		return
	}
	writeFile(h.t, file, []byte(text))
}

func (h hostileSite) one(list []string) string { return list[h.IntN(len(list))] }

// rarely returns text, and most times ordinary.
func (h hostileSite) rarely(ordinary, text string) string {
	if h.Float64() < h.odd {
		return text
	}
	return ordinary
}

var (
	hostileNames = []string{
		"a", "kick-off", "con", "aux", "name.", "a b", "A", "ä", "a\u0308", "ß", "\u202ea", "a\ufe0f", "\u3164",
		"a\u00ad", "..", ".git", "index", "2025", "series", "news", "404", "2025-02-29-leap", "2025-06-10", "2025-06-10-a",
		"a:b", "a*b", "a?b", "a|b", "a<b>", `a"b`, "a%2fb", "a#b", "a&b", "a'b", "a.fr", "a.xx", "a.b.c", ".belfry",
		".belfry-tmp-0", "-a", "_a", "a-", strings.Repeat("n", 199), strings.Repeat("n", 201), strings.Repeat("n", 250),
		strings.Repeat("α", 100), strings.Repeat("α", 121), "\u4f1a\u8b70", "👩‍🚀", "x\ty", "nul.txt",
	}
	hostileDates = []string{
		"2025-06-10", "2025-06-10 10:00", "2025-06-10T10:00:00+02:00", "2025-06-10 10:00Z",
		"2025-03-30 02:30", "2025-10-26 02:30", "1600-01-01", "1599-12-31", "2999-12-31", "1912-05-05 10:00",
		"1970-01-01 00:00", "2199-12-31", "2025-02-30", "0000-00-00", "9999-99-99", "10.6.2025", "tomorrow",
		"", "null", "[2025-06-10]", "{a: b}", "2025-06-10 24:00", "2025-06-10 23:59:60", "2026-12-31 23:59",
	}
	hostileAddresses = []string{
		"https://a.example/", "http://ä.example/ü?ö=ß#x", "javascript:alert(1)", "//evil.example/",
		"/a//", "/../a/", "/.belfry/", "/con/", "/a\\u0001b/", "/news/", "/news/2025/", "mailto:a@b.example",
		"a@b.example", "a.pdf", "https://network.example/nowhere/", "https://network.example/news/",
		"/" + strings.Repeat("x", 300) + "/", "data:text/html,x", "https://" + strings.Repeat("a", 3000) + ".example/",
		"webcal://a.example/", "tel:1", "ftp://a", "https://[::1]/", "https://a b/", "/name./", "/.git/refs/",
	}
	hostileRules = []string{
		"every day", "every day until 2199-12-31", "every week on Monday", "every month on the 31st",
		"every year on 29 February", "FREQ=DAILY;COUNT=5000", "FREQ=DAILY;COUNT=5001",
		"FREQ=MONTHLY;BYDAY=5MO;UNTIL=20991231T235959Z", "FREQ=SECONDLY", "FREQ=YEARLY;BYYEARDAY=366", "every 1000 years",
		"every month on the last working day, 12 times", "never", "FREQ=DAILY;INTERVAL=0", "FREQ=WEEKLY;BYDAY=1MO",
	}
	hostileTexts = []string{
		"Kick-off", "", " ", "null", "~", "#tag", "# comment", "!urgent", "&a b", "*a", "a: b", "it's",
		`"quoted" and more`, "{a: b}", "[a, b]", "Yes", "\\u0001", "\\u202e reversed", "\\uFFFF", "a\\u2028b", "\\n",
		"👩‍🚀", "&#1;", "<script>alert(1)</script>", "</title><b>", "{{.}}", "{%", "…", strings.Repeat("t", 300),
		strings.Repeat("t", 301), strings.Repeat("s", 1000), strings.Repeat("s", 1001), strings.Repeat("long ", 36_000),
	}
	plainTexts = []string{
		"Kick-off", "Ça va ? Οι πόλεις – 市", "it's <b>bold</b> & more", "{{.}} 100 %", strings.Repeat("t", 300),
	}
	hostileBodies = []string{
		"The first meeting.", "", "# A\n\n## B\n", "<p>a<b>b<i>c", "<table><tr><td>a</table>",
		"<script>", "<details>\n\n**a**\n", "![a](/images/none.png)",
		"![](x.png)", "[a](../news/a.md#b) [c](/d/) [e](//f) [g](h i.pdf)",
		"| a |\n|---|\n| b |", "&#1; &#xFFFF; &#x202e; \u202e", "[^1]", "{{< x >}}", "• a",
		strings.Repeat("> ", 30) + "deep", strings.Repeat("*a ", 5000), strings.Repeat("- a\n", 20_000),
		strings.Repeat("| a ", 300) + "|\n" + strings.Repeat("|---", 300) + "|\n" + strings.Repeat("| b |\n", 400),
		strings.Repeat("<div>", 600), strings.Repeat("[a]: b\n", 6000),
		strings.Repeat("word ", 200_000), "a\x00b", "a\rb", "\xff\xfe", "<<<<<<< HEAD",
	}
)

// quoted returns a text as YAML, most times in quotes.
func (h hostileSite) quoted(text string) string {
	if h.Float64() < h.odd {
		return text
	}
	return `"` + strings.ReplaceAll(text, `"`, `\"`) + `"`
}

func (h hostileSite) text() string { return h.rarely(h.one(plainTexts), h.one(hostileTexts)) }

func (h hostileSite) config() string {
	var b strings.Builder
	name, url := h.quoted(h.text()), h.rarely("https://network.example", h.one(hostileAddresses))
	fmt.Fprintf(&b, "name: %s\nurl: %s\n", name, url)
	languages := h.rarely(h.one([]string{"[en]", "[en, fr]", "[de]"}), h.one([]string{"[de]", "[xx]", "[]", "en"}))
	zones := []string{"Atlantic/Azores", "Africa/Casablanca", "Europe/Dublin", "Mars/Base", "UTC"}
	zone := h.rarely("Europe/Brussels", h.one(zones))
	fmt.Fprintf(&b, "languages: %s\ntimezone: %s\n", languages, zone)
	if h.IntN(5) == 0 {
		horizon := h.one([]string{"1", "24", "120", "1000", "0", "x"})
		fmt.Fprintf(&b, "horizon: %s\nnavigation: [%s]\n", horizon, h.one(hostileAddresses))
	}
	b.WriteString("topics:\n  a: {name: A}\n")
	for range h.IntN(3) {
		fmt.Fprintf(&b, "  %s: {name: %s}\n", h.rarely("t"+fmt.Sprint(h.IntN(9)), h.one(hostileNames)), h.quoted(h.text()))
	}
	return b.String()
}

// document writes a content file of some kind.
func (h hostileSite) document() {
	kind := h.rarely(h.one([]string{"news", "news", "events", "events", "events", "pages", "members", "partners"}), "newz")
	var b strings.Builder
	b.WriteString("---\n")
	field := func(name string, likely int, value func() string) {
		if h.IntN(10) < likely {
			fmt.Fprintf(&b, "%s: %s\n", name, value())
		}
	}
	date := func() string {
		return h.rarely(fmt.Sprintf("2025-%02d-15 %02d:00", 1+h.IntN(12), 8+h.IntN(12)), h.one(hostileDates))
	}
	text := func() string { return h.quoted(h.text()) }
	address := func() string { return h.rarely("https://a.example/b", h.one(hostileAddresses)) }
	field("title", 10, text)
	field("summary", 3, text)
	switch kind {
	case "news":
		field("published", 10, func() string { return h.rarely("2025-03-01", h.one(hostileDates)) })
		field("updated", 2, func() string { return h.rarely("2025-04-01", h.one(hostileDates)) })
		field("expires", 1, func() string { return h.rarely("2026-04-01", h.one(hostileDates)) })
		field("author", 1, text)
		field("topics", 3, func() string { return "[" + h.rarely("a", strings.Repeat("a, ", 60)) + "]" })
	case "events":
		h.event(field, date, text, address)
	case "members":
		field("country", 10, func() string {
			return h.rarely(h.one([]string{"BE", "LU", "GR"}), h.one([]string{"be", "EL", "XX"}))
		})
		field("website", 4, address)
	case "pages":
		field("menu", 3, func() string { return h.rarely("1", h.one([]string{"-1", "99999999999", "x"})) })
	}
	field("aliases", 1, func() string {
		return "[" + h.rarely(fmt.Sprintf("/old/%d/", h.IntN(1000)), h.one(hostileAddresses)) + "]"
	})
	field("image", int(h.odd*10), func() string {
		return "{src: " + h.one([]string{"a.png", "/images/a.png", "../x.png"}) + ", alt: " + text() + "}"
	})
	b.WriteString("---\n" + h.rarely("The text.", h.one(hostileBodies)) + "\n")
	name := h.rarely(fmt.Sprintf("item-%d", h.IntN(40)), h.one(hostileNames))
	h.write("content/"+kind+"/"+name+".md", b.String())
	if h.IntN(6) == 0 {
		h.write("content/"+kind+"/a.png", string(h.picture()))
	}
}

func (h hostileSite) event(field func(string, int, func() string), date, text, address func() string) {
	field("start", 10, func() string { return h.rarely("2025-05-15 10:00", h.one(hostileDates)) })
	repeats := h.IntN(3) == 0
	if repeats {
		field("duration", 5, func() string { return h.rarely("1h", h.one([]string{"2d", "400d", "9999w", "0m", "x"})) })
		field("repeat", 10, func() string {
			usual := []string{"every day until 2025-12-31", "every month on the 15th", "FREQ=WEEKLY;COUNT=20"}
			return h.rarely(h.one(usual), h.one(hostileRules))
		})
		field("except", 1, func() string { return "[" + h.rarely("2025-06-15", h.one(hostileDates)) + "]" })
		field("changes", 1, func() string {
			return "\n  - {on: " + h.rarely("2025-06-15", h.one(hostileDates)) + ", start: " + date() + ", note: " + text() + "}"
		})
	} else {
		field("end", 4, func() string {
			return h.rarely(h.one([]string{"2025-05-15 12:00", "2025-05-17 10:00"}), h.one(hostileDates))
		})
	}
	field("timezone", 2, func() string {
		return h.rarely(h.one([]string{"Europe/Helsinki", "Atlantic/Azores", "Africa/Cairo", "Africa/Casablanca"}), "x")
	})
	field("also", 1, func() string {
		return "[" + date() + ", " + h.rarely("2025-12-24 11:00", h.one(hostileDates)) + "]"
	})
	field("format", 3, func() string { return h.rarely(h.one([]string{"online", "hybrid", "in-person"}), "x") })
	field("location", 2, func() string {
		return "{name: " + text() + ", city: " + text() + ", country: BE, " +
			"latitude: " + h.rarely("50.8", h.one([]string{"91", "NaN", "1e400"})) + ", longitude: 4}"
	})
	field("join", 2, address)
	field("agenda", 1, address)
	field("registration", 2, func() string {
		return "{url: " + address() + ", opens: 2025-01-01, closes: " + date() + "}"
	})
	field("status", 2, func() string { return h.rarely(h.one([]string{"cancelled", "postponed", "moved-online"}), "x") })
	field("uid", 1, func() string { return h.quoted(fmt.Sprint(h.IntN(1000)) + h.text()) })
	field("published", 3, func() string { return h.rarely("2025-03-01", h.one(hostileDates)) })
	field("revision", 1, func() string { return h.rarely("1", h.one([]string{"1000000", "-1"})) })
	field("long", int(h.odd*5), func() string { return "true" })
}

// picture returns a picture, or what pretends to be one.
func (h hostileSite) picture() []byte {
	data := readFile(h.t, filepath.Join(publishedDir, "picture.png"))
	switch h.IntN(4) {
	case 0:
		return data[:len(data)/2]
	case 1:
		return []byte("GIF89a")
	case 2:
		return bytes.Repeat([]byte{0xff, 0xd8}, 50)
	}
	return data
}
