package theme

import (
	"io"
	"reflect"
	"slices"
	"text/template/parse"
)

// A program is what a template does with views of one type, worked out once: which
// field stands at which place, and where a value needs html/template to escape it.
// It makes the bytes that html/template makes. What it does not know, and all that
// goes wrong, is left to html/template: a step then returns false, and what has been
// made is thrown away.
type program struct{ steps []step }

type step func(x *execution, dot reflect.Value) (done bool)

// An execution is a page in the making.
type execution struct{ made []byte }

func (p *program) run(x *execution, dot reflect.Value) bool {
	for _, s := range p.steps {
		if !s(x, dot) {
			return false
		}
	}
	return true
}

// A programKey names a program: the template, and the type of its data.
type programKey struct {
	template string
	view     reflect.Type
}

// programOf returns the program of a template, which is compiled when it is first
// asked for; nil for one that html/template has to execute.
func (t *Theme) programOf(name string, view reflect.Type) *program {
	key := programKey{name, view}
	if p, made := t.programs.Load(key); made {
		return p.(*program)
	}
	t.escaping.Lock()
	defer t.escaping.Unlock()
	var made *program
	if escape(t.set, name) == nil {
		made = (&compiler{theme: t}).program(name, view)
	}
	p, _ := t.programs.LoadOrStore(key, made)
	return p.(*program)
}

// execute writes what a program makes of view, and reports whether there is one
// that can.
func (t *Theme) execute(w io.Writer, name string, view any) (done bool, err error) {
	dot := reflect.ValueOf(view)
	if !dot.IsValid() {
		return false, nil
	}
	p := t.programOf(name, dot.Type())
	if p == nil {
		return false, nil
	}
	x, _ := t.executions.Get().(*execution)
	if x == nil {
		x = &execution{}
	}
	defer t.executions.Put(x)
	x.made = x.made[:0]
	if !p.run(x, dot) {
		return false, nil
	}
	_, err = w.Write(x.made)
	return true, err
}

// A compiler makes programs of templates that have been escaped. A template that is
// included where html/template makes a copy of it, as in an attribute, has none, and
// neither has one that includes it.
type compiler struct {
	theme *Theme
	above []programKey // that are being made: a template that includes itself has no program
}

func (c *compiler) program(name string, view reflect.Type) *program {
	key := programKey{name, view}
	tmpl := c.theme.set.Lookup(name)
	if tmpl == nil || tmpl.Tree == nil || slices.Contains(c.above, key) {
		return nil
	}
	c.above = append(c.above, key)
	defer func() { c.above = c.above[:len(c.above)-1] }()
	steps, ok := c.list(tmpl.Tree.Root, view)
	if !ok {
		return nil
	}
	return &program{steps}
}

// list compiles the parts of a template one after another; ok is false where there
// is one that no program can have.
func (c *compiler) list(list *parse.ListNode, dot reflect.Type) (steps []step, ok bool) {
	if list == nil {
		return nil, true
	}
	for _, n := range list.Nodes {
		if n.Type() == parse.NodeComment {
			continue
		}
		s := c.node(n, dot)
		if s == nil {
			return nil, false
		}
		steps = append(steps, s)
	}
	return steps, true
}

// node compiles one part; nil stands for none.
func (c *compiler) node(n parse.Node, dot reflect.Type) step {
	switch n := n.(type) {
	case *parse.TextNode:
		return func(x *execution, _ reflect.Value) bool {
			x.made = append(x.made, n.Text...)
			return true
		}
	case *parse.ActionNode:
		return c.action(n, dot)
	case *parse.IfNode:
		return c.conditional(n, dot)
	case *parse.WithNode:
		return c.with(n, dot)
	case *parse.RangeNode:
		return c.iteration(n, dot)
	case *parse.TemplateNode:
		return c.include(n, dot)
	}
	return nil
}

// action compiles what shows a value, followed by the escapers that html/template
// has added.
func (c *compiler) action(n *parse.ActionNode, dot reflect.Type) step {
	if len(n.Pipe.Decl) > 0 || len(n.Pipe.Cmds[0].Args) != 1 {
		return nil
	}
	e := c.theme.escapers().of(n.Pipe.Cmds[1:])
	value := c.operand(n.Pipe.Cmds[0].Args[0], dot)
	if e == nil || value == nil {
		return nil
	}
	if value.isPart {
		return e.part(value)
	}
	return e.step(value)
}

// branches compiles both parts of an if, with or range; inner is the data of the
// first, and outer that of the one behind else.
func (c *compiler) branches(n *parse.BranchNode, inner, outer reflect.Type) (then, otherwise program, ok bool) {
	first, ok := c.list(n.List, inner)
	second, okElse := c.list(n.ElseList, outer)
	return program{first}, program{second}, ok && okElse
}

func (c *compiler) conditional(n *parse.IfNode, dot reflect.Type) step {
	holds := c.condition(n.Pipe, dot)
	if holds == nil {
		return nil
	}
	a, b, ok := c.branches(&n.BranchNode, dot, dot)
	if !ok {
		return nil
	}
	return func(x *execution, dot reflect.Value) bool {
		switch is, known := holds(dot); {
		case !known:
			return false
		case is:
			return a.run(x, dot)
		}
		return b.run(x, dot)
	}
}

func (c *compiler) with(n *parse.WithNode, dot reflect.Type) step {
	value := c.single(n.Pipe, dot)
	if value == nil || value.isPart {
		return nil
	}
	holds := truthOf(value.of)
	a, b, ok := c.branches(&n.BranchNode, value.of, dot)
	if holds == nil || !ok {
		return nil
	}
	return func(x *execution, dot reflect.Value) bool {
		v, there := value.get(dot)
		if !there {
			return false
		}
		if holds(v) {
			return a.run(x, v)
		}
		return b.run(x, dot)
	}
}

// iteration compiles a range over a list.
func (c *compiler) iteration(n *parse.RangeNode, dot reflect.Type) step {
	value := c.single(n.Pipe, dot)
	if value == nil || value.isPart || value.of.Kind() != reflect.Slice {
		return nil
	}
	a, b, ok := c.branches(&n.BranchNode, value.of.Elem(), dot)
	if !ok {
		return nil
	}
	return func(x *execution, dot reflect.Value) bool {
		v, there := value.get(dot)
		if !there {
			return false
		}
		n := v.Len()
		for i := range n {
			if !a.run(x, v.Index(i)) {
				return false
			}
		}
		return n > 0 || b.run(x, dot)
	}
}

func (c *compiler) include(n *parse.TemplateNode, dot reflect.Type) step {
	value := c.single(n.Pipe, dot)
	if value == nil || value.isPart {
		return nil
	}
	p := c.program(n.Name, value.of)
	if p == nil {
		return nil
	}
	return func(x *execution, dot reflect.Value) bool {
		v, there := value.get(dot)
		return there && p.run(x, v)
	}
}

// single compiles a pipeline that is one value and declares nothing.
func (c *compiler) single(p *parse.PipeNode, dot reflect.Type) *operand {
	if p == nil || len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 1 {
		return nil
	}
	return c.operand(p.Cmds[0].Args[0], dot)
}
