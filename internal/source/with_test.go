package source

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestWithEqualsScan: a snapshot that is told what has changed is that of a new
// scan, whatever has happened, and leaves the one before as it was.
func TestWithEqualsScan(t *testing.T) {
	for seed := range 200 {
		random := rand.New(rand.NewPCG(uint64(seed), 2))
		root := t.TempDir()
		for i := range 8 {
			write(t, root, fmt.Sprintf("content/%d/%d.md", i%3, i), 1)
		}
		write(t, root, "outside/secret.md", 1)
		tree := scan(t, root)
		for range 10 {
			before := slices.Clone(tree.files)
			var changed []string
			for range 1 + random.IntN(3) {
				changed = append(changed, happen(t, root, random)...)
			}
			after, err := tree.With(t.Context(), changed)
			if err != nil {
				t.Fatal(err)
			}
			want := scan(t, root)
			if !after.Equal(want) {
				t.Fatalf("seed %d, after changes at %q:\n%q %q\nnot\n%q %q",
					seed, changed, after.files, after.links, want.files, want.links)
			}
			if !slices.Equal(before, tree.files) {
				t.Fatal("the snapshot before has changed")
			}
			tree = after
		}
	}
}

// happen changes something in a site's folder and returns the paths of it.
func happen(t *testing.T, root string, random *rand.Rand) []string {
	t.Helper()
	name := func() string {
		return []string{
			"content/0", "content/1", "content/1/x", "content/2", "static/a.css", "content/1/4.md",
			"content/new.md", "content/0/.hidden", "static/.well-known", "other", "content/link",
		}[random.IntN(11)]
	}
	file := func(name string) string { return filepath.Join(root, filepath.FromSlash(name)) }
	a, b := name(), name()
	switch random.IntN(4) {
	case 0:
		if info, err := os.Lstat(file(a)); err != nil || info.Mode().IsRegular() {
			if err := os.MkdirAll(filepath.Dir(file(a)), 0o755); err == nil {
				_ = os.WriteFile(file(a), []byte("x"), 0o644) // a folder above may be a file now
			}
		}
	case 1:
		_ = os.RemoveAll(file(a))
	case 2:
		_ = os.Rename(file(a), file(b)) // which may not be possible
	case 3:
		_ = os.Symlink(file("outside"), file(a))
	}
	return []string{a, b, filepath.ToSlash(filepath.Dir(a))}
}

// TestWithManyChanges: thousands of hints are one scan.
func TestWithManyChanges(t *testing.T) {
	root := t.TempDir()
	write(t, root, "content/a.md", 1)
	tree := scan(t, root)
	var changed []string
	for i := range 1000 {
		name := fmt.Sprintf("content/%d.md", i)
		write(t, root, name, 1)
		changed = append(changed, name)
	}
	after, err := tree.With(t.Context(), changed)
	if err != nil || len(after.files) != 1001 {
		t.Errorf("%d files, %v", len(after.files), err)
	}
}

// TestWithNamesOutside: hints that lie outside of a site, or in what is below a
// symbolic link, add nothing.
func TestWithNamesOutside(t *testing.T) {
	root := t.TempDir()
	write(t, root, "content/a.md", 1)
	write(t, root, "outside/b.md", 1)
	tree := scan(t, root)
	if err := os.Symlink("../outside", filepath.Join(root, "content", "link")); err != nil {
		t.Skip(err)
	}
	after, err := tree.With(t.Context(), []string{
		"outside/b.md", "../x", "content/../outside/b.md", "/etc/passwd",
		"content/link/b.md", "content/.git/c.md", "content/a.md~", ".",
	})
	files, links := []string{"content/a.md"}, []string{"content/link"}
	if err != nil || !slices.Equal(after.files, files) || !slices.Equal(after.links, links) {
		t.Errorf("%q %q %v", after.files, after.links, err)
	}
}
