package shelf_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"belfry/internal/shelf"

	"pgregory.net/rapid"
)

// options are those of a shelf with a file in a folder of its own.
func options(t testing.TB) shelf.Options {
	dir := t.TempDir()
	return shelf.Options{Room: dir, File: filepath.Join(dir, "site.shelf"), Program: [32]byte{1}}
}

func open(t testing.TB, o shelf.Options) *shelf.Shelf {
	s := shelf.Open(o)
	t.Cleanup(s.Close)
	return s
}

func keyOf(n int) shelf.Key { return shelf.KeyOf(fmt.Appendf(nil, "%d", n)) }

// textOf returns the n-th record: some are empty, and some larger than what is written
// at once.
func textOf(n int) []byte { return []byte(strings.Repeat(fmt.Sprint(n, " "), n%7*n%70_000)) }

func mustHold(t testing.TB, r *shelf.Record, want []byte) {
	t.Helper()
	got, err := r.Append([]byte("before "))
	if err != nil || !bytes.Equal(got, append([]byte("before "), want...)) {
		t.Fatalf("a record of %d bytes has %d now: %v", len(want), len(got)-len("before "), err)
	}
}

// filled returns a shelf with many records, which are saved.
func filled(t testing.TB, o shelf.Options, count int) (s *shelf.Shelf, records []*shelf.Record) {
	t.Helper()
	s = open(t, o)
	for n := range count {
		records = append(records, s.Put(keyOf(n), textOf(n)))
	}
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	return s, records
}

// TestRecords: whatever is put, dropped and put again, by several at once, each record
// holds its bytes.
func TestRecords(t *testing.T) {
	for what, o := range map[string]*shelf.Options{
		"no shelf": nil, "no room": {}, "no folder": {Room: filepath.Join(t.TempDir(), "none")},
		"passing": {Room: t.TempDir()}, "kept": new(options(t)),
	} {
		t.Run(what, func(t *testing.T) {
			var s *shelf.Shelf
			if o != nil {
				s = open(t, *o)
			}
			var all sync.WaitGroup
			for worker := range 3 {
				all.Go(func() {
					records := map[int]*shelf.Record{}
					for n := range 600 {
						text := textOf(n + worker)
						records[n%50] = s.Put(keyOf(n+worker), text[:len(text)/2], text[len(text)/2:])
						if n%100 == 99 {
							runtime.GC()
						}
						mustHold(t, records[n%7], textOf(n-(n%50+50-n%7)%50+worker))
					}
				})
			}
			all.Wait()
		})
	}
}

// TestEmptyRecord: a record of nothing can be read, also where nothing else has been put.
func TestEmptyRecord(t *testing.T) {
	for _, o := range []shelf.Options{{}, {Room: t.TempDir()}, options(t)} {
		mustHold(t, open(t, o).Put(keyOf(0)), nil)
	}
}

// TestLaterRuns: a run finds what another has saved, as it was, and nothing else.
func TestLaterRuns(t *testing.T) {
	o := options(t)
	filled(t, o, 300)
	s := open(t, o)
	for n := range 300 {
		r, data := s.Find(keyOf(n))
		if r == nil || !bytes.Equal(data, textOf(n)) {
			t.Fatalf("record %d is found with %d bytes", n, len(data))
		}
		mustHold(t, r, textOf(n))
	}
	if r, _ := s.Find(keyOf(300)); r != nil {
		t.Error("a record is found that nobody has put")
	}
	o.Program[0]++
	if r, _ := open(t, o).Find(keyOf(1)); r != nil {
		t.Error("a record of another program is found")
	}
}

// TestDamage: whatever bytes of the file are changed, or missing, what is found is what
// was put.
func TestDamage(t *testing.T) {
	o := options(t)
	_, records := filled(t, o, 40)
	whole, err := os.ReadFile(o.File)
	if err != nil {
		t.Fatal(err)
	}
	damages := 0
	rapid.Check(t, func(t *rapid.T) {
		damaged := bytes.Clone(whole)
		for _, at := range rapid.SliceOfN(rapid.IntRange(0, len(whole)-1), 0, 3).Draw(t, "at") {
			damaged[at] ^= byte(rapid.IntRange(1, 255).Draw(t, "by"))
		}
		if rapid.Bool().Draw(t, "end") { // where the list is
			damaged[len(damaged)-1-rapid.IntRange(0, 2000).Draw(t, "from the end")] ^= 1
		}
		damaged = damaged[:len(damaged)-rapid.SampledFrom([]int{0, 0, 1, 48, 2000, len(whole)}).Draw(t, "cut")]
		if err := os.WriteFile(o.File, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		s := shelf.Open(o)
		defer s.Close()
		for n := range records {
			r, data := s.Find(keyOf(n))
			if r == nil {
				damages++
			} else if !bytes.Equal(data, textOf(n)) {
				t.Fatalf("record %d has %d bytes that nobody has put", n, len(data))
			}
		}
	})
	if damages == 0 {
		t.Error("no damage was noticed")
	}
}

// TestDamageInUse: a record that is damaged after it was found is an error.
func TestDamageInUse(t *testing.T) {
	o := options(t)
	filled(t, o, 40)
	s := open(t, o)
	r, _ := s.Find(keyOf(39))
	data, err := os.ReadFile(o.File)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(o.File, bytes.ReplaceAll(data, []byte("39 39"), []byte("39 40")), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Append(nil); err == nil || !strings.Contains(err.Error(), o.File) {
		t.Errorf("a damaged record is read: %v", err)
	}
}

// TestKilled: a file that was being written when its program was killed changes
// nothing, and the next one takes its place.
func TestKilled(t *testing.T) {
	o := options(t)
	filled(t, o, 40)
	if err := os.WriteFile(o.File+".next", []byte("belfry sh"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := open(t, o)
	r, _ := s.Find(keyOf(39))
	if r == nil {
		t.Fatal("the old records are gone")
	}
	s.Put(keyOf(1000), []byte("new"))
	if err := s.Save(); err != nil {
		t.Fatal(err)
	}
	if _, data := open(t, o).Find(keyOf(1000)); string(data) != "new" {
		t.Errorf("the new record is %q", data)
	}
}

// TestShared: of two that save at once each leaves a whole file, and the records of
// both can be read as long as they are in use.
func TestShared(t *testing.T) {
	o := options(t)
	a, recordsOfA := filled(t, o, 100)
	b := open(t, o)
	var recordsOfB []*shelf.Record
	for n := range 100 {
		r, _ := b.Find(keyOf(n))
		recordsOfB = append(recordsOfB, r)
	}
	var both sync.WaitGroup
	for i, s := range []*shelf.Shelf{a, b} {
		both.Go(func() {
			for round := range 20 {
				for n := range 50 {
					s.Put(keyOf(1000*(i+1)+50*round+n), textOf(n))
				}
				if err := s.Save(); err != nil {
					t.Error(err)
				}
				if r, data := open(t, o).Find(keyOf(n0(round))); r != nil && !bytes.Equal(data, textOf(n0(round))) {
					t.Errorf("record %d has %d bytes", n0(round), len(data))
				}
			}
		})
	}
	both.Wait()
	for n := range 100 {
		mustHold(t, recordsOfA[n], textOf(n))
		mustHold(t, recordsOfB[n], textOf(n))
	}
}

func n0(round int) int { return 3*round + 5 }

// TestSteady: many edits of one text leave no more room taken than a few did.
func TestSteady(t *testing.T) {
	o := options(t)
	s, records := filled(t, o, 200)
	size := func() (all int64) {
		entries, err := os.ReadDir(o.Room)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if info, err := e.Info(); err == nil {
				all += info.Size()
			}
		}
		return all + s.RoomSize()
	}
	edit := func(from, to int) {
		for n := from; n < to; n++ {
			records[n%20] = s.Put(keyOf(n), textOf(6+n%200))
			if n%50 == 0 {
				runtime.GC()
				time.Sleep(time.Millisecond) // for what is garbage to be noticed
				if err := s.Save(); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	edit(1000, 1500)
	before := size()
	edit(1500, 6500)
	if after := size(); after > 2*before {
		t.Errorf("%d bytes became %d", before, after)
	}
	runtime.KeepAlive(records)
}
