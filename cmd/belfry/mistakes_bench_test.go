package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"belfry"
	"belfry/internal/diag"
	"belfry/internal/generator"
)

// manyMistakes is how many there are of a kind; BELFRY_MISTAKES says otherwise.
const manyMistakes = 10_000

func howManyMistakes() int {
	if n, err := strconv.Atoi(os.Getenv("BELFRY_MISTAKES")); err == nil {
		return n
	}
	return manyMistakes
}

var worstSites = []worst{
	{"dead-link", "to one address", func(s *worstSite, wrong bool) {
		s.news("", either(wrong, "[a](/news/gone/)", "[a](/news/item-1/)"))
	}},
	{"dead-link", "to many addresses", func(s *worstSite, wrong bool) {
		s.news("", either(wrong, "[a](/news/tiem-#/)", "[a](/news/item-#/)"))
	}},
	{"dead-link", "to long addresses", func(s *worstSite, wrong bool) {
		s.news("", either(wrong, "[a](/news/item-#"+strings.Repeat("/item", 20)+"/)", "[a](/news/item-#/)"))
	}},
	{"dead-link", "to many files", func(s *worstSite, wrong bool) {
		s.news("", either(wrong, "[a](tiem-#.md)", "[a](item-#.md)"))
	}},
	{"dead-link", "to files with accents", func(s *worstSite, wrong bool) {
		s.each(s.n/10, "content/news/é-#.md", "---\ntitle: É\npublished: 2025-06-01\n---\n")
		s.news("", either(wrong, "[a](è-#.md)", "[a](item-#.md)"))
	}},
	{"no-such-file", "that is no picture", func(s *worstSite, wrong bool) {
		s.each(s.n/10, "content/news/file-#.txt", "#")
		s.news("", either(wrong, "[a](feil-#.txt)", "[a](file-1.txt)"))
	}},
	{"dead-link", "in one text", func(s *worstSite, wrong bool) {
		s.text(either(wrong, "[a](/nwes/#/)\n\n", "[a](/news/text/)\n\n"))
	}},
	{"dead-link", "in one line", func(s *worstSite, wrong bool) {
		s.lines(either(wrong, "[a](/nwes/#/) ", "[a](/news/text/) "))
	}},
	{"dead-link", "in fields", func(s *worstSite, wrong bool) {
		s.events(s.n, dated+"agenda: "+either(wrong, "/evnets/meeting-#/", "/events/meeting-#/"))
	}},
	{"dead-anchor", "in a text", func(s *worstSite, wrong bool) {
		s.headings()
		s.news("", either(wrong, "[a](long.md%haeding-#)", "[a](long.md%heading-#)"))
	}},
	{"dead-anchor", "in a page", func(s *worstSite, wrong bool) {
		s.headings()
		s.news("", either(wrong, "[a](/news/long/%haeding-#)", "[a](/news/long/%heading-#)"))
	}},
	{"link-to-withheld", "", func(s *worstSite, wrong bool) {
		s.files["content/news/draft.md"] = "---\ntitle: Draft\npublished: 2025-06-01\n" +
			"draft: " + either(wrong, "true", "false") + "\n---\n"
		s.news("", "[a](draft.md)")
	}},
	{"no-such-file", "", func(s *worstSite, wrong bool) {
		s.each(s.n/10, "content/news/picture-#.png", tinyPicture())
		s.news("", either(wrong, "![a](pitcure-#.png)", "![a](picture-1.png)"))
	}},
	{"no-such-file", "with accents", func(s *worstSite, wrong bool) {
		s.each(s.n/10, "content/news/é-#.png", tinyPicture())
		s.news("", either(wrong, "![a](è-#.png)", "![a](é-1.png)"))
	}},
	{"foreign-picture", "", func(s *worstSite, wrong bool) {
		s.files["content/news/a.png"] = tinyPicture()
		s.news("", either(wrong, "![a](https://other.example/#.png)", "![a](a.png)"))
	}},
	{"unknown-topic", "", func(s *worstSite, wrong bool) {
		s.files["content/site.yaml"] += "topics:\n"
		for i := range s.n / 10 {
			s.files["content/site.yaml"] += fmt.Sprintf("  topic-%d: {name: Topic %d}\n", i, i)
		}
		s.news(either(wrong, "topics: [tpoic-#]", "topics: [topic-1]"), "")
	}},
	{"unknown-topic", "in long lists", func(s *worstSite, wrong bool) {
		s.files["content/site.yaml"] += "topics:\n"
		for i := range s.n / 10 {
			s.files["content/site.yaml"] += fmt.Sprintf("  topic-%d: {name: Topic %d}\n", i, i)
		}
		s.each(s.n/inList, "content/news/item-#.md", "---\ntitle: Item\npublished: 2025-06-01\ntopics: ["+
			strings.Repeat(either(wrong, "tpoic-#, ", "topic-1, "), inList)+"]\n---\n")
	}},
	{"unknown-event", "", func(s *worstSite, wrong bool) {
		s.events(s.n/10, dated)
		s.news(either(wrong, "events: [meeitng-#]", "events: [meeting-1]"), "")
	}},
	{"unknown-series", "", func(s *worstSite, wrong bool) {
		s.files["content/site.yaml"] += "series: {monthly: {name: Monthly}}\n"
		s.events(s.n, dated+"series: "+either(wrong, "montly-#", "monthly"))
	}},
	{"unknown-organiser", "", func(s *worstSite, wrong bool) {
		s.each(s.n/10, "content/members/member-#.md", "---\ntitle: Member\ncountry: BE\n---\n")
		s.events(s.n, dated+either(wrong, "organisers: [mebmer-#]", "organisers: [member-1]"))
	}},
	{"unknown-partner", "", func(s *worstSite, wrong bool) {
		s.each(s.n/10, "content/partners/partner-#.md", "---\ntitle: Partner\n---\n")
		s.news(either(wrong, "promoted_by: [patrner-#]", "promoted_by: [partner-1]"), "")
	}},
	{"unknown-key", "", func(s *worstSite, wrong bool) { s.news(either(wrong, "sumary-#: a", "summary: a"), "") }},
	{"unknown-key", "in one text", func(s *worstSite, wrong bool) {
		s.front("summary: a\n", either(wrong, "sumary-#: a\n", "% sumary-#: a\n"), "")
	}},
	{"repeated-key", "in one text", func(s *worstSite, wrong bool) {
		s.front("summary: a\n", either(wrong, "summary: a\n", "% summary: a\n"), "")
	}},
	{"unknown-word", "", func(s *worstSite, wrong bool) {
		s.events(s.n, dated+"format: "+either(wrong, "onlnie-#", "online"))
	}},
	{"unknown-time-zone", "", func(s *worstSite, wrong bool) {
		s.events(s.n, dated+"timezone: "+either(wrong, "Europe/Brusels#", "Europe/Brussels"))
	}},
	{"unknown-country", "", func(s *worstSite, wrong bool) {
		s.events(s.n, dated+"country: "+either(wrong, "Belgique#", "BE"))
	}},
	{"unknown-language", "", func(s *worstSite, wrong bool) {
		s.events(s.n, dated+"languages: ["+either(wrong, "englsh#", "en")+"]")
	}},
	{"impossible-date", "", func(s *worstSite, wrong bool) {
		s.events(s.n, "start: "+either(wrong, "2025-02-30", "2025-02-20"))
	}},
	{"not-a-date", "", func(s *worstSite, wrong bool) {
		s.events(s.n, "start: "+either(wrong, "some day #", "2025-02-20"))
	}},
	{"end-before-start", "", func(s *worstSite, wrong bool) {
		s.events(s.n, dated+"end: "+either(wrong, "2025-06-01 10:00", "2025-07-01 11:00"))
	}},
	{"bad-rule", "", func(s *worstSite, wrong bool) {
		s.events(s.n, dated+"repeat: "+either(wrong, "every # weeks or so", "every month until 2025-08-31"))
	}},
	{"no-such-date", "in one event", func(s *worstSite, wrong bool) {
		s.news("", "")
		s.events(1, "start: 2020-01-01\nrepeat: every day until 2027-01-01\n"+
			"except: [2021-01-01"+repeated(either(wrong, ", 1999-01-01", " "), dates)+"]")
	}},
	{"missing-field", "", func(s *worstSite, wrong bool) {
		s.each(s.n, "content/news/item-#.md", "---\n"+either(wrong, "", "title: Item\n")+"published: 2025-06-01\n---\n")
	}},
	{"yaml", "", func(s *worstSite, wrong bool) { s.news(either(wrong, "summary: \"a", "summary: a"), "") }},
	{"name-taken", "in pairs", func(s *worstSite, wrong bool) {
		const text = "---\ntitle: Item\npublished: 2025-06-01\n---\n"
		s.each(s.n/2, "content/news/a/item-#.md", text)
		s.each(s.n/2, "content/news/b/"+either(wrong, "item", "other")+"-#.md", text)
	}},
	{"name-taken", "by all", func(s *worstSite, wrong bool) {
		s.each(s.n, "content/news/#/item"+either(wrong, "", "-#")+".md", "---\ntitle: Item\npublished: 2025-06-01\n---\n")
	}},
	{"address-taken", "by all", func(s *worstSite, wrong bool) {
		s.news("aliases: [/old"+either(wrong, "", "-#")+"/]", "")
	}},
	{"address-taken", "of texts", func(s *worstSite, wrong bool) {
		s.news("aliases: [/"+either(wrong, "news/item-1", "old-#")+"/]", "")
	}},
	{"address-taken", "of files that are copied", func(s *worstSite, wrong bool) {
		s.events(s.n, "start: 2025-01-01\naliases: [/old-#/]")
		s.each(s.n, "static/"+either(wrong, "old", "other")+"-#/index.html", "#")
	}},
	{"address-taken", "of calendars", func(s *worstSite, wrong bool) {
		s.events(s.n, "start: 2025-01-01")
		s.each(s.n, "static/events/"+either(wrong, "meeting", "other")+"-#.ics", "#")
	}},
	{"address-taken", "by withheld texts", func(s *worstSite, wrong bool) {
		s.each(s.n/2, "content/news/later-#.md", "---\ntitle: Later\npublished: 2035-01-01\n"+
			"aliases: [/"+either(wrong, "old", "other")+"-#/]\n---\n")
		s.each(s.n/2, "content/news/item-#.md", "---\ntitle: Item\npublished: 2025-06-01\naliases: [/old-#/]\n---\n")
	}},
	{"uid-taken", "", func(s *worstSite, wrong bool) {
		s.events(s.n, dated+"uid: same"+either(wrong, "", "-#")+"@network.example")
	}},
	{"raw-html", "", func(s *worstSite, wrong bool) { s.news("", either(wrong, "<center>a</center>", "<b>a</b>")) }},
	{"raw-html", "in one text", func(s *worstSite, wrong bool) {
		s.text(either(wrong, "<center>a</center>\n\n", "<b>a</b>\n\n"))
	}},
	{"raw-html", "in one line", func(s *worstSite, wrong bool) {
		s.lines("a " + either(wrong, "<center>a</center>", "<b>a</b>"))
	}},
	{"unclosed-html", "", func(s *worstSite, wrong bool) { s.news("", "a <script>a"+either(wrong, "", "</script>")) }},
	{"markup", "in one text", func(s *worstSite, wrong bool) {
		s.text(either(wrong, "[a] (https://b.example)\n\n", "[a](text.md)\n\n"))
	}},
	{"markup", "in one line", func(s *worstSite, wrong bool) {
		s.lines(either(wrong, "[a] (https://b.example) ", "[a](text.md) "))
	}},
	{"undefined-reference", "in one text", func(s *worstSite, wrong bool) {
		s.text(either(wrong, "[a][b-#]\n\n", "[a][b]\n\n"))
		s.files["content/news/text.md"] += "\n[b]: text.md\n"
	}},
	{"undefined-reference", "in one line", func(s *worstSite, wrong bool) {
		s.lines(either(wrong, "[a][b-#] ", "[a][b] "))
		s.files["content/news/text.md"] += "\n\n[b]: text.md\n"
	}},
	{"link-without-text", "in one line", func(s *worstSite, wrong bool) {
		s.lines(either(wrong, "[](text.md) ", "[a](text.md) "))
	}},
	{"picture-without-alt", "in one line", func(s *worstSite, wrong bool) {
		s.files["content/news/a.png"] = tinyPicture()
		s.lines(either(wrong, "![](a.png) ", "![a](a.png) "))
	}},
	{"control-character", "in one line", func(s *worstSite, wrong bool) { s.lines(either(wrong, "a\x01", "ab")) }},
	{"file-name", "", func(s *worstSite, wrong bool) {
		s.each(s.n, "content/news/item"+either(wrong, " ", "-")+"#.md", "---\ntitle: Item\npublished: 2025-06-01\n---\n")
	}},
	{"unread-file", "", func(s *worstSite, wrong bool) {
		s.news("", "")
		s.each(s.n, "content/news/file-#."+either(wrong, "xyz", "txt"), "#")
	}},
	{"misplaced-file", "", func(s *worstSite, wrong bool) {
		s.news("", "")
		s.each(s.n, "content/"+either(wrong, "nwes-#", "news")+"/other-#.md",
			"---\ntitle: Item\npublished: 2025-06-01\n---\n")
	}},
	{"unused-file", "", func(s *worstSite, wrong bool) {
		s.news("", either(wrong, "a", "[a](file-#.pdf)"))
		s.each(s.n, "content/news/file-#.pdf", "%PDF-1.4 #")
	}},
	{"replaces-output", "", func(s *worstSite, wrong bool) {
		for i := range 1000 {
			s.files[fmt.Sprintf("content/news/year-%d.md", 1000+i)] =
				fmt.Sprintf("---\ntitle: Year\npublished: %d-06-01\n---\n", 1000+i)
			s.files[fmt.Sprintf("static/news/%d/%s", 1000+i, either(wrong, "index.html", "other.html"))] = "a"
		}
	}},
	{"unknown-text", "in a file of texts", func(s *worstSite, wrong bool) {
		s.files["templates/strings/en.yaml"] = s.times("", either(wrong, "nwes-#: a\n", "% nwes-#: a\n"), "news: News\n")
		s.news("", "")
	}},
	{"unknown-text", "in a template", func(s *worstSite, wrong bool) {
		s.files["templates/footer.html"] = s.times("", either(wrong, `{{t "nwes-#"}}`, `{{t "news"}}`), "")
		s.news("", "")
	}},
	{"template", "with unknown fields", func(s *worstSite, wrong bool) {
		s.files["templates/news.html"] = s.times(`{{template "head" .Page}}`,
			either(wrong, "{{.Boyd#}}\n", "{{.Body}}\n"), `{{template "foot" .Page}}`)
		s.news("", "")
	}},
	{"not-an-id", "", func(s *worstSite, wrong bool) {
		s.files["content/site.yaml"] += s.times("topics:\n",
			either(wrong, "  Topic#!: {name: T}\n", "  topic-#: {name: T}\n"), "")
		s.news("", "")
	}},
}

// BenchmarkMistakes makes sites with thousands of mistakes of a kind, and the same
// without them: that they are looked for and said may at most double the time.
//
//	go test ./cmd/belfry -run '^$' -bench Mistakes -benchtime 3x
func BenchmarkMistakes(b *testing.B) {
	for _, w := range worstSites {
		b.Run(strings.TrimSuffix(w.code+" "+w.how, " "), func(b *testing.B) {
			with, without := w.write(b, true), w.write(b, false)
			var wrong, right time.Duration // of the processor
			measure := func() {
				wrong = shorter(wrong, took(b, w.code, with, true))
				right = shorter(right, took(b, w.code, without, false))
			}
			for b.Loop() {
				measure()
			}
			for again := 0; again < 3 && wrong > 2*right+worstNoise; again++ {
				measure() // a busy machine may have been the cause
			}
			b.ReportMetric(float64(wrong.Microseconds())/1000, "ms-with")
			b.ReportMetric(float64(right.Microseconds())/1000, "ms-without")
			b.ReportMetric(float64(wrong)/float64(right), "x-without")
			b.ReportMetric(0, "ns/op")
			if wrong > 2*right+worstNoise {
				b.Errorf("the mistakes take longer than all else: %s with them, %s without", wrong, right)
			}
		})
	}
}

// worstNoise is by how much a time may differ from the same once more.
const worstNoise = 150 * time.Millisecond

func (w worst) write(b *testing.B, wrong bool) string {
	b.Helper()
	s := &worstSite{map[string]string{"content/site.yaml": worstConfig}, howManyMistakes()}
	w.site(s, wrong)
	dir := b.TempDir()
	for name, text := range s.files {
		writeFile(b, filepath.Join(dir, filepath.FromSlash(name)), []byte(text))
	}
	return dir
}

func shorter(a, b time.Duration) time.Duration {
	if a == 0 {
		return b
	}
	return min(a, b)
}

// took returns how long it takes to make a site and to say what is wrong with it.
func took(b *testing.B, code, dir string, wrong bool) time.Duration {
	b.Helper()
	started := processorTime()
	r, err := generator.Generate(context.Background(), generator.Options{Dir: dir, Defaults: belfry.Defaults, Workers: 2,
		Now: time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		b.Fatal(err)
	}
	(&terminal{out: io.Discard, err: io.Discard, most: mostShown}).diagnostics(r)
	took := processorTime() - started
	n, other := 0, diag.Diagnostic{}
	for _, d := range r.Diagnostics {
		if d.Code == code {
			n++
		} else {
			other = d
		}
	}
	if wrong == (n == 0) {
		b.Errorf("%d mistakes are found; another one is %v", n, other)
	}
	b.ReportMetric(float64(n), map[bool]string{true: "found", false: "found-without"}[wrong])
	return took
}
