package output

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"belfry/internal/publication"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// sealing are options of a build that began after all that was written before it.
func sealing(dir string, s *Seal) Options {
	return Options{Dir: dir, Workers: 2, Seal: s, Sealing: time.Now().Add(time.Hour)}
}

// mustSeal writes p, and returns how the folder was left, as it is read again, and
// what was rendered.
func mustSeal(t *testing.T, dir string, files tree, s *Seal) (left *Seal, rendered map[string]bool) {
	t.Helper()
	rendered = map[string]bool{}
	p := publish(t, files)
	outputs := make([]publication.Output, p.Len())
	for i := range outputs {
		outputs[i] = *p.At(i)
	}
	for i := range outputs {
		o := outputs[i]
		outputs[i].Render = func(w io.Writer) error {
			rendered[o.Path] = true
			return o.Render(w)
		}
	}
	o := sealing(dir, s)
	o.Workers = 1
	r, err := Write(t.Context(), collect(t, outputs...), o)
	if err != nil {
		t.Fatal(err)
	}
	r.Seal.From, r.Seal.Until = time.Unix(0, 0), time.Unix(1<<33, 0)
	if left = ParseSeal(r.Seal.Bytes()); left == nil || !left.Same(r.Seal) {
		t.Fatal("a seal is not read as it was written")
	}
	return left, rendered
}

// TestSeal: of files that nobody has touched none is rendered; others are as in any
// other build.
func TestSeal(t *testing.T) {
	dir, files := t.TempDir(), tree{"a.html": "a", "b/c.html": "c", "d/e.css": "e"}
	mustSeal(t, dir, files, nil) // which finds nothing
	seal, _ := mustSeal(t, dir, files, nil)
	if len(seal.files) == 0 {
		t.Skip("this system does not say when files are changed")
	}
	if _, rendered := mustSeal(t, dir, files, seal); len(rendered) > 0 {
		t.Errorf("%v is rendered again", rendered)
	}
	touch := map[string]func(file string) error{
		"other bytes": func(file string) error { return os.WriteFile(file, []byte("x"), 0o644) },
		"as many bytes at the same time": func(file string) error {
			info, err := os.Stat(file)
			if err != nil {
				return err
			}
			if err := os.WriteFile(file, bytes.Repeat([]byte("x"), int(info.Size())), 0o644); err != nil {
				return err
			}
			return os.Chtimes(file, info.ModTime(), info.ModTime())
		},
		"nothing": os.Remove,
		"a new file": func(file string) error {
			if err := os.Remove(file); err != nil {
				return err
			}
			return os.WriteFile(file, []byte("x"), 0o644)
		},
	}
	for how, change := range touch {
		for path := range files {
			if err := change(filepath.Join(dir, path)); err != nil {
				t.Fatal(err)
			}
			if _, rendered := mustSeal(t, dir, files, seal); len(rendered) != 1 || !rendered[path] {
				t.Errorf("%s has %s, and %v is rendered", path, how, rendered)
			}
			if diff := cmp.Diff(files, readTree(t, dir)); diff != "" {
				t.Error(diff)
			}
			seal, _ = mustSeal(t, dir, files, nil)
		}
	}
}

// TestSealOfLatest: a file that was written just before may be written again at the same
// time.
func TestSealOfLatest(t *testing.T) {
	dir, files := t.TempDir(), tree{"a.html": "a", "b/c.html": "c"}
	for range 2 {
		r, err := Write(t.Context(), publish(t, files), Options{Dir: dir, Sealing: time.Now()})
		if err != nil || len(r.Seal.files) > 0 {
			t.Errorf("%v are known again: %v", r.Seal.files, err)
		}
	}
}

func TestSealHolds(t *testing.T) {
	from := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	s := &Seal{Of: [32]byte{1}, From: from, Until: from.Add(time.Hour)}
	for _, c := range []struct {
		seal  *Seal
		of    byte
		at    time.Duration
		holds bool
	}{
		{s, 1, 0, true}, {s, 1, time.Hour - 1, true}, {s, 1, time.Hour, false}, {s, 1, -1, false},
		{s, 2, 0, false}, {nil, 1, 0, false},
	} {
		if c.seal.Holds([32]byte{c.of}, from.Add(c.at)) != c.holds {
			t.Errorf("%+v", c)
		}
	}
}

// TestDamagedSeal: whatever bytes of a seal are changed, it is none.
func TestDamagedSeal(t *testing.T) {
	s := newSeal([]sealed{{"a/index.html", 12, 5e18, 4e18}, {"b", 1, 2, 3}, {"c", 1, 6e18, 6e18}}, time.Unix(1<<33, 0), 3)
	s.Said = "one \"line\"\nand more"
	data := s.Bytes()
	rapid.Check(t, func(t *rapid.T) {
		damaged := bytes.Clone(data[:rapid.IntRange(0, len(data)).Draw(t, "cut")])
		if len(damaged) > 0 {
			damaged[rapid.IntRange(0, len(damaged)-1).Draw(t, "at")] ^= byte(rapid.IntRange(0, 255).Draw(t, "by"))
		}
		if got := ParseSeal(damaged); got != nil && !bytes.Equal(damaged, data) {
			t.Fatalf("%q is a seal", damaged)
		}
	})
}

// TestStands: a folder stands as it was left until anything in it is another, and is not
// made where it is not there.
func TestStands(t *testing.T) {
	files := tree{"a.html": "a", "b/c.html": "c", "b/d/e.css": "e"}
	left := func(t *testing.T) Options {
		dir := filepath.Join(t.TempDir(), "out")
		mustSeal(t, dir, files, nil) // which finds nothing
		seal, _ := mustSeal(t, dir, files, nil)
		if len(seal.files) == 0 {
			t.Skip("this system does not say when files are changed")
		}
		return Options{Dir: dir, Seal: seal, Workers: 2}
	}
	o := left(t)
	if r, ok := Stands(t.Context(), o); !ok || r.Unchanged != len(files) || r.Bytes != 3 {
		t.Errorf("what nobody has touched stands as %+v, %v", r, ok)
	}
	for what, change := range map[string]func(dir string) error{
		"a file less":      func(dir string) error { return os.Remove(filepath.Join(dir, "b/c.html")) },
		"a folder less":    func(dir string) error { return os.RemoveAll(filepath.Join(dir, "b/d")) },
		"no folder at all": os.RemoveAll,
		"a new file of the same bytes": func(dir string) error {
			file := filepath.Join(dir, "a.html")
			return errors.Join(os.Remove(file), os.WriteFile(file, []byte("a"), 0o644))
		},
		"another mode": func(dir string) error { return os.Chmod(filepath.Join(dir, "a.html"), 0o600) },
		"a link to the same folder": func(dir string) error {
			return errors.Join(os.Rename(filepath.Join(dir, "b"), dir+"-b"), os.Symlink(dir+"-b", filepath.Join(dir, "b")))
		},
		"a file for a folder": func(dir string) error {
			return errors.Join(os.RemoveAll(filepath.Join(dir, "b")), os.WriteFile(filepath.Join(dir, "b"), nil, 0o644))
		},
		"another list": func(dir string) error {
			return os.WriteFile(filepath.Join(dir, ListName), list{"a.html", "b/c.html"}.bytes(), 0o644)
		},
		"no list": func(dir string) error { return os.Remove(filepath.Join(dir, ListName)) },
	} {
		o := left(t)
		if err := change(o.Dir); err != nil {
			t.Fatal(err)
		}
		before, _ := os.ReadDir(o.Dir)
		if _, ok := Stands(t.Context(), o); ok {
			t.Errorf("with %s it stands as it was left", what)
		}
		if after, _ := os.ReadDir(o.Dir); len(after) != len(before) {
			t.Errorf("with %s there are %d entries instead of %d", what, len(after), len(before))
		}
	}
	o.Seal.whole = false
	if _, ok := Stands(t.Context(), o); ok {
		t.Error("a seal of some of the files is taken for one of all")
	}
}
