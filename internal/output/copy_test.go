package output

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"belfry/internal/publication"
	"belfry/internal/source"
)

// copyOf returns the output at path that is a copy of a file.
func copyOf(path, file string, fixed bool) publication.Output {
	original := &publication.Original{Fixed: fixed, Open: func() (publication.File, error) { return os.Open(file) }}
	if f, err := os.Open(file); err == nil {
		original.Seen, _ = source.FingerprintOf(f)
		f.Close()
	}
	return publication.Output{Path: path, Source: "static/" + path, Copy: original}
}

func writeOriginal(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "original")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestCopies: a copy is written where there is none, where it is older, longer,
// shorter or otherwise different, and left alone where it is the same; whatever
// stands in its way gives way to it as to any output.
func TestCopies(t *testing.T) {
	text := strings.Repeat("0123456789abcdef", 10_000)
	same := []byte(text)
	last := append(bytes.Clone(same[:len(same)-1]), '!')
	for name, old := range map[string]tree{
		"nothing": {"other": "x"}, "the same": {"a": text}, "the last byte": {"a": string(last)},
		"shorter": {"a": text[1:]}, "longer": {"a": text + "0"},
		"empty": {"a": ""}, "a folder": {"a/b": text},
	} {
		for _, fixed := range []bool{false, true} {
			dir := t.TempDir()
			mustWrite(t, dir, old)
			p := collect(t, copyOf("a", writeOriginal(t, text), fixed))
			report, err := Write(t.Context(), p, Options{Dir: dir})
			want := Report{Written: 1, Bytes: int64(len(text)), Removed: len(old)}
			if _, stands := old["a"]; stands {
				want.Removed = 0
			}
			if name == "the same" {
				want.Written, want.Unchanged = 0, 1
			}
			if err != nil || report != want {
				t.Errorf("%s, fixed %v: %+v, %v; want %+v", name, fixed, report, err, want)
			}
			wantTree(t, dir, tree{"a": text})
		}
	}
}

// TestACopyTakesOverAForeignFile only where that is the same.
func TestACopyTakesOverAForeignFile(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, tree{"x": "x"})
	put(t, dir, tree{"a": "text"})
	p := collect(t, copyOf("a", writeOriginal(t, "text"), false))
	if _, err := Write(t.Context(), p, Options{Dir: dir}); err != nil {
		t.Error(err)
	}
	wantListed(t, dir, tree{"a": "text"})
	put(t, dir, tree{"b": "other"})
	both := collect(t, copyOf("a", writeOriginal(t, "text"), false), copyOf("b", writeOriginal(t, "texts"), false))
	refused(t, both, Options{Dir: dir}, "b was not written by belfry")
}

// TestAnOriginalThatChanges: what is not what was promised is never put in place,
// and nothing is left of it.
func TestAnOriginalThatChanges(t *testing.T) {
	for name, change := range map[string]func(file string) error{
		"other bytes": func(file string) error { return os.WriteFile(file, []byte("text"), 0o600) },
		"shorter":     func(file string) error { return os.Truncate(file, 1) },
		"longer":      func(file string) error { return os.WriteFile(file, []byte("first and more"), 0o600) },
	} {
		for _, old := range []string{"", "older", "second"} {
			dir := t.TempDir()
			mustWrite(t, dir, tree{"a.png": old, "z.html": "old"})
			file := writeOriginal(t, "first")
			o := copyOf("a.png", file, true)
			if err := change(file); err != nil {
				t.Fatal(err)
			}
			err := refused(t, collect(t, o), Options{Dir: dir},
				"copying static/a.png: the file has changed while the site was being made")
			if !errors.Is(err, publication.ErrChanged) {
				t.Errorf("%s: %v", name, err)
			}
			wantTree(t, dir, tree{"a.png": old, "z.html": "old"})
		}
	}
}

// A growing file becomes longer while it is read.
type growing struct {
	publication.File
	name string
}

func (g growing) Read(data []byte) (int, error) {
	n, err := g.File.Read(data)
	if info, failed := g.Stat(); failed == nil && info.Size() < 20 {
		err = errors.Join(err, os.Truncate(g.name, 40))
	}
	return n, err
}

func TestAnOriginalThatGrowsWhileItIsCopied(t *testing.T) {
	dir, file := t.TempDir(), writeOriginal(t, "first")
	opened := func() (publication.File, error) {
		f, err := os.Open(file)
		return growing{f, file}, err
	}
	o := publication.Output{Path: "a.png", Source: "static/a.png", Copy: &publication.Original{Open: opened}}
	refused(t, collect(t, o), Options{Dir: dir},
		"copying static/a.png: the file has changed while the site was being made")
	wantTree(t, dir, tree{})
}

// An endless file goes on for ever, and calls during with each piece.
type endless struct {
	publication.File
	during func()
}

func (e endless) Read(data []byte) (int, error) {
	e.during()
	return len(data), nil
}

// TestALargeCopyIsStopped in its midst, and nothing is left of it.
func TestALargeCopyIsStopped(t *testing.T) {
	dir, file := t.TempDir(), writeOriginal(t, "")
	ctx, stop := context.WithCancel(t.Context())
	opened := func() (publication.File, error) {
		f, err := os.Open(file)
		return endless{f, stop}, err
	}
	o := publication.Output{Path: "a.png", Source: "static/a.png", Copy: &publication.Original{Open: opened}}
	_, err := Write(ctx, collect(t, o), Options{Dir: dir})
	if !errors.Is(err, context.Canceled) || !strings.HasPrefix(err.Error(), "writing "+dir+" was stopped") {
		t.Error(err)
	}
	wantTree(t, dir, tree{})
}

func TestAnOriginalThatHasGone(t *testing.T) {
	dir, file := t.TempDir(), writeOriginal(t, "first")
	o := copyOf("a.png", file, false)
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	for range 2 { // with no copy, and with one
		err := refused(t, collect(t, o), Options{Dir: dir}, "copying static/a.png: no such file or directory")
		if !errors.Is(err, fs.ErrNotExist) {
			t.Error(err)
		}
		put(t, dir, tree{"a.png": "first"})
	}
}

// TestCopiesTakeNoMemory: neither copying nor comparing holds a file in memory.
func TestCopiesTakeNoMemory(t *testing.T) {
	file := writeOriginal(t, "")
	if err := os.Truncate(file, 64<<20); err != nil {
		t.Fatal(err)
	}
	p := collect(t, copyOf("a", file, false), copyOf("b", file, true))
	dir := t.TempDir()
	for _, written := range []int{2, 0} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		report, err := Write(t.Context(), p, Options{Dir: dir})
		runtime.ReadMemStats(&after)
		if err != nil || report.Written != written || report.Bytes != 128<<20 {
			t.Errorf("%+v, %v", report, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 2<<20 {
			t.Errorf("%d bytes were allocated for %d files written", used, written)
		}
	}
}
