package markdown

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// rawTags notes that a body has raw HTML, so that one without pays nothing.
type rawTags struct{ parser.InlineParser }

func (r rawTags) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	at := position(block)
	node := r.InlineParser.Parse(parent, block, pc)
	if node != nil && !bytes.HasPrefix(block.Source()[at:], []byte("<!--")) {
		pc.(*context).noteRaw(at)
	}
	return node
}

// officeTags reads the tags that word processors put into what is copied from
// them, such as <o:p>. CommonMark takes them for text, or for an address.
type officeTags struct{}

func (officeTags) Trigger() []byte { return []byte{'<'} }

func (officeTags) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	tag := officeTag.Find(line)
	if tag == nil {
		return nil
	}
	block.Advance(len(tag))
	node := ast.NewRawHTML()
	node.Segments.Append(text.NewSegment(segment.Start, segment.Start+len(tag)))
	return node
}

var officeTag = regexp.MustCompile(`^<(?:/?(?:[ovwmxp]|st1):[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?` +
	`|!\[(?:if\s[^<>\]]*|endif)\])>`)

// htmlBlocks is rawTags for lines of HTML. A line that is only a tag from within
// a text, such as <br>, is a part of the text.
type htmlBlocks struct{ parser.BlockParser }

func (b htmlBlocks) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := r.PeekLine()
	if name := loneTag.FindSubmatch(line); name != nil && inLine[strings.ToLower(string(name[1]))] {
		return nil, parser.NoChildren
	}
	node, state := b.BlockParser.Open(parent, r, pc)
	if block, ok := node.(*ast.HTMLBlock); ok {
		c := pc.(*context)
		if block.HTMLBlockType == ast.HTMLBlockType2 {
			c.comments = append(c.comments, block)
		} else {
			c.noteRaw(segment.Start)
		}
	}
	return node, state
}

var loneTag = regexp.MustCompile(`^ {0,3}</?([A-Za-z][A-Za-z0-9]*)[\s/>]`)

func (c *context) noteRaw(at int) {
	if c.firstRaw == 0 || at < c.firstRaw-1 {
		c.firstRaw = at + 1
	}
}

// commentsWithText reports whether text stands on the line behind a comment,
// which belongs to the block of HTML that the comment is.
func (c *context) commentsWithText(src []byte) bool {
	for _, n := range c.comments {
		rest := commentEnd(n, src)
		if rest.Start >= 0 && len(bytes.TrimSpace(src[rest.Start:rest.Stop])) > 0 {
			return true
		}
	}
	return false
}
