package theme

import (
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// An escaper writes values to one kind of place as html/template escapes them
// there. How it writes a text it has learned from html/template, byte by byte; a
// value of which it has learned nothing is shown by a template that has nothing but
// such a place.
type escaper struct {
	place         *template.Template
	before, after int          // bytes of the template around the place
	raw           reflect.Type // of values that stand there as they are
	texts         map[reflect.Type]*written
}

// written is what stands in a page for each byte of a text, which is never nothing;
// "" for one that only html/template knows, because that depends on what is around it.
type written [256]string

// escapers are those of all places that programs know, by the names of
// html/template's functions.
type escapers map[string]*escaper

// newEscapers learns from html/template what it does at each place.
func newEscapers() escapers {
	all := escapers{}
	for _, e := range [...]struct {
		text         string
		raw          reflect.Type
		words, links func(byte) bool // which bytes of a string, or of a template.URL, it treats by themselves
	}{
		{`{{.}}`, reflect.TypeFor[template.HTML](), anyByte, nil},
		{`<title>{{.}}</title>`, nil, anyByte, nil},
		{`<a title="{{.}}">`, nil, anyByte, anyByte},
		{`<a href="{{.}}">`, nil, inPath, inURL},
		{`<a href="#{{.}}">`, nil, inPath, inURL},
		{`<meta http-equiv="refresh" content="0; url={{.}}">`, nil, inPath, inURL},
		{`<script type="application/ld+json">{{.}}</script>`, reflect.TypeFor[template.JS](), nil, nil},
	} {
		names, made := newEscaper(e.text)
		made.raw, made.texts = e.raw, map[reflect.Type]*written{}
		if e.words != nil {
			made.texts[reflect.TypeFor[string]()] = made.learn(e.words, func(s string) any { return s })
		}
		if e.links != nil {
			made.texts[reflect.TypeFor[template.URL]()] = made.learn(e.links, func(s string) any { return template.URL(s) })
		}
		all[names] = made
	}
	return all
}

// newEscaper returns the escaper of the place in a template, and the names of the
// functions that html/template puts there.
func newEscaper(text string) (names string, e *escaper) {
	place := template.Must(template.New("place").Parse(text))
	_ = escape(place, "place") // which all of these templates pass
	before, after, _ := strings.Cut(text, "{{.}}")
	e = &escaper{place: place, before: len(before), after: len(after)}
	for _, n := range place.Tree.Root.Nodes {
		if action, ok := n.(*parse.ActionNode); ok {
			names = namesOf(action.Pipe.Cmds[1:])
		}
	}
	return names, e
}

func namesOf(functions []*parse.CommandNode) string {
	names := make([]string, len(functions))
	for i, f := range functions {
		names[i] = f.String()
	}
	return strings.Join(names, " | ")
}

// anyByte says that a place treats each byte of a text by itself.
func anyByte(byte) bool { return true }

// inPath says that a byte stands as it is, whatever is around it: a colon may end a
// scheme, and a percent sign begin what is encoded already.
func inPath(b byte) bool {
	return 'a' <= b && b <= 'z' || 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || strings.IndexByte("-._~/?=,;@", b) >= 0
}

// inURL is inPath where the scheme is known to be harmless.
func inURL(b byte) bool { return b == ':' || inPath(b) }

// learn asks what stands for each byte of a text, where the place treats it by
// itself. Bytes beyond ASCII are parts of letters, and stand as they are where any
// byte is treated so.
func (e *escaper) learn(byItself func(byte) bool, text func(string) any) *written {
	var w written
	for i := range w {
		switch {
		case !byItself(byte(i)):
		case i < 0x80:
			shown, _ := e.show(text(string(rune(i)))) // which can always be shown
			w[i] = string(shown)
		default:
			w[i] = string([]byte{byte(i)})
		}
	}
	return &w
}

// show returns how html/template shows a value at the place.
func (e *escaper) show(value any) ([]byte, error) {
	var b strings.Builder
	if err := e.place.Execute(&b, value); err != nil {
		return nil, err
	}
	text := b.String()
	return []byte(text[e.before : len(text)-e.after]), nil
}

// of returns the escaper that functions stand for, or nil.
func (all escapers) of(functions []*parse.CommandNode) *escaper { return all[namesOf(functions)] }

// step writes a value.
func (e *escaper) step(p *operand) step {
	write := e.writer(p.of)
	return func(x *execution, dot reflect.Value) bool {
		v, there := p.get(dot)
		return there && write(x, v)
	}
}

func (e *escaper) writer(t reflect.Type) step {
	switch {
	case t == e.raw:
		return func(x *execution, v reflect.Value) bool {
			x.made = append(x.made, v.String()...)
			return true
		}
	case e.texts[t] != nil:
		return e.text(e.texts[t])
	case len(e.texts) > 0 && t == reflect.TypeFor[int]():
		return func(x *execution, v reflect.Value) bool {
			x.made = strconv.AppendInt(x.made, v.Int(), 10)
			return true
		}
	}
	return e.other
}

// text writes a text.
func (e *escaper) text(w *written) step {
	return func(x *execution, v reflect.Value) bool {
		s, done, from := v.String(), 0, len(x.made)
		for i := range len(s) {
			switch b := w[s[i]]; {
			case b == "":
				x.made = x.made[:from]
				return e.other(x, v)
			case len(b) > 1 || b[0] != s[i]:
				x.made = append(append(x.made, s[done:i]...), b...)
				done = i + 1
			}
		}
		x.made = append(x.made, s[done:]...)
		return true
	}
}

// other writes what html/template shows.
func (e *escaper) other(x *execution, v reflect.Value) bool {
	text, err := e.show(v.Interface())
	x.made = append(x.made, text...)
	return err == nil
}

// part writes what a template has made of a view: there only where nothing is to be
// escaped.
func (e *escaper) part(p *operand) step {
	if e.raw != reflect.TypeFor[template.HTML]() {
		return nil
	}
	return func(x *execution, dot reflect.Value) bool {
		v, there := p.get(dot)
		if !there {
			return false
		}
		part, is := partOf(v)
		if !is || part.err != nil {
			return false
		}
		x.made = append(x.made, part.html...)
		return true
	}
}

// partOf returns the Part that v is, without a copy where it has an address.
func partOf(v reflect.Value) (*Part, bool) {
	if v.CanAddr() {
		p, is := v.Addr().Interface().(*Part)
		return p, is
	}
	p, is := v.Interface().(Part)
	return &p, is
}
