package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TestOwnParts: a site's own templates for a card, a link and a time change all of
// them, wherever they stand. What a page does with a link in another way (a button,
// a sign with a text for those who listen) has more in it than the link's text, or a
// class, and texts are the editors'.
func TestOwnParts(t *testing.T) {
	dir := fixtureSite(t)
	for name, text := range map[string]string{
		"link": `<a data-own href="{{.Address}}"{{with .Rel}} rel="{{.}}"{{end}}` +
			`{{with .Current}} aria-current="{{.}}"{{end}}>{{.Text}}</a>`,
		"time": `<time data-own datetime="{{.ISO}}">{{.Text}}</time>`,
		"news-card": `<article class="card" data-own><h3>{{template "link" .Link}}</h3>` +
			`{{template "time" .Published}}</article>`,
		"event-card": `<article class="card" data-own><h3>{{template "link" .Link}}</h3>` +
			`{{template "when" .When}}</article>`,
		"organisation-card": `<article class="card" data-own><h3>{{template "link" .Link}}</h3></article>`,
	} {
		writeFile(t, filepath.Join(dir, "templates", name+".html"), []byte(text))
	}
	seen := map[atom.Atom]int{}
	for path, page := range publish(t, dir, "").files {
		if !strings.HasSuffix(path, ".html") {
			continue
		}
		root, err := html.Parse(bytes.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		for n := range elements(root, "a", "time", "article") {
			if !isPart(n) {
				continue
			}
			seen[n.DataAtom]++
			if !hasAttribute(n, "data-own") {
				t.Errorf("%s: the site's own template does not make this %s: %s", path, n.Data, outer(n))
			}
		}
	}
	for _, element := range [...]atom.Atom{atom.A, atom.Time, atom.Article} {
		if seen[element] == 0 {
			t.Errorf("no page has an element %s", element)
		}
	}
}

// isPart reports whether an element is one that a part's template makes.
func isPart(n *html.Node) bool {
	for above := range n.Ancestors() {
		if class, _ := attribute(above, "class"); class == "text" {
			return false
		}
	}
	if n.DataAtom == atom.Article {
		class, _ := attribute(n, "class")
		return strings.HasPrefix(class, "card")
	}
	href, _ := attribute(n, "href")
	onlyText := n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode
	return onlyText && !hasAttribute(n, "class") && !strings.HasPrefix(href, "#")
}

func outer(n *html.Node) string {
	var b strings.Builder
	if err := html.Render(&b, n); err != nil {
		return err.Error()
	}
	return b.String()
}
