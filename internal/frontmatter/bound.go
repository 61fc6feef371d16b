package frontmatter

import (
	"strings"
	"unicode/utf8"

	"belfry/internal/diag"
)

// A Bound is how much a field holds, and what was probably meant where it is given
// more. A number that is 0 bounds nothing.
type Bound struct {
	Characters int // of a text, or of each in a list
	Hint       string
	Items      int // of a list
	TooMany    string
	Keys       int // of a group of fields
	ManyKeys   string
}

// fits reports a value that is longer than its field holds. prose says that the
// field is one of text, which may be given once for each language. Fields of
// groups have bounds of their own. b may be nil.
func (d *Decoder) fits(field string, prose bool, b *Bound, n *Node) bool {
	switch {
	case b == nil:
	case n.Kind == Scalar:
		return d.FitsText(field, b, n)
	case n.Kind == Sequence && b.Items > 0:
		return d.fitsList(field, b, n)
	case n.Kind == Mapping && prose:
		return d.fitsLanguages(field, b, n)
	case n.Kind == Mapping && b.Keys > 0 && len(n.Content) > 2*b.Keys:
		d.reportTooMany(field, n.Content[2*b.Keys], len(n.Content)/2, b.Keys, b.ManyKeys)
		return false
	}
	return true
}

// FitsText reports a text that is longer than b allows.
func (d *Decoder) FitsText(field string, b *Bound, n *Node) bool {
	if b.Characters == 0 || len(n.Value) <= b.Characters {
		return true
	}
	length := utf8.RuneCountInString(strings.TrimSpace(n.Value))
	if length <= b.Characters {
		return true
	}
	given, most := diag.Number(length), diag.Number(b.Characters)
	d.ReportAt(n, "too-long", "there are "+given+" characters in "+field+", and "+most+" fit", b.Hint)
	return false
}

func (d *Decoder) fitsList(field string, b *Bound, n *Node) bool {
	if len(n.Content) > b.Items {
		d.reportTooMany(field, Follow(n.Content[b.Items]), len(n.Content), b.Items, b.TooMany)
		return false
	}
	fit := true
	for _, item := range n.Content {
		if item = Follow(item); item.Kind == Scalar {
			fit = d.FitsText(field, b, item) && fit
		}
	}
	return fit
}

// fitsLanguages is for a text that is given in several languages.
func (d *Decoder) fitsLanguages(field string, b *Bound, n *Node) bool {
	fit := true
	for i := 1; i < len(n.Content); i += 2 {
		if text := Follow(n.Content[i]); text.Kind == Scalar {
			fit = d.FitsText(field, b, text) && fit
		}
	}
	return fit
}

// reportTooMany reports a list at the first entry that does not fit.
func (d *Decoder) reportTooMany(field string, first *Node, entries, most int, hint string) {
	there := "there are " + diag.Number(entries) + " entries in " + field
	d.ReportAt(first, "too-many-items", there+", and "+diag.Number(most)+" fit: those from here on are too many", hint)
}
