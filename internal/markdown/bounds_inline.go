package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// marks bounds the work of a parser that is called at each of its marks, such
// as * or [, and may look through the whole paragraph each time.
type marks struct{ parser.InlineParser }

func (m marks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	pc.(*context).mark(parent, block)
	return m.InlineParser.Parse(parent, block, pc)
}

func (c *context) mark(parent ast.Node, block text.Reader) {
	if c.block != parent {
		lines := parent.Lines()
		c.block, c.marks = parent, 0
		c.size = lines.At(lines.Len()-1).Stop - lines.At(0).Start
	}
	if c.marks++; c.marks <= freeMarks {
		return
	}
	if c.markWork += c.size; c.markWork > maxMarkWork {
		refuse(position(block), "divide it into shorter paragraphs; put program text between lines of ```",
			"this paragraph has more than %d marks such as * _ [ ] < `", c.marks-1)
	}
}

// linkMarks is marks for the parser of links, which also closes blocks.
type linkMarks struct {
	marks
	parser.CloseBlocker
}

func newLinkMarks() linkMarks {
	links := parser.NewLinkParser()
	return linkMarks{marks{links}, links.(parser.CloseBlocker)}
}

// footnoteMarks bounds the marks that refer to footnotes.
type footnoteMarks struct{ parser.InlineParser }

func (m footnoteMarks) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 3 || line[1] != '^' && line[2] != '^' {
		return nil
	}
	c := pc.(*context)
	if c.footnoteMarks++; c.footnoteMarks > maxFootnoteMarks {
		refuse(position(block), "divide it into several pages",
			"this text refers to footnotes more than %d times", maxFootnoteMarks)
	}
	return m.InlineParser.Parse(parent, block, pc)
}
