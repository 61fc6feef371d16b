package markdown

import (
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// markID returns the id of a footnote's mark; a footnote may have several.
func markID(index, ref int) string {
	if ref == 0 {
		return "fnref:" + strconv.Itoa(index)
	}
	return "fnref" + strconv.Itoa(ref) + ":" + strconv.Itoa(index)
}

func renderFootnoteLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	p, n := w.(*page), node.(*extast.FootnoteLink)
	id, index := markID(n.Index, n.RefIndex), strconv.Itoa(n.Index)
	p.anchors = append(p.anchors, id)
	p.put(`<sup id="`, id, `"><a href="#fn:`, index, `" class="footnote-ref" role="doc-noteref">`, index, `</a></sup>`)
	return ast.WalkContinue, nil
}

func renderFootnoteBacklink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*extast.FootnoteBacklink)
	w.(*page).put(`&#160;<a href="#`, markID(n.Index, n.RefIndex),
		`" class="footnote-backref" role="doc-backlink">&#x21a9;&#xfe0e;</a>`)
	return ast.WalkContinue, nil
}

func renderFootnote(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	p := w.(*page)
	if !entering {
		p.put("</li>\n")
		return ast.WalkContinue, nil
	}
	id := "fn:" + strconv.Itoa(node.(*extast.Footnote).Index)
	p.anchors = append(p.anchors, id)
	p.put(`<li id="`, id, "\">\n")
	return ast.WalkContinue, nil
}

func renderFootnoteList(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		w.(*page).put("<div class=\"footnotes\" role=\"doc-endnotes\">\n<hr>\n<ol>\n")
	} else {
		w.(*page).put("</ol>\n</div>\n")
	}
	return ast.WalkContinue, nil
}
