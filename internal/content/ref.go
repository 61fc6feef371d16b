package content

import (
	"belfry/internal/diag"
	"belfry/internal/frontmatter"

	"golang.org/x/text/unicode/norm"
)

// A Ref names something that another file or site.yaml defines.
type Ref struct {
	Name string
	Pos  diag.Position
	// Length is how many characters the name takes in its line.
	Length int
}

// refTo returns a Ref of the name that n holds.
func (d *decoder) refTo(name string, n *node) Ref {
	return Ref{name, d.Position(n), frontmatter.Width(n)}
}

// textAt reads a line of text that other files may have to be compared with.
func (d *decoder) textAt(n *node) Ref { return d.refTo(d.Text(n), n) }

// ref reads the name of something defined elsewhere.
func (d *decoder) ref(n *node) Ref {
	s, ok := d.Value(n, "a name")
	if ok && s == "" {
		d.ReportAt(n, "wrong-type", "a name is expected, but the text is empty", "")
	}
	return d.refTo(norm.NFC.String(s), n)
}

// refs reads a list of names. Several without brackets come back as one, for
// those to explain who know what there is.
func (d *decoder) refs(n *node) []Ref {
	if d.ReportBullets(n) {
		return nil
	}
	if n.Kind == frontmatter.Scalar && frontmatter.SeveralIn(n.Value) != nil {
		return []Ref{d.refTo(n.Value, n)}
	}
	return frontmatter.Each((*decoder).ref)(d, n)
}
