package frontmatter

import (
	"bufio"
	"bytes"
	"slices"
	"testing"

	"belfry/internal/corpus"
	"belfry/internal/diag"
)

type sample struct {
	title, word string
	count       int
	draft       bool
	list        []string
	place       *samplePlace
	changes     []samplePlace
}

type samplePlace struct{ city, on string }

var sampleFields = Fields[*Decoder, sample]{
	Of("title", (*Decoder).Text, func(s *sample) *string { return &s.title }).
		Prose().Required().Within(Bound{Characters: 30, Hint: "shorten it"}),
	Of("word", sampleWord, func(s *sample) *string { return &s.word }),
	Of("end", (*Decoder).Count, func(s *sample) *int { return &s.count }),
	Of("d", (*Decoder).Bool, func(s *sample) *bool { return &s.draft }),
	Of("l", Each((*Decoder).Text), func(s *sample) *[]string { return &s.list }).
		Within(Bound{Items: 3, TooMany: "keep three"}),
	Of("place", Group(samplePlaceFields), func(s *sample) **samplePlace { return &s.place }).
		Holding(samplePlaceFields.Names()).Within(Bound{Keys: 5, ManyKeys: "keep five"}),
	GroupsOf("changes", samplePlaceFields, func(s *sample) *[]samplePlace { return &s.changes }),
}

var samplePlaceFields = Fields[*Decoder, samplePlace]{
	Of("on", (*Decoder).Text, func(p *samplePlace) *string { return &p.on }).Required(),
	Of("city", (*Decoder).Text, func(p *samplePlace) *string { return &p.city }).Hinted(),
}

func sampleWord(d *Decoder, n *Node) string { return d.Word(n, []string{"one", "two"}, nil) }

// FuzzDecode reads what no editor would write: nothing panics, each diagnostic
// stands at a place of the file, and a file that gives no values says why.
func FuzzDecode(f *testing.F) {
	corpus.Seeds(f)
	for _, seed := range []string{
		"---\ntitle: A: b\n---\n", "---\ntitle:A\nb: c\n---\n", "---\n title: a\nb: c\n---\n",
		"---\ntitle: a\n b\n  c: d\n---\n", "---\ntitle: 'it's'\nend: \"a \"b\" c\"\n---\n",
		"---\na: \"b\nc: \"d\"\n---\n", "---\nl: [a] b\n---\n", "---\nl: [a, b\n---\n",
		"---\nl: {a: b\n---\n", "---\n\tl: a\n---\n", "---\nl: *a\n---\n", "---\nl: **\n---\n",
		"---\nl: &a [*a]\n---\n", "---\nl: - a\n---\n", "---\nl: \"\\q\"\n---\n",
		"---\ntitle\u00a0: a\n---\n", "---\ntitle:\u00a0a\nb: c\n---\n", "---\ntitle\uff1a a\nb: c\n---\n",
		"---\na = b\n---\n", "---\na: b\n...\nc: d\n---\n", "---\ntitle: a #1\n---\n",
		"---\ntitle: &a b\n---\n", "---\ntitle: \u4f1a\u8b70: b\n---\n", "---\n%\n---\n", "---\n? a\n---\n",
		"---\n- a\n-b: c\n---\n",
		"---\nword: three\nend: -1\nd: maybe\nl: a, b\nplace: x\nchanges: y\n---\n", "---\ntitle: x\n----\n",
		"---\nplace:\non: b\nchanges:\n- on: b\n- city: c\n---\n",
		"---\nchanges: {on: b, city: c}\nl: {a, b}\n---\n", "---\nl:\n  -a\n  \u2022 b\n---\n",
		"---\nplace: {on: #1, city: a, b, x}\n---\n", "+++\na = 1\n+++\n", "\u2014\ntitle: a\n---\n",
		"PK\x03\x04", "{\\rtf", "caf\xe9", "<<<<<<< HEAD\n", "-\x00-\x00", "---", "",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := &Decoder{File: "a.md"}
		var read *sample
		if text, ok := d.CheckText(slices.Clone(data)); ok {
			root, _, _ := d.Split(text, bufio.NewReader(bytes.NewReader(nil)))
			read = Decode(d, sampleFields, root)
		}
		for _, found := range d.Found {
			corpus.CheckPlace(t, found, d.File, data)
		}
		if read == nil && diag.Count(d.Found, diag.Error) == 0 {
			t.Errorf("the file gives no values and no mistakes")
		}
	})
}
