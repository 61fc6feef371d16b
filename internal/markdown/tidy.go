package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tidy makes well-formed HTML of what was written for a body with raw HTML, and
// numbers its headings and links: the HTML is read as a browser reads it, and
// what goes is taken out of the tree.
func (p *page) tidy() (excerpt string) {
	body := p.tree(p.out)
	settled := false
	for range maxPasses {
		p.out = rendered(p.out[:0], body)
		again := p.tree(p.out)
		if settled = bytes.Equal(rendered(nil, again), p.out); settled {
			break
		}
		body = again
	}
	if !settled {
		refuse(p.mixed.first, "write it in Markdown",
			"the HTML in this text is nested in a way that no two programs read alike")
	}
	p.numberHeadings(body)
	p.fillHoles(rendered(nil, body))
	return excerptOf(body)
}

// maxPasses is how often what was written is read and written again until it
// stays the same. Browsers read some trees otherwise than they were written.
const maxPasses = 4

// tree reads HTML and takes out what goes.
func (p *page) tree(data []byte) *html.Node {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragmentWithOptions(bytes.NewReader(data), body, html.ParseOptionEnableScripting(false))
	if err != nil {
		refuse(p.mixed.first, "use fewer levels", "the HTML in this text is nested too deep")
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	clean(body)
	paragraphs(body)
	return body
}

func rendered(dst []byte, body *html.Node) []byte {
	b := bytes.NewBuffer(dst)
	for n := range body.ChildNodes() {
		_ = html.Render(b, n) // a buffer takes all, and the tree has come from the parser
	}
	return b.Bytes()
}

// clean takes out what is dropped, puts the children of what is parted in its
// place, and wraps tables, which may be wide.
func clean(parent *html.Node) {
	for n := parent.FirstChild; n != nil; {
		next := n.NextSibling
		switch {
		case n.Type == html.CommentNode, isElement(n, dropElement):
			parent.RemoveChild(n)
		case n.Type == html.ElementNode:
			clean(n)
			cleanElement(parent, n)
		}
		n = next
	}
}

func cleanElement(parent, n *html.Node) {
	switch {
	case isElement(n, "p") && isBlank(n):
		parent.RemoveChild(n)
	case fates[n.Data] == phrasing && isBlank(n): // left over where elements cross
		unwrap(parent, n)
	case isElement(n, "div") && hasAttribute(n, "data-parted"):
		part(parent, n)
	case isElement(n, "table") && !(isElement(parent, "div") && hasAttribute(parent, "class")):
		wrapper := &html.Node{
			Type: html.ElementNode, Data: "div", DataAtom: atom.Div,
			Attr: []html.Attribute{{Key: "class", Val: "table"}},
		}
		parent.InsertBefore(wrapper, n)
		parent.RemoveChild(n)
		wrapper.AppendChild(n)
	}
}

// part puts the children of n in its place. Its words do not run together with
// those around it: they become paragraphs where there may be some, and stand
// between spaces where not.
func part(parent, n *html.Node) {
	if isFlow(parent) {
		if !(isCell(parent) && alone(n)) {
			paragraphs(n)
		}
	} else {
		n.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, n.FirstChild)
		n.AppendChild(&html.Node{Type: html.TextNode, Data: " "})
	}
	unwrap(parent, n)
}

// paragraphs puts text that stands for itself among blocks into paragraphs.
func paragraphs(parent *html.Node) {
	for n := parent.FirstChild; n != nil; {
		if isBlock(n) || n.Type == html.TextNode && isBlank(n) {
			n = n.NextSibling
			continue
		}
		p := &html.Node{Type: html.ElementNode, Data: "p", DataAtom: atom.P}
		parent.InsertBefore(p, n)
		for n != nil && !isBlock(n) {
			next := n.NextSibling
			parent.RemoveChild(n)
			p.AppendChild(n)
			n = next
		}
		if isBlank(p) {
			unwrap(parent, p)
			continue
		}
		trim(p)
	}
}

// trim takes the white space at the beginning and the end of a paragraph out.
func trim(p *html.Node) {
	if n := p.FirstChild; n.Type == html.TextNode {
		n.Data = strings.TrimLeft(n.Data, " \t\n")
	}
	if n := p.LastChild; n.Type == html.TextNode {
		n.Data = strings.TrimRight(n.Data, " \t\n")
		p.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: "\n"}, p.NextSibling)
	}
}

// unwrap puts the children of n in its place.
func unwrap(parent, n *html.Node) {
	for n.FirstChild != nil {
		child := n.FirstChild
		n.RemoveChild(child)
		parent.InsertBefore(child, n)
	}
	parent.RemoveChild(n)
}

func isElement(n *html.Node, name string) bool { return n.Type == html.ElementNode && n.Data == name }

func hasAttribute(n *html.Node, name string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == name })
}

// isBlank reports whether a node shows nothing.
func isBlank(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		return strings.TrimSpace(n.Data) == ""
	case html.ElementNode:
		if n.Data == "img" || n.Data == "br" || n.Data == "input" {
			return false
		}
	}
	for c := range n.ChildNodes() {
		if !isBlank(c) {
			return false
		}
	}
	return true
}

// isBlock reports whether a node is an element that begins a line of its own, or
// holds one that does.
func isBlock(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return false
	}
	switch f := fates[n.Data]; {
	case n.Data == "br", n.Data == "img":
		return false
	case f == structure, f == parted:
		return true
	}
	for c := range n.ChildNodes() {
		if isBlock(c) {
			return true
		}
	}
	return false
}

// isFlow reports whether an element may hold paragraphs.
func isFlow(n *html.Node) bool {
	switch n.Data {
	case "body", "div", "blockquote", "details", "figure", "figcaption", "li", "dd", "td", "th", "caption":
		return true
	}
	return false
}

// isCell reports whether an element usually holds a text without a paragraph.
func isCell(n *html.Node) bool {
	switch n.Data {
	case "li", "dd", "td", "th", "caption", "figcaption":
		return true
	}
	return false
}

// alone reports whether a node is the only one in its parent that shows
// something.
func alone(n *html.Node) bool {
	for c := range n.Parent.ChildNodes() {
		if c != n && !isBlank(c) {
			return false
		}
	}
	return true
}

// numberHeadings gives all headings their levels below the page's title, and
// their ids.
func (p *page) numberHeadings(body *html.Node) {
	var headings []*html.Node
	highest := 6
	for n := range body.Descendants() {
		if n.Type == html.ElementNode && len(n.Data) == 2 && n.Data[0] == 'h' && '1' <= n.Data[1] && n.Data[1] <= '6' {
			headings = append(headings, n)
			highest = min(highest, int(n.Data[1]-'0'))
		}
	}
	for _, n := range headings {
		level := min(int(n.Data[1]-'0')+firstLevel-highest, 6)
		n.Data = "h" + strconv.Itoa(level)
		n.DataAtom = atom.Lookup([]byte(n.Data))
		id := p.ids.next(wordsOf(n))
		p.anchors = append(p.anchors, id)
		n.Attr = append([]html.Attribute{{Key: "id", Val: id}}, n.Attr...)
	}
}

// wordsOf returns the text of a node on one line, without the marks of
// footnotes.
func wordsOf(n *html.Node) string {
	var b strings.Builder
	var add func(n *html.Node)
	add = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case isElement(n, "br"):
			b.WriteByte(' ')
		case isElement(n, "a") && hasAttribute(n, "role"):
		default:
			for c := range n.ChildNodes() {
				add(c)
			}
		}
	}
	add(n)
	return strings.Join(strings.Fields(b.String()), " ")
}

// excerptOf is excerpt for a tree.
func excerptOf(body *html.Node) string {
	for n := range body.ChildNodes() {
		if words := wordsOf(n); isElement(n, "p") && words != "" {
			return shortened([]byte(words))
		}
	}
	return ""
}

// holeMark stands in place of an address that is filled in later, before the
// number of its link. No address that is allowed begins so.
const holeMark = "hole:"

// fillHoles makes p.out of HTML with marked holes, and puts the links in the
// order in which they stand there. A link may have been taken out, or stand
// twice where a browser reads it so.
func (p *page) fillHoles(marked []byte) {
	all := p.links
	p.out, p.links, p.holes = p.out[:0], nil, p.holes[:0]
	for {
		before, after, found := cutHole(marked)
		p.out = append(p.out, before...)
		if !found {
			return
		}
		end := bytes.IndexByte(after, '"')
		number, _ := strconv.Atoi(string(after[:end])) // written by hole
		p.holes = append(p.holes, uint32(len(p.out)))
		p.links = append(p.links, all[number])
		marked = after[end:]
	}
}

// cutHole finds the first hole. Quotation marks are escaped everywhere but
// around the value of an attribute, and of attributes only these two hold an address.
func cutHole(marked []byte) (before, after []byte, found bool) {
	from := 0
	for {
		i := bytes.Index(marked[from:], []byte(`="`+holeMark))
		if i < 0 {
			return marked, nil, false
		}
		attribute, value := marked[:from+i], from+i+len(`="`)
		if bytes.HasSuffix(attribute, []byte(" href")) || bytes.HasSuffix(attribute, []byte(" src")) {
			return marked[:value], marked[value+len(holeMark):], true
		}
		from = value
	}
}
