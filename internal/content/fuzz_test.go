package content

import (
	"slices"
	"testing"

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
		"---\nstart: 28.6.2024\nend: 2024-02-30\nduration: 1:30\ntopics: a, b\nlocation: x\n---\n",
		"---\nsummary: #a\nt: b # c\nd: null\ne: !f\ng: &h\nl:\n  - #i\n---\n",
		"---\nlocation: {name: #1, city: a, b, latitude: 5,1, x}\n---\n", "---\ntopics:\n  -a\n  \u2022 b\n---\n",
		"---\nimage:\nsrc: a\nchanges:\n  on: b\ndate: c\ntime: 9:00\nauthors: [d]\n---\n",
	} {
		f.Add([]byte(seed), uint8(0))
		f.Add([]byte(seed), uint8(1))
	}
	files := []string{
		"content/news/a.md", "content/events/a.md", "content/members/a.md",
		"content/partners/a.md", "content/pages/a.md", "content/news/a.fr.md",
	}
	parser := NewParser()
	f.Fuzz(func(t *testing.T, data []byte, kind uint8) {
		name, _, ok := Name(files[int(kind)%len(files)], fuzzLanguages)
		if !ok {
			t.Fatalf("%s has no name", name.Path)
		}
		name.IsTranslation = name.Lang != ""
		doc := parser.Parse(name, slices.Clone(data))
		for _, d := range doc.Diagnostics {
			corpus.CheckPlace(t, d, name.Path, data)
		}
		if values(doc) == 0 && !doc.Failed() {
			t.Errorf("the file gives no values and no mistakes")
		}
	})
}

// values returns how many of a document's pointers are set.
func values(d *Document) int {
	n := 0
	for _, set := range []bool{
		d.News != nil, d.Event != nil, d.Member != nil, d.Partner != nil, d.Page != nil, d.Translation != nil,
	} {
		if set {
			n++
		}
	}
	return n
}

// FuzzConfig: whatever site.yaml holds, the other files can be read with what
// comes of it, and each diagnostic stands at a place of the file.
func FuzzConfig(f *testing.F) {
	corpus.Seeds(f)
	for _, seed := range []string{
		"name: Network\nurl: https://network.example\nlanguages: [en, fr]\ntimezone: Europe/Brussels\n" +
			"horizon: 12\nhistory: none\ncontact: /about/\nnavigation: [/news/]\n" +
			"topics: {training: {name: {en: Training, fr: Formation}}}\nseries: {meetings: {name: Meetings}}\n",
		"name: [a]\nurl: network.example\nlanguages: xx\ntopics: [a, b]\nseries: {A b: c}\n",
		"name: #a\ndescription: &b c\n", "topics: &t {a: {name: b}}\nseries: *t\n", "- a", "", "\t",
		"name: \"\\u0001\"",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c, found := ParseConfig(slices.Clone(data))
		if len(c.Languages) == 0 || c.Timezone == "" {
			t.Errorf("other files cannot be read with %+v", c)
		}
		for _, d := range found {
			corpus.CheckPlace(t, d, ConfigFile, data)
		}
		if c.Unread && diag.Count(found, diag.Error) == 0 {
			t.Error("the file is not read, and nothing says why")
		}
	})
}
