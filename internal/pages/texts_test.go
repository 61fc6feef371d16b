package pages

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"belfry/internal/locale"
)

// calls returns the calls of functions and methods of these names in this package,
// and in those that have texts of their own: the argument with the given index.
func calls(t *testing.T, index map[string]int) map[ast.Expr]string {
	t.Helper()
	found := map[ast.Expr]string{}
	var files []string
	for _, pattern := range [...]string{"*.go", "../wording/*.go", "../calendars/*.go"} {
		more, err := filepath.Glob(pattern)
		if err != nil || len(more) == 0 {
			t.Fatal(pattern, err)
		}
		files = append(files, more...)
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			if i, ok := index[calledName(call)]; ok && i < len(call.Args) {
				found[call.Args[i]] = file
			}
			return true
		})
	}
	return found
}

// calledName returns the name of a called function or method; of one that is
// called through a field, with the field: theme.Part.
func calledName(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.SelectorExpr); ok {
			return x.Sel.Name + "." + f.Sel.Name
		}
		return f.Sel.Name
	}
	return ""
}

// TestRenderedTemplates compares views with the templates that Go names.
func TestRenderedTemplates(t *testing.T) {
	named := map[string]bool{}
	callees := map[string]int{"addPage": 4, "addItem": 2, "itemPage": 2, "theme.Render": 1, "theme.Part": 0, "Part": 0}
	for arg := range calls(t, callees) {
		if literal, ok := arg.(*ast.BasicLit); ok {
			name, err := strconv.Unquote(literal.Value)
			if err != nil {
				t.Fatal(err)
			}
			named[name] = true
			if views[name] == nil {
				t.Errorf("no view is known for the template %s, which is rendered", name)
			}
		}
	}
	for name := range views {
		if !named[name] {
			t.Errorf("the template %s is never rendered", name)
		}
	}
}

// families of text ids of which Go puts the second part together.
var composed = map[string][]string{
	"program-":      {"apple", "google", "outlook", "thunderbird", "android"},
	"subscribe-in-": {"apple", "google", "outlook", "thunderbird", "android"},
	"every-": {
		"days", "weeks", "months", "years", "weeks-on", "months-on", "years-on", "months-on-day", "years-on-date",
	},
	"written-in-": locale.Tags(),
	"nth-":        {"first", "second", "third", "fourth", "fifth", "last", "second-last"},
	"status-":     {"tentative", "cancelled", "postponed", "moved-online", "rescheduled"},
	"banner-":     {"tentative", "cancelled", "postponed", "moved-online"},
	"format-":     {"online", "hybrid", "in-person"},
	"language-":   locale.Tags(),
}

// passedOn are the ids that Go hands on in variables.
var passedOn = []string{"home", "news", "events", "topics", "series", "countries", "members", "partners"}

var textInTemplate = regexp.MustCompile(`\bt "([^"]*)"`)

// TestTexts finds texts that nobody asks for, and ids that have no text.
func TestTexts(t *testing.T) {
	asked := map[string]string{}
	for _, id := range passedOn {
		asked[id] = "Go"
	}
	callees := map[string]int{
		"theme.Text": 0, "theme.Count": 0, "theme.Choose": 0, "Theme.Text": 0, "every": 0, "countText": 0, "section": 0,
	}
	for arg, file := range calls(t, callees) {
		for _, id := range ids(t, arg) {
			asked[id] = file
		}
	}
	root := os.DirFS("../..")
	files, err := fs.Glob(root, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		for _, match := range textInTemplate.FindAllStringSubmatch(string(read(t, root, file)), -1) {
			asked[match[1]] = path.Base(file)
		}
	}
	texts := texts(t)
	for id, by := range asked {
		if texts[id] == nil {
			t.Errorf("%s asks for the text %s, which is not in en.yaml", by, id)
		}
	}
	for id := range texts {
		if asked[id] == "" {
			t.Errorf("nobody asks for the text %s", id)
		}
	}
}

// ids returns the text ids that an argument can stand for.
func ids(t *testing.T, arg ast.Expr) []string {
	t.Helper()
	literal := func(e ast.Expr) string {
		if l, ok := e.(*ast.BasicLit); ok {
			if s, err := strconv.Unquote(l.Value); err == nil {
				return s
			}
		}
		return ""
	}
	if id := literal(arg); id != "" {
		return []string{id}
	}
	sum, ok := arg.(*ast.BinaryExpr)
	if !ok {
		return nil // handed on in a variable
	}
	prefix := literal(sum.X)
	if composed[prefix] == nil {
		t.Errorf("ids are put together of %q and more, which this test does not know", prefix)
	}
	var all []string
	for _, rest := range composed[prefix] {
		all = append(all, prefix+rest)
	}
	return all
}
