package markdown

import (
	"encoding/binary"

	"belfry/internal/diag"
	"belfry/internal/shelf"
)

// keyOf returns the key of what is made of a body.
func keyOf(src []byte, o Options) shelf.Key {
	numbers := binary.AppendUvarint(nil, uint64(o.Line))
	if o.NoExcerpt {
		numbers = append(numbers, 1)
	}
	return shelf.KeyOf(src, numbers, []byte(o.Own))
}

// A writer appends what is made of a body to a record.
type writer struct{ data []byte }

func (w *writer) number(n int) { w.data = binary.AppendUvarint(w.data, uint64(n)) }

func (w *writer) text(s string) {
	w.number(len(s))
	w.data = append(w.data, s...)
}

func (w *writer) place(at diag.Position, length int) {
	w.number(at.Line)
	w.number(at.Column)
	w.number(length)
}

// appendFacts appends all that is known of a document but its HTML, and what was
// found, but not in which file.
func appendFacts(data []byte, d *Document, found []diag.Diagnostic) []byte {
	w := &writer{data}
	w.number(d.size)
	w.number(len(d.links))
	for i, l := range d.links {
		w.number(int(d.holes[i]))
		w.text(l.Dest)
		w.place(l.Pos, l.Length)
		picture := 0
		if l.Picture {
			picture = 1
		}
		w.number(picture)
	}
	w.number(len(d.anchors))
	for _, a := range d.anchors {
		w.text(a)
	}
	w.text(d.excerpt)
	w.number(len(found))
	for _, f := range found {
		w.number(int(f.Severity))
		w.text(f.Code)
		w.place(f.Pos, f.Length)
		w.text(f.Message)
		w.text(f.Hint)
	}
	return w.data
}

// A reader reads what a writer wrote. Once something does not fit, it has failed and
// gives nothing more.
type reader struct {
	data   []byte
	failed bool
}

func (r *reader) number() int {
	n, size := binary.Uvarint(r.data)
	if size <= 0 || n > 1<<31 {
		r.failed, r.data = true, nil
		return 0
	}
	r.data = r.data[size:]
	return int(n)
}

// count reads how many things follow, each of which takes a byte at least.
func (r *reader) count() int {
	n := r.number()
	if n > len(r.data) {
		r.failed = true
		return 0
	}
	return n
}

func (r *reader) text() string {
	n := r.count()
	s := string(r.data[:n])
	r.data = r.data[n:]
	return s
}

func (r *reader) place() (diag.Position, int) {
	at := diag.Position{Line: r.number(), Column: r.number()}
	return at, r.number()
}

// holesFit reports whether each hole has room for what stands before and behind it.
func (d *Document) holesFit() bool {
	from := 0
	for _, hole := range d.holes {
		at := int(hole)
		if at < from+len(hrefOpening) || at >= d.size {
			return false
		}
		from = at + len(`"`)
	}
	return true
}

// documentOf returns the document, and what was found in a file, that a record says;
// nil where it says none.
func documentOf(record *shelf.Record, data []byte, file string) (*Document, []diag.Diagnostic) {
	r := &reader{data: data}
	d := &Document{record: record, size: r.number()}
	d.links = make([]Link, r.count())
	d.holes = make([]uint32, len(d.links))
	for i := range d.links {
		l := &d.links[i]
		d.holes[i] = uint32(r.number())
		l.Dest = r.text()
		l.Pos, l.Length = r.place()
		l.Picture = r.number() == 1
	}
	d.anchors = make([]string, r.count())
	for i := range d.anchors {
		d.anchors[i] = r.text()
	}
	d.excerpt = r.text()
	found := make([]diag.Diagnostic, r.count())
	for i := range found {
		f := &found[i]
		f.File, f.Severity, f.Code = file, diag.Severity(r.number()), r.text()
		f.Pos, f.Length = r.place()
		f.Message, f.Hint = r.text(), r.text()
	}
	if r.failed || len(r.data) != d.size || !d.holesFit() {
		return nil, nil
	}
	d.links, d.holes, d.anchors = exact(d.links), exact(d.holes), exact(d.anchors)
	return d, exact(found)
}
