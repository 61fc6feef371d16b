// Package markdown turns the Markdown body of one file into HTML, and finds
// what is wrong with it.
//
// It knows CommonMark with tables, strikethrough, task lists, footnotes,
// definition lists and bare web and mail addresses. What an editor writes is
// data: of raw HTML the words stay and the structure that an allow-list names
// (see rawhtml.go), addresses are checked against an allow-list, and no input
// takes more than about linear time (see bounds.go).
//
// One Parser serves a whole build, from any number of goroutines:
//
//	p := markdown.New()
//	doc, found := p.Parse(body, markdown.Options{File: "content/news/a.md", Line: 7})
//
// The HTML of a Document has a hole for each internal address, because only
// the site knows where "../events/meet-up.md" is published. Whoever renders the
// page resolves Document.Links and fills the holes with Document.HTML.
package markdown

import (
	"bytes"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"

	"belfry/internal/diag"
	"belfry/internal/shelf"
)

// Options say where a body stands.
type Options struct {
	// File is the path of the file, for diagnostics.
	File string
	// Line is the line of the file on which the body begins; the first is 1.
	Line int
	// NoExcerpt leaves out Document.Excerpt.
	NoExcerpt bool
	// Own is the address that the site is published at: whole addresses that begin
	// with it are references to the site itself.
	Own string
}

// A Parser reads Markdown bodies. It is safe for concurrent use.
type Parser struct {
	syntax parser.Parser
	html   renderer.Renderer
	pages  sync.Pool
	shelf  *shelf.Shelf
}

// New returns a Parser. It is costly to make and meant to be kept.
func New() *Parser {
	return &Parser{
		syntax: newSyntax(),
		html:   newRenderer(),
		pages:  sync.Pool{New: func() any { return new(page) }},
	}
}

// On makes p keep the HTML of what it reads on a shelf, and take what that has. It
// returns p.
func (p *Parser) On(s *shelf.Shelf) *Parser {
	p.shelf = s
	return p
}

// Parse reads one body. src must be valid UTF-8; it is not kept. A body that
// is too complex gives an empty Document and one diagnostic that says why.
func (p *Parser) Parse(src []byte, o Options) (doc *Document, found []diag.Diagnostic) {
	// A CR before a line's end changes no line and no column.
	if bytes.IndexByte(src, '\r') >= 0 {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	}
	var key shelf.Key
	if p.shelf.Keeps() {
		key = keyOf(src, o)
		record, data := p.shelf.Find(key)
		if doc, found = documentOf(record, data, o.File); doc != nil {
			return doc, found
		}
	}
	return p.parse(src, o, key)
}

// parse reads one body, and puts what it makes of it on the shelf.
func (p *Parser) parse(src []byte, o Options, key shelf.Key) (doc *Document, found []diag.Diagnostic) {
	pg := p.pages.Get().(*page)
	pg.reset(src, o)
	defer func() {
		pg.reset(nil, Options{}) // src must not be kept alive
		p.pages.Put(pg)
	}()
	defer func() {
		if r := recover(); r != nil {
			refused, ok := r.(refusal)
			if !ok {
				panic(r)
			}
			doc, found = new(Document), []diag.Diagnostic{pg.tooComplex(refused)}
		}
	}()
	root, c := p.read(src)
	if c.firstRaw > 0 || c.commentsWithText(src) {
		pg.mixed = &mixture{first: max(c.firstRaw-1, 0), named: map[string]int{}}
	} else {
		pg.shift = headingShift(root)
	}
	if err := p.html.Render(pg, src, root); err != nil {
		panic(err) // a page is memory, and no renderer returns an error
	}
	doc, found = pg.document(root), diag.Sort(pg.found)
	doc.record = p.put(key, doc, found, pg.out)
	return doc, found
}

// put puts what is made of a body on the shelf: its HTML, and what another run wants
// to know before it.
func (p *Parser) put(key shelf.Key, doc *Document, found []diag.Diagnostic, html []byte) *shelf.Record {
	if !p.shelf.Keeps() {
		return p.shelf.Put(key, html)
	}
	var scratch [1024]byte
	return p.shelf.Put(key, appendFacts(scratch[:0], doc, found), html)
}

func (p *Parser) read(src []byte) (ast.Node, *context) {
	checkLines(src)
	c := &context{Context: parser.NewContext()}
	return p.syntax.Parse(text.NewReader(src), parser.WithContext(c)), c
}
