package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"belfry/internal/diag"
)

// goldmark takes more than linear time, or writes more than linear output, for
// some inputs. Each limit below stands before one kind of them. They are far
// above what people write: the caller bounds a file at 5 MiB, and a book of 600
// pages has 1.5 MiB.
const (
	// maxLines bounds the nodes and records goldmark keeps for each line (about
	// 300 bytes), and with maxNesting the work on lines inside containers.
	maxLines = 100_000

	// maxNesting is how many lists, items, quotes and footnotes may be open at
	// once; goldmark visits each for every line. A list and its item are two.
	maxNesting = 24

	// maxContained bounds the sum, over a body's lines, of the lists, items and
	// quotes each stands in.
	maxContained = 500_000

	// freeMarks is how many marks one paragraph (heading, cell) may have before
	// they count. Most have fewer than ten.
	freeMarks = 64

	// maxMarkWork bounds, over a whole body, the sum of a paragraph's bytes for
	// each of its marks past freeMarks: goldmark may look at all of the paragraph
	// again for each mark. One paragraph reaches it with 22,000 marks and nothing
	// else, or with 10,000 marks in 50 kB.
	maxMarkWork = 500_000_000

	// maxMarkNesting is how deep emphasis and links may be nested. Browsers
	// stop nesting elements at 512.
	maxMarkNesting = 50

	// maxDefinitionWork bounds, over a whole body, the sum of a paragraph's lines
	// for each "[name]: address" in it: goldmark moves all later lines for each.
	// One paragraph reaches it with 5,000 definitions.
	maxDefinitionWork = 25_000_000

	// maxReferenced is how many bytes of addresses and titles references may
	// repeat. Three characters are enough to repeat a long one.
	maxReferenced = 1 << 20

	// maxCells is how many table cells a body may have. goldmark fills each row
	// up to the width of the heading, however short the row is written.
	maxCells = 100_000

	// maxFootnotes and maxFootnoteMarks bound goldmark's search through all
	// footnotes for each mark, and the links back from a footnote to its marks.
	maxFootnotes     = 2_000
	maxFootnoteMarks = 5_000
)

// A refusal is thrown by a bound, through goldmark, and caught in Parse.
type refusal struct {
	at            int
	message, hint string
}

func refuse(at int, hint, format string, args ...any) {
	panic(refusal{at: at, message: fmt.Sprintf(format, args...), hint: hint})
}

func (p *page) tooComplex(r refusal) diag.Diagnostic {
	return diag.Diagnostic{
		Severity: diag.Error,
		Code:     "too-complex",
		File:     p.file,
		Pos:      p.place(min(r.at, len(p.src))),
		Message:  r.message,
		Hint:     r.hint,
	}
}

// context carries one body's counts through goldmark.
type context struct {
	parser.Context

	// block is the paragraph that is being read, size its bytes.
	block ast.Node
	size  int
	marks int

	markWork       int
	contained      int
	definitionWork int
	cells          int
	footnotes      int
	footnoteMarks  int

	// firstRaw is 1 more than the offset of the first raw HTML, 0 where there is
	// none; comments are those that stand for themselves.
	firstRaw int
	comments []*ast.HTMLBlock
}

func checkLines(src []byte) {
	if bytes.Count(src, []byte("\n")) <= maxLines {
		return
	}
	at := 0
	for range maxLines {
		at += bytes.IndexByte(src[at:], '\n') + 1
	}
	refuse(at, "divide it into several pages", "this text has more than %d lines", maxLines)
}

// position returns the offset at which r stands.
func position(r text.Reader) int {
	_, segment := r.Position()
	return segment.Start
}
