package shelf

import (
	"os"
	"slices"
	"sync"
)

// RoomEnding is what the names end in of files that have one though they should have
// none: on some systems, until the program ends.
const RoomEnding = ".room"

// segmentSize is how many bytes are written at once.
const segmentSize = 256 << 10

// A room is the file without a name. It is made for the first segment that is full.
type room struct {
	folder string

	mu      sync.RWMutex
	file    *os.File
	named   bool // on a system on which a file that is open has a name
	failed  bool // all stays in memory
	end     int64
	free    []extent
	filling *segment
}

// An extent is a piece of the file.
type extent struct{ at, size int64 }

// A segment is records that are written together.
type segment struct {
	room *room // nil for one that stays in memory
	// What follows changes under the room's lock.
	data []byte // nil once it is written
	live int    // how many records are no garbage
	extent
}

// newSegment returns one that stays in memory, with one record.
func newSegment(parts [][]byte) *segment {
	return &segment{data: slices.Concat(parts...)}
}

// record returns the record that is all of a segment.
func (p *segment) record(key Key) *Record { return &Record{key: key, part: p, size: len(p.data)} }

// put puts a record into the segment that is being filled.
func (r *room) put(key Key, parts [][]byte) *Record {
	size := 0
	for _, part := range parts {
		size += len(part)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	var spare []byte
	if r.filling != nil && len(r.filling.data)+size > segmentSize {
		spare = r.write(r.filling)
		r.filling = nil
	}
	if r.filling == nil {
		r.filling = &segment{room: r, data: spare}
	}
	p := r.filling
	record := &Record{key: key, part: p, at: int64(len(p.data)), size: size}
	for _, part := range parts {
		p.data = append(p.data, part...)
	}
	p.live++
	return record
}

// write writes a segment, and returns its memory, for the next. One that cannot be
// written stays in memory.
func (r *room) write(p *segment) (spare []byte) {
	if p.live == 0 {
		return p.data[:0]
	}
	if !r.open() {
		return nil
	}
	p.extent = r.find(int64(len(p.data)))
	if _, err := r.file.WriteAt(p.data, p.at); err != nil {
		r.failed, p.size = true, 0
		return nil
	}
	spare, p.data = p.data[:0], nil
	return spare
}

// open makes the file, and reports whether there is one.
func (r *room) open() bool {
	if r.folder == "" {
		return false
	}
	if r.file == nil && !r.failed {
		file, err := os.CreateTemp(r.folder, "belfry-*"+RoomEnding)
		if r.failed = err != nil; !r.failed {
			r.file, r.named = file, os.Remove(file.Name()) != nil
		}
	}
	return !r.failed
}

// find returns an extent that has room for size bytes.
func (r *room) find(size int64) extent {
	size = (size + segmentSize - 1) / segmentSize * segmentSize
	i := slices.IndexFunc(r.free, func(e extent) bool { return e.size >= size })
	if i < 0 {
		r.end += size
		return extent{r.end - size, size}
	}
	found := extent{r.free[i].at, size}
	if r.free[i].at, r.free[i].size = r.free[i].at+size, r.free[i].size-size; r.free[i].size == 0 {
		r.free = slices.Delete(r.free, i, i+1)
	}
	return found
}

// leave says that a record of a segment is garbage.
func (r *room) leave(p *segment) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p.live--; p.live == 0 && p.isWritten() {
		r.free = append(r.free, p.extent)
	}
}

// isWritten reports whether a segment lies in the file, and not in memory.
func (p *segment) isWritten() bool { return p.size > 0 }

// append appends size bytes of a segment to data.
func (p *segment) append(data []byte, at int64, size int) ([]byte, error) {
	data = slices.Grow(data, size)
	if p.room == nil {
		return append(data, p.data[at:at+int64(size)]...), nil
	}
	p.room.mu.RLock()
	defer p.room.mu.RUnlock()
	if !p.isWritten() {
		return append(data, p.data[at:at+int64(size)]...), nil
	}
	n, err := p.room.file.ReadAt(data[len(data):len(data)+size], p.at+at)
	return data[:len(data)+n], err
}

func (r *room) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.file == nil {
		return
	}
	r.file.Close()
	if r.named {
		os.Remove(r.file.Name())
	}
}
