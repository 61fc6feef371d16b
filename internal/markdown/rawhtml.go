package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"belfry/internal/diag"
)

// renderRawHTML leaves a tag out; the text between tags stays. A closing tag
// brings no second warning, a comment none.
func renderRawHTML(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	tags := node.(*ast.RawHTML).Segments
	from, to := tags.At(0).Start, tags.At(tags.Len()-1).Stop
	if tag := src[from:to]; !bytes.HasPrefix(tag, []byte("<!--")) && !bytes.HasPrefix(tag, []byte("</")) {
		w.(*page).rawHTML(from, to)
	}
	return ast.WalkSkipChildren, nil
}

// renderHTMLBlock leaves a block of HTML out.
func renderHTMLBlock(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	p, n := w.(*page), node.(*ast.HTMLBlock)
	first := n.Lines().At(0)
	first = first.TrimLeftSpace(src)
	if n.HTMLBlockType == ast.HTMLBlockType2 {
		p.comment(n, first)
	} else {
		p.rawHTML(first.Start, first.Stop)
	}
	return ast.WalkSkipChildren, nil
}

// comment checks a block that begins with a comment: it ends with the line on
// which the comment does, or with the file.
func (p *page) comment(n *ast.HTMLBlock, first text.Segment) {
	last := first
	if n.HasClosure() {
		last = n.ClosureLine
	}
	end := bytes.Index(p.src[last.Start:last.Stop], []byte("-->"))
	if end < 0 {
		p.report(diag.Error, "unclosed-comment", p.span(first.Start, first.Start+len("<!--")),
			"this comment has no end, and hides all that follows", "write --> where it ends")
		return
	}
	rest := text.NewSegment(last.Start+end+len("-->"), last.Stop)
	rest = rest.TrimLeftSpace(p.src)
	if rest = rest.TrimRightSpace(p.src); rest.Len() > 0 {
		p.report(diag.Warning, "raw-html", p.span(rest.Start, rest.Stop),
			"text on the line of a comment is left out of the page", "write it on a line of its own")
	}
}

func (p *page) rawHTML(from, to int) {
	to = from + len(bytes.TrimRight(p.src[from:to], " \t\n"))
	p.report(diag.Warning, "raw-html", p.span(from, to),
		"this is HTML, not Markdown", "write it in Markdown; HTML is left out of the page")
}
