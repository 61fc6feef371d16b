package markdown

import (
	"strconv"

	"belfry/internal/diag"
)

// A Document is the HTML of one body and what a site must know about it. It
// is never changed after Parse; neither may be the slices it hands out.
type Document struct {
	html []byte
	// holes are the offsets in html of the addresses of links.
	holes    []uint32
	links    []Link
	anchors  []string
	headings []Heading
	excerpt  string
}

// A Link is a reference to the site itself.
type Link struct {
	// Dest is what was written: a relative path, a site address or a fragment,
	// with Markdown's escapes resolved. Percent-encoding is left as it is.
	Dest string
	// Picture is whether the reference is of a picture that is shown.
	Picture bool
	// Pos and Length (in characters) are those of the address in the file. For
	// a link by reference, [text][name], they are of its definition.
	Pos    diag.Position
	Length int
}

// A Heading is a heading as it is published.
type Heading struct {
	// Level is 2 to 6: the page's title is its only heading of level 1.
	Level int
	// ID is unique in the body, and never begins with "b-".
	ID string
	// Text is its plain text.
	Text string
}

// A Target is where a Link leads.
type Target struct {
	// URL is written as it is, but for HTML's escapes.
	URL string
	// Width and Height are those of a picture, in pixels; 0 when not known.
	Width, Height int
}

// Links returns the references to the site itself, in the order of the HTML.
func (d *Document) Links() []Link { return d.links }

// Anchors returns the ids that exist in the HTML, sorted.
func (d *Document) Anchors() []string { return d.anchors }

// Headings returns the headings, in the order of the HTML.
func (d *Document) Headings() []Heading { return d.headings }

// Excerpt returns the plain text of the first paragraph that has some, cut at a
// word to at most 300 characters.
func (d *Document) Excerpt() string { return d.excerpt }

// Empty returns whether the body shows nothing.
func (d *Document) Empty() bool { return len(d.html) == 0 }

// Append appends the HTML to dst. targets has one Target for each of Links.
func (d *Document) Append(dst []byte, targets []Target) []byte {
	if len(targets) != len(d.links) {
		panic("markdown: Append needs one target for each link")
	}
	from := 0
	for i, hole := range d.holes {
		dst = append(dst, d.html[from:hole]...)
		dst = appendEscaped(dst, targets[i].URL)
		if d.links[i].Picture {
			dst = appendSize(dst, targets[i])
		}
		from = int(hole)
	}
	return append(dst, d.html[from:]...)
}

// appendSize ends the attribute that holds a picture's address and begins the
// last of the others; the HTML goes on with its closing quote.
func appendSize(dst []byte, t Target) []byte {
	if t.Width <= 0 {
		return dst
	}
	dst = append(dst, `" width="`...)
	dst = strconv.AppendInt(dst, int64(t.Width), 10)
	dst = append(dst, `" height="`...)
	dst = strconv.AppendInt(dst, int64(t.Height), 10)
	return append(dst, `" loading="lazy" decoding="async`...)
}
