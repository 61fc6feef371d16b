package output

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"belfry/internal/publication"

	"github.com/google/go-cmp/cmp"
)

// A tree is the text of files by their paths.
type tree map[string]string

// publish makes a publication of files; stages other than Page are by suffix.
func publish(t testing.TB, files tree) *publication.Publication {
	t.Helper()
	var outputs []publication.Output
	for path, text := range files {
		outputs = append(outputs, publication.Output{
			Path:  path,
			Stage: stageOf(path),
			Render: func(w io.Writer) error {
				_, err := io.WriteString(w, text)
				return err
			},
		})
	}
	return collect(t, outputs...)
}

func stageOf(path string) publication.Stage {
	switch filepath.Ext(path) {
	case ".css":
		return publication.Asset
	case ".xml":
		return publication.Listing
	}
	return publication.Single
}

func collect(t testing.TB, outputs ...publication.Output) *publication.Publication {
	t.Helper()
	p, collisions := publication.New(outputs, nil, nil)
	if len(collisions) > 0 {
		t.Fatalf("the test's outputs collide: %s, %s", collisions[0].First.Path, collisions[0].Second.Path)
	}
	return p
}

// mustWrite writes files to dir and returns the report.
func mustWrite(t testing.TB, dir string, files tree) Report {
	t.Helper()
	report, err := Write(t.Context(), publish(t, files), Options{Dir: dir, Workers: 4})
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// refused writes files to dir and returns the error, which must hold all words.
func refused(t testing.TB, p *publication.Publication, o Options, words ...string) error {
	t.Helper()
	_, err := Write(t.Context(), p, o)
	if err == nil {
		t.Fatalf("writing to %s succeeded; want an error with %q", o.Dir, words)
	}
	for _, word := range words {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("error %q does not say %q", err, word)
		}
	}
	if strings.Contains(err.Error(), "\n") || strings.HasSuffix(err.Error(), ".") ||
		strings.Contains(err.Error(), tempPrefix) && !strings.Contains(words[0], tempPrefix) {
		t.Errorf("error %q is not one sentence about the file itself", err)
	}
	return err
}

// readTree returns all files below dir but the list; symbolic links are shown
// as such and empty folders end in a slash.
func readTree(t testing.TB, dir string) tree {
	t.Helper()
	files := tree{}
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		path, _ := filepath.Rel(dir, name)
		path = filepath.ToSlash(path)
		switch {
		case path == "." || path == ListName:
		case entry.IsDir():
			if inside, err := os.ReadDir(name); err != nil || len(inside) == 0 {
				files[path+"/"] = ""
				return err
			}
		case entry.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(name)
			files[path] = "-> " + target
			return err
		default:
			data, err := os.ReadFile(name)
			files[path] = string(data)
			return err
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func wantTree(t testing.TB, dir string, want tree) {
	t.Helper()
	if diff := cmp.Diff(want, readTree(t, dir)); diff != "" {
		t.Errorf("the folder is not as it should be (-want +got):\n%s", diff)
	}
}

// wantListed checks that the list names exactly these paths.
func wantListed(t testing.TB, dir string, want tree) {
	t.Helper()
	var paths list
	for path := range want {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	if diff := cmp.Diff(paths, readListed(t, dir)); diff != "" {
		t.Errorf("the list is not as it should be (-want +got):\n%s", diff)
	}
}

func readListed(t testing.TB, dir string) list {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, ListName))
	if err != nil {
		t.Fatal(err)
	}
	paths, err := parseList(data)
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func put(t testing.TB, dir string, files tree) {
	t.Helper()
	for path, text := range files {
		name := filepath.Join(dir, path)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// agePast gives all in dir, and dir, one time long ago, and returns it.
func agePast(t *testing.T, dir string) time.Time {
	t.Helper()
	long := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
		return errors.Join(err, os.Chtimes(name, long, long))
	})
	return long
}

func modTime(t *testing.T, name string) time.Time {
	t.Helper()
	info, err := os.Lstat(name)
	if err != nil {
		t.Fatal(err)
	}
	return info.ModTime()
}

func symlink(t *testing.T, target, name string) {
	t.Helper()
	if err := os.Symlink(target, name); err != nil {
		t.Skip("no symbolic links here:", err)
	}
}

// watched returns outputs of n files that call during while they render.
func watched(n int, stage publication.Stage, ext string, during func(path string)) []publication.Output {
	outputs := make([]publication.Output, n)
	for i := range outputs {
		path := fmt.Sprintf("%d%s", i, ext)
		outputs[i] = publication.Output{Path: path, Stage: stage, Render: func(w io.Writer) error {
			during(path)
			_, err := io.WriteString(w, path)
			return err
		}}
	}
	return outputs
}
