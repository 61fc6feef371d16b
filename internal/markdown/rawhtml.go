package markdown

import (
	"bytes"
	"io"
	"regexp"
	"slices"
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
	// open are the elements of raw HTML that are open, and named is how many of
	// them have each name.
	open  []rawElement
	named map[string]int
	// settled is how many of open, from the first, do not end with the paragraph.
	settled int
	tags    int
	// lost are the elements and attributes that have been left out, each with the
	// place where that happened first.
	lost  map[string]*lostThing
	looks []string // names of attributes that say how a text looks
	first int      // the offset of the first tag
}

// A rawElement is an element that raw HTML has opened.
type rawElement struct {
	name string
	fate fate
	at   place
	// hidden: it stands in one that is dropped, and nothing of it is written.
	hidden bool
	// linked is the length of the HTML after the tag of a link; 0 for all else.
	linked int
}

// hides reports whether what comes next goes with an element that is dropped.
// What opens in such a one is hidden, so the last that is open tells.
func (m *mixture) hides() bool {
	last := len(m.open) - 1
	return last >= 0 && (m.open[last].hidden || m.open[last].fate == dropped)
}

func (m *mixture) push(e rawElement) {
	m.open = append(m.open, e)
	m.named[e.name]++
}

// remove takes open[from:to] out.
func (m *mixture) remove(from, to int) {
	for _, e := range m.open[from:to] {
		m.named[e.name]--
	}
	m.open = slices.Delete(m.open, from, to)
	m.settled = min(m.settled, from)
}

func lastNamed(open []rawElement, name string) int {
	last := len(open) - 1
	for open[last].name != name {
		last--
	}
	return last
}

// maxTags bounds the raw tags of a body.
const maxTags = 20_000

// dropElement holds what goes with all that is in it. Raw HTML cannot name it:
// of its elements only those of the list are written.
const dropElement = "x-drop"

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
			p.checkRaw(&t)
			p.out = appendEscaped(p.out, html.UnescapeString(string(raw)))
		case html.StartTagToken, html.SelfClosingTagToken:
			t.read(z)
			p.checkRaw(&t)
			p.startTag(&t)
		case html.EndTagToken:
			t.read(z)
			p.endTag(t.name)
		case html.DoctypeToken:
			p.lose("doctype", p.tagPlace(&t),
				"this line belongs to a whole HTML page, not to a text; it is left out", "delete it")
		case html.CommentToken:
			p.comment(&t, raw)
		}
	}
	// The rest is a tag without an end, which is text.
	p.out = appendEscaped(p.out, m.data[done:])
}

// comment reports a comment within lines of HTML that these lines do not end: its
// rest would show. What is none, but read as one, is such as <?php … ?>.
func (p *page) comment(t *tag, raw []byte) {
	opening := []byte("<!--")
	switch {
	case !bytes.HasPrefix(raw, opening):
		p.lose("instruction", p.tagPlace(t), "this is an instruction for a program, so it is left out", "delete it")
	case !bytes.HasSuffix(raw, []byte("-->")) && !bytes.HasSuffix(raw, []byte("--!>")):
		from := t.offset(t.from)
		p.report(diag.Error, "unclosed-comment", p.span(from, from+len(opening)),
			"this comment is cut off by the empty line that follows",
			"leave an empty line before it, too, or write --> before that line")
	}
}

func (p *page) startTag(t *tag) {
	m := p.mixed
	if m.tags++; m.tags > maxTags {
		refuse(t.offset(t.from), "divide it into several pages, or write it in Markdown",
			"this text has more than %d tags of HTML", maxTags)
	}
	f := fates[t.name]
	if m.hides() {
		if !void[t.name] {
			m.push(rawElement{name: t.name, fate: f, hidden: true})
		}
		return
	}
	switch {
	case t.name == "div" || t.name == "span":
		for _, a := range t.attributes {
			p.loseAttribute(t, a.Key)
		}
	case f != structure && f != phrasing:
		p.loseElement(t, f)
	}
	e := rawElement{name: t.name, fate: f, at: p.tagPlace(t)}
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
	if _, leads := t.attribute("href"); leads && t.name == "a" {
		e.linked = len(p.out)
	}
	m.push(e)
}

// endTag closes the innermost open element of a name; one that closes nothing
// goes, so that it cannot close what the Markdown around it has opened.
func (p *page) endTag(name string) {
	if p.mixed.named[name] > 0 {
		p.closeAt(lastNamed(p.mixed.open, name))
		return
	}
	if name == "br" { // which browsers take for a line break
		p.put("<br>")
	}
}

// closeAt closes an open element, and with it all that was opened in it and
// cannot outlast it. Elements of a line may cross.
func (p *page) closeAt(i int) {
	open := p.mixed.open
	e := open[i]
	if e.fate == phrasing || e.fate == unwrapped {
		p.close(e)
		p.mixed.remove(i, i+1)
		return
	}
	for _, inner := range slices.Backward(open[i+1:]) {
		if inner.fate != structure { // which browsers close themselves
			p.close(inner)
		}
	}
	p.close(e)
	p.mixed.remove(i, len(open))
}

func (p *page) close(e rawElement) {
	if e.hidden {
		return
	}
	if e.linked > 0 && showsNothing(p.out[e.linked:]) {
		p.report(diag.Warning, "link-without-text", e.at,
			"this link has no text, so it is left out", "write it around words of one paragraph: [text](address)")
	}
	switch e.fate {
	case dropped:
		p.put("</" + dropElement + ">")
	case parted:
		p.put("</div>")
	case structure, phrasing:
		p.put("</", e.name, ">")
	}
}

// mostWithoutWords bounds how much HTML is searched for something that shows.
const mostWithoutWords = 256

// showsNothing reports whether HTML that has been written has neither words nor a
// picture.
func showsNothing(written []byte) bool {
	if len(written) >= mostWithoutWords || bytes.Contains(written, []byte("<img")) {
		return false
	}
	return len(bytes.TrimSpace(anyTag.ReplaceAll(written, nil))) == 0
}

var anyTag = regexp.MustCompile(`<[^>]*>`)

// endParagraph closes what raw HTML has opened in the paragraph that ends here
// and that cannot go on in the next.
func (p *page) endParagraph() {
	if p.mixed == nil {
		return
	}
	m := p.mixed
	for i := len(m.open) - 1; i >= m.settled; i-- {
		if e := m.open[i]; !e.hidden && (e.fate == phrasing || e.fate == unwrapped) {
			p.close(e)
			m.remove(i, i+1)
		}
	}
	m.settled = len(m.open)
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
