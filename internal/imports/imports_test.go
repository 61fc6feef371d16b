// Package imports holds the tests of how the packages of this module hang
// together: who may import whom, and what they must keep away from.
package imports

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// floors says on which floor each package stands (see the design, section 4).
// A package may import those on lower floors only.
var floors = map[string]int{
	"belfry/cmd/belfry": 9,

	"belfry/internal/preview": 8, "belfry/internal/output": 8,
	"belfry/internal/publish": 8, "belfry/internal/verify": 8,
	"belfry/internal/generator": 7,
	"belfry/internal/pages":     6, "belfry/internal/calendars": 6,
	"belfry/internal/wording": 5,
	"belfry/internal/site":    4, "belfry/internal/theme": 4, "belfry/internal/publication": 4,
	"belfry/internal/content":     3,
	"belfry/internal/frontmatter": 2, "belfry/internal/markdown": 2, "belfry/internal/feed": 2, "belfry/internal/watch": 2,
	"belfry/internal/ical": 2, "belfry/internal/icalread": 2,
	"belfry/internal/address": 1, "belfry/internal/calendar": 1, "belfry/internal/shelf": 1,
	"belfry/internal/picture": 1, "belfry/internal/locale": 1, "belfry/internal/source": 1,
	"belfry/internal/diag": 0, "belfry/internal/parallel": 0, "belfry/internal/memo": 0, "belfry/internal/character": 0,
	"belfry/internal/uri": 0, "belfry/internal/files": 0, "belfry/internal/history": 0,

	"belfry":                  8, // the default templates and static files
	"belfry/internal/corpus":  8, // sites for tests
	"belfry/internal/imports": 0,
}

// shared are the libraries that several packages may import.
var shared = []string{"golang.org/x/text", "golang.org/x/net"}

// A goPackage is what go list says of a package.
type goPackage struct {
	ImportPath, Dir  string
	GoFiles, Imports []string
	Module           *struct{ Path string }
}

// list returns the packages of this module, and the module of every package
// that they import.
func list(t *testing.T) (own []goPackage, modules map[string]string) {
	t.Helper()
	noticeFiles(t)
	c := exec.Command("go", "list", "-deps", "-json=ImportPath,Dir,GoFiles,Imports,Module", "belfry/...")
	out, err := c.Output()
	if err != nil {
		var failed *exec.ExitError
		if errors.As(err, &failed) {
			t.Fatalf("%v\n%s", err, failed.Stderr)
		}
		t.Fatal(err)
	}
	modules = map[string]string{}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := d.Decode(&p); err == io.EOF {
			return own, modules
		} else if err != nil {
			t.Fatal(err)
		}
		switch {
		case p.Module != nil && p.Module.Path == "belfry":
			own = append(own, p)
		case p.Module != nil:
			modules[p.ImportPath] = p.Module.Path
		}
	}
}

// noticeFiles looks into all folders of the module, so that go test runs these
// tests again when a file there has changed.
func noticeFiles(t *testing.T) {
	t.Helper()
	for _, dir := range []string{"../../internal", "../../cmd"} {
		if err := filepath.WalkDir(dir, func(_ string, _ fs.DirEntry, err error) error { return err }); err != nil {
			t.Fatal(err)
		}
	}
}

// TestFloors holds imports to point downwards.
func TestFloors(t *testing.T) {
	own, _ := list(t)
	for _, p := range own {
		floor, known := floors[p.ImportPath]
		if !known {
			t.Errorf("%s stands on no floor; give it one here and in the design", p.ImportPath)
		}
		for _, i := range p.Imports {
			if below, isOwn := floors[i]; isOwn && below >= floor {
				t.Errorf("%s on floor %d imports %s on floor %d", p.ImportPath, floor, i, below)
			}
			if i == "belfry/internal/corpus" || i == "belfry" && p.ImportPath != "belfry/cmd/belfry" {
				t.Errorf("%s imports %s", p.ImportPath, i)
			}
		}
	}
}

// TestLibraries holds each library to be imported by one package, which is then
// the one place to replace it.
func TestLibraries(t *testing.T) {
	own, modules := list(t)
	users := map[string][]string{}
	for _, p := range own {
		for _, i := range p.Imports {
			if m := modules[i]; m != "" && !slices.Contains(users[m], p.ImportPath) {
				users[m] = append(users[m], p.ImportPath)
			}
		}
	}
	if len(users) < 5 {
		t.Fatalf("only %d libraries are used", len(users))
	}
	for m, by := range users {
		if len(by) > 1 && !slices.Contains(shared, m) {
			t.Errorf("%s is imported by several packages: %s", m, strings.Join(by, ", "))
		}
	}
}
