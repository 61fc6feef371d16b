package imports

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// commandOnly are the packages and functions that only the command may use:
// everything below gives the same bytes for the same input, and prints nothing.
var commandOnly = map[string][]string{
	"log": nil, "log/slog": nil, "flag": nil, // nil stands for all of it
	"os": {
		"Getenv", "LookupEnv", "Environ", "ExpandEnv", "Getwd", "UserHomeDir", "Hostname",
		"Stdin", "Stdout", "Stderr", "Args", "Exit", "Chdir", "Setenv",
	},
	"time": {"Now", "Since", "Until", "Local", "LoadLocation"},
	"fmt":  {"Print", "Printf", "Println"},
}

// A source is the files of one package.
type source struct {
	path  string
	set   *token.FileSet
	files []*ast.File
}

func sources(t *testing.T) []source {
	t.Helper()
	own, _ := list(t)
	var all []source
	for _, p := range own {
		s := source{path: p.ImportPath, set: token.NewFileSet()}
		for _, name := range p.GoFiles {
			f, err := parser.ParseFile(s.set, filepath.Join(p.Dir, name), nil, parser.ParseComments)
			if err != nil {
				t.Fatal(err)
			}
			s.files = append(s.files, f)
		}
		all = append(all, s)
	}
	return all
}

// TestCommandOnly holds the clock, the environment and the terminal to the
// command.
func TestCommandOnly(t *testing.T) {
	for _, s := range sources(t) {
		if strings.HasPrefix(s.path, "belfry/cmd/") {
			continue
		}
		for _, f := range s.files {
			forbidden := map[string][]string{}
			for _, i := range f.Imports {
				path := strings.Trim(i.Path.Value, `"`)
				if names, listed := commandOnly[path]; listed && names == nil {
					t.Errorf("%s imports %s", s.set.Position(i.Pos()), path)
				} else if listed {
					forbidden[path] = names
				}
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if use, ok := n.(*ast.SelectorExpr); ok {
					if x, ok := use.X.(*ast.Ident); ok && slices.Contains(forbidden[x.Name], use.Sel.Name) {
						t.Errorf("%s uses %s.%s", s.set.Position(use.Pos()), x.Name, use.Sel.Name)
					}
				}
				return true
			})
		}
	}
}

// TestNoMutableState holds package variables to be tables, which nobody writes
// to, and packages to have no init.
func TestNoMutableState(t *testing.T) {
	for _, s := range sources(t) {
		variables := map[string]bool{}
		for _, f := range s.files {
			for _, d := range f.Decls {
				switch d := d.(type) {
				case *ast.FuncDecl:
					if d.Name.Name == "init" && d.Recv == nil {
						t.Errorf("%s is an init", s.set.Position(d.Pos()))
					}
				case *ast.GenDecl:
					s.checkVariables(t, d, variables)
				}
			}
		}
		for _, f := range s.files {
			s.checkWrites(t, f, variables)
		}
	}
}

// checkVariables notes the names of package variables. One without a value is
// there to be written to, unless the compiler fills it.
func (s source) checkVariables(t *testing.T, d *ast.GenDecl, names map[string]bool) {
	if d.Tok != token.VAR {
		return
	}
	embedded := d.Doc != nil && strings.Contains(d.Doc.List[len(d.Doc.List)-1].Text, "go:embed")
	for _, spec := range d.Specs {
		v := spec.(*ast.ValueSpec)
		if v.Doc != nil {
			embedded = embedded || strings.Contains(v.Doc.List[len(v.Doc.List)-1].Text, "go:embed")
		}
		if len(v.Values) == 0 && !embedded {
			t.Errorf("%s has no value: is it written to later?", s.set.Position(v.Pos()))
		}
		for _, n := range v.Names {
			names[n.Name] = true
		}
	}
}

// checkWrites finds what writes to package variables, or takes the address of
// one, in functions that declare no variable of the same name.
func (s source) checkWrites(t *testing.T, f *ast.File, variables map[string]bool) {
	for _, d := range f.Decls {
		local := declared(d)
		check := func(target ast.Expr) {
			if name := root(target); variables[name] && !local[name] {
				t.Errorf("%s writes to the package variable %s", s.set.Position(target.Pos()), name)
			}
		}
		ast.Inspect(d, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				if n.Tok != token.DEFINE {
					for _, target := range n.Lhs {
						check(target)
					}
				}
			case *ast.IncDecStmt:
				check(n.X)
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					check(n.X)
				}
			}
			return true
		})
	}
}

// declared returns the names that a function declares.
func declared(d ast.Decl) map[string]bool {
	names := map[string]bool{}
	if _, ok := d.(*ast.FuncDecl); !ok {
		return names
	}
	ast.Inspect(d, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Field:
			for _, name := range n.Names {
				names[name.Name] = true
			}
		case *ast.ValueSpec:
			for _, name := range n.Names {
				names[name.Name] = true
			}
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				if name, ok := e.(*ast.Ident); ok && n.Tok == token.DEFINE {
					names[name.Name] = true
				}
			}
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if name, ok := e.(*ast.Ident); ok && n.Tok == token.DEFINE {
					names[name.Name] = true
				}
			}
		}
		return true
	})
	return names
}

// root returns the name of the variable that an expression is a part of.
func root(e ast.Expr) string {
	for {
		switch x := e.(type) {
		case *ast.Ident:
			return x.Name
		case *ast.IndexExpr:
			e = x.X
		case *ast.SelectorExpr:
			e = x.X
		case *ast.StarExpr:
			e = x.X
		case *ast.ParenExpr:
			e = x.X
		default:
			return ""
		}
	}
}

// longest is how many bytes a line has at most: two files stand beside each
// other on a screen, and what is longer hides its end, or what it does.
const longest = 120

// aloneInLine is one text in a line of its own, which may be as long as it is.
var aloneInLine = regexp.MustCompile("^\\s*(?:\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`)(?: \\+|[)},]*)$")

// TestLinesFit holds lines of Go to be read without scrolling sideways, in tests
// and on all systems.
func TestLinesFit(t *testing.T) {
	files, err := filepath.Glob("../../*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"../../internal", "../../cmd"} {
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if filepath.Ext(path) == ".go" {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(files) < 200 {
		t.Fatalf("only %d files are looked into", len(files))
	}
	for _, file := range files {
		checkLines(t, file)
	}
}

func checkLines(t *testing.T, path string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	f, err := parser.ParseFile(token.NewFileSet(), path, text, parser.PackageClauseOnly|parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	if ast.IsGenerated(f) {
		return
	}
	for i, line := range bytes.Split(text, []byte("\n")) {
		if len(line) > longest && !aloneInLine.Match(line) {
			t.Errorf("%s:%d has %d bytes, more than %d", path, i+1, len(line), longest)
		}
	}
}
