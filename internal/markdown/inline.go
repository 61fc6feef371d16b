package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

func renderText(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	p, n := w.(*page), node.(*ast.Text)
	if value := n.Segment.Value(src); n.IsRaw() {
		p.out = appendEscaped(p.out, value)
	} else {
		p.text(value)
		p.checkUndefined(n)
	}
	switch {
	case n.HardLineBreak():
		p.put("<br>\n")
	case n.SoftLineBreak():
		p.put("\n")
	}
	return ast.WalkContinue, nil
}

func renderEmphasis(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	tag := "em>"
	if node.(*ast.Emphasis).Level == 2 {
		tag = "strong>"
		if entering {
			w.(*page).bold++
		}
	}
	return w.(*page).nest(node, entering, "<", tag)
}

func renderStrikethrough(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	return w.(*page).nest(node, entering, "<", "del>")
}

// nest writes the start or end of an element that may hold its like.
func (p *page) nest(node ast.Node, entering bool, open, tag string) (ast.WalkStatus, error) {
	if !entering {
		p.depth--
		p.put("</", tag)
		return ast.WalkContinue, nil
	}
	p.deeper(node)
	p.put(open, tag)
	return ast.WalkContinue, nil
}

func (p *page) deeper(node ast.Node) {
	if p.depth++; p.depth > maxMarkNesting {
		refuse(node.Pos(), "use fewer levels", "bold, italic and links are nested more than %d levels deep", maxMarkNesting)
	}
}

// renderCodeSpan writes program text. Inside a table, where | would end the
// cell, it is written \| (GitHub Flavored Markdown 4.10).
func renderCodeSpan(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	p := w.(*page)
	if !entering {
		p.put("</code>")
		return ast.WalkContinue, nil
	}
	p.put("<code>")
	for c := node.FirstChild(); c != nil; c = c.NextSibling() {
		value := c.(*ast.Text).Segment.Value(src)
		if p.cells > 0 {
			value = bytes.ReplaceAll(value, []byte(`\|`), []byte("|"))
		}
		line, more := bytes.CutSuffix(value, []byte("\n"))
		p.out = appendEscaped(p.out, line)
		if more {
			p.put(" ")
		}
	}
	return ast.WalkSkipChildren, nil
}
