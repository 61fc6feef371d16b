package markdown

import (
	"bytes"
	"sort"
	"unicode/utf8"

	"belfry/internal/diag"
)

// place is where something stands in the file, and its length in characters.
type place struct {
	pos    diag.Position
	length int
}

// span returns the place of src[from:to], of its first line when it has several.
func (p *page) span(from, to int) place {
	text := p.src[from:to]
	if end := bytes.IndexByte(text, '\n'); end >= 0 {
		text = text[:end]
	}
	return place{p.place(from), utf8.RuneCount(text)}
}

// place returns the position of an offset in src. Thousands may be asked for in
// one line, mostly from the first to the last, so it counts on from the last.
func (p *page) place(at int) diag.Position {
	if len(p.starts) == 0 {
		p.findLines()
	}
	line := sort.SearchInts(p.starts, at+1) - 1
	from := columnAt{at: p.starts[line]}
	if p.last.at >= from.at && p.last.at <= at {
		from = p.last
	}
	p.last = columnAt{at, from.before + utf8.RuneCount(p.src[from.at:at])}
	return diag.Position{Line: p.line + line, Column: 1 + p.last.before}
}

// columnAt is an offset, and how many characters of its line stand before it.
type columnAt struct{ at, before int }

func (p *page) findLines() {
	p.starts = append(p.starts, 0)
	for at := 0; ; {
		end := bytes.IndexByte(p.src[at:], '\n')
		if end < 0 {
			return
		}
		at += end + 1
		p.starts = append(p.starts, at)
	}
}

// offset returns where part, which goldmark cut out of src, begins in it. It
// is false for what goldmark copied.
func (p *page) offset(part []byte) (int, bool) {
	// Slices of one array that are cut at their end only by length share the
	// end of their capacity.
	at := cap(p.src) - cap(part)
	if len(part) == 0 || at < 0 || at+len(part) > len(p.src) || &p.src[at] != &part[0] {
		return 0, false
	}
	return at, true
}

// address returns the place of a link's address, or of its node when goldmark
// did not keep the address as it stands in src.
func (p *page) address(dest []byte, node int, reference bool) place {
	at, ok := p.offset(dest)
	if !ok {
		return p.span(node, min(node+1, len(p.src)))
	}
	if !reference {
		return p.span(at, at+len(dest))
	}
	// Thousands of references may lead to one definition at the end of a long
	// line, whose characters are counted once.
	pos, known := p.definitions[at]
	if !known {
		if p.definitions == nil {
			p.definitions = make(map[int]diag.Position)
		}
		pos = p.place(at)
		p.definitions[at] = pos
	}
	return place{pos, utf8.RuneCount(dest)}
}
