package theme

import (
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

// A scope is what is known at a place of a template.
type scope struct {
	file      string
	root      reflect.Type // of $
	variables []variable
	assigned  map[string]bool // variables that change, so that their type is not followed
	guarded   []string        // what has been asked for around, so that it may be there
	blame     blame
	above     []string // the templates that include this one without a condition, and itself
}

// A variable has the type nil where it is not known.
type variable struct {
	name string
	of   reflect.Type
}

func newScope(file string, tree *parse.ListNode, root reflect.Type, guarded []string, by blame, above []string) *scope {
	s := &scope{file: file, root: root, assigned: map[string]bool{}, guarded: guarded, blame: by, above: above}
	visit(tree, func(n parse.Node) {
		if p, ok := n.(*parse.PipeNode); ok && p.IsAssign {
			for _, v := range p.Decl {
				s.assigned[v.Ident[0]] = true
			}
		}
	})
	return s
}

// declare adds the variables that a pipeline of type t declares.
func (s *scope) declare(p *parse.PipeNode, t reflect.Type) {
	if len(p.Decl) == 0 {
		return
	}
	s.guard(p)
	for _, v := range p.Decl {
		if p.IsAssign {
			continue
		}
		s.variables = append(slices.Clip(s.variables), variable{v.Ident[0], s.followed(v.Ident[0], t)})
	}
}

// followed is the type of a variable, unless it changes.
func (s *scope) followed(name string, t reflect.Type) reflect.Type {
	if s.assigned[name] {
		return nil
	}
	return t
}

// iterates gives the n variables that a range has just declared their types:
// the last is the element, one before it the index.
func (s *scope) iterates(n int, types ...reflect.Type) {
	last := s.variables[len(s.variables)-n:]
	for i := range last {
		last[i].of = s.followed(last[i].name, types[len(types)-n+i])
	}
}

func (s *scope) variable(name string) reflect.Type {
	if name == "$" {
		return s.root
	}
	for _, v := range slices.Backward(s.variables) {
		if v.name == name {
			return v.of
		}
	}
	return nil
}

// guard notes that fields are asked for. One of the whole page's data is called
// .Name and $.Name.
func (s *scope) guard(asking parse.Node) {
	s.guarded = slices.Clip(s.guarded)
	visit(asking, func(n parse.Node) {
		switch n.(type) {
		case *parse.FieldNode, *parse.VariableNode:
			path := strings.TrimPrefix(n.String(), "$")
			s.guarded = append(s.guarded, n.String(), path, "$"+path)
		}
	})
}

// leaveDot forgets what was asked for of a dot that is now another.
func (s *scope) leaveDot() {
	s.guarded = slices.DeleteFunc(slices.Clone(s.guarded), func(path string) bool { return strings.HasPrefix(path, ".") })
}

// guardedIn returns what has been asked for of the value of a pipeline, as it
// is called where that value is the dot, or the whole data of a template.
func (s *scope) guardedIn(p *parse.PipeNode) []string {
	path, ok := onlyPath(p)
	if !ok {
		return nil
	}
	var below []string
	for _, guarded := range s.guarded {
		if rest, ok := strings.CutPrefix(guarded, path); ok && strings.HasPrefix(rest, ".") {
			below = append(below, rest, "$"+rest)
		}
	}
	slices.Sort(below)
	return slices.Compact(below)
}

// visit calls f for a node and all nodes below it.
func visit(n parse.Node, f func(parse.Node)) {
	if n == nil || reflect.ValueOf(n).IsNil() {
		return
	}
	f(n)
	for _, below := range children(n) {
		visit(below, f)
	}
}

func children(n parse.Node) []parse.Node {
	switch n := n.(type) {
	case *parse.ListNode:
		return n.Nodes
	case *parse.ActionNode:
		return []parse.Node{n.Pipe}
	case *parse.TemplateNode:
		return []parse.Node{n.Pipe}
	case *parse.IfNode:
		return []parse.Node{n.Pipe, n.List, n.ElseList}
	case *parse.WithNode:
		return []parse.Node{n.Pipe, n.List, n.ElseList}
	case *parse.RangeNode:
		return []parse.Node{n.Pipe, n.List, n.ElseList}
	case *parse.PipeNode:
		below := make([]parse.Node, len(n.Cmds))
		for i, c := range n.Cmds {
			below[i] = c
		}
		return below
	case *parse.CommandNode:
		return n.Args
	case *parse.ChainNode:
		return []parse.Node{n.Node}
	}
	return nil
}
