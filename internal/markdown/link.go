package markdown

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

	"belfry/internal/diag"
)

func renderLink(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	p, n := w.(*page), node.(*ast.Link)
	if !entering {
		p.depth--
		p.put("</a>")
		return ast.WalkContinue, nil
	}
	p.deeper(node)
	p.repeat(n.Reference, n.Pos(), len(n.Destination)+len(n.Title))
	p.put("<a")
	dest := p.local(resolved(n.Destination))
	switch kind, wrong := classify(dest); kind {
	case refused:
		p.report(diag.Error, wrong.code, p.address(n.Destination, n.Pos(), n.Reference != nil), wrong.message, wrong.hint)
	case internal:
		p.put(` href="`)
		p.hole(dest, false, p.address(n.Destination, n.Pos(), n.Reference != nil))
		p.put(`"`)
	default:
		p.href(kind, dest)
	}
	p.title(n.Title)
	p.put(">")
	if !named(n, src) {
		p.report(diag.Warning, "link-without-text", p.span(n.Pos(), n.Pos()+1),
			"this link has no text", "write between the square brackets where it leads: [text](address)")
	}
	return ast.WalkContinue, nil
}

// renderAutoLink writes an address that stands for itself: <https://…> or bare.
func renderAutoLink(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	p, n := w.(*page), node.(*ast.AutoLink)
	label, dest := n.Label(src), string(n.URL(src))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(dest), "mailto:") {
		dest = "mailto:" + dest
	}
	dest = p.local(dest)
	p.put("<a")
	switch kind, wrong := classify(dest); kind {
	case refused:
		if local, is := preview(dest); is {
			wrong.hint = "write it as a link with words: [text](" + local + ")"
		}
		p.report(diag.Error, wrong.code, p.address(label, max(n.Pos(), 0), false), wrong.message, wrong.hint)
	case internal:
		p.put(hrefOpening)
		p.hole(dest, false, p.address(label, max(n.Pos(), 0), false))
		p.put(`"`)
	default:
		p.href(kind, dest)
	}
	p.put(">")
	p.out = appendEscaped(p.out, label)
	p.put("</a>")
	return ast.WalkContinue, nil
}

// hole notes a reference to the site itself, whose address is written later.
func (p *page) hole(dest string, picture bool, at place) {
	if p.mixed != nil {
		p.put(holeMark, strconv.Itoa(len(p.links)))
	} else {
		p.holes = append(p.holes, uint32(len(p.out)))
	}
	p.links = append(p.links, Link{Dest: dest, Picture: picture, Pos: at.pos, Length: at.length})
}

func (p *page) href(kind reference, dest string) {
	p.put(` href="`)
	p.out = appendEscaped(p.out, util.URLEscape([]byte(dest), false))
	p.put(`"`)
	if kind == outside {
		p.put(` rel="noopener"`)
	}
}

func (p *page) title(title []byte) {
	if len(title) == 0 {
		return
	}
	p.put(` title="`)
	html.DefaultWriter.Write(p, title)
	p.put(`"`)
}

// repeat bounds what references repeat of their definitions.
func (p *page) repeat(r *ast.ReferenceLink, at, size int) {
	if r == nil {
		p.made++
		return
	}
	if p.referenced += size; p.referenced > maxReferenced {
		refuse(at, "write shorter addresses, or divide the text into several pages",
			"the addresses of this text's [references] add up to more than %d characters", maxReferenced)
	}
}

// named returns whether a link has text or a picture, which has its own name.
func named(n ast.Node, src []byte) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			return true
		case *ast.Text:
			if len(bytes.TrimSpace(plainText(nil, src, c))) > 0 {
				return true
			}
		default:
			if named(c, src) {
				return true
			}
		}
	}
	return false
}
