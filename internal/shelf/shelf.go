// Package shelf keeps what was worked out from files, outside of memory, and from one
// run of the program to the next.
//
// A record is some bytes under a key, which is the digest of all that they were worked
// out from. So a record is never out of date: what is worked out from something else
// has another key.
//
//	s := shelf.Open(shelf.Options{Room: os.TempDir()})
//	defer s.Close()
//	r := s.Put(key, []byte("…"))
//	text, err := r.Append(nil)
//
// While the program runs, records lie in a file without a name. With Options.File, the
// room of those that are garbage is used again, and Save puts those that live into a
// file, where a later run finds them. That file is never believed: each record has
// a digest, and so has the list of them; what does not fit is as if it were not there.
// It is replaced as a whole, so that a program that is killed leaves the old one.
//
// A nil Shelf keeps records in memory. A Shelf is safe for concurrent use.
package shelf

import (
	"crypto/sha256"
	"encoding/binary"
	"os"
	"runtime"
	"sync"
	"weak"
)

// A Key is the digest of what a record was worked out from.
type Key [16]byte

// KeyOf returns the key of what is worked out from parts.
func KeyOf(parts ...[]byte) (k Key) {
	h := sha256.New()
	var size [8]byte
	for _, part := range parts {
		binary.BigEndian.PutUint64(size[:], uint64(len(part)))
		h.Write(size[:])
		h.Write(part)
	}
	copy(k[:], h.Sum(nil))
	return k
}

// Options say where records lie.
type Options struct {
	// Room is the folder for the file without a name. Where none can be made there,
	// records stay in memory; so they do, for the system, where the folder is in memory.
	Room string
	// File is the path of the file that is kept from run to run, "" for none. Its
	// folder must be there, and is for such files alone.
	File string
	// Program tells one version of the program from all others, of which no record is
	// taken.
	Program [sha256.Size]byte
}

// A Shelf is where records lie.
type Shelf struct {
	o    Options
	room room

	mu     sync.Mutex
	stored *stored                      // the file that is kept, as it was read; nil for none
	waits  bool                         // the next file, for the old one to be closed
	live   map[Key]weak.Pointer[Record] // those in use; nil where no file is kept
	put    int                          // how many were put since the file was read
}

// Open returns a shelf with what its file has.
func Open(o Options) *Shelf {
	s := &Shelf{o: o, room: room{folder: o.Room}}
	if o.File != "" {
		s.live = map[Key]weak.Pointer[Record]{}
		s.read()
	}
	return s
}

// Close closes the files. No record is read after it.
func (s *Shelf) Close() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.room.close()
	if s.stored != nil {
		s.stored.file.Close()
	}
	if s.waits {
		_ = os.Rename(s.o.File+NextEnding, s.o.File) // or the next run writes it again
	}
}

// Keeps reports whether records are found again by their keys, in a later run.
func (s *Shelf) Keeps() bool { return s != nil && s.live != nil }

// A Record is what lies under a key. It is immutable.
type Record struct {
	key    Key
	size   int
	at     int64    // the offset in the segment, or the file that is kept
	part   *segment // nil where it lies in the file that is kept
	stored *stored
}

// Put puts a record, which is the parts one after the other, on the shelf.
func (s *Shelf) Put(key Key, parts ...[]byte) *Record {
	if s == nil {
		return newSegment(parts).record(key)
	}
	r := s.room.put(key, parts)
	s.keep(r)
	return r
}

// keep notes that a record is in use, until it is garbage.
func (s *Shelf) keep(r *Record) {
	if s.live == nil {
		return
	}
	was := weak.Make(r)
	runtime.AddCleanup(r, s.forget, gone{r.key, r.part, was})
	s.mu.Lock()
	defer s.mu.Unlock()
	s.live[r.key] = was
	if r.part != nil {
		s.put++
	}
}

// Find returns the record under a key, and its bytes, or nil where there is none.
func (s *Shelf) Find(key Key) (*Record, []byte) {
	if !s.Keeps() {
		return nil, nil
	}
	s.mu.Lock()
	r, from := s.live[key].Value(), s.stored
	s.mu.Unlock()
	found := r == nil && from != nil
	if found {
		r = from.record(key)
	}
	if r == nil {
		return nil, nil
	}
	data, err := r.Append(nil)
	if err != nil {
		return nil, nil
	}
	if found {
		s.keep(r)
	}
	return r, data
}

// Append appends the bytes of the record to data. The error is a failure of the
// machine, or says that the file on which they lie has been changed.
func (r *Record) Append(data []byte) ([]byte, error) {
	defer runtime.KeepAlive(r) // its room is used again when it is garbage
	if r.stored != nil {
		return r.stored.append(data, r)
	}
	return r.part.append(data, r.at, r.size)
}

// Gone is what was a record before it became garbage.
type gone struct {
	key  Key
	part *segment
	was  weak.Pointer[Record]
}

func (s *Shelf) forget(g gone) {
	if g.part != nil {
		s.room.leave(g.part)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.live[g.key] == g.was {
		delete(s.live, g.key)
	}
}
