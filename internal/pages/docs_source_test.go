package pages

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"text/template/parse"
)

// comments are those of the view types, as they stand in the Go source.
type comments struct {
	groups map[string]string
	fields map[string]map[string]string
}

func readComments(t *testing.T) comments {
	t.Helper()
	c := comments{map[string]string{}, map[string]map[string]string{}}
	for _, f := range append(parseFiles(t, "*.go"), parseFiles(t, "../wording/*.go")...) {
		for _, d := range f.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.TYPE {
				continue
			}
			for _, s := range decl.Specs {
				spec := s.(*ast.TypeSpec)
				if view, ok := spec.Type.(*ast.StructType); ok {
					c.groups[spec.Name.Name] = oneLine(decl.Doc.Text())
					c.fields[spec.Name.Name] = fieldComments(view)
				}
			}
		}
	}
	return c
}

func parseFiles(t *testing.T, pattern string) []*ast.File {
	t.Helper()
	names, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// fieldComments returns the comments of fields. Of one that several fields share,
// each has its part, where there are as many parts as fields, or else that field
// whose name it begins with, if it is one of them.
func fieldComments(view *ast.StructType) map[string]string {
	all := map[string]string{}
	for _, f := range view.Fields.List {
		text := oneLine(f.Doc.Text() + " " + f.Comment.Text())
		parts := strings.Split(text, ", ")
		first, _, _ := strings.Cut(text, " ")
		begins := slices.ContainsFunc(f.Names, func(n *ast.Ident) bool { return n.Name == first })
		for i, name := range f.Names {
			switch {
			case len(f.Names) > 1 && len(parts) == len(f.Names):
				all[name.Name] = parts[i]
			case !begins || name.Name == first:
				all[name.Name] = text
			}
		}
	}
	return all
}

var article = regexp.MustCompile(`^(?:(?:An?|The) )?(\w+) (?:is (?:the view of )?)?`)

// group returns the comment of a group, which begins with the name of its type.
func (c comments) group(t reflect.Type) string {
	text := c.groups[t.Name()]
	if m := article.FindStringSubmatch(text); m != nil && m[1] == t.Name() {
		text = text[len(m[0]):]
	}
	return capital(text)
}

// usual are fields that many views have, and that mean the same in all.
var usual = map[string]string{
	"ISO":       "for the datetime attribute",
	"Lang":      "the tag of the language",
	"Page":      "what all pages have",
	"Lead":      "the summary, where one is given",
	"Body":      "the text of the file",
	"Subscribe": "the offer to subscribe to the calendar of the page",
}

// field returns the comment of a field, without the full stop.
func (c comments) field(t reflect.Type, name string) string {
	text := c.fields[t.Name()][name]
	if text == "" {
		text = usual[name]
	}
	text = strings.TrimPrefix(strings.TrimPrefix(text, name+" is "), name+" ")
	return strings.TrimSuffix(text, ".")
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// functionNames returns the functions that templates can call, from the table that
// they are checked with.
func functionNames(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, f := range parseFiles(t, "../theme/function.go") {
		ast.Inspect(f, func(n ast.Node) bool {
			v, ok := n.(*ast.ValueSpec)
			if !ok || v.Names[0].Name != "signatures" {
				return true
			}
			for _, entry := range v.Values[0].(*ast.CompositeLit).Elts {
				name, err := strconv.Unquote(entry.(*ast.KeyValueExpr).Key.(*ast.BasicLit).Value)
				if err != nil {
					t.Fatal(err)
				}
				names = append(names, name)
			}
			return false
		})
	}
	if len(names) == 0 {
		t.Fatal("no functions are found")
	}
	return names
}

// newDocs follows the types of the views through Belfry's own templates.
func newDocs(t *testing.T) *docs {
	g := &docs{given: map[string]reflect.Type{}, includes: map[string][]string{}, texted: map[string]bool{},
		comments: readComments(t), said: map[string]bool{}, owner: map[reflect.Type]string{}}
	trees := templateTrees(t)
	views := Views()
	for _, name := range slices.Sorted(maps.Keys(views)) {
		g.given[name] = views[name]
		g.follow(trees, name)
	}
	for _, list := range [][][2]string{pageTemplates, partTemplates} {
		for _, entry := range list {
			if view := views[entry[0]]; view != nil && view.Kind() == reflect.Struct && g.owner[view] == "" {
				g.owner[view] = entry[0]
			}
		}
	}
	return g
}

func templateTrees(t *testing.T) map[string]*parse.Tree {
	t.Helper()
	files, err := filepath.Glob("../../templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	trees := map[string]*parse.Tree{}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".html")
		tree := parse.New(name)
		tree.Mode = parse.SkipFuncCheck
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tree.Parse(string(data), "", "", trees); err != nil {
			t.Fatal(err)
		}
	}
	return trees
}

// follow notes what a template includes, and what it gives to those.
func (g *docs) follow(trees map[string]*parse.Tree, name string) {
	tree := trees[name]
	if _, done := g.includes[name]; done || tree == nil {
		return
	}
	g.includes[name] = []string{}
	f := follower{g, trees, name, g.given[name]}
	f.walk(tree.Root, f.root)
}

// A follower walks through one template.
type follower struct {
	docs  *docs
	trees map[string]*parse.Tree
	name  string
	root  reflect.Type
}

func (f follower) walk(n parse.Node, dot reflect.Type) {
	switch n := n.(type) {
	case *parse.ListNode:
		for i := 0; n != nil && i < len(n.Nodes); i++ {
			f.walk(n.Nodes[i], dot)
		}
	case *parse.ActionNode:
		f.pipe(n.Pipe, dot)
	case *parse.IfNode:
		f.branch(&n.BranchNode, dot, dot)
	case *parse.WithNode:
		f.branch(&n.BranchNode, dot, indirectType(f.pipe(n.Pipe, dot)))
	case *parse.RangeNode:
		f.branch(&n.BranchNode, dot, f.pipe(n.Pipe, dot).Elem())
	case *parse.TemplateNode:
		f.include(n, dot)
	}
}

func (f follower) branch(n *parse.BranchNode, dot, inner reflect.Type) {
	f.pipe(n.Pipe, dot)
	f.walk(n.List, inner)
	f.walk(n.ElseList, dot)
}

func (f follower) include(n *parse.TemplateNode, dot reflect.Type) {
	if included := f.docs.includes[f.name]; !slices.Contains(included, n.Name) {
		f.docs.includes[f.name] = append(included, n.Name)
	}
	if given := indirectType(f.pipe(n.Pipe, dot)); f.docs.given[n.Name] == nil {
		f.docs.given[n.Name] = given
	}
	f.docs.follow(f.trees, n.Name)
}

// pipe returns the type of a field or the dot, and nil for all else; it notes the
// texts that are asked for.
func (f follower) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	if p == nil {
		return nil
	}
	var t reflect.Type
	for _, c := range p.Cmds {
		if id, ok := c.Args[0].(*parse.IdentifierNode); ok && id.Ident == "t" {
			f.docs.texted[c.Args[1].(*parse.StringNode).Text] = true
		}
		switch n := c.Args[0].(type) {
		case *parse.DotNode:
			t = dot
		case *parse.FieldNode:
			t = fieldType(dot, n.Ident)
		case *parse.VariableNode:
			t = fieldType(f.root, n.Ident[1:])
		}
	}
	return t
}

func fieldType(t reflect.Type, names []string) reflect.Type {
	for _, name := range names {
		field, ok := indirectType(t).FieldByName(name)
		if !ok { // a method
			return nil
		}
		t = field.Type
	}
	return t
}
