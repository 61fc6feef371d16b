package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

func renderTable(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		w.(*page).put("<div class=\"table\"><table>\n")
	} else {
		w.(*page).put("</table></div>\n")
	}
	return ast.WalkContinue, nil
}

func renderTableHeader(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	p := w.(*page)
	if entering {
		p.put("<thead>\n<tr>\n")
		return ast.WalkContinue, nil
	}
	p.put("</tr>\n</thead>\n")
	if node.NextSibling() != nil {
		p.put("<tbody>\n")
	}
	return ast.WalkContinue, nil
}

func renderTableRow(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	p := w.(*page)
	if entering {
		p.put("<tr>\n")
		return ast.WalkContinue, nil
	}
	p.put("</tr>\n")
	if node.NextSibling() == nil {
		p.put("</tbody>\n")
	}
	return ast.WalkContinue, nil
}

// renderTableCell writes a cell, aligned by a class: the site's security policy
// allows no style attributes.
func renderTableCell(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	p, n := w.(*page), node.(*extast.TableCell)
	start, end := "<td", "</td>\n"
	if n.Parent().Kind() == extast.KindTableHeader {
		start, end = `<th scope="col"`, "</th>\n"
	}
	if !entering {
		p.cells--
		p.endParagraph()
		p.put(end)
		return ast.WalkContinue, nil
	}
	p.cells++
	p.put(start)
	switch n.Alignment {
	case extast.AlignLeft:
		p.put(` class="align-left"`)
	case extast.AlignRight:
		p.put(` class="align-right"`)
	case extast.AlignCenter:
		p.put(` class="align-center"`)
	}
	p.put(">")
	return ast.WalkContinue, nil
}
