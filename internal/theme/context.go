package theme

import (
	"errors"
	"html/template"
	"maps"
	"regexp"
	"slices"
	"strings"
	"text/template/parse"

	"belfry/internal/diag"
)

// A contextChecker finds what html/template sees only when it renders a
// template for the first time: where tags, quotation marks and scripts are left
// open, so that it cannot tell how to escape what comes next.
type contextChecker struct {
	in       *Input
	set      *template.Template
	pristine *template.Template // the set before anything was rendered
}

// errStop ends a rendering before anything is written.
var errStop = errors.New("only escaping is wanted")

type stopping struct{}

func (stopping) Write([]byte) (int, error) { return 0, errStop }

// escape lets html/template escape a template, and returns what keeps it from that.
// It renders without data and stops at once, so that other errors mean nothing.
func escape(set *template.Template, name string) *template.Error {
	var wrong *template.Error
	errors.As(set.ExecuteTemplate(stopping{}, name, nil), &wrong)
	return wrong
}

// all checks each template that pages are made with, in order.
func (c *contextChecker) all() []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, name := range slices.Sorted(maps.Keys(c.in.Views)) {
		if c.set.Lookup(name) == nil {
			continue
		}
		wrong := escape(c.set, name)
		if wrong != nil && wrong.ErrorCode != template.ErrNoSuchTemplate { // which the checker reports
			found = append(found, c.diagnostic(name, wrong))
		}
	}
	return found
}

func (c *contextChecker) diagnostic(name string, wrong *template.Error) diag.Diagnostic {
	if at, _, _, _, ok := located(wrong); ok {
		name = at
	}
	for _, list := range c.parts(name, wrong.Node) {
		if list != nil && len(list.Nodes) > 0 && !c.closed(list.Nodes) {
			file, at := c.opened(name, list, map[string]bool{name: true})
			message, hint := leftOpen(c.in.Templates[file][at:])
			return c.in.mistake(file, at, 0, message, hint)
		}
	}
	message, hint := contextMessage(wrong)
	if wrong.Node == nil {
		return c.in.mistake(fileOf(name), 0, 0, message, hint)
	}
	return c.in.mistake(fileOf(name), wrong.Node.Position(), 0, message, hint)
}

// parts returns what may leave a tag open where html/template found fault with
// node, or with the whole of a template.
func (c *contextChecker) parts(name string, node parse.Node) []*parse.ListNode {
	switch n := node.(type) {
	case nil:
		return []*parse.ListNode{c.pristine.Lookup(name).Tree.Root}
	case *parse.BranchNode:
		return []*parse.ListNode{n.List, n.ElseList}
	}
	return nil
}

// opened finds the tag that is left open: all before it can be escaped and ends
// outside of tags, and with it that is so no more. seen are the templates that
// led here.
func (c *contextChecker) opened(name string, list *parse.ListNode, seen map[string]bool) (file string, at parse.Pos) {
	tmpl := c.pristine.Lookup(name)
	file = fileOf(tmpl.Tree.ParseName)
	nodes := list.Nodes
	k := len(nodes) - 1
	for k > 0 && !c.closed(nodes[:k]) {
		k--
	}
	if k < 0 {
		return file, list.Pos
	}
	switch n := nodes[k].(type) {
	case *parse.TextNode:
		return file, n.Pos + parse.Pos(c.openedIn(string(n.Text)))
	case *parse.TemplateNode:
		if inner := c.pristine.Lookup(n.Name); inner != nil && inner.Tree != nil && !seen[n.Name] {
			seen[n.Name] = true
			return c.opened(n.Name, inner.Tree.Root, seen)
		}
	case *parse.IfNode, *parse.WithNode, *parse.RangeNode:
		for _, part := range children(n)[1:] {
			if part := part.(*parse.ListNode); part != nil && len(part.Nodes) > 0 && !c.closed(part.Nodes) {
				return c.opened(name, part, seen)
			}
		}
	}
	return file, nodes[k].Position()
}

// openedIn returns the offset of the last tag before which text is closed.
func (c *contextChecker) openedIn(text string) int {
	for at := len(text); at > 0; {
		at = strings.LastIndexByte(text[:at], '<')
		if at < 0 {
			break
		}
		if c.closed([]parse.Node{&parse.TextNode{NodeType: parse.NodeText, Text: []byte(text[:at])}}) {
			return at
		}
	}
	return 0
}

// closed reports whether nodes can be escaped and end outside of tags.
func (c *contextChecker) closed(nodes []parse.Node) (ok bool) {
	defer func() {
		if recover() != nil { // a break without its loop
			ok = true
		}
	}()
	set, err := c.pristine.Clone()
	if err != nil {
		return false
	}
	list := &parse.ListNode{NodeType: parse.NodeList, Nodes: nodes}
	const probe = "a part"
	if _, err = set.AddParseTree(probe, &parse.Tree{Name: probe, ParseName: probe, Root: list.CopyList()}); err != nil {
		return false
	}
	return escape(set, probe) == nil
}

// tagPattern matches the beginning of a tag, and the tags of the elements that
// hold no others.
var (
	tagPattern  = regexp.MustCompile(`^<(?:!--|[A-Za-z][A-Za-z0-9-]*)?`)
	wholeScript = regexp.MustCompile(`(?i)^<(?:script|style|textarea|title)` +
		`(?:\s+[^\s"'=<>]+(?:=(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>]+))?)*\s*>`)
)

// leftOpen says what is wrong with the tag that text begins with.
func leftOpen(text string) (message, hint string) {
	tag := tagPattern.FindString(text)
	switch {
	case tag == "<!--":
		return "this comment is never closed", "write --> at its end"
	case wholeScript.MatchString(text):
		return "the element " + tag + "> is never closed", "write </" + strings.ToLower(tag[1:]) + "> at its end"
	}
	return "the tag " + tag + " is not closed as it should be", "is a quotation mark or a > missing?"
}

// contextMessage says an error of html/template in an editor's words.
func contextMessage(wrong *template.Error) (message, hint string) {
	const each = "each part has to close the tags and quotation marks that it opens"
	switch wrong.ErrorCode {
	case template.ErrBranchEnd, template.ErrRangeLoopReentry:
		return "one part of this ends within a tag or a script, and another does not", each
	case template.ErrOutputContext:
		return "the template calls itself, and ends within a tag or a script", each
	case template.ErrAmbigContext:
		return "what stands before this in the address depends on a condition",
			"write the whole address in each part of the condition"
	case template.ErrPartialCharset, template.ErrPartialEscape, template.ErrSlashAmbig:
		return "a value cannot be shown at this place of a script or style sheet",
			"put it in quotation marks of its own, or in an attribute of the page"
	case template.ErrPredefinedEscaper:
		return "html and urlquery cannot stand here", "take them out: what is shown is escaped anyway"
	case template.ErrNoSuchTemplate, template.ErrBadHTML, template.ErrEndContext:
	}
	return wrong.Description, ""
}
