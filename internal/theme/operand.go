package theme

import (
	"reflect"
	"text/template/parse"
)

// An operand is how a value is reached from the dot: through fields, and the pointers
// before them.
type operand struct {
	fields [][]int // as reflect counts them
	of     reflect.Type
	isPart bool // what a Part has made of a view, by its method
}

// operand compiles the dot or a chain of fields. The last may be the method of a Part:
// it is the only one that a program knows.
func (c *compiler) operand(n parse.Node, dot reflect.Type) *operand {
	field, ok := n.(*parse.FieldNode)
	if n.Type() == parse.NodeDot {
		return &operand{of: dot}
	}
	if !ok {
		return nil
	}
	p := &operand{of: dot}
	for i, name := range field.Ident {
		if name == "HTML" && p.of == reflect.TypeFor[Part]() && i == len(field.Ident)-1 {
			p.isPart = true
			return p
		}
		if _, method := methodOf(p.of, name); method {
			return nil
		}
		f, found := exportedField(indirectOnce(p.of), name)
		if !found || len(f.Index) != 1 {
			return nil
		}
		p.fields, p.of = append(p.fields, f.Index), f.Type
	}
	return p
}

// indirectOnce returns what a pointer of type t leads to, as templates follow it.
func indirectOnce(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}

// get returns the value, and false where there is nothing that could have it.
func (p *operand) get(dot reflect.Value) (v reflect.Value, there bool) {
	for _, index := range p.fields {
		if dot.Kind() == reflect.Pointer {
			if dot.IsNil() {
				return dot, false
			}
			dot = dot.Elem()
		}
		dot = dot.Field(index[0])
	}
	return dot, true
}

// A condition reports whether something holds, and whether that can be told.
type condition func(dot reflect.Value) (holds, known bool)

// condition compiles the pipeline of an if: a value, or and, or and not of values.
func (c *compiler) condition(p *parse.PipeNode, dot reflect.Type) condition {
	if p == nil || len(p.Decl) > 0 || len(p.Cmds) != 1 {
		return nil
	}
	args := p.Cmds[0].Args
	function, is := args[0].(*parse.IdentifierNode)
	if !is {
		if len(args) != 1 {
			return nil
		}
		return c.truth(args[0], dot)
	}
	all := make([]condition, len(args)-1)
	for i, arg := range args[1:] {
		if all[i] = c.truth(arg, dot); all[i] == nil {
			return nil
		}
	}
	switch {
	case function.Ident == "not" && len(all) == 1:
		return func(dot reflect.Value) (bool, bool) {
			holds, known := all[0](dot)
			return !holds, known
		}
	case (function.Ident == "or" || function.Ident == "and") && len(all) > 0:
		return anyOrAll(all, function.Ident == "or")
	}
	return nil
}

// anyOrAll asks conditions in order, until one holds that decides.
func anyOrAll(all []condition, decides bool) condition {
	return func(dot reflect.Value) (bool, bool) {
		for _, c := range all {
			holds, known := c(dot)
			if !known || holds == decides {
				return holds, known
			}
		}
		return !decides, true
	}
}

// truth compiles a value that is asked for.
func (c *compiler) truth(n parse.Node, dot reflect.Type) condition {
	value := c.operand(n, dot)
	if value == nil || value.isPart {
		return nil
	}
	holds := truthOf(value.of)
	if holds == nil {
		return nil
	}
	return func(dot reflect.Value) (bool, bool) {
		v, there := value.get(dot)
		return there && holds(v), there
	}
}

// truthOf returns what decides whether a value of a type holds, as templates see
// it; nil where no program knows.
func truthOf(t reflect.Type) func(reflect.Value) bool {
	switch t.Kind() {
	case reflect.Bool:
		return reflect.Value.Bool
	case reflect.String, reflect.Slice, reflect.Map:
		return func(v reflect.Value) bool { return v.Len() > 0 }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(v reflect.Value) bool { return v.Int() != 0 }
	case reflect.Pointer:
		return func(v reflect.Value) bool { return !v.IsNil() }
	case reflect.Struct:
		return func(reflect.Value) bool { return true }
	}
	return nil
}
