package files_test

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"belfry/internal/files"
)

// folder returns a folder with a file, a folder, and where the system has them a
// symbolic link.
func folder(t *testing.T) (path string, dir *files.Dir, names []string) {
	t.Helper()
	path = t.TempDir()
	if err := os.WriteFile(filepath.Join(path, "file"), []byte("text"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(path, "folder"), 0o750); err != nil {
		t.Fatal(err)
	}
	names = []string{"file", "folder", "."}
	if os.Symlink("file", filepath.Join(path, "link")) == nil {
		names = append(names, "link")
	}
	root, err := os.OpenRoot(path)
	if err != nil {
		t.Fatal(err)
	}
	dir, err = files.DirOf(root)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { dir.Close(); root.Close() })
	return path, dir, names
}

// TestLstat: what is said of files is what package os says.
func TestLstat(t *testing.T) {
	path, dir, names := folder(t)
	for _, name := range names {
		want, err := os.Lstat(filepath.Join(path, name))
		if err != nil {
			t.Fatal(err)
		}
		got, err := dir.Lstat(name)
		if err != nil {
			t.Fatal(err)
		}
		if got.Mode() != want.Mode() || got.Size() != want.Size() || !got.ModTime().Equal(want.ModTime()) ||
			got.IsDir() != want.IsDir() || !files.Same(got, want) {
			t.Errorf("%s is %v of %d bytes, and os says %v of %d", name, got.Mode(), got.Size(), want.Mode(), want.Size())
		}
		for _, other := range names {
			if info, err := dir.Lstat(other); err != nil || files.Same(got, info) != (name == other) {
				t.Errorf("%s and %s are taken for one file, or one for two: %v", name, other, err)
			}
		}
	}
	if _, err := dir.Lstat("none"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

func TestReading(t *testing.T) {
	path, dir, _ := folder(t)
	openings := map[string]func() (*files.File, error){
		"by path":      func() (*files.File, error) { return files.Open(filepath.Join(path, "file")) },
		"in a folder":  func() (*files.File, error) { return dir.Open("file") },
		"of none":      func() (*files.File, error) { return dir.Open("none") },
		"of no path":   func() (*files.File, error) { return files.Open(filepath.Join(path, "none")) },
		"of a link":    func() (*files.File, error) { return dir.Open("link") },
		"behind links": func() (*files.File, error) { return files.Open(filepath.Join(path, "link")) },
	}
	for how, open := range openings {
		f, err := open()
		switch strings.Fields(how)[0] {
		case "of", "behind":
			if err == nil && runtime.GOOS != "windows" {
				t.Errorf("the opening %s succeeds", how)
			}
			if strings.Contains(how, "no") && !errors.Is(err, fs.ErrNotExist) {
				t.Errorf("the opening %s: %v", how, err)
			}
			continue
		}
		if err != nil {
			t.Fatal(how, err)
		}
		size, _, err := f.Stat()
		data, readErr := io.ReadAll(f)
		if err := errors.Join(err, readErr, f.Close()); err != nil || string(data) != "text" || size != 4 {
			t.Errorf("%s: %q of %d bytes, %v", how, data, size, err)
		}
	}
}

func TestWriting(t *testing.T) {
	path, dir, _ := folder(t)
	long := strings.Repeat("a page ", 100_000)
	if err := dir.Mkdir("new", 0o755); err != nil {
		t.Fatal(err)
	}
	inside, err := dir.Dir("new")
	if err != nil {
		t.Fatal(err)
	}
	defer inside.Close()
	if err := errors.Join(inside.WriteNew("temp", []byte(long), 0o644), inside.Rename("temp", "page")); err != nil {
		t.Fatal(err)
	}
	if data, err := os.ReadFile(filepath.Join(path, "new", "page")); err != nil || string(data) != long {
		t.Errorf("%d bytes of %d stand there: %v", len(data), len(long), err)
	}
	if err := inside.WriteNew("page", nil, 0o644); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file is made where one stands: %v", err)
	}
	if err := dir.Mkdir("new", 0o755); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a folder is made where one stands: %v", err)
	}
	if dir.Remove("new") == nil {
		t.Error("a full folder is removed")
	}
	if err := errors.Join(inside.Remove("page"), dir.Remove("new"), dir.Remove("file")); err != nil {
		t.Error(err)
	}
	if err := dir.Remove("none"); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
	for _, name := range []string{"file", "link"} {
		if _, err := dir.Dir(name); err == nil {
			t.Errorf("%s is opened as a folder", name)
		}
	}
}
