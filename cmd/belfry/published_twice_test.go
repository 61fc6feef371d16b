package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"belfry/internal/corpus"
)

// TestBuildTwice builds sites in two folders, which differ in all that must
// not matter: where they lie, the order in which their files came about, the
// files' times, the number of processors, the time zone and the language. The
// times of files say when events were changed where nothing else does, unless
// site.yaml says that they do not.
func TestBuildTwice(t *testing.T) {
	large := t.TempDir()
	if err := corpus.Write(large, 300); err != nil {
		t.Fatal(err)
	}
	for name, dir := range map[string]string{"fixture": fixtureSite(t), "own": "../..", "corpus": large} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := siteFiles(t, dir)
			if config := string(files["content/site.yaml"]); !strings.Contains(config, "\nhistory: none\n") {
				files["content/site.yaml"] = []byte(config + "\nhistory: none\n")
			}
			names := slices.Sorted(maps.Keys(files))
			first := buildCopy(t, names, files, time.Unix(1_000_000_000, 0), "GOMAXPROCS=1", "TZ=Pacific/Kiritimati", "LANG=C")
			slices.Reverse(names)
			second := buildCopy(t, names, files, time.Unix(1_700_000_000, 0),
				"GOMAXPROCS=2", "TZ=America/Los_Angeles", "LANG=tr_TR.UTF-8")
			compareTrees(t, first, second)
		})
	}
}

// siteFiles reads the folders that make up a site.
func siteFiles(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, folder := range []string{"content", "templates", "static"} {
		if _, err := os.Stat(filepath.Join(dir, folder)); err != nil {
			continue
		}
		maps.Copy(files, tree(t, dir, folder))
	}
	return files
}

// tree reads all files below a folder of dir.
func tree(t *testing.T, dir, folder string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	root := os.DirFS(dir)
	err := fs.WalkDir(root, folder, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			files[name], err = fs.ReadFile(root, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// buildCopy writes a site's files in the order of names to a new folder, builds
// it, and returns what was written.
func buildCopy(
	t *testing.T, names []string, files map[string][]byte, changed time.Time, env ...string,
) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		file := filepath.Join(dir, filepath.FromSlash(name))
		writeFile(t, file, files[name])
		if err := os.Chtimes(file, changed, changed); err != nil {
			t.Fatal(err)
		}
	}
	c := belfryCommand("build", "--site", dir, "--now", "2025-06-15")
	c.Env = append(os.Environ(), env...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return tree(t, filepath.Join(dir, "public"), ".")
}

func compareTrees(t *testing.T, first, second map[string][]byte) {
	t.Helper()
	if len(first) < 50 || first[".belfry"] == nil {
		t.Fatalf("only %d files were written", len(first))
	}
	names := slices.Sorted(maps.Keys(first))
	if others := slices.Sorted(maps.Keys(second)); !slices.Equal(names, others) {
		t.Fatalf("the first build wrote\n%s\nand the second\n%s", strings.Join(names, "\n"), strings.Join(others, "\n"))
	}
	for _, name := range names {
		if string(first[name]) != string(second[name]) {
			t.Errorf("%s differs", name)
		}
	}
}
