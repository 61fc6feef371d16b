package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// TestStructure looks at every page of the fixture, of the fixture below a path
// of another host, of the least site that there can be, and of this project's own.
func TestStructure(t *testing.T) {
	fixture := fixtureSite(t)
	for name, from := range map[string]struct{ dir, baseURL string }{
		"fixture": {fixture, ""}, "below": {fixture, "https://cities.example/of/europe"}, "own": {"../..", ""},
		"slash": {fixture, "https://cities.example/of/europe/"}, "least": {leastSite(t), ""},
	} {
		t.Run(name, func(t *testing.T) {
			site := publish(t, from.dir, from.baseURL)
			pages := site.pages(t)
			for _, path := range slices.Sorted(maps.Keys(pages)) {
				for _, problem := range pages[path].problems(pages) {
					t.Errorf("%s: %s", path, problem)
				}
			}
			site.checkSitemap(t, pages)
			robots := string(site.files["robots.txt"])
			if robots != "User-agent: *\nAllow: /\n\nSitemap: "+site.url+"/sitemap.xml\n" {
				t.Errorf("robots.txt is\n%s", robots)
			}
		})
	}
}

// leastSite writes a site without navigation and without anything to show.
func leastSite(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	writeFile(t, filepath.Join(dir, "content/site.yaml"), []byte("name: Network\nurl: https://network.example\n"))
	writeFile(t, filepath.Join(dir, "content/news/kick-off.md"),
		[]byte("---\ntitle: Kick-off\npublished: 2024-06-03\ndraft: true\n---\n"))
	return dir
}

// A webPage is a parsed page of a site.
type webPage struct {
	site published
	path string
	root *html.Node
	ids  map[string]int
}

func (p published) pages(t *testing.T) map[string]*webPage {
	t.Helper()
	pages := map[string]*webPage{}
	for _, path := range p.paths() {
		if !strings.HasSuffix(path, ".html") {
			continue
		}
		root, err := html.Parse(bytes.NewReader(p.files[path]))
		if err != nil {
			t.Fatal(err)
		}
		pages[path] = newWebPage(p, path, root)
	}
	return pages
}

func newWebPage(site published, path string, root *html.Node) *webPage {
	p := &webPage{site: site, path: path, root: root, ids: map[string]int{}}
	for n := range p.elements() {
		if id, ok := attribute(n, "id"); ok {
			p.ids[id]++
		}
	}
	return p
}

// elements returns all elements with one of the names; all where none is given.
func (p *webPage) elements(names ...string) func(func(*html.Node) bool) {
	return elements(p.root, names...)
}

func elements(root *html.Node, names ...string) func(func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for n := range root.Descendants() {
			if n.Type == html.ElementNode && (len(names) == 0 || slices.Contains(names, n.Data)) && !yield(n) {
				return
			}
		}
	}
}

func number(p *webPage, names ...string) int {
	n := 0
	for range p.elements(names...) {
		n++
	}
	return n
}

func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// text returns the text in n, without what is hidden from screen readers.
func text(n *html.Node) string {
	if hidden, _ := attribute(n, "aria-hidden"); hidden == "true" {
		return ""
	}
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	if n.DataAtom == atom.Img {
		alt, _ := attribute(n, "alt")
		b.WriteString(alt)
	}
	for c := range n.ChildNodes() {
		b.WriteString(text(c))
	}
	return strings.TrimSpace(b.String())
}

func (p *webPage) isRedirect() bool {
	for n := range p.elements("meta") {
		if v, _ := attribute(n, "http-equiv"); v == "refresh" {
			return true
		}
	}
	return false
}

// problems lists what is wrong with a page.
func (p *webPage) problems(pages map[string]*webPage) []string {
	var found []string
	for _, check := range []func() []string{
		p.tagProblems, p.frameProblems, p.headingProblems, p.idProblems, p.imageProblems, p.timeProblems, p.safetyProblems,
		p.emptyProblems, p.listProblems, p.landmarkProblems, p.canonicalProblems, p.hiddenProblems, p.textProblems,
		func() []string { return p.monthProblems(pages) }, func() []string { return p.linkProblems(pages) },
	} {
		found = append(found, check()...)
	}
	return found
}

// tagProblems finds tags that the parser would put right in silence.
func (p *webPage) tagProblems() []string {
	void := []string{"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
	var open []string
	for z := html.NewTokenizer(bytes.NewReader(p.site.files[p.path])); ; {
		switch z.Next() {
		case html.ErrorToken:
			if len(open) > 0 {
				return []string{fmt.Sprintf("%q are never closed", open)}
			}
			return nil
		case html.StartTagToken:
			if name := z.Token().Data; !slices.Contains(void, name) {
				open = append(open, name)
			}
		case html.EndTagToken:
			name := z.Token().Data
			if len(open) == 0 || open[len(open)-1] != name {
				return []string{fmt.Sprintf("</%s> closes what is open: %q", name, open)}
			}
			open = open[:len(open)-1]
		}
	}
}

func (p *webPage) frameProblems() []string {
	var found []string
	if lang, _ := attribute(p.root.FirstChild.NextSibling, "lang"); lang == "" {
		found = append(found, "html has no lang")
	}
	for _, name := range []string{"title", "main", "h1"} {
		if n := number(p, name); n != 1 {
			found = append(found, fmt.Sprintf("there are %d %s elements", n, name))
		}
	}
	if p.isRedirect() {
		return found
	}
	for n := range p.elements("body") {
		first := n.FirstChild
		for first.Type != html.ElementNode {
			first = first.NextSibling
		}
		if to, _ := attribute(first, "href"); to != "#b-main" || first.DataAtom != atom.A {
			found = append(found, "the body does not begin with the link that skips to the content")
		}
	}
	for n := range p.elements("main") {
		if id, _ := attribute(n, "id"); id != "b-main" {
			found = append(found, "main is not where the skip link leads")
		}
	}
	return found
}

func (p *webPage) headingProblems() []string {
	var found []string
	last := 0
	for n := range p.elements("h1", "h2", "h3", "h4", "h5", "h6") {
		level := int(n.Data[1] - '0')
		if level > last+1 {
			found = append(found, fmt.Sprintf("an h%d, %q, follows an h%d", level, text(n), last))
		}
		last = level
	}
	return found
}

func (p *webPage) idProblems() []string {
	var found []string
	for id, n := range p.ids {
		if n > 1 || id == "" || strings.ContainsAny(id, " \t\n") {
			found = append(found, fmt.Sprintf("the id %q is there %d times", id, n))
		}
	}
	for n := range p.elements() {
		for _, key := range []string{"aria-labelledby", "aria-describedby", "aria-controls", "for"} {
			value, _ := attribute(n, key)
			for id := range strings.FieldsSeq(value) {
				if p.ids[id] == 0 {
					found = append(found, fmt.Sprintf("%s of a %s names %q, which is not there", key, n.Data, id))
				}
			}
		}
	}
	return found
}

func (p *webPage) imageProblems() []string {
	var found []string
	for n := range p.elements("img") {
		for _, key := range []string{"alt", "width", "height", "src"} {
			if _, ok := attribute(n, key); !ok {
				found = append(found, "a picture has no "+key)
			}
		}
	}
	return found
}

// timeProblems checks datetime attributes: a date, or a time with its offset
// (HTML 2.3.5).
func (p *webPage) timeProblems() []string {
	var found []string
	for n := range p.elements("time") {
		value, _ := attribute(n, "datetime")
		_, dateErr := time.Parse(time.DateOnly, value)
		_, timeErr := time.Parse("2006-01-02T15:04:05-07:00", value)
		if dateErr != nil && timeErr != nil {
			found = append(found, fmt.Sprintf("the time %q has the datetime %q", text(n), value))
		}
	}
	return found
}

// safetyProblems finds what the site's security policy forbids.
func (p *webPage) safetyProblems() []string {
	var found []string
	for n := range p.elements() {
		kind, _ := attribute(n, "type")
		switch {
		case n.DataAtom == atom.Script && kind == "application/ld+json": // data, which is never run
			if !json.Valid([]byte(n.FirstChild.Data)) {
				found = append(found, "the structured data are not JSON")
			}
		case n.DataAtom == atom.Style || n.DataAtom == atom.Script && n.FirstChild != nil || n.DataAtom == atom.Base:
			found = append(found, "there is a "+n.Data+" element in the page")
		}
		for _, a := range n.Attr {
			value := strings.ToLower(strings.TrimSpace(a.Val))
			runs := a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(value, "javascript:")
			if runs || strings.Contains(a.Val, "ZgotmplZ") {
				found = append(found, fmt.Sprintf("a %s has %s=%q", n.Data, a.Key, a.Val))
			}
		}
	}
	return found
}

func (p *webPage) emptyProblems() []string {
	var found []string
	for n := range p.elements("h1", "h2", "h3", "h4", "h5", "h6", "a", "p", "li", "dt", "dd", "ul", "ol", "dl",
		"caption", "title", "time", "figcaption", "section", "article", "nav", "div", "span", "strong") {
		hidden := n.DataAtom == atom.Span && hasAttribute(n, "aria-hidden")
		if text(n) == "" && number(&webPage{root: n}, "img") == 0 && !hidden {
			found = append(found, "an empty "+n.Data)
		}
	}
	if bytes.Contains(p.site.files[p.path], []byte("\n\n")) {
		found = append(found, "an empty line")
	}
	return found
}

func hasAttribute(n *html.Node, key string) bool { _, ok := attribute(n, key); return ok }

func (p *webPage) listProblems() []string {
	var found []string
	for n := range p.elements("ul", "ol", "dl") {
		want := []string{"li"}
		if n.DataAtom == atom.Dl {
			want = []string{"div", "dt", "dd"}
		}
		for c := range n.ChildNodes() {
			words := c.Type == html.TextNode && strings.TrimSpace(c.Data) != ""
			if c.Type == html.ElementNode && !slices.Contains(want, c.Data) || words {
				found = append(found, fmt.Sprintf("%s stands in a %s", c.Data, n.Data))
			}
		}
	}
	for n := range p.elements("li", "dt", "dd") {
		if parent := n.Parent.Data; !slices.Contains([]string{"ul", "ol", "dl", "div"}, parent) {
			found = append(found, fmt.Sprintf("a %s stands in a %s", n.Data, parent))
		}
	}
	return found
}

func (p *webPage) landmarkProblems() []string {
	var found []string
	for n := range p.elements("nav", "section", "aside") {
		label, _ := attribute(n, "aria-label")
		by, _ := attribute(n, "aria-labelledby")
		if label == "" && by == "" {
			found = append(found, "a "+n.Data+" has no label")
		}
		if n.DataAtom == atom.Aside {
			found = append(found, "an aside stands in main, where it is no landmark of its own")
		}
	}
	return found
}

// address returns the URL at which the page is published.
func (p *webPage) address() string {
	return p.site.url + (&url.URL{Path: "/" + strings.TrimSuffix(p.path, "index.html")}).EscapedPath()
}

// isHidden reports whether search engines shall leave the page out: that of
// addresses that do not exist, and those on which there is nothing.
func (p *webPage) isHidden() bool {
	for n := range p.elements("meta") {
		if name, _ := attribute(n, "name"); name == "robots" {
			return true
		}
	}
	return false
}

func (p *webPage) hiddenProblems() []string {
	for range p.elements("article") {
		if p.isHidden() {
			return []string{"it has something, and search engines shall leave it out"}
		}
	}
	return nil
}

func (p *webPage) canonicalProblems() []string {
	var canonical []string
	for n := range p.elements("link") {
		if rel, _ := attribute(n, "rel"); rel == "canonical" {
			to, _ := attribute(n, "href")
			canonical = append(canonical, to)
		}
	}
	switch {
	case p.isHidden() && len(canonical) == 0:
	case p.isRedirect() && len(canonical) == 1 &&
		strings.HasPrefix(canonical[0], p.site.url+"/") && canonical[0] != p.address():
	case len(canonical) != 1 || canonical[0] != p.address():
		return []string{fmt.Sprintf("the canonical addresses are %q", canonical)}
	}
	return nil
}

var (
	unfilled    = regexp.MustCompile(`\{[a-z]+\}`)
	unknownText = regexp.MustCompile(`^<[a-z-]+>$`)
)

// textProblems finds interface texts that are missing or have a value left out.
func (p *webPage) textProblems() []string {
	var found []string
	for n := range p.root.Descendants() {
		odd := unfilled.MatchString(n.Data) || strings.Contains(n.Data, "%!") ||
			unknownText.MatchString(strings.TrimSpace(n.Data))
		if n.Type == html.TextNode && odd {
			found = append(found, fmt.Sprintf("the text %q", n.Data))
		}
	}
	return found
}
