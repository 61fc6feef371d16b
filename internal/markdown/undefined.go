package markdown

import (
	"fmt"
	"regexp"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"belfry/internal/diag"
)

// byReference is a link by reference as it is written: [text][name].
var byReference = regexp.MustCompile(`^\[[^\[\]\n]+\]\[([^\[\]\n]+)\]`)

// checkUndefined warns of a link whose name has no address anywhere. Goldmark
// leaves its brackets in the text, and the first of them ends a piece of it.
func (p *page) checkUndefined(n *ast.Text) {
	at := n.Segment.Stop - 1
	if at < n.Segment.Start || p.src[at] != '[' || !p.opensLink(at) {
		return
	}
	m := byReference.FindSubmatchIndex(p.src[at:])
	if m == nil {
		return
	}
	name := p.src[at+m[2] : at+m[3]]
	p.report(diag.Warning, "undefined-reference", p.span(at, at+m[1]),
		fmt.Sprintf("no line of this text says where [%s] leads, so no link is made", name),
		fmt.Sprintf(`write where it leads on a line of its own, [%s]: https://…, or \[ where no link is meant`, name))
}

// opensLink reports whether the bracket at an offset may be meant to begin a
// link: it has no backslash before it, and is no index as in a[1][2].
func (p *page) opensLink(at int) bool {
	before, _ := utf8.DecodeLastRune(p.src[:at])
	return before != '\\' && !unicode.IsLetter(before) && !unicode.IsDigit(before)
}
