package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// container bounds the nesting of a block that holds blocks.
type container struct{ parser.BlockParser }

func (b container) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	at := position(r)
	node, state := b.BlockParser.Open(parent, r, pc)
	if node != nil && len(pc.OpenedBlocks()) >= maxNesting {
		refuse(at, "use fewer levels", "lists and quotes are nested more than %d levels deep", maxNesting/2)
	}
	return node, state
}

// Continue bounds the lines inside containers, of which goldmark keeps a record
// for each container.
func (b container) Continue(node ast.Node, r text.Reader, pc parser.Context) parser.State {
	c := pc.(*context)
	if c.contained++; c.contained > maxContained {
		refuse(position(r), "use fewer levels, or divide the text into several pages",
			"the lists and quotes of this text have more than %d lines, counted at each level", maxContained)
	}
	return b.BlockParser.Continue(node, r, pc)
}

// footnotes bounds the number of footnotes.
type footnotes struct{ container }

func (b footnotes) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	at := position(r)
	node, state := b.container.Open(parent, r, pc)
	if node == nil {
		return node, state
	}
	c := pc.(*context)
	if c.footnotes++; c.footnotes > maxFootnotes {
		refuse(at, "divide it into several pages", "this text has more than %d footnotes", maxFootnotes)
	}
	return node, state
}

// definitions bounds the lines goldmark moves for "[name]: address" lines.
type definitions struct{ parser.ParagraphTransformer }

func (t definitions) Transform(node *ast.Paragraph, r text.Reader, pc parser.Context) {
	lines, src := node.Lines(), r.Source()
	if !startsDefinition(lines.At(0), src) {
		return
	}
	count := 0
	for i := range lines.Len() {
		if startsDefinition(lines.At(i), src) {
			count++
		}
	}
	c := pc.(*context)
	if c.definitionWork += count * lines.Len(); c.definitionWork > maxDefinitionWork {
		refuse(lines.At(0).Start, "write the addresses where they are used: [text](address)",
			"this paragraph defines %d addresses ([name]: address), which is too many", count)
	}
	t.ParagraphTransformer.Transform(node, r, pc)
}

func startsDefinition(line text.Segment, src []byte) bool {
	rest := util.TrimLeftSpace(src[line.Start:line.Stop])
	return len(rest) > 0 && rest[0] == '['
}

// tables bounds the cells of tables.
type tables struct{ parser.ParagraphTransformer }

func (t tables) Transform(node *ast.Paragraph, r text.Reader, pc parser.Context) {
	columns := tableColumns(node.Lines(), r.Source())
	if columns == 0 {
		return
	}
	c := pc.(*context)
	if c.cells += columns * (node.Lines().Len() - 1); c.cells > maxCells {
		refuse(node.Lines().At(0).Start, "divide it into several pages, or attach it as a file",
			"the tables of this text have more than %d cells", maxCells)
	}
	t.ParagraphTransformer.Transform(node, r, pc)
}

// tableColumns returns how many columns a table in these lines has at most, and
// 0 when no line can be the one of dashes below a table's heading.
func tableColumns(lines *text.Segments, src []byte) int {
	columns := 0
	for i := 1; i < lines.Len(); i++ {
		line := lines.At(i)
		if text := util.TrimRightSpace(src[line.Start:line.Stop]); onlyDashes(text) {
			inner := bytes.TrimPrefix(bytes.TrimSuffix(util.TrimLeftSpace(text), []byte("|")), []byte("|"))
			columns = max(columns, bytes.Count(inner, []byte("|"))+1)
		}
	}
	return columns
}

func onlyDashes(line []byte) bool {
	for _, c := range line {
		if c != '-' && c != '|' && c != ':' && !util.IsSpace(c) {
			return false
		}
	}
	return true
}
