package output

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// After any history of publications and of files put in, edited and deleted by
// hand, the folder holds the last publication and the foreign files.
func TestFolderIsTheLastPublication(t *testing.T) {
	tops := t.TempDir()
	number := 0
	rapid.Check(t, func(rt *rapid.T) {
		number++
		dir := filepath.Join(tops, fmt.Sprint(number))
		foreign := tree{}
		mustWrite(t, dir, nil)
		for range rapid.IntRange(2, 5).Draw(rt, "builds") {
			meddle(rt, t, dir, foreign)
			next := drawSite(rt)
			before, listed := ours(t, dir, foreign), readListed(t, dir)
			report, err := Write(t.Context(), publish(t, next), Options{Dir: dir, Workers: 3})
			if path := hindrance(foreign, next); path != "" {
				if err == nil || !strings.Contains(err.Error(), filepath.FromSlash(path)) {
					rt.Fatalf("error %v, want one about the foreign file %s", err, path)
				}
				wantForeign(rt, t, dir, foreign)
				return
			}
			if err != nil {
				rt.Fatal(err)
			}
			wantForeign(rt, t, dir, foreign)
			if got := ours(t, dir, foreign); !maps.Equal(got, next) {
				rt.Fatalf("the folder holds %q, want %q", got, next)
			}
			if got := readListed(t, dir); !slices.Equal(got, slices.Sorted(maps.Keys(next))) {
				rt.Fatalf("the list has %q, want %q", got, next)
			}
			if want := expected(before, listed, next); report != want {
				rt.Fatalf("report %+v, want %+v, going from %q to %q", report, want, before, next)
			}
		}
	})
}

// drawSite draws outputs none of which is the folder of another.
func drawSite(rt *rapid.T) tree {
	name := rapid.SampledFrom([]string{"a", "b", "a.css", "b.xml"})
	files := tree{}
	for _, parts := range rapid.SliceOfN(rapid.SliceOfN(name, 1, 3), 0, 8).Draw(rt, "paths") {
		path := strings.Join(parts, "/")
		if !inConflict(path, files) {
			files[path] = rapid.SampledFrom([]string{"", "one", "two", "three"}).Draw(rt, "text")
		}
	}
	return files
}

func inConflict(path string, files tree) bool {
	for other := range files {
		if path == other || strings.HasPrefix(path, other+"/") || strings.HasPrefix(other, path+"/") {
			return true
		}
	}
	return false
}

// meddle puts foreign files in, and edits and deletes some of ours.
func meddle(rt *rapid.T, t *testing.T, dir string, foreign tree) {
	for path := range ours(t, dir, foreign) {
		switch rapid.IntRange(0, 5).Draw(rt, "by hand") {
		case 0:
			put(t, dir, tree{path: "edited"})
		case 1:
			os.Remove(filepath.Join(dir, path))
		}
	}
	if rapid.IntRange(0, 3).Draw(rt, "foreign") > 0 {
		return
	}
	folder := rapid.SampledFrom([]string{"", "a/", "b/a/", "theirs/"}).Draw(rt, "folder")
	if os.MkdirAll(filepath.Join(dir, folder), 0o755) == nil {
		put(t, dir, tree{folder + "foreign.txt": "theirs"})
		foreign[folder+"foreign.txt"] = "theirs"
	}
}

// ours returns the files in dir that are not foreign.
func ours(t *testing.T, dir string, foreign tree) tree {
	files := readTree(t, dir)
	maps.DeleteFunc(files, func(path, _ string) bool {
		_, theirs := foreign[path]
		return theirs || strings.HasSuffix(path, "/")
	})
	return files
}

// hindrance returns a foreign file that lies where next has a file.
func hindrance(foreign, next tree) string {
	for _, path := range slices.Sorted(maps.Keys(foreign)) {
		for file := range next {
			if strings.HasPrefix(path, file+"/") {
				return "foreign.txt"
			}
		}
	}
	return ""
}

func wantForeign(rt *rapid.T, t *testing.T, dir string, foreign tree) {
	got := readTree(t, dir)
	for path, text := range foreign {
		if got[path] != text {
			rt.Fatalf("the foreign file %s holds %q, want %q", path, got[path], text)
		}
	}
}

// expected is the report of a build that turns before into next.
func expected(before tree, listed list, next tree) Report {
	var want Report
	for path, text := range next {
		want.Bytes += int64(len(text))
		if was, stood := before[path]; stood && was == text {
			want.Unchanged++
		} else {
			want.Written++
		}
	}
	for path := range before {
		if _, stays := next[path]; !stays && listed.has(path) {
			want.Removed++
		}
	}
	return want
}
