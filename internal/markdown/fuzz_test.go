package markdown

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"

	"belfry/internal/character"
	"belfry/internal/corpus"
	"belfry/internal/diag"
)

// What a page may hold: elements, and for each its attributes. All may have
// none.
var allowed = map[string][]string{
	"p": nil, "br": nil, "hr": nil, "blockquote": nil, "ul": nil, "ol": {"start"}, "li": {"id"},
	"h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
	"em": nil, "strong": nil, "del": nil, "pre": nil, "code": {"class"}, "sup": {"id"},
	"dl": nil, "dt": nil, "dd": nil, "label": nil, "input": {"type", "checked", "disabled"},
	"table": nil, "thead": nil, "tbody": nil, "tfoot": nil, "caption": nil, "tr": nil,
	"th": {"scope", "class", "colspan", "rowspan"}, "td": {"class", "colspan", "rowspan"},
	"b": nil, "i": nil, "u": nil, "s": nil, "sub": nil, "mark": nil, "small": nil,
	"abbr": nil, "cite": nil, "q": nil, "time": {"datetime"}, "kbd": nil,
	"details": {"open"}, "summary": nil, "figure": nil, "figcaption": nil,
	"div": {"class", "role"}, "a": {"href", "rel", "title", "class", "role"},
	"img": {"src", "alt", "title", "width", "height", "loading", "decoding"},
}

// isText reports whether the caller would hand on a text.
func isText(src string) bool {
	return utf8.ValidString(src) && !hasControl(strings.ReplaceAll(src, "\r\n", "\n")) && len(src) <= 1<<16
}

func hasControl(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return character.Of(r) == character.Control })
}

// checkCharacters holds what is published to the characters that a text may have.
func checkCharacters(t tester, src string, doc *Document, found []diag.Diagnostic) {
	if diag.Count(found, diag.Error) > 0 {
		return
	}
	out := filled(t, doc)
	if hasControl(html.UnescapeString(out)) {
		t.Fatalf("a control character in %q", out)
	}
	turned := strings.ContainsFunc(src, func(r rune) bool { return character.Of(r) == character.Direction })
	if !turned && len(character.Unclosed(out)) > 0 || len(character.Unclosed(doc.Excerpt())) > 0 {
		t.Fatalf("%q or %q turns the direction of what follows", out, doc.Excerpt())
	}
}

// A tester is a test, or a step of one with generated values.
type tester interface {
	Fatal(...any)
	Fatalf(string, ...any)
}

// checkSafe holds HTML against what a page may hold.
func checkSafe(t tester, out string) {
	if strings.Contains(strings.ToLower(out), "<script") {
		t.Fatal("a script")
	}
	for _, n := range elements(t, out) {
		attributes, ok := allowed[n.Data]
		if !ok {
			t.Fatalf("element %s", n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "title" || a.Key == "lang" || a.Key == "dir" {
				continue
			}
			if !slices.Contains(attributes, a.Key) {
				t.Fatalf("attribute %s of %s", a.Key, n.Data)
			}
			if a.Key == "href" || a.Key == "src" {
				checkAddress(t, a.Val)
			}
		}
	}
}

// checkAddress reads an address as a browser does.
func checkAddress(t tester, address string) {
	address = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r == '\r' {
			return -1
		}
		return r
	}, strings.TrimFunc(address, func(r rune) bool { return r <= ' ' }))
	scheme, _, ok := strings.Cut(address, ":")
	known := slices.Contains([]string{"http", "https", "mailto", "tel", "webcal"}, strings.ToLower(scheme))
	if ok && !strings.ContainsAny(scheme, "/?#") && !known {
		t.Fatalf("address %q", address)
	}
	if strings.HasPrefix(strings.ReplaceAll(address, `\`, "/"), "//") {
		t.Fatalf("address %q leads to another site", address)
	}
}

// checkInside holds places against the source.
func checkInside(t *testing.T, src string, first int, pos diag.Position, length int) {
	lines := strings.Split(strings.ReplaceAll(src, "\r\n", "\n"), "\n")
	if pos.Line < first || pos.Line >= first+len(lines) {
		t.Fatalf("line %d of %d", pos.Line-first+1, len(lines))
	}
	width := utf8.RuneCountInString(lines[pos.Line-first])
	if pos.Column < 1 || length < 0 || pos.Column-1+length > width {
		t.Fatalf("column %d, length %d in a line of %d", pos.Column, length, width)
	}
}

func FuzzParse(f *testing.F) {
	corpus.Seeds(f)
	f.Add(ordinary)
	f.Add("a &#1; &#x202e;b *c &#xffff;* [d &#2;](e&#3; \"&#4;\") `&#5;` <b title=\"&#6 \">&#7</b>\n\n" +
		"``` f&#8;\n&#9;\n```\n\n<div>&#14 \\&#15;</div>\n")
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		for c := range strings.SplitSeq(string(data), "= = =\n") {
			f.Add(strings.Split(c, "- - -\n")[1])
		}
	}
	for _, text := range marked {
		src, _ := unmark(text, 1)
		f.Add(src)
	}
	for _, c := range worstCases() {
		f.Add(c.make(100))
		f.Add("> - " + c.make(60))
	}
	p := New()
	f.Fuzz(func(t *testing.T, src string) {
		if !isText(src) {
			t.Skip("the caller refuses it")
		}
		doc, found := p.Parse([]byte(src), Options{File: "a.md", Line: 5})
		targets := make([]Target, len(doc.Links()))
		for i := range targets {
			targets[i] = Target{URL: "/a/?b=c&d=\"<e>", Width: i % 2, Height: 1}
		}
		checkSafe(t, htmlOf(t, doc, targets))
		checkCharacters(t, src, doc, found)
		for _, l := range doc.Links() {
			checkInside(t, src, 5, l.Pos, l.Length)
		}
		for _, d := range found {
			checkInside(t, src, 5, d.Pos, d.Length)
		}
		if !slices.IsSorted(doc.Anchors()) || len(slices.Compact(slices.Clone(doc.Anchors()))) != len(doc.Anchors()) {
			t.Fatalf("anchors %q", doc.Anchors())
		}
		checkAnchors(t, doc)
	})
}

// checkAnchors holds the anchors against the ids of the HTML.
func checkAnchors(t *testing.T, doc *Document) {
	var got []string
	for _, n := range elements(t, filled(t, doc)) {
		if i := slices.IndexFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "id" }); i >= 0 {
			got = append(got, n.Attr[i].Val)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, doc.Anchors()) {
		t.Fatalf("ids %q, anchors %q", got, doc.Anchors())
	}
}
