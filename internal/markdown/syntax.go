package markdown

import (
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/util"
)

// newSyntax puts goldmark's parsers together, each that can be driven to more
// than linear work inside a bound. The numbers are goldmark's own priorities.
func newSyntax() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(container{extension.NewDefinitionListParser()}, 101),
			util.Prioritized(container{extension.NewDefinitionDescriptionParser()}, 102),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(container{parser.NewListParser()}, 300),
			util.Prioritized(container{parser.NewListItemParser()}, 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(container{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(htmlBlocks{parser.NewHTMLBlockParser()}, 900),
			util.Prioritized(footnotes{container{extension.NewFootnoteBlockParser()}}, 999),
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
			util.Prioritized(marks{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(footnoteMarks{extension.NewFootnoteParser()}, 101),
			util.Prioritized(newLinkMarks(), 200),
			util.Prioritized(rawTags{officeTags{}}, 299),
			util.Prioritized(marks{parser.NewAutoLinkParser()}, 300),
			util.Prioritized(rawTags{parser.NewRawHTMLParser()}, 400),
			util.Prioritized(marks{parser.NewEmphasisParser()}, 500),
			util.Prioritized(marks{extension.NewStrikethroughParser()}, 501),
			util.Prioritized(bareAddresses{}, 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(definitions{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewFootnoteASTTransformer(), 999),
		),
	)
}
