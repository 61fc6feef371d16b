package main

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestProblemsAreFound puts one mistake after another into a page that has none.
func TestProblemsAreFound(t *testing.T) {
	const good = `<!doctype html><html lang="en"><head><title>T</title>` +
		`<link rel="canonical" href="https://a.example/p/"></head>` +
		`<body><a class="skip" href="#b-main">Skip</a><main id="b-main"><h1>T</h1>HERE</main></body></html>`
	mistakes := map[string]string{
		"":                                     "",
		"<p>open":                              "</main> closes what is open",
		"<h1>Second</h1>":                      "there are 2 h1 elements",
		"<h3>Third</h3>":                       `an h3, "Third", follows an h1`,
		`<p id="b-main">Twice</p>`:             `the id "b-main" is there 2 times`,
		`<p aria-describedby="x">Named</p>`:    `aria-describedby of a p names "x"`,
		`<img src="/p/" width="1" alt="">`:     "a picture has no height",
		`<time datetime="3 June">3</time>`:     `the time "3" has the datetime "3 June"`,
		`<p style="color:red">Red</p>`:         "a p has style=",
		`<p onclick="go()">Go</p>`:             "a p has onclick=",
		`<a href=" JavaScript:go()">Go</a>`:    "a a has href=",
		`<style>p{}</style>`:                   "there is a style element",
		`<script>go()</script>`:                "there is a script element",
		`<p><span> </span></p>`:                "an empty p",
		"<p>One</p>\n\n<p>Two</p>":             "an empty line",
		`<ul><p>Text</p></ul>`:                 "p stands in a ul",
		`<p><li>Item</li></p>`:                 "a li stands in a",
		`<nav><p>Where</p></nav>`:              "a nav has no label",
		`<p>{date}</p>`:                        `the text "{date}"`,
		`<p>&lt;no-text&gt;</p>`:               `the text "<no-text>"`,
		`<a href="/q/">Q</a>`:                  "leads to nothing",
		`<a href="#q">Q</a>`:                   "leads to a place that is not there",
		`<a href="webcal://a.example/c">C</a>`: "leads to nothing",
	}
	for mistake, want := range mistakes {
		files := map[string][]byte{"p/index.html": []byte(strings.Replace(good, "HERE", mistake, 1))}
		root, err := html.Parse(bytes.NewReader(files["p/index.html"]))
		if err != nil {
			t.Fatal(err)
		}
		p := newWebPage(published{url: "https://a.example", files: files}, "p/index.html", root)
		found := strings.Join(p.problems(map[string]*webPage{p.path: p}), "\n")
		if !strings.Contains(found, want) || (want == "" && found != "") {
			t.Errorf("in %s was found:\n%s\nwant %q", mistake, found, want)
		}
	}
}
