package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// newRenderer returns goldmark's renderer with this package's functions for
// the nodes that are checked or written otherwise. All expect to write to a
// page.
func newRenderer() renderer.Renderer {
	return renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(own{}, 100),
		util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500),
		util.Prioritized(html.NewRenderer(), 1000),
	))
}

type own struct{}

func (own) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHeading, renderHeading)
	r.Register(ast.KindParagraph, renderParagraph)
	r.Register(ast.KindTextBlock, renderTextBlock)
	r.Register(ast.KindHTMLBlock, renderHTMLBlock)

	r.Register(ast.KindText, renderText)
	r.Register(ast.KindEmphasis, renderEmphasis)
	r.Register(ast.KindCodeSpan, renderCodeSpan)
	r.Register(ast.KindLink, renderLink)
	r.Register(ast.KindAutoLink, renderAutoLink)
	r.Register(ast.KindImage, renderPicture)
	r.Register(ast.KindRawHTML, renderRawHTML)

	r.Register(extast.KindStrikethrough, renderStrikethrough)
	r.Register(extast.KindTaskCheckBox, renderTask)
	r.Register(extast.KindTable, renderTable)
	r.Register(extast.KindTableHeader, renderTableHeader)
	r.Register(extast.KindTableRow, renderTableRow)
	r.Register(extast.KindTableCell, renderTableCell)
	r.Register(extast.KindFootnoteLink, renderFootnoteLink)
	r.Register(extast.KindFootnoteBacklink, renderFootnoteBacklink)
	r.Register(extast.KindFootnote, renderFootnote)
	r.Register(extast.KindFootnoteList, renderFootnoteList)
}
