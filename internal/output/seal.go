package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io/fs"
	"slices"
	"strings"
	"time"

	"belfry/internal/files"
)

// A Seal says what a build left of each output, so that the next build of the same
// bytes need not look into the files that nobody has touched. It is kept apart from the
// output folder, and is only as good as Of is: two publications with one Of have the
// same bytes at all times from From until before Until.
type Seal struct {
	Of          [sha256.Size]byte
	From, Until time.Time
	files       []sealed // in the order of their paths
}

// A sealed file is one as the system described it when it stood.
type sealed struct {
	path                    string
	size, modified, changed int64 // times in nanoseconds since 1970; changed is 0 where it is unknown
}

func sealOf(path string, info fs.FileInfo) sealed {
	return sealed{path, info.Size(), info.ModTime().UnixNano(), files.Changed(info)}
}

func (f sealed) compare(path string) int { return strings.Compare(f.path, path) }
func (f sealed) order(other sealed) int  { return f.compare(other.path) }

// Holds reports whether the seal is of a publication, at an instant.
func (s *Seal) Holds(of [sha256.Size]byte, now time.Time) bool {
	return s != nil && s.Of == of && !now.Before(s.From) && now.Before(s.Until)
}

// Same reports whether two seals say the same, as long as both hold.
func (s *Seal) Same(other *Seal) bool {
	return other != nil && s.Of == other.Of && s.Until.Equal(other.Until) && slices.Equal(s.files, other.files)
}

// has reports whether the file at path is as it was left.
func (s *Seal) has(path string, info fs.FileInfo) bool {
	if s == nil {
		return false
	}
	i, found := slices.BinarySearchFunc(s.files, path, sealed.compare)
	return found && s.files[i] == sealOf(path, info)
}

// How finely file systems tell times, and those that tell whole seconds.
const (
	granularity       = 50 * time.Millisecond
	coarseGranularity = 2 * time.Second
)

// newSeal returns the seal of files that a build has left which began at an instant. One
// that it wrote last is left out: it may be written again within the same tick of the
// clock, and look the same.
func newSeal(all []sealed, began time.Time) *Seal {
	latest, coarse := int64(0), true
	for _, f := range all {
		latest = max(latest, f.modified, f.changed)
		coarse = coarse && f.modified%int64(time.Second) == 0
	}
	margin := granularity
	if coarse {
		margin = coarseGranularity
	}
	before := max(latest-int64(margin), began.Add(-coarseGranularity).UnixNano())
	s := &Seal{}
	for _, f := range all {
		if max(f.modified, f.changed) < before {
			s.files = append(s.files, f)
		}
	}
	slices.SortFunc(s.files, sealed.order)
	return s
}

// sealMagic begins a seal in bytes.
const sealMagic = "belfry seal 1\n"

// Bytes returns the seal as bytes, which end in their digest.
func (s *Seal) Bytes() []byte {
	data := append([]byte(sealMagic), s.Of[:]...)
	data = binary.AppendVarint(data, s.From.UnixNano())
	data = binary.AppendVarint(data, s.Until.UnixNano())
	for _, f := range s.files {
		data = binary.AppendUvarint(data, uint64(len(f.path)))
		data = append(data, f.path...)
		for _, n := range [...]int64{f.size, f.modified, f.changed} {
			data = binary.AppendVarint(data, n)
		}
	}
	sum := sha256.Sum256(data)
	return append(data, sum[:]...)
}

// ParseSeal returns the seal that bytes are; nil where they are none.
func ParseSeal(data []byte) *Seal {
	end := len(data) - sha256.Size
	if end < len(sealMagic)+sha256.Size || !bytes.HasPrefix(data, []byte(sealMagic)) {
		return nil
	}
	if sum := sha256.Sum256(data[:end]); !bytes.Equal(sum[:], data[end:]) {
		return nil
	}
	s := &Seal{Of: [sha256.Size]byte(data[len(sealMagic):])}
	r := sealReader{data: data[len(sealMagic)+sha256.Size : end]}
	s.From, s.Until = time.Unix(0, r.number()), time.Unix(0, r.number())
	for len(r.data) > 0 {
		s.files = append(s.files, sealed{r.path(), r.number(), r.number(), r.number()})
	}
	if r.failed || !slices.IsSortedFunc(s.files, sealed.order) {
		return nil
	}
	return s
}

// A sealReader reads the parts of a seal, and nothing more once one does not fit.
type sealReader struct {
	data   []byte
	failed bool
}

func (r *sealReader) number() int64 {
	n, size := binary.Varint(r.data)
	if size <= 0 {
		r.failed, r.data = true, nil
		return 0
	}
	r.data = r.data[size:]
	return n
}

func (r *sealReader) path() string {
	n, size := binary.Uvarint(r.data)
	if size <= 0 || n > uint64(len(r.data)-size) {
		r.failed, r.data = true, nil
		return ""
	}
	path := string(r.data[size : size+int(n)])
	r.data = r.data[size+int(n):]
	return path
}
