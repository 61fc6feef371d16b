package picture

import (
	"errors"
	"image"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A File is an open file that can be read from any place.
type File interface {
	fs.File
	io.Seeker
}

// alike are other endings that pictures have, in static/ for instance.
var alike = []string{".jpe", ".jfif", ".pjpeg", ".apng"}

// Stripped reports whether the file called name is published without what it gives
// away, if it is a picture.
func Stripped(name string) bool {
	ending := strings.ToLower(path.Ext(name))
	return pictures[ending] != "" || slices.Contains(alike, ending)
}

// Published returns the open file called name as it is published: a picture without
// what it gives away, whichever picture its ending says it is, and any other file as
// it is. Closing it closes f. A picture that cannot be walked through is an
// *UnfitError; then f stays open.
func Published(name string, f File) (File, error) {
	if !Stripped(name) {
		return f, nil
	}
	c, err := newCut(f)
	if errors.Is(err, errUnknown) || err == nil && c.whole {
		_, err = f.Seek(0, io.SeekStart)
		return f, err
	}
	if err != nil {
		return nil, unfit(err, strings.ToLower(path.Ext(name)))
	}
	original, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return &stripped{reader{r: f, cut: c, stands: unknown}, f, original.Size()}, nil
}

// unfit makes what is wrong with a picture an *UnfitError, and leaves other errors.
func unfit(err error, ending string) error {
	if errors.Is(err, image.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) {
		return notDecodable(err, ending)
	}
	return err
}

// A stripped file is a picture without what it gives away.
type stripped struct {
	reader
	file     File
	original int64 // its size when it was walked through
}

func (s *stripped) Close() error { return s.file.Close() }

// Stat describes what is published: where the original has grown meanwhile, so has
// that.
func (s *stripped) Stat() (fs.FileInfo, error) {
	now, err := s.file.Stat()
	if err != nil {
		return nil, err
	}
	return strippedInfo{now, s.cut.size + now.Size() - s.original}, nil
}

type strippedInfo struct {
	fs.FileInfo
	size int64
}

func (i strippedInfo) Size() int64 { return i.size }

// A reader reads what a cut leaves of r, from any place.
type reader struct {
	r      io.ReadSeeker
	cut    *cut
	at     int64 // in what is published
	stands int64 // in the original
}

// unknown is where r stands that somebody else has moved.
const unknown = -1

func (s *reader) Read(data []byte) (int, error) {
	if s.at >= s.cut.size {
		return 0, io.EOF
	}
	after, _ := slices.BinarySearchFunc(s.cut.pieces, s.at, func(p piece, at int64) int {
		if p.start <= at {
			return -1
		}
		return 1
	})
	p := s.cut.pieces[after-1]
	into := s.at - p.start
	data = data[:min(int64(len(data)), p.size-into)]
	if p.own != nil {
		n := copy(data, p.own[into:])
		s.at += int64(n)
		return n, nil
	}
	return s.readOriginal(data, p.from+into)
}

func (s *reader) readOriginal(data []byte, from int64) (int, error) {
	if s.stands != from {
		if _, err := s.r.Seek(from, io.SeekStart); err != nil {
			return 0, err
		}
		s.stands = from
	}
	n, err := s.r.Read(data)
	s.at += int64(n)
	s.stands += int64(n)
	return n, err
}

func (s *reader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += s.at
	case io.SeekEnd:
		offset += s.cut.size
	}
	if offset < 0 {
		return 0, fs.ErrInvalid
	}
	s.at = offset
	return offset, nil
}
