package markdown

import (
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"weak"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"
)

// compareDocuments compares what documents say and hold, wherever it lies.
var compareDocuments = cmp.Options{
	cmp.AllowUnexported(Document{}), cmp.FilterPath(func(p cmp.Path) bool {
		return p.Last().String() == ".record"
	}, cmp.Ignore()),
	cmp.Transformer("HTML", func(d *Document) heldDocument {
		html, err := d.HTML(make([]Target, len(d.links)))
		return heldDocument{*d, html, err}
	}),
}

// A heldDocument is a document with its HTML.
type heldDocument struct {
	Document Document
	HTML     string
	Err      error
}

// htmlOf returns the HTML of a document that lies where it can be read.
func htmlOf(t interface{ Fatal(...any) }, doc *Document, targets []Target) string {
	html, err := doc.HTML(targets)
	if err != nil {
		t.Fatal(err)
	}
	return html
}

// body draws Markdown made of the constructs this package treats.
func body() *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{
		"a", "ä b", " ", "\n", "\n\n", "*", "**", "_", "`", "~~", "[a](b.md)", "[c](/d/ \"e\")", "![f](g.png)", "[h]",
		"\n\n[h]: i.md\n\n", "\n# j\n", "\n- ", "\n  - ", "\n> ", "\n|k|l|\n|-|-|\n|m|n|\n", "[^1]", "\n\n[^1]: o\n\n", "<b>",
		"</b>", "<!-- -->", "\n<div>\n\n", "https://p.eu", "q_r@s.eu",
		"&amp;", "\\", "]", "[", "(", ")", "javascript:", "\n: ",
		"\t", "\"", "<", ">", "![](t)", "[](u)", "\r\n", "{0}", "href=\"",
	})
	return rapid.Map(rapid.SliceOfN(piece, 0, 40), func(s []string) string { return strings.Join(s, "") })
}

// Each target appears once in the HTML, as an attribute's whole value, whatever
// the text around it and the address look like.
func TestHolesTakeAnyAddress(t *testing.T) {
	p := New()
	rapid.Check(t, func(t *rapid.T) {
		doc, _ := p.Parse([]byte(body().Draw(t, "body")), Options{Line: 1})
		targets := make([]Target, len(doc.Links()))
		want := []string{}
		for i := range targets {
			url := fmt.Sprintf("/%d/", i) + rapid.StringMatching(`[a-z"'<>&=]{0,8}`).Draw(t, "url")
			targets[i] = Target{URL: url, Width: rapid.IntRange(0, 2).Draw(t, "width"), Height: 3}
			want = append(want, url)
		}
		got := []string{}
		for _, n := range elements(t, htmlOf(t, doc, targets)) {
			for _, a := range n.Attr {
				if (a.Key == "href" || a.Key == "src") && strings.HasPrefix(a.Val, "/") {
					got = append(got, a.Val)
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatal(diff)
		}
	})
}

// A Document is the same whatever was read before and beside it.
func TestParseDependsOnItsBodyOnly(t *testing.T) {
	shared := New()
	rapid.Check(t, func(t *rapid.T) {
		bodies := rapid.SliceOfN(body(), 1, 8).Draw(t, "bodies")
		docs := make([]*Document, len(bodies))
		var wg sync.WaitGroup
		for i, b := range bodies {
			wg.Go(func() { docs[i], _ = shared.Parse([]byte(b), Options{Line: 1}) })
		}
		wg.Wait()
		for i, b := range bodies {
			alone, _ := New().Parse([]byte(b), Options{Line: 1})
			if diff := cmp.Diff(alone, docs[i], compareDocuments); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}

func TestDocumentOutlivesItsSource(t *testing.T) {
	src := []byte(ordinary)
	doc, _ := New().Parse(src, Options{Line: 1})
	want, _ := New().Parse([]byte(ordinary), Options{Line: 1})
	for i := range src {
		src[i] = 'x'
	}
	if diff := cmp.Diff(want, doc, compareDocuments); diff != "" {
		t.Error(diff)
	}
}

func TestSourceIsNotKeptAlive(t *testing.T) {
	p := New()
	src := []byte(ordinary)
	kept := weak.Make(&src[0])
	doc, _ := p.Parse(src, Options{Line: 1})
	runtime.GC()
	if kept.Value() != nil {
		t.Error("the source is still there")
	}
	runtime.KeepAlive(doc)
	runtime.KeepAlive(p)
}

func TestLineEndingsMakeNoDifference(t *testing.T) {
	src := ordinary + "\n```\ncode\n```\n\na\\\nb  \nc\n"
	want, _ := New().Parse([]byte(src), Options{Line: 1})
	got, _ := New().Parse([]byte(strings.ReplaceAll(src, "\n", "\r\n")), Options{Line: 1})
	if diff := cmp.Diff(want, got, compareDocuments); diff != "" {
		t.Error(diff)
	}
}

func TestLinkThatLeadsNowhere(t *testing.T) {
	doc, _ := New().Parse([]byte(`[a](b.md "c") and [d](e.md)`), Options{Line: 1})
	got := htmlOf(t, doc, []Target{{}, {URL: "/e/"}})
	want := `<p><a title="c">a</a> and <a href="/e/">d</a></p>` + "\n"
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestPictureSize(t *testing.T) {
	doc, _ := New().Parse([]byte(`![a](b.png "c")`), Options{Line: 1})
	got := htmlOf(t, doc, []Target{{URL: "/b.png", Width: 4, Height: 3}})
	want := `<p><img src="/b.png" width="4" height="3" loading="lazy" decoding="async" alt="a" title="c"></p>` + "\n"
	if got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

func TestEmptyDocuments(t *testing.T) {
	for _, src := range []string{"", "\n\n", "<!-- a -->", "[a]: b"} {
		doc, _ := New().Parse([]byte(src), Options{Line: 1})
		if diff := cmp.Diff(&Document{}, doc, compareDocuments); diff != "" || !doc.Empty() {
			t.Errorf("%q: %s", src, diff)
		}
	}
	if doc, _ := New().Parse([]byte("a"), Options{Line: 1}); doc.Empty() {
		t.Error("a word is nothing")
	}
}

// elements returns the elements of a fragment.
func elements(t interface{ Fatal(...any) }, fragment string) []*html.Node {
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{
		Type: html.ElementNode, Data: "div", DataAtom: atom.Div,
	})
	if err != nil {
		t.Fatal(err)
	}
	root := new(html.Node)
	for _, n := range nodes {
		root.AppendChild(n)
	}
	var list []*html.Node
	for d := range root.Descendants() {
		if d.Type == html.ElementNode {
			list = append(list, d)
		}
	}
	return list
}
