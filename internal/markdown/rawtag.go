package markdown

import (
	"bytes"
	"sort"

	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"
)

// markup is a piece of raw HTML: bytes of the source, which need not stand side
// by side there, because quotes and lists have marks at the beginning of lines.
type markup struct {
	data   []byte
	starts []int // where each part begins in data
	at     []int // and in the source
}

func (m *markup) add(s text.Segment, src []byte) {
	m.starts, m.at = append(m.starts, len(m.data)), append(m.at, s.Start)
	m.data = append(m.data, s.Value(src)...)
}

// offset returns where a byte of the piece stands in the source.
func (m *markup) offset(i int) int {
	part := sort.SearchInts(m.starts, i+1) - 1
	return m.at[part] + i - m.starts[part]
}

func markupOf(src []byte, segments ...*text.Segments) *markup {
	m := &markup{}
	for _, list := range segments {
		for i := range list.Len() {
			m.add(list.At(i), src)
		}
	}
	return m
}

// A tag is a tag of raw HTML.
type tag struct {
	*markup
	from, to   int // in the markup
	name       string
	attributes []html.Attribute
}

func (t *tag) read(z *html.Tokenizer) {
	name, more := z.TagName()
	t.name = string(name)
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		t.attributes = append(t.attributes, html.Attribute{Key: string(key), Val: string(value)})
	}
}

// attribute returns the value of an attribute: of its first, as in a browser.
func (t *tag) attribute(name string) (value string, given bool) {
	for _, a := range t.attributes {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

// tagPlace is the place of a tag.
func (p *page) tagPlace(t *tag) place {
	from := t.offset(t.from)
	return p.span(from, max(from, min(t.offset(max(t.to-1, t.from))+1, len(p.src))))
}

// valuePlace is the place of the value of an attribute, or that of the tag where
// the value is written in another way than it is read.
func (p *page) valuePlace(t *tag, value string) place {
	if i := bytes.Index(t.data[t.from:t.to], []byte(value)); i >= 0 && value != "" {
		from := t.offset(t.from + i)
		return p.span(from, min(from+len(value), len(p.src)))
	}
	return p.tagPlace(t)
}
