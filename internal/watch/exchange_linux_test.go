package watch

import (
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// beginTold watches a folder by what the system tells alone: by the clock a look
// at all files takes so long that the next is hours away.
func beginTold(t *testing.T, root string) *log {
	t.Helper()
	var calls atomic.Int64
	started := time.Now()
	clock := func() time.Time { return started.Add(time.Duration(calls.Add(1)) * time.Hour) }
	return beginBy(t, root, Options{Clock: clock})
}

// TestFoldersExchanged: folders that change places in one step, as tools that
// deploy a site let them, are seen, and what happens in them afterwards is too.
func TestFoldersExchanged(t *testing.T) {
	for _, test := range []struct{ name, from, to string }{
		{"a folder from elsewhere", "next", "content"},
		{"two folders of the site", "content/a", "content/b"},
		{"a folder and one below another", "content/a", "content/b/deep"},
		{"a folder and a file", "content/file.md", "content/a"},
		{"two sites", "../next", "."},
	} {
		t.Run(test.name, func(t *testing.T) {
			parent := t.TempDir()
			root := filepath.Join(parent, "site")
			for _, name := range []string{
				"content/a/sub/x.md", "content/b/deep/sub/x.md", "content/file.md",
				"next/a/sub/x.md", "next/b/deep/sub/x.md",
				"../next/content/a/sub/x.md", "../next/content/b/deep/sub/x.md",
			} {
				write(t, root, name)
			}
			l := beginTold(t, root)
			for range 2 { // there and back
				l.forget()
				at := func(name string) string { return filepath.Join(root, filepath.FromSlash(name)) }
				here := unix.AT_FDCWD
				if err := unix.Renameat2(here, at(test.from), here, at(test.to), unix.RENAME_EXCHANGE); err != nil {
					t.Skip("this file system exchanges nothing: ", err)
				}
				until(t, "the exchange", func() bool { return l.told("content/a") || l.told("content/b/deep") })
				l.untilQuiet(t)
				for _, folder := range []string{"content/a/sub", "content/b/deep/sub", "content/a", "content/b/deep", "content"} {
					if info, err := os.Stat(at(folder)); err != nil || !info.IsDir() {
						continue
					}
					l.forget()
					write(t, root, folder+"/new.md")
					until(t, "a file in "+folder, func() bool { return l.told(folder + "/new.md") })
				}
			}
		})
	}
}

// TestSiteInThePlaceOfAnother: a site's folder that is moved away, and another
// that takes its place, as well behind a link, are seen.
func TestSiteInThePlaceOfAnother(t *testing.T) {
	for _, link := range []bool{false, true} {
		parent := t.TempDir()
		at := func(name string) string { return filepath.Join(parent, name) }
		root := at("site")
		write(t, at("first"), "content/a/x.md")
		write(t, at("second"), "content/a/x.md")
		place := func(name string) error { return os.Rename(at(name), root) }
		if link {
			place = func(name string) error {
				if err := os.Symlink(name, at("next")); err != nil {
					return err
				}
				return os.Rename(at("next"), root)
			}
		}
		if err := place("first"); err != nil {
			t.Fatal(err)
		}
		l := beginTold(t, root)
		l.forget()
		if !link {
			if err := os.Rename(root, at("old")); err != nil {
				t.Fatal(err)
			}
		}
		if err := place("second"); err != nil {
			t.Fatal(err)
		}
		until(t, "the other site", func() bool { return l.told("content/a/x.md") })
		l.untilQuiet(t)
		l.forget()
		write(t, root, "content/a/x.md")
		until(t, "a file in it", func() bool { return l.told("content/a/x.md") })
	}
}
