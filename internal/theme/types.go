package theme

import (
	"fmt"
	"reflect"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"belfry/internal/diag"
)

// indirect returns the type that pointers of type t lead to.
func indirect(t reflect.Type) reflect.Type {
	for t != nil && t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

// methodOf finds a method of values of type t, or of their addresses.
func methodOf(t reflect.Type, name string) (reflect.Method, bool) {
	if t.Kind() != reflect.Pointer {
		t = reflect.PointerTo(t)
	}
	return t.MethodByName(name)
}

func exportedField(t reflect.Type, name string) (f reflect.StructField, ok bool) {
	if t == nil || t.Kind() != reflect.Struct {
		return f, false
	}
	f, ok = t.FieldByName(name)
	return f, ok && f.IsExported()
}

// fieldNames lists what a template can name of a struct: its fields, and its
// methods that take no values.
func fieldNames(t reflect.Type) []string {
	var names []string
	if t == nil || t.Kind() != reflect.Struct {
		return nil
	}
	for f := range t.Fields() {
		if f.IsExported() {
			names = append(names, f.Name)
		}
	}
	for m := range reflect.PointerTo(t).Methods() {
		if m.Type.NumIn() == 1 {
			names = append(names, m.Name)
		}
	}
	return names
}

// describe says what a value of type t is, in words.
func describe(t reflect.Type) string {
	switch t.Kind() {
	case reflect.String:
		return "a text"
	case reflect.Bool:
		return "a yes or no"
	case reflect.Slice, reflect.Array:
		return "a list"
	case reflect.Struct, reflect.Map:
		return "a group of fields"
	case reflect.Func:
		return "a function"
	}
	if isNumber(t) {
		return "a number"
	}
	return "something else"
}

func isNumber(t reflect.Type) bool {
	return reflect.Int <= t.Kind() && t.Kind() <= reflect.Complex128
}

func missing(name string, t reflect.Type) string {
	switch {
	case t == noData:
		return "there is no field ." + name + " here, because the template is given no data"
	case t.Kind() != reflect.Struct:
		return "there is no field ." + name + " here, because this is " + describe(t)
	}
	return "there is no field ." + name + " here"
}

// fieldHint says what may have been meant by the i-th name of a path.
func (c *checker) fieldHint(p *chain, i int, t reflect.Type) string {
	name, names := p.names[i], fieldNames(t)
	if t == noData {
		return "write a dot behind the template's name where it is called, or the field that it is to show"
	}
	for _, outer := range names {
		if f, ok := t.FieldByName(outer); ok {
			if _, ok := exportedField(indirect(f.Type), name); ok {
				return "did you mean ." + outer + "." + name + "?"
			}
		}
	}
	if _, ok := exportedField(indirect(p.s.root), name); ok && i == 0 {
		return "did you mean $." + name + "?"
	}
	if near, ok := diag.Nearest(name, names); ok {
		return "did you mean ." + near + "?"
	}
	return theFields(names)
}

func theFields(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return "the fields here are ." + strings.Join(names, ", .")
}

// entry returns the type of what a name stands for in a map.
func (c *checker) entry(p *chain, i int, t reflect.Type, given []reflect.Type) reflect.Type {
	if !reflect.TypeFor[string]().AssignableTo(t.Key()) {
		return nil
	}
	if len(given) > 0 {
		name := p.names[i]
		c.report(p.s, p.at(i), utf8.RuneCountInString(name)+1,
			"the field ."+name+" takes no values, but one is given", "")
	}
	return t.Elem()
}

// method returns the type of what a method returns; t has the receiver first.
func (c *checker) method(p *chain, i int, t reflect.Type, given []reflect.Type) reflect.Type {
	least, most := t.NumIn()-1, t.NumIn()-1
	if t.IsVariadic() {
		least, most = least-1, -1
	}
	if wrong := wrongCount(least, most, len(given)); wrong != "" {
		c.report(p.s, p.at(i), utf8.RuneCountInString(p.names[i])+1, "."+p.names[i]+wrong, "")
	}
	if t.NumOut() == 0 {
		return nil
	}
	return t.Out(0)
}

// wrongCount says that something takes other than the given number of values.
// most is -1 where there is no limit.
func wrongCount(least, most, given int) string {
	switch {
	case given > most && most >= 0:
		return " takes " + countOf(most) + ", but " + isGiven(given)
	case given < least:
		return " takes " + countOf(least) + ", but " + isGiven(given)
	}
	return ""
}

func countOf(n int) string {
	switch n {
	case 0:
		return "no values"
	case 1:
		return "one value"
	}
	return fmt.Sprintf("%d values", n)
}

func isGiven(n int) string {
	switch n {
	case 0:
		return "none is given"
	case 1:
		return "one is given"
	}
	return fmt.Sprintf("%d are given", n)
}

// A shown is an action whose value is a list or a group of fields.
type shown struct {
	action *parse.ActionNode
	scope  *scope
	of     reflect.Type
	length int
}

// showable reports whether a value can stand in a page.
func showable(t reflect.Type) bool {
	if t == nil || t == noData {
		return true
	}
	for _, says := range [...]reflect.Type{reflect.TypeFor[fmt.Stringer](), reflect.TypeFor[error]()} {
		if base := indirect(t); t.Implements(says) || base.Implements(says) || reflect.PointerTo(base).Implements(says) {
			return true
		}
	}
	switch indirect(t).Kind() {
	case reflect.Struct, reflect.Slice, reflect.Array, reflect.Map, reflect.Func, reflect.Chan:
		return false
	}
	return true
}

// reportShown reports the values that would stand in a page as Go writes them.
// In a script they are written as it needs them, and in a comment not at all;
// the set tells where they stand, once its templates have been escaped.
func (c *checker) reportShown() {
	for _, v := range c.shown {
		if !inText(v.action) {
			continue
		}
		t, value := indirect(v.of), v.action.Pipe.Cmds[0]
		c.report(v.scope, value.Pos, v.length,
			describe(t)+" cannot be shown as it is", c.showing(value.String(), t))
	}
}

// showing says how a list or a group of fields is shown.
func (c *checker) showing(what string, t reflect.Type) string {
	if t.Kind() != reflect.Slice && t.Kind() != reflect.Array {
		if shown := c.partFor(what, t); shown != "" {
			return "write " + shown
		}
		return theFields(fieldNames(t))
	}
	each := c.partFor(".", indirect(t.Elem()))
	if each == "" {
		each = "{{.}}"
	}
	return "go through it with range: {{range " + what + "}}" + each + "{{end}}"
}

// partFor returns what shows a value of a type that parts of the pages have: a Part,
// or what has a template of its name. It is "" for all else.
func (c *checker) partFor(what string, t reflect.Type) string {
	name := strings.ToLower(t.Name())
	switch {
	case t == reflect.TypeFor[Part]():
		return "{{" + strings.TrimSuffix(what, ".") + ".HTML}}"
	case name != "" && c.set.Lookup(name) != nil && c.fits(name, t):
		return fmt.Sprintf("{{template %q %s}}", name, what)
	}
	return ""
}

func inText(n *parse.ActionNode) bool {
	escaped := false
	for _, command := range n.Pipe.Cmds {
		name := command.Args[0].String()
		if name == "_html_template_jsvalescaper" || name == "_html_template_commentescaper" {
			return false
		}
		escaped = escaped || strings.HasPrefix(name, "_html_template_")
	}
	return escaped
}

// commandLength is how many characters a command takes as it is usually written.
func commandLength(n *parse.CommandNode) int { return utf8.RuneCountInString(n.String()) }
