package content

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"belfry/internal/diag"

	"go.yaml.in/yaml/v4"
)

// A decoder reads the fields of one file and collects what is wrong in them.
type decoder struct {
	file    string
	line    int    // of the file, before the first line of the YAML block
	block   []byte // the YAML block
	inLines block  // its lines, for the first mistake that asks
	found   []diag.Diagnostic
	// misread are the dates and times that are still to be reported.
	misread []misread
	zones   func() *diag.Words // the names of time zones
}

// A field says how one key of a kind is read into a T.
type field[T any] struct {
	name     string
	required bool
	prose    bool     // its value is a line of text
	holds    []string // the fields of the group, or groups, that it has
	read     func(*decoder, *T, *node)
}

// fields are all the keys that a kind has.
type fields[T any] []field[T]

// of makes a field whose value is read by read and kept at the place at gives.
func of[T, V any](name string, read func(*decoder, *node) V, at func(*T) *V) field[T] {
	return field[T]{name: name, read: func(d *decoder, t *T, n *node) { *at(t) = read(d, n) }}
}

// line makes a field whose value is one line of text.
func line[T any](name string, at func(*T) *string) field[T] {
	return prose(of(name, (*decoder).text, at))
}

// holding notes the fields that the value of a field has.
func holding[T any](names []string, f field[T]) field[T] {
	f.holds = names
	return f
}

// prose makes a field one whose value is a line of text.
func prose[T any](f field[T]) field[T] {
	f.prose = true
	return f
}

// need makes a field required.
func need[T any](f field[T]) field[T] {
	f.required = true
	return f
}

// mostExplained is up to how many unknown keys of one group are explained: for
// that the whole of it is looked at.
const mostExplained = 50

// decode reads the mapping root. It returns nil where there is no mapping.
func decode[T any](d *decoder, fs fields[T], root *node) *T {
	if root == nil {
		return nil
	}
	value := new(T)
	var seen, reported uint64 // of fs, by index
	unknown := 0
	for i := 0; i+1 < len(root.Content); i += 2 {
		key, n := root.Content[i], follow(root.Content[i+1])
		at := fs.find(key.Value)
		switch {
		case at < 0 && unknown == mostExplained:
			d.reportAt(key, "unknown-key", noField(key), "")
		case at < 0:
			unknown++
			if rest := d.commaInBraces(root, i, func(name string) bool { return fs.find(name) >= 0 }); rest > 0 {
				i += 2 * (rest - 1)
			} else if near := fs.find(d.reportUnknownKey(root, i, fs.names(), fs.holder(root, i))); near >= 0 {
				reported |= 1 << near
			}
		case seen&(1<<at) != 0:
			d.reportAt(key, "repeated-key", key.Value+" is given twice", "keep one of them")
		case given(n), fs[at].prose && isNull(n) && n.Value != "":
			seen |= 1 << at
			if d.fits(fs[at].name, fs[at].prose, n) {
				fs[at].read(d, value, n)
			}
		case d.commented(n, fs[at].prose, fs[at].required):
			reported |= 1 << at
		case fs[at].required:
			d.reportAt(key, "missing-field", "the field "+key.Value+" is empty", "write it after the colon")
			reported |= 1 << at
		}
	}
	for i, f := range fs {
		if f.required && (seen|reported)&(1<<i) == 0 {
			d.reportMissing(root, f.name)
		}
	}
	return value
}

func (fs fields[T]) find(name string) int {
	for i := range fs {
		if fs[i].name == name {
			return i
		}
	}
	return -1
}

func (fs fields[T]) names() []string {
	names := make([]string, len(fs))
	for i, f := range fs {
		names[i] = f.name
	}
	return names
}

// needed returns the fields that a group cannot do without: a picture needs its
// description, too.
func (fs fields[T]) needed() []string {
	var names []string
	for _, f := range fs {
		if f.required || f.name == "alt" {
			names = append(names, f.name)
		}
	}
	return names
}

// given reports whether a key has a value: "summary:" alone says nothing, and
// neither does null or an empty text in quotes.
func given(n *node) bool {
	if n.Kind != yaml.ScalarNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		return true
	}
	return n.Tag != "!!null" && strings.TrimSpace(n.Value) != ""
}

// follow returns the value that an alias stands for, at the alias's place.
func follow(n *node) *node {
	if n.Alias == nil {
		return n
	}
	value := *n.Alias
	value.Line, value.Column = n.Line, n.Column
	return &value
}

// lookup returns the value of a key, or nil.
func lookup(root *node, name string) *node {
	for i := 0; root != nil && i+1 < len(root.Content); i += 2 {
		if root.Content[i].Value == name {
			return root.Content[i+1]
		}
	}
	return nil
}

func (d *decoder) reportMissing(root *node, name string) {
	pos := d.position(root)
	d.report(pos, "missing-field", "the field "+name+" is missing", "add a line "+name+": …")
}

// refTo returns a Ref of the name that n holds.
func (d *decoder) refTo(name string, n *node) Ref { return Ref{name, d.position(n), width(n)} }

func (d *decoder) position(n *node) diag.Position {
	if n.Line+d.line < 1 { // that of fields of which there are none
		return diag.Position{}
	}
	return diag.Position{Line: n.Line + d.line, Column: n.Column}
}

func (d *decoder) report(pos diag.Position, code, message, hint string) {
	d.found = append(d.found, diag.Diagnostic{Severity: diag.Error, Code: code, File: d.file, Pos: pos, Message: message, Hint: hint})
}

func (d *decoder) reportAt(n *node, code, message, hint string) {
	d.report(d.position(n), code, message, hint)
	d.found[len(d.found)-1].Length = width(n)
}

// width returns how many characters n takes in its line.
func width(n *node) int {
	if n.Kind != yaml.ScalarNode {
		return 1
	}
	length := utf8.RuneCountInString(n.Value)
	if n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		length += 2
	}
	return length
}

// kindOf names a value in an editor's words.
func kindOf(n *node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "a group of fields"
	default:
		return fmt.Sprintf("the text %q", n.Value)
	}
}
