package content

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"belfry/internal/corpus"
	"belfry/internal/diag"
)

var fuzzLanguages = []string{"en", "fr"}

// FuzzParse reads what no editor would write: nothing panics, each diagnostic
// stands at a place of the file, and a file that gives no values says why.
func FuzzParse(f *testing.F) {
	corpus.Seeds(f)
	for _, seed := range []string{
		"---\ntitle: Kick-off\npublished: 2024-06-03\n---\nThe network starts.\n",
		"\ufeff\r\n---\r\ntitle: \"Kick-off\r\nimage: {src: a.png}\r\n---\r\n![](a.png)\r\n",
		"---\ntitle: A: b\n---\n", "---\ntitle:A\nb: c\n---\n", "---\n title: a\nb: c\n---\n", "---\ntitle: a\n b\n  c: d\n---\n",
		"---\ntitle: 'it's'\nend: \"a \"b\" c\"\n---\n", "---\na: \"b\nc: \"d\"\n---\n", "---\nl: [a] b\n---\n", "---\nl: [a, b\n---\n", "---\nl: {a: b\n---\n",
		"---\n\tl: a\n---\n", "---\nl: *a\n---\n", "---\nl: **\n---\n", "---\nl: &a [*a]\n---\n", "---\nl: - a\n---\n", "---\nl: \"\\q\"\n---\n",
		"---\ntitle\u00a0: a\n---\n", "---\ntitle:\u00a0a\nb: c\n---\n", "---\ntitle\uff1a a\nb: c\n---\n", "---\na = b\n---\n", "---\na: b\n...\nc: d\n---\n",
		"---\ntitle: a #1\n---\n", "---\ntitle: &a b\n---\n", "---\ntitle: \u4f1a\u8b70: b\n---\n", "---\n%\n---\n", "---\n? a\n---\n", "---\n- a\n-b: c\n---\n",
		"---\nstart: 28.6.2024\nend: 2024-02-30\nduration: 1:30\ntopics: a, b\nlocation: x\n---\n", "---\ntitle: x\n----\n",
		"---\nsummary: #a\nt: b # c\nd: null\ne: !f\ng: &h\nl:\n  - #i\n---\n", "---\nlocation: {name: #1, city: a, b, latitude: 5,1, x}\n---\n", "---\ntopics:\n  -a\n  \u2022 b\n---\n",
		"---\nimage:\nsrc: a\nchanges:\n  on: b\ndate: c\ntime: 9:00\nauthors: [d]\n---\n", "+++\na = 1\n+++\n", "\u2014\ntitle: a\n---\n", "PK\x03\x04", "{\\rtf", "caf\xe9", "<<<<<<< HEAD\n", "-\x00-\x00", "---", "",
	} {
		f.Add([]byte(seed), uint8(0))
		f.Add([]byte(seed), uint8(1))
	}
	files := []string{"content/news/a.md", "content/events/a.md", "content/members/a.md", "content/partners/a.md", "content/pages/a.md", "content/news/a.fr.md"}
	parser := NewParser(fuzzLanguages)
	f.Fuzz(func(t *testing.T, data []byte, kind uint8) {
		name, _, ok := Name(files[int(kind)%len(files)], fuzzLanguages)
		if !ok {
			t.Fatalf("%s has no name", name.Path)
		}
		doc := parser.Parse(name, slices.Clone(data))
		for _, d := range doc.Diagnostics {
			checkPlace(t, d, name.Path, data)
		}
		if values(doc) == 0 && !doc.Failed() {
			t.Errorf("the file gives no values and no mistakes")
		}
	})
}

// values returns how many of a document's pointers are set.
func values(d *Document) int {
	n := 0
	for _, set := range []bool{d.News != nil, d.Event != nil, d.Member != nil, d.Partner != nil, d.Page != nil, d.Translation != nil} {
		if set {
			n++
		}
	}
	return n
}

func checkPlace(t *testing.T, d diag.Diagnostic, file string, data []byte) {
	t.Helper()
	if d.File != file || d.Message == "" || d.Code == "" {
		t.Errorf("%+v lacks a file, a message or a code", d)
	}
	if d.Pos == (diag.Position{}) {
		return
	}
	lines := strings.Split(string(bytes.TrimPrefix(data, utf8BOM)), "\n")
	if d.Pos.Line < 1 || d.Pos.Line > len(lines) {
		t.Fatalf("%+v stands in none of %d lines", d, len(lines))
	}
	if length := utf8.RuneCountInString(lines[d.Pos.Line-1]); d.Pos.Column < 1 || d.Pos.Column > length+1 {
		t.Errorf("%+v stands outside its line, which has %d characters", d, length)
	}
}

// FuzzConfig: whatever site.yaml holds, the other files can be read with what
// comes of it, and each diagnostic stands at a place of the file.
func FuzzConfig(f *testing.F) {
	corpus.Seeds(f)
	for _, seed := range []string{
		"name: Network\nurl: https://network.example\nlanguages: [en, fr]\ntimezone: Europe/Brussels\nhorizon: 12\nhistory: none\ncontact: /about/\nnavigation: [/news/]\n" +
			"topics: {training: {name: {en: Training, fr: Formation}}}\nseries: {meetings: {name: Meetings}}\n",
		"name: [a]\nurl: network.example\nlanguages: xx\ntopics: [a, b]\nseries: {A b: c}\n", "name: #a\ndescription: &b c\n", "topics: &t {a: {name: b}}\nseries: *t\n", "- a", "", "\t", "name: \"\\u0001\"",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, found := ParseConfig(slices.Clone(data))
		if len(c.Languages) == 0 || c.Timezone == "" {
			t.Errorf("other files cannot be read with %+v", c)
		}
		for _, d := range found {
			checkPlace(t, d, ConfigFile, data)
		}
		if c.Unread && diag.Count(found, diag.Error) == 0 {
			t.Error("the file is not read, and nothing says why")
		}
	})
}

// FuzzStrings: the same of the texts of the interface.
func FuzzStrings(f *testing.F) {
	corpus.Seeds(f)
	for _, seed := range []string{"home: Home\n", "count-news: {one: \"{n} item\", other: \"{n} items\"}\n", "a: {few: b}\n", "a:\n  other: c\n  other: d\n", "a: [b]\n", "home: {yaer}\n", "home: \"{yaer}\"\n", "x", ""} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, found := ParseStrings("templates/strings/en.yaml", slices.Clone(data))
		for _, d := range found {
			checkPlace(t, d, "templates/strings/en.yaml", data)
		}
	})
}
