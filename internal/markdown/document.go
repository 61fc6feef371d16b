package markdown

import (
	"fmt"
	"strconv"
	"sync"

	"belfry/internal/diag"
	"belfry/internal/shelf"
)

// A Document is the HTML of one body and what a site must know about it. The HTML can
// be read as long as the shelf that it lies on is open. A Document is never changed
// after Parse; neither may be the slices it hands out.
type Document struct {
	// record ends with the HTML, which has a size in bytes.
	record *shelf.Record
	size   int
	// holes are the offsets in the HTML of the addresses of links.
	holes   []uint32
	links   []Link
	anchors []string
	excerpt string
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

// A Target is where a Link leads.
type Target struct {
	// URL is written as it is, but for HTML's escapes. Empty, the link leads
	// nowhere.
	URL string
	// Width and Height are those of a picture, in pixels; 0 when not known.
	Width, Height int
}

// Links returns the references to the site itself, in the order of the HTML.
func (d *Document) Links() []Link { return d.links }

// Anchors returns the ids that exist in the HTML, sorted.
func (d *Document) Anchors() []string { return d.anchors }

// Excerpt returns the plain text of the first paragraph that has some, cut at a
// word to at most 300 characters; empty where Options.NoExcerpt is set.
func (d *Document) Excerpt() string { return d.excerpt }

// Empty returns whether the body shows nothing.
func (d *Document) Empty() bool { return d.size == 0 }

// HTML returns the HTML with its links filled in. targets has one Target for
// each of Links. A link whose target has no URL becomes plain text in a link
// that leads nowhere (HTML 4.5.1). The error is a failure of the machine to read it
// from the shelf.
func (d *Document) HTML(targets []Target) (string, error) {
	if len(targets) != len(d.links) {
		panic("markdown: HTML needs one target for each link")
	}
	if d.Empty() {
		return "", nil
	}
	b := scratches.Get().(*scratch)
	defer scratches.Put(b)
	record, err := d.record.Append(b.record[:0])
	if err != nil {
		return "", fmt.Errorf("reading a text that was kept: %w", err)
	}
	b.record = record
	html := record[len(record)-d.size:]
	if len(targets) == 0 {
		return string(html), nil
	}
	b.filled = d.fill(b.filled[:0], html, targets)
	return string(b.filled), nil
}

// A scratch is memory in which HTML is put together.
type scratch struct{ record, filled []byte }

var scratches = sync.Pool{New: func() any { return &scratch{} }}

// fill appends html with its links filled in.
func (d *Document) fill(dst, html []byte, targets []Target) []byte {
	from := 0
	for i, hole := range d.holes {
		t, at := targets[i], int(hole)
		if t.URL == "" && !d.links[i].Picture {
			dst = append(dst, html[from:at-len(hrefOpening)]...)
			from = at + len(`"`)
			continue
		}
		dst = append(dst, html[from:at]...)
		dst = appendTarget(dst, t, d.links[i].Picture)
		from = at
	}
	return append(dst, html[from:]...)
}

// hrefOpening stands before the hole of every link that is not a picture.
const hrefOpening = ` href="`

func appendTarget(dst []byte, t Target, picture bool) []byte {
	dst = appendEscaped(dst, t.URL)
	if picture {
		dst = appendSize(dst, t)
	}
	return dst
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
