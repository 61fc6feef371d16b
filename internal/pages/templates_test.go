package pages

import (
	"html/template"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"text/template/parse"

	"belfry/internal/content"
	"belfry/internal/locale"
	"belfry/internal/theme"
)

// views are the templates that Go renders, each with its view.
var views = map[string]any{
	"top": topView{}, "header": headerView{}, "footer": footerView{}, "trail": []Link{}, "news-card": newsCard{}, "event-card": eventCard{},
	"home": HomePage{}, "404": NotFoundPage{}, "page": PlainPage{}, "redirect": RedirectPage{},
	"subscribe-page": SubscribePage{}, "news-list": NewsListPage{}, "news": NewsPage{}, "event-list": EventListPage{}, "event": EventPage{}, "month": MonthPage{},
	"term-list": TermListPage{}, "term": TermPage{}, "members": MembersPage{}, "partners": MembersPage{}, "organisation": OrganisationPage{},
}

// defaultTheme parses the templates and texts of Belfry itself.
func defaultTheme(t *testing.T) *theme.Theme {
	t.Helper()
	root := os.DirFS("../..")
	in := theme.Input{Templates: map[string]string{}, StringsFile: "templates/strings/en.yaml",
		Asset: func(name string) (string, bool) { return "/" + name, true }}
	in.Locale, _ = locale.Get("en")
	files, err := fs.Glob(root, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		in.Templates[file] = string(read(t, root, file))
	}
	in.Strings = texts(t)
	look, found := theme.Parse(in)
	for _, d := range found {
		t.Errorf("%s:%d: %s", d.File, d.Pos.Line, d.Message)
	}
	return look
}

func read(t *testing.T, root fs.FS, file string) []byte {
	t.Helper()
	data, err := fs.ReadFile(root, file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func texts(t *testing.T) content.Strings {
	t.Helper()
	texts, found := content.ParseStrings("en.yaml", read(t, os.DirFS("../.."), "templates/strings/en.yaml"))
	for _, d := range found {
		t.Errorf("%s:%d: %s", d.File, d.Pos.Line, d.Message)
	}
	return texts
}

// TestTemplates checks every field that a template names against its view, and
// that no view has a field that no template shows.
func TestTemplates(t *testing.T) {
	set := defaultTheme(t).Templates()
	c := &checker{set: set, used: map[reflect.Type]map[string]bool{}, seen: map[string]bool{}}
	for name, view := range views {
		c.template(name, reflect.TypeOf(view))
	}
	for _, tmpl := range set.Templates() {
		if name := tmpl.Name(); name != "" && !c.checked(name) {
			t.Errorf("no view is known for the template %s.html", name)
		}
	}
	c.unused()
	slices.Sort(c.problems)
	for _, problem := range c.problems {
		t.Error(problem)
	}
}

// A checker follows the types through templates. It knows what the templates
// use: fields, methods without arguments, if, with, range, template, or.
type checker struct {
	set      *template.Template
	used     map[reflect.Type]map[string]bool // fields that a template names
	seen     map[string]bool                  // template and type
	problems []string

	name string // of the template that is checked
	root reflect.Type
}

func (c *checker) checked(name string) bool {
	for key := range c.seen {
		if strings.HasPrefix(key, name+" ") {
			return true
		}
	}
	return false
}

func (c *checker) report(n parse.Node, problem string) {
	c.problems = append(c.problems, "templates/"+c.name+".html: "+n.String()+": "+problem)
}

func (c *checker) template(name string, dot reflect.Type) {
	key := name + " " + dot.String()
	tmpl := c.set.Lookup(name)
	if c.seen[key] {
		return
	}
	c.seen[key] = true
	if tmpl == nil || tmpl.Tree == nil {
		c.problems = append(c.problems, "there is no template "+name)
		return
	}
	outer, outerRoot := c.name, c.root
	c.name, c.root = name, dot
	c.walk(tmpl.Tree.Root, dot)
	c.name, c.root = outer, outerRoot
}

func (c *checker) walk(n parse.Node, dot reflect.Type) {
	switch n := n.(type) {
	case *parse.ListNode:
		for i := 0; n != nil && i < len(n.Nodes); i++ {
			c.walk(n.Nodes[i], dot)
		}
	case *parse.ActionNode:
		c.shown(n, c.pipe(n.Pipe, dot))
	case *parse.IfNode:
		c.pipe(n.Pipe, dot)
		c.walk(n.List, dot)
		c.walk(n.ElseList, dot)
	case *parse.WithNode:
		c.walk(n.List, c.pipe(n.Pipe, dot))
		c.walk(n.ElseList, dot)
	case *parse.RangeNode:
		list := c.pipe(n.Pipe, dot)
		if list == nil || list.Kind() != reflect.Slice && list.Kind() != reflect.Array {
			c.report(n.Pipe, "is no list")
			return
		}
		c.walk(n.List, list.Elem())
		c.walk(n.ElseList, dot)
	case *parse.TemplateNode:
		if view := c.pipe(n.Pipe, dot); view != nil {
			c.template(n.Name, view)
		}
	case *parse.TextNode, *parse.CommentNode:
	default:
		c.report(n, "this checker does not know it")
	}
}

// shown checks that a value is one that can stand in a page.
func (c *checker) shown(n parse.Node, v reflect.Type) {
	if v != nil && v.Kind() != reflect.String && v.Kind() != reflect.Int {
		c.report(n, "a "+v.String()+" is shown")
	}
}

// pipe returns the type of a pipeline's value, and nil where it is unknown.
func (c *checker) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	if p == nil || len(p.Cmds) != 1 || len(p.Decl) > 0 {
		c.report(p, "this checker does not know it")
		return nil
	}
	args := p.Cmds[0].Args
	if function, ok := args[0].(*parse.IdentifierNode); ok && function.Ident == "or" {
		for _, arg := range args[1:] {
			c.argument(arg, dot)
		}
		return nil
	}
	if len(args) > 1 {
		c.report(p, "this checker does not know it")
	}
	return c.argument(args[0], dot)
}

func (c *checker) argument(n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return c.fields(n, n.Ident, dot)
	case *parse.VariableNode:
		if n.Ident[0] == "$" {
			return c.fields(n, n.Ident[1:], c.root)
		}
	}
	c.report(n, "this checker does not know it")
	return nil
}

func (c *checker) fields(n parse.Node, names []string, dot reflect.Type) reflect.Type {
	for _, name := range names {
		if dot == nil {
			return nil
		}
		if m, ok := dot.MethodByName(name); ok && m.Type.NumIn() == 1 {
			dot = m.Type.Out(0)
			continue
		}
		if dot.Kind() == reflect.Pointer {
			dot = dot.Elem()
		}
		if dot.Kind() != reflect.Struct {
			c.report(n, "a "+dot.String()+" has no fields")
			return nil
		}
		f, ok := dot.FieldByName(name)
		if !ok || !f.IsExported() {
			c.report(n, dot.String()+" has no "+name)
			return nil
		}
		if c.used[dot] == nil {
			c.used[dot] = map[string]bool{}
		}
		c.used[dot][name] = true
		dot = f.Type
	}
	return dot
}

// unused reports fields of views that no template shows.
func (c *checker) unused() {
	for view, used := range c.used {
		for f := range view.Fields() {
			if f.IsExported() && !used[f.Name] {
				c.problems = append(c.problems, view.String()+"."+f.Name+" is shown by no template")
			}
		}
	}
}
