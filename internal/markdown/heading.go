package markdown

import (
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
	"golang.org/x/text/unicode/norm"
)

// firstLevel is the level of a body's highest heading: the page's title has 1.
const firstLevel = 2

// headingShift returns what is added to each heading's level, so that the
// highest that was used becomes firstLevel.
func headingShift(root ast.Node) int {
	if highest := highestHeading(root); highest > 0 {
		return firstLevel - highest
	}
	return 0
}

// highestHeading returns the least level below n, or 0.
func highestHeading(n ast.Node) int {
	least := 0
	for c := n.FirstChild(); c != nil && c.Type() == ast.TypeBlock; c = c.NextSibling() {
		level := 0
		if h, ok := c.(*ast.Heading); ok {
			level = h.Level
		} else {
			level = highestHeading(c)
		}
		if level > 0 && (least == 0 || level < least) {
			least = level
		}
	}
	return least
}

func renderHeading(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	p := w.(*page)
	level := min(node.(*ast.Heading).Level+p.shift, 6)
	digit := strconv.Itoa(level)
	if !entering {
		p.endParagraph()
		p.put("</h", digit, ">\n")
		return ast.WalkContinue, nil
	}
	if p.mixed != nil { // numbered with those of raw HTML
		p.put("<h", digit, ">")
		return ast.WalkContinue, nil
	}
	id := p.ids.next(string(plain(nil, src, node)))
	p.anchors = append(p.anchors, id)
	p.put("<h", digit, ` id="`, id, `">`)
	return ast.WalkContinue, nil
}

// ids makes the ids of headings.
type ids struct {
	used map[string]bool
	// last is the number that was last tried for an id.
	last map[string]int
}

// next returns an id for a heading that no earlier heading has.
func (s *ids) next(text string) string {
	if s.used == nil {
		s.used, s.last = make(map[string]bool), make(map[string]int)
	}
	base := slug(text)
	id := base
	for n := max(s.last[base], 1) + 1; s.used[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
		s.last[base] = n
	}
	s.used[id] = true
	return id
}

// slug returns text in small letters, words joined by hyphens, in NFC. Letters
// of all scripts are kept. The ids of the page's layout begin with "b-"; those
// of footnotes contain a colon.
func slug(text string) string {
	var b strings.Builder
	hyphen := false
	for _, r := range norm.NFC.String(text) {
		switch {
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r) || r == '_':
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
			}
			hyphen = false
			b.WriteRune(unicode.ToLower(r))
		case unicode.IsSpace(r) || unicode.Is(unicode.Pd, r):
			hyphen = true
		}
	}
	id := norm.NFC.String(b.String())
	switch {
	case id == "":
		return "section"
	case id == "b" || strings.HasPrefix(id, "b-"): // "b" may become "b-2"
		return "section-" + id
	}
	return id
}
