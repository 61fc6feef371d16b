package picture

import (
	"bufio"
	"bytes"
	"fmt"
	"image"
	"io"
)

// A cut says of which pieces of a picture, and of which few bytes of our own,
// the published one consists. It is a function of the picture's bytes.
type cut struct {
	pieces []piece
	size   int64 // of what is published
	// orientation is that of EXIF (tag 0x0112), 1 to 8.
	orientation int
	// whole says that the picture is published as it is.
	whole bool
}

// A piece is a part of the original, or bytes of our own in its place.
type piece struct {
	start int64 // in what is published
	size  int64
	from  int64  // in the original
	own   []byte // nil for a part of the original
}

// maxPieces bounds the memory that a cut takes. Pictures that cameras and programs
// make have fewer than a hundred.
const maxPieces = 10_000

// windowSize holds the largest segment of a JPEG picture, which is the largest
// thing that is ever looked into.
const windowSize = 66 << 10

// A cutter walks through a picture once and notes what is published of it. After
// an error, which it remembers, it stands still.
type cutter struct {
	r        io.ReadSeeker
	buffered *bufio.Reader
	at, size int64 // in the original
	cut      cut
	touched  bool // something was left out, or is our own
	oriented bool // an EXIF block was seen
	err      error
}

// walkers know how the pictures of each format are put together, by the bytes
// that these begin with.
var walkers = []struct {
	magic string // a dot is any byte
	walk  func(*cutter)
}{
	{"\xFF\xD8\xFF", (*cutter).jpeg},
	{pngSignature, (*cutter).png},
	{"GIF87a", (*cutter).gif},
	{"GIF89a", (*cutter).gif},
	{"RIFF....WEBP", (*cutter).webp},
}

// errUnknown says that a file is no picture of a format that we know.
var errUnknown = fmt.Errorf("%w", image.ErrFormat)

// newCut walks through the picture r, from its beginning. One that is not put
// together as its format says is image.ErrFormat, one that ends too early
// io.ErrUnexpectedEOF.
func newCut(r io.ReadSeeker) (*cut, error) {
	size, err := r.Seek(0, io.SeekEnd)
	if err == nil {
		_, err = r.Seek(0, io.SeekStart)
	}
	if err != nil {
		return nil, err
	}
	c := &cutter{r: r, buffered: bufio.NewReaderSize(r, windowSize), size: size, cut: cut{orientation: 1}}
	if err := c.walk(); err != nil {
		return nil, err
	}
	c.cut.whole = !c.touched && c.at == c.size
	return &c.cut, nil
}

func (c *cutter) walk() error {
	head, err := c.buffered.Peek(12)
	if err != nil && err != io.EOF {
		return err
	}
	for _, w := range walkers {
		if hasMagic(head, w.magic) {
			w.walk(c)
			return c.err
		}
	}
	return errUnknown
}

func hasMagic(head []byte, magic string) bool {
	if len(head) < len(magic) {
		return false
	}
	for i := range len(magic) {
		if magic[i] != '.' && head[i] != magic[i] {
			return false
		}
	}
	return true
}

// broken ends the walk: the picture is not what its format says.
func (c *cutter) broken() { c.fail(image.ErrFormat) }

func (c *cutter) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// peek returns the next n bytes, at most windowSize, and stays where it is. They
// are valid until the next step, and zero after an error.
func (c *cutter) peek(n int64) []byte {
	if c.err == nil && n > c.size-c.at {
		c.fail(io.ErrUnexpectedEOF)
	}
	if c.err == nil {
		data, err := c.buffered.Peek(int(n))
		if err == nil {
			return data
		}
		c.fail(early(err))
	}
	return make([]byte, min(n, windowSize))
}

// window returns as many of the next bytes as are at hand, at least two.
func (c *cutter) window() []byte {
	if c.peek(2); c.err != nil {
		return nil
	}
	data, _ := c.buffered.Peek(c.buffered.Buffered())
	return data
}

// skip leaves out n bytes.
func (c *cutter) skip(n int64) {
	c.touched = c.touched || n > 0
	c.step(n)
}

// step goes on by n bytes, which are not read where that can be avoided.
func (c *cutter) step(n int64) {
	switch {
	case c.err != nil:
		return
	case n > c.size-c.at:
		c.fail(io.ErrUnexpectedEOF)
		return
	case n <= int64(c.buffered.Buffered()):
		_, _ = c.buffered.Discard(int(n)) // cannot fail
	default:
		if _, err := c.r.Seek(c.at+n, io.SeekStart); err != nil {
			c.fail(err)
			return
		}
		c.buffered.Reset(c.r)
	}
	c.at += n
}

// keep publishes the next n bytes.
func (c *cutter) keep(n int64) {
	from := c.at
	if c.step(n); c.err != nil || n == 0 {
		return
	}
	if pieces := c.cut.pieces; len(pieces) > 0 {
		last := &pieces[len(pieces)-1]
		if last.own == nil && last.from+last.size == from {
			last.size += n
			c.cut.size += n
			return
		}
	}
	c.add(piece{size: n, from: from})
}

// put publishes bytes of our own.
func (c *cutter) put(own []byte) {
	c.touched = true
	c.add(piece{size: int64(len(own)), own: own})
}

// replace publishes bytes of our own in the place of the next n.
func (c *cutter) replace(n int64, own []byte) {
	if int64(len(own)) == n && bytes.Equal(c.peek(n), own) {
		c.keep(n)
		return
	}
	c.skip(n)
	c.put(own)
}

func (c *cutter) add(p piece) {
	if len(c.cut.pieces) == maxPieces {
		c.fail(&UnfitError{"this picture is made of too many small pieces", saveAgain})
	}
	if c.err != nil {
		return
	}
	p.start = c.cut.size
	c.cut.pieces = append(c.cut.pieces, p)
	c.cut.size += p.size
}

// early returns io.ErrUnexpectedEOF for the end of a file that is not to end yet.
func early(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}
