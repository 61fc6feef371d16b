package markdown

import (
	"slices"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"belfry/internal/diag"
)

// page is a Document in the making: what goldmark's renderer writes to, so that
// the functions that render a node can also note what they find. Pages are used
// again; nothing of one goes into a Document without being copied.
type page struct {
	src  []byte
	file string
	own  string
	line int

	out       []byte
	holes     []uint32
	links     []Link
	anchors   []string
	noExcerpt bool
	found     []diag.Diagnostic

	// starts are the offsets of src's lines, made when first asked for.
	starts []int
	// last is the place that was asked for last.
	last columnAt
	// definitions are the places of the addresses of references.
	definitions map[int]diag.Position

	// mixed is set where the body has raw HTML.
	mixed *mixture

	shift      int
	made       int // links and pictures whose address stands beside them
	bold       int
	ids        ids
	depth      int
	cells      int
	referenced int
	characters int // that have been reported
}

// reset empties p, keeping its memory but none of what it refers to.
func (p *page) reset(src []byte, o Options) {
	clear(p.links)
	clear(p.anchors)
	*p = page{
		src:       src,
		file:      o.File,
		own:       o.Own,
		line:      max(o.Line, 1),
		noExcerpt: o.NoExcerpt,
		out:       p.out[:0],
		holes:     p.holes[:0],
		links:     p.links[:0],
		anchors:   p.anchors[:0],
		starts:    p.starts[:0],
	}
}

// document returns the document that p is, but for its HTML.
func (p *page) document(root ast.Node) *Document {
	p.checkInline(root)
	p.checkFences(root)
	p.checkReferences(root)
	summary := ""
	if p.mixed != nil {
		p.reportMixture()
		summary = p.tidy()
	} else if !p.noExcerpt {
		summary = excerpt(root, p.src)
	}
	slices.Sort(p.anchors)
	d := &Document{size: len(p.out), holes: exact(p.holes), links: exact(p.links), anchors: exact(p.anchors)}
	if !p.noExcerpt {
		d.excerpt = summary
	}
	return d
}

// exact returns a copy of s without spare room, nil when it is empty.
func exact[T any](s []T) []T {
	if len(s) == 0 {
		return nil
	}
	c := make([]T, len(s))
	copy(c, s)
	return c
}

func (p *page) report(s diag.Severity, code string, at place, message, hint string) {
	p.found = append(p.found, diag.Diagnostic{
		Severity: s, Code: code, File: p.file, Pos: at.pos, Length: at.length, Message: message, Hint: hint,
	})
}

// The methods below make page a util.BufWriter, which cannot fail.

func (p *page) Write(b []byte) (int, error) {
	p.out = append(p.out, b...)
	return len(b), nil
}

func (p *page) WriteString(s string) (int, error) {
	p.out = append(p.out, s...)
	return len(s), nil
}

func (p *page) WriteByte(c byte) error {
	p.out = append(p.out, c)
	return nil
}

func (p *page) WriteRune(r rune) (int, error) {
	before := len(p.out)
	p.out = utf8.AppendRune(p.out, r)
	return len(p.out) - before, nil
}

func (p *page) Available() int { return cap(p.out) - len(p.out) }
func (p *page) Buffered() int  { return len(p.out) }
func (p *page) Flush() error   { return nil }

func (p *page) put(ss ...string) {
	for _, s := range ss {
		p.out = append(p.out, s...)
	}
}
