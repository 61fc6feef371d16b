package theme

import (
	"fmt"
	"html/template"
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"

	"belfry/internal/diag"
)

// A checker follows the types of the views through the templates and reports
// what would fail when a page is made. A type that it cannot follow is nil and
// is never reported: what renders is accepted.
type checker struct {
	in     *Input
	set    *template.Template
	broken bool // a file could not be read, and what it defines is not known
	fields Fields
	seen   map[call]bool
	blamed map[blame]bool
	shown  []shown
	found  []diag.Diagnostic
}

// Fields are the fields of views that templates name.
type Fields map[reflect.Type]map[string]bool

// A call is a template with the type of its data, and what has been asked for of
// that.
type call struct {
	name    string
	dot     reflect.Type
	guarded string
	blame   blame
}

// A blame is the place where a template of the site calls one of Belfry's own:
// what does not fit there is the caller's mistake.
type blame struct {
	file string
	at   parse.Pos
	name string
}

// none is the type of the data of a template that is called without any.
type none struct{}

var noData = reflect.TypeFor[none]()

func newChecker(in *Input, set *template.Template) *checker {
	return &checker{in: in, set: set, fields: Fields{}, seen: map[call]bool{}, blamed: map[blame]bool{}}
}

// all checks each template that pages are made with, in order.
func (c *checker) all() {
	for _, name := range slices.Sorted(maps.Keys(c.in.Views)) {
		if c.set.Lookup(name) != nil {
			c.template(name, c.in.Views[name], nil, blame{}, nil)
		}
	}
}

func (c *checker) template(name string, dot reflect.Type, guarded []string, by blame, above []string) {
	key := call{name, dot, strings.Join(guarded, " "), by}
	tmpl := c.set.Lookup(name)
	if c.seen[key] || tmpl == nil || tmpl.Tree == nil {
		return
	}
	c.seen[key] = true
	file := fileOf(tmpl.Tree.ParseName)
	if c.in.owns(file) {
		by = blame{}
	}
	c.walk(newScope(file, tmpl.Tree.Root, dot, guarded, by, append(slices.Clip(above), name)), tmpl.Tree.Root, dot)
}

// report says what is wrong at a place; within a template of Belfry's own, at
// the call that gave it the wrong data, once.
func (c *checker) report(s *scope, at parse.Pos, length int, message, hint string) {
	if s.blame == (blame{}) {
		c.found = append(c.found, c.in.mistake(s.file, at, length, message, hint))
		return
	}
	if b := s.blame; !c.blamed[b] {
		c.blamed[b] = true
		message = "the template " + b.name + ".html needs other data: " + message
		c.found = append(c.found, c.in.mistake(b.file, b.at, len(b.name)+2, message, ""))
	}
}

func (c *checker) walk(s *scope, n parse.Node, dot reflect.Type) {
	switch n := n.(type) {
	case *parse.ListNode:
		for i := 0; n != nil && i < len(n.Nodes); i++ {
			c.walk(s, n.Nodes[i], dot)
		}
	case *parse.ActionNode:
		if t := c.pipe(s, n.Pipe, dot); len(n.Pipe.Decl) == 0 && !showable(t) {
			c.shown = append(c.shown, shown{n, s, t, commandLength(n.Pipe.Cmds[0])})
		}
	case *parse.TemplateNode:
		c.include(s, n, dot)
	case *parse.IfNode:
		c.branch(s, &n.BranchNode, dot, func(reflect.Type) reflect.Type { return dot })
	case *parse.WithNode:
		c.branch(s, &n.BranchNode, dot, func(t reflect.Type) reflect.Type { return t })
	case *parse.RangeNode:
		c.branch(s, &n.BranchNode, dot, func(t reflect.Type) reflect.Type { return c.element(s, n.Pipe, t) })
	}
}

// branch walks the parts of an if, with or range; inner gives the data of the
// first from that of the pipeline. A part that is never reached is not looked at.
func (c *checker) branch(s *scope, n *parse.BranchNode, dot reflect.Type, inner func(reflect.Type) reflect.Type) {
	variables, guarded := len(s.variables), s.guarded
	s.guard(n.Pipe)
	t := c.pipe(s, n.Pipe, dot)
	holds, constant := truth(n.Pipe, t)
	if !constant || holds {
		within := *s
		within.above = nil
		if n.NodeType != parse.NodeIf {
			within.leaveDot()
		}
		if n.NodeType == parse.NodeWith {
			within.guarded = append(within.guarded, s.guardedIn(n.Pipe)...)
		}
		c.walk(&within, n.List, inner(t))
	}
	if !constant || !holds {
		within := *s
		within.above = nil
		c.walk(&within, n.ElseList, dot)
	}
	s.variables = s.variables[:variables]
	if !leaves(n.List) && !leaves(n.ElseList) { // else what follows is reached only under the condition
		s.guarded = guarded
	}
}

// leaves reports whether a part of a range ends the turn.
func leaves(part *parse.ListNode) bool {
	return part != nil && slices.ContainsFunc(part.Nodes, func(n parse.Node) bool {
		return n.Type() == parse.NodeBreak || n.Type() == parse.NodeContinue
	})
}

func (c *checker) include(s *scope, n *parse.TemplateNode, dot reflect.Type) {
	t := noData
	if n.Pipe != nil {
		t = c.pipe(s, n.Pipe, dot)
	}
	tmpl := c.set.Lookup(n.Name)
	switch {
	case (tmpl == nil || tmpl.Tree == nil) && c.broken: // it may be in the file that cannot be read
		return
	case tmpl == nil || tmpl.Tree == nil:
		c.found = append(c.found, c.in.noTemplate(s.file, n, c.set))
		return
	case slices.Contains(s.above, n.Name):
		c.report(s, n.Pos, len(n.Name)+2,
			"the template "+n.Name+".html includes itself without end", "include it only under a condition")
		return
	}
	if field, ok := onlyField(n.Pipe); ok && t != nil && t.Kind() == reflect.Pointer && needsDot(tmpl) {
		c.mayLack(s, field, n.Pos, len(n.Name)+2, fmt.Sprintf("write {{template %q .}}", n.Name))
	}
	by := s.blame
	if by == (blame{}) && c.in.owns(s.file) {
		by = blame{s.file, n.Pos, n.Name}
	}
	before := len(c.found)
	c.template(n.Name, t, s.guardedIn(n.Pipe), by, s.above)
	if len(c.found) == before+1 && c.blamed[by] && s.blame == (blame{}) {
		c.found[before].Hint = c.fitting(n.Name, t, dot)
	}
}

// onlyField returns the pipeline that is a field and nothing else.
func onlyField(p *parse.PipeNode) (path string, ok bool) {
	path, ok = onlyPath(p)
	return path, ok && strings.Contains(path, ".")
}

// onlyPath returns the pipeline that is a path and nothing else: "" for the dot.
func onlyPath(p *parse.PipeNode) (path string, ok bool) {
	if p == nil || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return "", false
	}
	switch n := p.Cmds[0].Args[0].(type) {
	case *parse.DotNode:
		return "", true
	case *parse.FieldNode, *parse.VariableNode:
		return n.String(), true
	}
	return "", false
}

// needsDot reports whether a template names fields, and has no condition on the
// whole of its data.
func needsDot(tmpl *template.Template) bool {
	names, asks := false, false
	visit(tmpl.Tree.Root, func(n parse.Node) {
		switch n := n.(type) {
		case *parse.FieldNode:
			names = true
		case *parse.VariableNode:
			names = names || len(n.Ident) > 1
		case *parse.IfNode, *parse.WithNode:
			visit(children(n)[0], func(n parse.Node) { asks = asks || isWhole(n) })
		}
	})
	return names && !asks
}

// isWhole reports whether a node is the dot, or a variable, which may hold it.
func isWhole(n parse.Node) bool {
	v, ok := n.(*parse.VariableNode)
	return n.Type() == parse.NodeDot || ok && len(v.Ident) == 1
}

// fitting names what is data for a template: the dot, where it was given none,
// or a field of what it was given.
func (c *checker) fitting(name string, given, dot reflect.Type) string {
	if given == noData {
		if given = indirect(dot); c.fits(name, dot) {
			return fmt.Sprintf("did you mean {{template %q .}}?", name)
		}
	}
	for _, field := range fieldNames(indirect(given)) {
		if f, ok := indirect(given).FieldByName(field); ok && c.fits(name, f.Type) {
			return fmt.Sprintf("did you mean {{template %q .%s}}?", name, field)
		}
	}
	return ""
}

func (c *checker) fits(name string, t reflect.Type) bool {
	probe := newChecker(c.in, c.set)
	probe.template(name, t, nil, blame{name: name}, nil)
	return len(probe.found) == 0
}

// element returns the type of what range goes over, and gives the variables
// their types.
func (c *checker) element(s *scope, p *parse.PipeNode, t reflect.Type) reflect.Type {
	var index, element reflect.Type
	switch list := indirect(t); {
	case list == nil || list.Kind() == reflect.Interface:
	case list.Kind() == reflect.Func && (list.CanSeq() || list.CanSeq2()):
	case list.Kind() == reflect.Slice || list.Kind() == reflect.Array || list.Kind() == reflect.Chan:
		index, element = reflect.TypeFor[int](), list.Elem()
	case list.Kind() == reflect.Map:
		index, element = list.Key(), list.Elem()
	case reflect.Int <= list.Kind() && list.Kind() <= reflect.Uintptr:
		element = list
		if len(p.Decl) > 1 {
			c.report(s, p.Pos, len(p.Decl[0].Ident[0]), "range over a number has one variable, not two", "")
		}
	default:
		c.report(s, p.Cmds[0].Pos, commandLength(p.Cmds[0]), "range goes over lists, but this is "+describe(list), "")
	}
	if !p.IsAssign {
		s.iterates(len(p.Decl), index, element)
	}
	return element
}

// truth returns whether a condition of type t that is a constant holds.
func truth(p *parse.PipeNode, t reflect.Type) (holds, constant bool) {
	if t == noData {
		return false, true
	}
	if len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return false, false
	}
	switch n := p.Cmds[0].Args[0].(type) {
	case *parse.BoolNode:
		return n.True, true
	case *parse.StringNode:
		return n.Text != "", true
	}
	return false, false
}
