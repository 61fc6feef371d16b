package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

func renderParagraph(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	p := w.(*page)
	if entering {
		p.checkLines(node)
		p.put("<p>")
		return ast.WalkContinue, nil
	}
	p.endTask(node)
	p.endParagraph()
	p.put("</p>\n")
	return ast.WalkContinue, nil
}

// renderTextBlock writes a paragraph of a tight list, which has no element.
func renderTextBlock(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	p := w.(*page)
	if entering {
		p.checkLines(node)
		return ast.WalkContinue, nil
	}
	p.endTask(node)
	p.endParagraph()
	if node.NextSibling() != nil && node.HasChildren() {
		p.put("\n")
	}
	return ast.WalkContinue, nil
}

// renderTask writes a task's box, which only shows a state. The label around it
// and the task's text gives the box its name for a screen reader.
func renderTask(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	checked := ""
	if node.(*extast.TaskCheckBox).IsChecked {
		checked = " checked"
	}
	w.(*page).put(`<label><input type="checkbox" disabled`, checked, "> ")
	return ast.WalkContinue, nil
}

func (p *page) endTask(paragraph ast.Node) {
	if first := paragraph.FirstChild(); first != nil && first.Kind() == extast.KindTaskCheckBox {
		p.put("</label>")
	}
}
