package markdown

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"pgregory.net/rapid"

	"belfry/internal/corpus"
	"belfry/internal/diag"
)

// rawPieces are what the generated bodies are made of besides words: tags that
// stay, go and take their words along, in all states of order.
var rawPieces = []string{
	"<p>", "</p>", "<div>", `<div class="a">`, "</div>",
	"<span>", "</span>", "<b>", "</b>", "<i>", "</i>", "<a href=\"a.md\">", "</a>",
	"<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<th scope=row>", "<caption>",
	"<ul>", "<li>", "</li>", "</ul>", "<ol start=3>", "<dl><dt>", "<dd>", "</dl>",
	"<h1>", "</h1>", "<h3>", "</h3>", "<br>", "<hr>", "<br/>", "</br>",
	"<img src=a.png alt=b>", "<details>", "<summary>", "</summary>", "</details>",
	"<center>", "</center>", "<font size=7>", "</font>", "<section>", "</section>",
	"<blockquote>", "</blockquote>", "<pre>", "</pre>", "<code>", "</code>",
	"<svg>", "</svg>", "<math>", "</math>", "<noscript>", "</noscript>", "<title>", "</title>",
	"<body>", "<html>", "<frameset>", "<plaintext>", "<xmp>", "<colgroup>", "<col>",
	"<!-- c -->", "<?php x ?>", "<!DOCTYPE html>", "<o:p>", "</o:p>",
	"<figure>", "<figcaption>", "</figure>", "<video src=a.mp4>", "</video>", "<base href=/>",
	"\n", "\n\n", " ", "- ", "> ", "# ", "*", "**", "[", "](b.md)", "`", "| ",
	"\n|---|---|\n", "    ", "~~", "\n\n- ", "\n\n> ", "&lt;", "< ", ">", "\"",
}

// TestRawHTMLKeepsWords: whatever is opened, crossed and never closed, the
// HTML is one that parses to itself, has nothing that is not allowed, and every
// word stands in it but those that a warning names.
func TestRawHTMLKeepsWords(t *testing.T) {
	p := New()
	rapid.Check(t, func(t *rapid.T) {
		var src strings.Builder
		words := 0
		for range rapid.IntRange(1, 30).Draw(t, "pieces") {
			if rapid.Bool().Draw(t, "a word") {
				fmt.Fprintf(&src, " word%d ", words)
				words++
			} else {
				src.WriteString(rapid.SampledFrom(rawPieces).Draw(t, "piece"))
			}
		}
		doc, found := p.Parse([]byte(src.String()), Options{Line: 1})
		out := filled(t, doc)
		checkSafe(t, out)
		if doc.Empty() && words > 0 && diag.Count(found, diag.Error) == 0 && !dropsWords(found) {
			t.Fatalf("%q shows nothing", src.String())
		}
		if dropsWords(found) || diag.Count(found, diag.Error) > 0 {
			return
		}
		shown := textOf(out)
		for i := range words {
			if word := fmt.Sprintf("word%d", i); !slices.Contains(shown, word) && !strings.Contains(out, word) {
				t.Fatalf("%s is lost:\n%q\n%s", word, src.String(), out)
			}
		}
		if strings.ContainsAny(src.String(), "<") && !parsesToItself(t, out) {
			t.Fatalf("it does not parse to itself:\n%q\n%s", src.String(), out)
		}
	})
}

// dropsWords reports whether a warning says that words go.
func dropsWords(found []diag.Diagnostic) bool {
	return slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
		return d.Code == "raw-html" && !strings.Contains(d.Message, "its words stay")
	})
}

func textOf(out string) []string {
	var words []string
	z := html.NewTokenizer(strings.NewReader(out))
	for kind := z.Next(); kind != html.ErrorToken; kind = z.Next() {
		if kind == html.TextToken {
			words = append(words, strings.Fields(z.Token().Data)...)
		}
	}
	return words
}

// parsesToItself reports whether a browser makes of HTML the tree that was
// written.
func parsesToItself(t interface{ Fatal(...any) }, out string) bool {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	render := func(s string) string {
		nodes, err := html.ParseFragmentWithOptions(strings.NewReader(s), body, html.ParseOptionEnableScripting(false))
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		for _, n := range nodes {
			if err := html.Render(&b, n); err != nil {
				t.Fatal(err)
			}
		}
		return b.String()
	}
	once := render(out)
	return render(once) == once
}

// A body of 5 MB can have this many links. Looking for each through all that
// follows would take an hour.
func TestHolesAreFoundInOneReading(t *testing.T) {
	const count = 500_000
	p := page{links: make([]Link, count)}
	var marked []byte
	for i := range count {
		marked = fmt.Appendf(marked, `<a href="%s%d" title="%s1">a</a>`, holeMark, i, holeMark)
	}
	p.fillHoles(marked)
	if len(p.holes) != count || len(p.links) != count {
		t.Errorf("%d holes and %d links of %d", len(p.holes), len(p.links), count)
	}
}

// FuzzRawHTML feeds HTML as it comes.
func FuzzRawHTML(f *testing.F) {
	corpus.Seeds(f)
	for _, piece := range rawPieces {
		f.Add("word " + piece + " word\n\n" + piece + "\n")
	}
	p := New()
	f.Fuzz(func(t *testing.T, src string) {
		if !isText(src) {
			t.Skip("the caller refuses it")
		}
		doc, found := p.Parse([]byte(src), Options{Line: 1})
		out := filled(t, doc)
		checkSafe(t, out)
		checkAnchors(t, doc)
		if !parsesToItself(t, out) {
			t.Fatalf("it does not parse to itself:\n%s", out)
		}
		for _, d := range found {
			checkInside(t, src, 1, d.Pos, d.Length)
		}
	})
}
