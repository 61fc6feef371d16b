package theme

import (
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"belfry/internal/diag"
)

// pipe returns the type of a pipeline's value, and declares its variables.
func (c *checker) pipe(s *scope, p *parse.PipeNode, dot reflect.Type) reflect.Type {
	var before []reflect.Type // the value of the command before, if there is one
	for _, command := range p.Cmds {
		before = []reflect.Type{c.command(s, command, dot, before)}
	}
	s.declare(p, before[0])
	return before[0]
}

func (c *checker) command(s *scope, n *parse.CommandNode, dot reflect.Type, before []reflect.Type) reflect.Type {
	given := make([]reflect.Type, 0, len(n.Args))
	guarded := s.guarded
	for _, arg := range n.Args[1:] {
		given = append(given, c.argument(s, arg, dot))
		if isCondition(n.Args[0]) {
			s.guard(arg)
		}
	}
	s.guarded = guarded
	given = append(given, before...)
	switch first := n.Args[0].(type) {
	case *parse.IdentifierNode:
		return c.function(s, first, n.Args[1:], given)
	case *parse.FieldNode, *parse.ChainNode, *parse.VariableNode:
		return c.path(s, first, dot, given)
	}
	if len(given) > 0 {
		c.report(s, n.Pos, commandLength(n), n.Args[0].String()+" takes no values, but one is given", "")
		return nil
	}
	return c.argument(s, n.Args[0], dot)
}

// isCondition reports whether a function looks at a value only where those
// before allow it.
func isCondition(function parse.Node) bool {
	f, ok := function.(*parse.IdentifierNode)
	return ok && (f.Ident == "and" || f.Ident == "or")
}

// argument returns the type of an operand.
func (c *checker) argument(s *scope, n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode, *parse.ChainNode, *parse.VariableNode:
		return c.path(s, n, dot, nil)
	case *parse.PipeNode:
		return c.pipe(s, n, dot)
	case *parse.IdentifierNode:
		return c.function(s, n, nil, nil)
	case *parse.StringNode:
		return reflect.TypeFor[string]()
	case *parse.BoolNode:
		return reflect.TypeFor[bool]()
	case *parse.NumberNode:
		return number(n)
	}
	return nil
}

// number returns the type that a number has where any will do, as
// text/template decides it.
func number(n *parse.NumberNode) reflect.Type {
	switch {
	case n.IsInt && !n.IsFloat, n.IsInt && !strings.ContainsAny(n.Text, ".eEpP"):
		return reflect.TypeFor[int]()
	case n.IsFloat && !n.IsInt && !n.IsUint && strings.ContainsAny(n.Text, ".eEpP") && !strings.HasPrefix(n.Text, "0x"):
		return reflect.TypeFor[float64]()
	}
	return nil
}

// path follows fields: .A.B, $x.A, (…).A. Only the last may be a method that
// takes what is given.
func (c *checker) path(s *scope, n parse.Node, dot reflect.Type, given []reflect.Type) reflect.Type {
	p := chain{s: s, from: dot}
	switch n := n.(type) {
	case *parse.FieldNode:
		p.names = n.Ident
	case *parse.VariableNode:
		p.prefix, p.names, p.from = n.Ident[0], n.Ident[1:], s.variable(n.Ident[0])
	case *parse.ChainNode:
		p.prefix, p.names, p.from = "()", n.Field, c.argument(s, n.Node, dot)
	}
	p.start = n.Position()
	if _, ok := n.(*parse.FieldNode); ok && len(p.names) > 1 { // which the parser places at its second name
		p.start -= parse.Pos(len(p.names[0]) + 1)
	}
	if len(p.names) == 0 && len(given) > 0 {
		c.report(s, p.start, len(p.prefix), p.prefix+" takes no values, but one is given", "")
		return nil
	}
	t := p.from
	for i := range p.names {
		if i < len(p.names)-1 {
			t = c.field(&p, i, t, nil)
		} else {
			t = c.field(&p, i, t, given)
		}
	}
	return t
}

// A chain is a path of fields as it stands in a template.
type chain struct {
	s      *scope
	prefix string // "$x", "()", or "" for the dot
	names  []string
	from   reflect.Type
	start  parse.Pos // of the first name
}

// until returns the path up to its n-th name.
func (p *chain) until(n int) string {
	return strings.Join(append([]string{p.prefix}, p.names[:n]...), ".")
}

// at is the place of the n-th name.
func (p *chain) at(n int) parse.Pos {
	at := p.start
	for _, name := range p.names[:n] {
		at += parse.Pos(len(name) + 1)
	}
	return at
}

// field returns the type of the i-th name of a path, in a value of type t.
func (c *checker) field(p *chain, i int, t reflect.Type, given []reflect.Type) reflect.Type {
	if t == nil || t.Kind() == reflect.Interface {
		return nil
	}
	name, length := p.names[i], utf8.RuneCountInString(p.names[i])+1
	if method, ok := methodOf(t, name); ok {
		return c.method(p, i, method.Type, given)
	}
	base := indirect(t)
	if base.Kind() == reflect.Pointer || base.Kind() == reflect.Interface {
		return nil
	}
	f, found := exportedField(base, name)
	switch {
	case base.Kind() == reflect.Map:
		return c.entry(p, i, base, given)
	case !found:
		c.report(p.s, p.at(i), length, missing(name, base), c.fieldHint(p, i, base))
		return nil
	case len(given) > 0:
		c.report(p.s, p.at(i), length, "the field ."+name+" takes no values, but one is given", "")
	}
	if c.fields[base] == nil {
		c.fields[base] = map[string]bool{}
	}
	c.fields[base][name] = true
	c.optional(p, i, t)
	return f.Type
}

// optional warns of a field of something that not every page has.
func (c *checker) optional(p *chain, i int, t reflect.Type) {
	if i > 0 && t.Kind() == reflect.Pointer && p.prefix != "()" {
		c.mayLack(p.s, p.until(i), p.at(i), utf8.RuneCountInString(p.names[i])+1, "write ."+p.names[i])
	}
}

// mayLack warns of the use of something that may not be there, unless it has
// been asked for around.
func (c *checker) mayLack(s *scope, what string, at parse.Pos, length int, then string) {
	if slices.Contains(s.guarded, what) || s.blame != (blame{}) {
		return
	}
	d := c.in.mistake(s.file, at, length, "there may be no "+what+", and then the page cannot be made",
		"put {{with "+what+"}} before it and {{end}} after it, and "+then)
	d.Severity = diag.Warning
	c.found = append(c.found, d)
}
