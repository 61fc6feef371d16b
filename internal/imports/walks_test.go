package imports

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// How far it is from what was read to the bytes of a page or a calendar.
const mostHops, mostPackages = 22, 4

var hop = regexp.MustCompile("^[0-9]+\\. `([a-z]+/[a-z]+\\.go)` (\\w+)")

// TestWalks: the walks that docs/developers.md describes lead through functions that
// there are, and are short.
func TestWalks(t *testing.T) {
	guide, err := os.ReadFile("../../docs/developers.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, found := strings.Cut(string(guide), "\n## Two walks\n")
	text, _, _ = strings.Cut(text, "\n## ")
	walks := strings.Split(text, "\n1. ")[1:]
	if !found || len(walks) != 2 {
		t.Fatalf("there are %d walks", len(walks))
	}
	for _, walk := range walks {
		hops, packages := 0, map[string]bool{}
		for line := range strings.Lines("1. " + walk) {
			m := hop.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			hops++
			if p := path.Dir(m[1]); p != "generator" {
				packages[p] = true
			}
			if !declares(t, "../"+m[1], m[2]) {
				t.Errorf("there is no function %s in %s", m[2], m[1])
			}
		}
		if hops < 10 || hops > mostHops || len(packages) > mostPackages {
			t.Errorf("a walk has %d hops through %d packages", hops, len(packages))
		}
	}
}

// declares reports whether a file declares a function or method of a name.
func declares(t *testing.T, file, name string) bool {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Error(err)
		return false
	}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.Name == name {
			return true
		}
	}
	return false
}
