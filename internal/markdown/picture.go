package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"belfry/internal/diag"
)

// renderPicture writes a picture of this site. Its hole takes the address and,
// where the size is known, more attributes: it ends where an attribute does.
func renderPicture(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	p, n := w.(*page), node.(*ast.Image)
	p.repeat(n.Reference, n.Pos(), len(n.Destination)+len(n.Title))
	alt := bytes.TrimSpace(plain(nil, src, n))
	if len(alt) == 0 {
		p.report(diag.Error, "picture-without-alt", p.span(n.Pos(), n.Pos()+len("![")),
			"this picture has no description", "write what it shows between the square brackets: ![...](...)")
	}
	at := p.address(n.Destination, n.Pos(), n.Reference != nil)
	dest := resolved(n.Destination)
	if wrong := pictureFault(dest); wrong.code != "" {
		p.report(diag.Error, wrong.code, at, wrong.message, wrong.hint)
		p.out = appendEscaped(p.out, alt)
		return ast.WalkSkipChildren, nil
	}
	p.put(`<img src="`)
	p.hole(dest, true, at)
	p.put(`" alt="`)
	p.out = appendEscaped(p.out, alt)
	p.put(`"`)
	p.title(n.Title)
	p.put(">")
	return ast.WalkSkipChildren, nil
}

// pictureFault returns what is wrong with the address of a picture.
func pictureFault(dest string) fault {
	kind, wrong := classify(dest)
	switch kind {
	case internal:
		return fault{}
	case outside:
		return fault{"foreign-picture", "this picture is on another site",
			"save it beside this file and write its name; a picture from elsewhere tells that site who reads this page"}
	case contact:
		return fault{"unsafe-link", "this address is not one of a picture", "write the path of a picture"}
	}
	name, onDisk := OnDisk(dest)
	switch {
	case wrong.code == "empty-link":
		wrong.message = "this picture has no address"
		wrong.hint = "write its path between the round brackets: ![description](path)"
	case wrong.code == previewLink:
		wrong.hint = "write the path of its file, as seen from this one"
	case strings.HasPrefix(strings.ToLower(dest), "data:"):
		wrong.message, wrong.hint = "this picture stands in the text itself", "save it beside the text and write its name"
	case onDisk:
		wrong.hint = "save it beside the text and write " + name
	}
	return wrong
}
