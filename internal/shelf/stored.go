package shelf

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"belfry/internal/files"
)

// The file that is kept begins with magic and the program that wrote it. Then come
// the records, the list of them, and the trailer: the offset of the list, how many
// there are, and the digest of the beginning, the list and these two numbers. Numbers
// are big-endian.
const (
	magic       = "belfry shelf 1\n"
	headerSize  = len(magic) + sha256.Size
	entrySize   = len(Key{}) + 8 + 4 + sumSize // key, offset, size, digest of the record
	trailerSize = 8 + 8 + sha256.Size
	sumSize     = 8
)

// A stored shelf is the file that is kept, as it was when it was opened: it is never
// written to, but replaced. It is closed when the last record in it is garbage.
type stored struct {
	file    *os.File
	records map[Key]entry
}

// An entry is where a record lies, and the first bytes of its digest.
type entry struct {
	at   int64
	size uint32
	sum  [sumSize]byte
}

// read opens the file that is kept, where there is one that can be believed.
func (s *Shelf) read() {
	s.stored = nil
	file, err := os.Open(s.o.File)
	if err != nil {
		return
	}
	records, err := readEntries(file, s.header())
	if err != nil {
		file.Close()
		return
	}
	s.stored = &stored{file, records}
}

func (s *Shelf) header() []byte { return append([]byte(magic), s.o.Program[:]...) }

var errDamaged = errors.New("this is not what was put there")

// readEntries returns what the list at the end of a file says.
func readEntries(file *os.File, header []byte) (map[Key]entry, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	var start [headerSize]byte
	var trailer [trailerSize]byte
	end := info.Size() - int64(trailerSize)
	if end < int64(headerSize) {
		return nil, errDamaged
	}
	if _, err := file.ReadAt(start[:], 0); err != nil || !bytes.Equal(start[:], header) {
		return nil, cmp.Or(err, errDamaged)
	}
	if _, err := file.ReadAt(trailer[:], end); err != nil {
		return nil, err
	}
	from, count := binary.BigEndian.Uint64(trailer[:]), binary.BigEndian.Uint64(trailer[8:])
	if from < uint64(headerSize) || from > uint64(end) || uint64(end)-from != count*uint64(entrySize) {
		return nil, errDamaged
	}
	list := make([]byte, uint64(end)-from)
	if _, err := file.ReadAt(list, int64(from)); err != nil {
		return nil, err
	}
	if sum := trailerSum(header, list, trailer[:16]); !bytes.Equal(sum[:], trailer[16:]) {
		return nil, errDamaged
	}
	records := make(map[Key]entry, count)
	for e := range slices.Chunk(list, entrySize) {
		at := len(Key{})
		records[Key(e[:at])] = entry{
			int64(binary.BigEndian.Uint64(e[at:])), binary.BigEndian.Uint32(e[at+8:]), [sumSize]byte(e[at+12:]),
		}
	}
	return records, nil
}

func trailerSum(parts ...[]byte) [sha256.Size]byte { return sha256.Sum256(bytes.Join(parts, nil)) }

func sumOf(data []byte) [sumSize]byte {
	sum := sha256.Sum256(data)
	return [sumSize]byte(sum[:])
}

// record returns the record under a key, nil where there is none.
func (f *stored) record(key Key) *Record {
	e, found := f.records[key]
	if !found {
		return nil
	}
	return &Record{key: key, stored: f, at: e.at, size: int(e.size)}
}

func (f *stored) append(data []byte, r *Record) ([]byte, error) {
	data = slices.Grow(data, r.size)
	record := data[len(data) : len(data)+r.size]
	if _, err := f.file.ReadAt(record, r.at); err != nil || sumOf(record) != f.records[r.key].sum {
		return data, fmt.Errorf("the file %s has been changed while it was in use: start belfry again", f.file.Name())
	}
	return data[:len(data)+r.size], nil
}

// Save puts the records that are in use into the file that is kept, where enough of
// them are new, or enough that it has are of no use any more. Where another process
// does so at the same time, it does nothing.
func (s *Shelf) Save() error {
	if !s.Keeps() {
		return nil
	}
	records := s.inUse()
	if len(records) == 0 {
		return nil
	}
	dir, name := filepath.Split(s.o.File)
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	unlock, err := files.Lock(root, ".lock")
	if errors.Is(err, files.ErrLocked) {
		return nil
	}
	if err != nil {
		return err
	}
	defer unlock()
	if err := s.replace(root, name, records); err != nil {
		return fmt.Errorf("writing %s: %w", s.o.File, err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.put = 0; !s.waits {
		s.read()
	}
	return nil
}

// stale is which part of the records may be new, so that they are not worth the
// writing.
const stale = 16

// inUse returns the records in use, in the order of their keys, or none where the file
// has nearly these.
func (s *Shelf) inUse() []*Record {
	s.mu.Lock()
	defer s.mu.Unlock()
	old := 0
	if s.stored != nil {
		old = len(s.stored.records)
	}
	if s.put*stale <= len(s.live) && old <= 2*len(s.live) {
		return nil
	}
	records := make([]*Record, 0, len(s.live))
	for _, pointer := range s.live {
		if r := pointer.Value(); r != nil {
			records = append(records, r)
		}
	}
	slices.SortFunc(records, func(a, b *Record) int { return bytes.Compare(a.key[:], b.key[:]) })
	return records
}

// NextEnding is what the name of the file ends in that is being written.
const NextEnding = ".next"

// replace writes records into a new file, which takes the place of the old one.
func (s *Shelf) replace(root *os.Root, name string, records []*Record) error {
	file, err := root.OpenFile(name+NextEnding, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	err = writeRecords(file, s.header(), records)
	if err := cmp.Or(err, file.Close()); err != nil {
		_ = root.Remove(name + NextEnding) // which the next one does else
		return err
	}
	err = root.Rename(name+NextEnding, name)
	s.waits = err != nil && runtime.GOOS == "windows" // where what is open cannot be replaced
	if err != nil && !s.waits {
		_ = root.Remove(name + NextEnding)
		return err
	}
	return nil
}

func writeRecords(file io.Writer, header []byte, records []*Record) error {
	w := bufio.NewWriterSize(file, segmentSize)
	_, _ = w.Write(header) // an error stays until Flush
	list := make([]byte, 0, len(records)*entrySize)
	at := uint64(len(header))
	var data []byte
	for _, r := range records {
		var err error
		if data, err = r.Append(data[:0]); err != nil {
			return err
		}
		sum := sumOf(data)
		list = append(list, r.key[:]...)
		list = binary.BigEndian.AppendUint64(list, at)
		list = binary.BigEndian.AppendUint32(list, uint32(len(data)))
		list = append(list, sum[:]...)
		at += uint64(len(data))
		_, _ = w.Write(data)
	}
	var end []byte
	end = binary.BigEndian.AppendUint64(end, at)
	end = binary.BigEndian.AppendUint64(end, uint64(len(records)))
	sum := trailerSum(header, list, end)
	for _, part := range [][]byte{list, end, sum[:]} {
		_, _ = w.Write(part)
	}
	return w.Flush()
}
