package theme

import (
	"fmt"
	"html/template"
	"text/template/parse"
	"unicode/utf8"

	"belfry/internal/diag"
)

// binding declares the names that Parse replaces, so that templates parse.
// They are never called.
var binding = template.FuncMap{
	"t":     func(id string) string { return id },
	"asset": func(name string) string { return name },
}

// A binder replaces the calls of t and asset in parsed templates by their
// results.
type binder struct {
	in    *Input
	asked map[string]bool // the texts that templates ask for
	texts func() *diag.Words
	found []diag.Diagnostic
}

func (b *binder) walk(n parse.Node, tree *parse.Tree) {
	switch n := n.(type) {
	case *parse.ListNode:
		b.list(n, tree)
	case *parse.ActionNode:
		b.pipe(n.Pipe, tree)
	case *parse.TemplateNode:
		b.pipe(n.Pipe, tree)
	case *parse.IfNode:
		b.branch(&n.BranchNode, tree)
	case *parse.RangeNode:
		b.branch(&n.BranchNode, tree)
	case *parse.WithNode:
		b.branch(&n.BranchNode, tree)
	}
}

// list walks the parts of a template. A part that is only a text becomes one
// with what stands around it: it costs nothing when the page is rendered, and
// as part of the template it is escaped here.
func (b *binder) list(list *parse.ListNode, tree *parse.Tree) {
	if list == nil {
		return
	}
	for i, n := range list.Nodes {
		b.walk(n, tree)
		if action, ok := n.(*parse.ActionNode); ok && len(action.Pipe.Decl) == 0 && len(action.Pipe.Cmds) == 1 {
			if text, ok := onlyText(action.Pipe.Cmds[0]); ok {
				escaped := []byte(template.HTMLEscapeString(text.Text))
				list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: action.Pos, Text: escaped}
			}
		}
	}
}

func onlyText(c *parse.CommandNode) (*parse.StringNode, bool) {
	if len(c.Args) != 1 {
		return nil, false
	}
	text, ok := c.Args[0].(*parse.StringNode)
	return text, ok
}

func (b *binder) branch(n *parse.BranchNode, tree *parse.Tree) {
	b.pipe(n.Pipe, tree)
	b.walk(n.List, tree)
	b.walk(n.ElseList, tree)
}

func (b *binder) pipe(p *parse.PipeNode, tree *parse.Tree) {
	if p == nil {
		return
	}
	for _, c := range p.Cmds {
		if text, ok := b.result(c, tree); ok {
			c.Args = []parse.Node{text}
			continue
		}
		for i, arg := range c.Args {
			inner, ok := arg.(*parse.PipeNode)
			if !ok {
				continue
			}
			b.pipe(inner, tree)
			if len(inner.Cmds) == 1 {
				if text, ok := onlyText(inner.Cmds[0]); ok {
					c.Args[i] = text
				}
			}
		}
	}
}

// result returns the string that a call of t or asset stands for.
func (b *binder) result(c *parse.CommandNode, tree *parse.Tree) (*parse.StringNode, bool) {
	if len(c.Args) != 2 {
		return nil, false
	}
	function, ok := c.Args[0].(*parse.IdentifierNode)
	argument, isText := c.Args[1].(*parse.StringNode)
	if !ok || !isText || binding[function.Ident] == nil {
		return nil, false
	}
	if function.Ident == "t" {
		b.asked[argument.Text] = true
	}
	value, known := b.lookup(function.Ident, argument.Text)
	if !known {
		b.unknown(function.Ident, argument, tree)
	}
	return &parse.StringNode{
		NodeType: parse.NodeString, Pos: argument.Pos,
		Quoted: fmt.Sprintf("%q", value), Text: value,
	}, true
}

func (b *binder) lookup(function, argument string) (string, bool) {
	if function == "asset" {
		return b.in.Asset(argument)
	}
	forms, ok := b.in.Strings[argument]
	text, single := forms[""]
	return text, ok && single
}

func (b *binder) unknown(function string, argument *parse.StringNode, tree *parse.Tree) {
	file := fileOf(tree.ParseName)
	d := diag.Diagnostic{Code: "unknown-" + map[string]string{"t": "text", "asset": "asset"}[function],
		File: file, Pos: b.in.position(file, argument.Pos), Length: utf8.RuneCountInString(argument.Quoted)}
	switch {
	case function == "asset":
		d.Message = "there is no file static/" + argument.Text
	case b.in.Strings[argument.Text] != nil:
		d.Message = "the text " + argument.Quoted + " depends on a number, which a template cannot give"
	default:
		d.Message = "there is no text " + argument.Quoted + " in " + b.in.StringsFile
		if near, ok := b.texts().Nearest(argument.Text); ok {
			d.Hint = "did you mean " + near + "?"
		}
	}
	b.found = append(b.found, d)
}
