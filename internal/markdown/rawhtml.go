package markdown

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"belfry/internal/diag"
)

// A body with raw HTML is written in two steps. Here its tags are held against
// the list of elements and attributes that may stay: what passes is written
// among the HTML of the Markdown around it, so that nothing but our own tags
// ever reaches the output. Then tidy reads all of it as a browser would, which
// closes and nests what was left open or crossed.

// A mixture is what is known of the raw HTML of one body while it is written.
type mixture struct {
	// open are the elements of raw HTML that are open.
	open    []rawElement
	tags    int
	dropped int // how many of open go with all that is in them
	// lost are the elements and attributes that have been left out, each with the
	// place where that happened first.
	lost       map[string]*lostThing
	attributes map[string]bool // names of those that have been left out
	first      int             // the offset of the first tag
}

// A rawElement is an element that raw HTML has opened.
type rawElement struct {
	name string
	fate fate
	at   place
}

// A lostThing is what has been left out in one place or several.
type lostThing struct {
	at            place
	message, hint string
	count         int
}

// maxTags bounds the raw tags of a body.
const maxTags = 20_000

// dropElement holds what goes with all that is in it. Raw HTML cannot name it:
// of its elements only those of the list are written.
const dropElement = "x-drop"

// markup is a piece of raw HTML: bytes of the source, which need not stand side
// by side there, because quotes and lists have marks at the beginning of lines.
type markup struct {
	data   []byte
	starts []int // where each part begins in data
	at     []int // and in the source
}

func (m *markup) add(s text.Segment, src []byte) {
	m.starts, m.at = append(m.starts, len(m.data)), append(m.at, s.Start)
	m.data = append(m.data, s.Value(src)...)
}

// offset returns where a byte of the piece stands in the source.
func (m *markup) offset(i int) int {
	part := sort.SearchInts(m.starts, i+1) - 1
	return m.at[part] + i - m.starts[part]
}

func markupOf(src []byte, segments ...*text.Segments) *markup {
	m := &markup{}
	for _, list := range segments {
		for i := range list.Len() {
			m.add(list.At(i), src)
		}
	}
	return m
}

// renderRawHTML writes a tag that stands in a text.
func renderRawHTML(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if p := w.(*page); entering && p.mixed != nil {
		p.raw(markupOf(src, node.(*ast.RawHTML).Segments))
	}
	return ast.WalkSkipChildren, nil
}

// renderHTMLBlock writes lines of HTML.
func renderHTMLBlock(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	p, n := w.(*page), node.(*ast.HTMLBlock)
	if n.HTMLBlockType == ast.HTMLBlockType2 && p.openComment(n) || p.mixed == nil {
		return ast.WalkSkipChildren, nil
	}
	m := markupOf(src, n.Lines())
	if n.HasClosure() {
		m.add(n.ClosureLine, src)
	}
	p.raw(m)
	p.endParagraph()
	p.checkMarkdownIn(m)
	return ast.WalkSkipChildren, nil
}

// openComment reports a comment that has no end and so hides all that follows.
func (p *page) openComment(n *ast.HTMLBlock) bool {
	if commentEnd(n, p.src).Start >= 0 {
		return false
	}
	first := n.Lines().At(0)
	first = first.TrimLeftSpace(p.src)
	p.report(diag.Error, "unclosed-comment", p.span(first.Start, first.Start+len("<!--")),
		"this comment has no end, and hides all that follows", "write --> where it ends")
	return true
}

// commentEnd returns what stands on the line behind the end of a comment, a
// segment that begins before the source where it has no end.
func commentEnd(n *ast.HTMLBlock, src []byte) text.Segment {
	last := n.Lines().At(0)
	if n.HasClosure() {
		last = n.ClosureLine
	}
	end := bytes.Index(src[last.Start:last.Stop], []byte("-->"))
	if end < 0 {
		return text.NewSegment(-1, -1)
	}
	rest := text.NewSegment(last.Start+end+len("-->"), last.Stop)
	return rest.TrimRightSpace(src)
}

// raw writes a piece of raw HTML.
func (p *page) raw(m *markup) {
	z := html.NewTokenizer(bytes.NewReader(m.data))
	done := 0
	for {
		kind := z.Next()
		if kind == html.ErrorToken && z.Err() == io.EOF {
			break
		}
		raw := z.Raw()
		t := tag{markup: m, from: done, to: done + len(raw)}
		done = t.to
		switch kind {
		case html.TextToken:
			p.out = appendEscaped(p.out, html.UnescapeString(string(raw)))
		case html.StartTagToken, html.SelfClosingTagToken:
			t.read(z)
			p.startTag(&t)
		case html.EndTagToken:
			t.read(z)
			p.endTag(t.name)
		case html.DoctypeToken:
			p.lose("doctype", p.tagPlace(&t), "this line belongs to a whole HTML page, not to a text; it is left out", "delete it")
		case html.CommentToken: // also what is none but read as one: <?php … ?>
			if !bytes.HasPrefix(raw, []byte("<!--")) {
				p.lose("instruction", p.tagPlace(&t), "this is an instruction for a program, so it is left out", "delete it")
			}
		}
	}
	// The rest is a tag without an end, which is text.
	p.out = appendEscaped(p.out, m.data[done:])
}

// A tag is a tag of raw HTML.
type tag struct {
	*markup
	from, to   int // in the markup
	name       string
	attributes []html.Attribute
}

func (t *tag) read(z *html.Tokenizer) {
	name, more := z.TagName()
	t.name = string(name)
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		t.attributes = append(t.attributes, html.Attribute{Key: string(key), Val: string(value)})
	}
}

// attribute returns the value of an attribute: of its first, as in a browser.
func (t *tag) attribute(name string) (value string, given bool) {
	for _, a := range t.attributes {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// tagPlace is the place of a tag.
func (p *page) tagPlace(t *tag) place {
	from := t.offset(t.from)
	return p.span(from, max(from, min(t.offset(max(t.to-1, t.from))+1, len(p.src))))
}

// valuePlace is the place of the value of an attribute, or that of the tag where
// the value is written in another way than it is read.
func (p *page) valuePlace(t *tag, value string) place {
	if i := bytes.Index(t.data[t.from:t.to], []byte(value)); i >= 0 && value != "" {
		from := t.offset(t.from + i)
		return p.span(from, min(from+len(value), len(p.src)))
	}
	return p.tagPlace(t)
}

func (p *page) startTag(t *tag) {
	m := p.mixed
	if m.tags++; m.tags > maxTags {
		refuse(t.offset(t.from), "divide it into several pages, or write it in Markdown", "this text has more than %d tags of HTML", maxTags)
	}
	f := fates[t.name]
	switch {
	case t.name == "div" || t.name == "span":
		for _, a := range t.attributes {
			p.loseAttribute(t, a.Key)
		}
	case f != structure && f != phrasing:
		p.loseElement(t, f)
	}
	switch {
	case void[t.name]:
		if f == structure {
			p.writeTag(t)
		}
		return
	case f == dropped:
		p.put("<" + dropElement + ">")
	case f == parted:
		p.put("<div data-parted>")
	case f != unwrapped:
		p.writeTag(t)
	}
	m.open = append(m.open, rawElement{t.name, f, p.tagPlace(t)})
	if f == dropped {
		m.dropped++
	}
}

// endTag closes the innermost open element of a name; one that closes nothing
// goes, so that it cannot close what the Markdown around it has opened.
func (p *page) endTag(name string) {
	for i, e := range slices.Backward(p.mixed.open) {
		if e.name == name {
			p.close(e)
			for _, inside := range p.mixed.open[i:] {
				if inside.fate == dropped {
					p.mixed.dropped--
				}
			}
			p.mixed.open = p.mixed.open[:i]
			return
		}
	}
	if name == "br" { // which browsers take for a line break
		p.put("<br>")
	}
}

func (p *page) close(e rawElement) {
	switch e.fate {
	case dropped:
		p.put("</" + dropElement + ">")
	case parted:
		p.put("</div>")
	case structure, phrasing:
		p.put("</", e.name, ">")
	}
}

// endParagraph closes what raw HTML has opened in the paragraph that ends here
// and that cannot go on in the next.
func (p *page) endParagraph() {
	if p.mixed == nil {
		return
	}
	open := p.mixed.open
	for i, e := range slices.Backward(open) {
		if e.fate != phrasing && e.fate != unwrapped {
			continue
		}
		p.close(e)
		open = slices.Delete(open, i, i+1)
	}
	p.mixed.open = open
}

// writeTag writes the start tag of an element that stays, with those of its
// attributes that mean something.
func (p *page) writeTag(t *tag) {
	if t.name == "img" {
		p.rawPicture(t)
		return
	}
	p.put("<", t.name)
	if href, given := t.attribute("href"); t.name == "a" && given {
		p.rawLink(t, strings.TrimSpace(href))
	}
	p.writeAttributes(t, "href")
	p.put(">")
}

func (p *page) writeAttributes(t *tag, done ...string) {
	written := map[string]bool{}
	for _, a := range t.attributes {
		switch {
		case slices.Contains(done, a.Key) || written[a.Key]:
		case !keptAttribute(t.name, a.Key, a.Val):
			p.loseAttribute(t, a.Key)
		default:
			written[a.Key] = true
			p.put(" ", a.Key, `="`)
			p.out = appendEscaped(p.out, a.Val)
			p.put(`"`)
		}
	}
}

func (p *page) rawLink(t *tag, dest string) {
	at := p.valuePlace(t, dest)
	dest = p.local(dest)
	switch kind, wrong := classify(dest); kind {
	case refused:
		p.report(diag.Error, wrong.code, at, wrong.message, wrong.hint)
	case internal:
		p.put(` href="`)
		p.hole(dest, false, at)
		p.put(`"`)
	default:
		p.href(kind, dest)
	}
}

func (p *page) rawPicture(t *tag) {
	src, _ := t.attribute("src")
	alt, _ := t.attribute("alt")
	if src, alt = strings.TrimSpace(src), strings.TrimSpace(alt); alt == "" {
		p.report(diag.Error, "picture-without-alt", p.tagPlace(t),
			"this picture has no description", `write what it shows into alt="…", or as Markdown: ![...](...)`)
	}
	at := p.valuePlace(t, src)
	if wrong := pictureFault(src); wrong.code != "" {
		p.report(diag.Error, wrong.code, at, wrong.message, wrong.hint)
		p.out = appendEscaped(p.out, alt)
		return
	}
	p.put(`<img src="`)
	p.hole(src, true, at)
	p.put(`" alt="`)
	p.out = appendEscaped(p.out, alt)
	p.put(`"`)
	p.writeAttributes(t, "src", "alt", "width", "height", "loading", "decoding")
	p.put(">")
}

// loseElement notes an element that goes. One that takes its words along is said
// each time.
func (p *page) loseElement(t *tag, f fate) {
	if p.mixed.dropped > 0 { // it goes with what it is in, which has been said
		return
	}
	address, _ := t.attribute("src")
	if data, given := t.attribute("data"); given {
		address = data
	}
	if kind, _ := classify(address); kind != outside {
		address = ""
	}
	message, hint := loss(t.name, address)
	if at := p.tagPlace(t); f == dropped {
		p.report(diag.Warning, "raw-html", at, message, hint)
	} else {
		p.lose("<"+t.name, at, message, hint)
	}
}

// loseAttribute notes an attribute that goes. All of them are one thing: a text
// from a word processor has dozens.
func (p *page) loseAttribute(t *tag, name string) {
	if p.mixed.dropped > 0 {
		return
	}
	if p.mixed.attributes == nil {
		p.mixed.attributes = map[string]bool{}
	}
	p.mixed.attributes[name] = true
	p.lose("attributes", p.tagPlace(t), "", "how a text looks is said by the site's style sheet; its words stay as they are")
}

// lose notes what goes without taking words along; it is said once for a body.
func (p *page) lose(key string, at place, message, hint string) {
	if p.mixed.lost == nil {
		p.mixed.lost = map[string]*lostThing{}
	}
	if l := p.mixed.lost[key]; l != nil {
		l.count++
		return
	}
	p.mixed.lost[key] = &lostThing{at, message, hint, 1}
}

// shownAttributes is how many names of attributes a message lists.
const shownAttributes = 5

func attributesLost(set map[string]bool) string {
	names := slices.Sorted(maps.Keys(set))
	more := ""
	if len(names) > shownAttributes {
		names, more = names[:shownAttributes], " and others"
	}
	if len(names) == 1 {
		return "the attribute " + names[0] + " is left out"
	}
	return "the attributes " + strings.Join(names, ", ") + more + " are left out"
}

// reportMixture says what has been left out, and what was never closed.
func (p *page) reportMixture() {
	for key, l := range p.mixed.lost {
		if key == "attributes" {
			l.message = attributesLost(p.mixed.attributes)
		}
		switch {
		case l.count == 2:
			l.message += " (here and in one more place)"
		case l.count > 2:
			l.message += fmt.Sprintf(" (here and in %d more places)", l.count-1)
		}
		p.report(diag.Warning, "raw-html", l.at, l.message, l.hint)
	}
	for _, e := range p.mixed.open {
		switch {
		case e.fate == dropped: // which says more than that it goes
			p.found = slices.DeleteFunc(p.found, func(d diag.Diagnostic) bool { return d.Pos == e.at.pos && d.Code == "raw-html" })
			p.report(diag.Error, "unclosed-html", e.at, "<"+e.name+"> is opened here and never closed, and hides what follows", "write </"+e.name+"> where it ends, or delete it")
		case containers[e.name]:
			p.report(diag.Warning, "unclosed-html", e.at, "<"+e.name+"> is opened here and never closed", "write </"+e.name+"> where it ends")
		}
	}
}
