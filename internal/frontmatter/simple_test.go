package frontmatter

import (
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"

	"belfry/internal/corpus"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v4"
)

// FuzzSimple: what is read as simple fields, the YAML reader reads as the same.
func FuzzSimple(f *testing.F) {
	corpus.Seeds(f)
	for _, seed := range []string{
		"title: Kick-off\npublished: 2026-03-02\ntopics: [a, b-c]\n", "a:\n", "a: \nb: ~\n", "a:\n  b: c\n  d: 'it''s'\n",
		"image: {src: a.png, alt: \"An é\"}\n", "a: b\n\nc: d", "changes: [{on: 2026-10-05, note: Moved}, {on: x}]\n",
		"a: -5\nb: 10:00\nc: https://a.example/b?c#d\n", "a: b\r\nc: [d , e]\r\n", "a: [1, [2, [3]]]\n", "a: []\nb: {}\n",
		"é: a", "a: é [b]", "a: {b: [c, d: e]}", "a: 'b' \nc: \"\"\n", "a:\n  b:\n  c: d\ne: f\n", "a: b\na: c\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, block []byte) { compareReaders(t, block) })
}

// compareReaders reports whether a block is simple.
func compareReaders(t *testing.T, block []byte) bool {
	t.Helper()
	got := readSimple(block)
	if got == nil {
		return false
	}
	var document Node
	if err := yaml.Load(block, &document); err != nil {
		t.Fatalf("%q is read, but %v", block, err)
	}
	if diff := cmp.Diff(described(document.Content[0]), described(got)); diff != "" {
		t.Fatalf("%q: %s", block, diff)
	}
	if want := document.Content[0]; IsNull(want) != IsNull(got) || Given(want) != Given(got) {
		t.Fatalf("%q: another value is given", block)
	}
	return true
}

// described writes all that a node says, a node to a line.
func described(n *Node) string {
	var b strings.Builder
	var describe func(n *Node)
	describe = func(n *Node) {
		fmt.Fprintf(&b, "%d:%d kind %d style %d %q null %v given %v%s%s%s%s\n", n.Line, n.Column, n.Kind, n.Style, n.Value,
			IsNull(n), Given(n), n.Anchor, n.HeadComment, n.LineComment, n.FootComment)
		for _, c := range n.Content {
			describe(c)
		}
	}
	describe(n)
	return b.String()
}

// TestNearlyAllFilesAreSimple: the files of a site as people write them are read by
// the simple reader.
func TestNearlyAllFilesAreSimple(t *testing.T) {
	all, simple := 0, 0
	root := os.DirFS("../../content")
	err := fs.WalkDir(root, ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".md") {
			return err
		}
		data, err := fs.ReadFile(root, path)
		if err != nil {
			return err
		}
		_, rest, _ := strings.Cut(string(data), "---\n")
		block, _, _ := strings.Cut(rest, "---\n")
		if all++; compareReaders(t, []byte(block)) {
			simple++
		} else {
			t.Logf("%s is not simple", path)
		}
		return nil
	})
	if err != nil || simple*100 < all*95 {
		t.Errorf("%d of %d files are simple: %v", simple, all, err)
	}
}
