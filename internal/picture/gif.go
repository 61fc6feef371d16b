package picture

import "bytes"

// Blocks of GIF (GIF89a, appendix A).
const (
	gifExtension   = 0x21
	gifImage       = 0x2C
	gifTrailer     = 0x3B
	gifControl     = 0xF9 // how long an image is shown
	gifApplication = 0xFF
)

// gif publishes the images, how long each is shown, and how often all are. Comments,
// texts and what programs add go.
func (c *cutter) gif() {
	const screen = 13 // the header, and the size of it all
	c.keep(screen + colours(c.peek(screen)[10]))
	for c.err == nil {
		switch c.peek(1)[0] {
		case gifTrailer:
			c.keep(1)
			return
		case gifImage:
			const place = 10
			c.keep(place + colours(c.peek(place)[9]))
			c.keep(1) // how many bits a code has
			c.blocks(c.keep)
		case gifExtension:
			c.gifExtension()
		default:
			c.broken()
		}
	}
}

// colours returns how many bytes a table of colours takes, as a byte of flags
// says.
func colours(flags byte) int64 {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// blocks does with the blocks of data what do says, up to their end.
func (c *cutter) blocks(do func(int64)) {
	for c.err == nil {
		size, ended := blocksSize(c.window())
		if do(size); ended {
			return
		}
	}
}

// blocksSize returns how long the blocks are that begin in data, and whether they
// end with the last of them, which is empty.
func blocksSize(data []byte) (size int64, ended bool) {
	for size < int64(len(data)) && !ended {
		ended = data[size] == 0
		size += int64(data[size]) + 1
	}
	return size, ended
}

func (c *cutter) gifExtension() {
	switch c.peek(2)[1] {
	case gifControl:
		if control := c.peek(8); control[2] != 4 || control[7] != 0 {
			c.broken()
		}
		c.keep(8)
	case gifApplication:
		c.gifApplication()
	default:
		c.skip(2)
		c.blocks(c.skip)
	}
}

// loops are the applications whose block says how often an animation is shown.
var loops = [][]byte{[]byte("\x0BNETSCAPE2.0"), []byte("\x0BANIMEXTS1.0")}

func (c *cutter) gifApplication() {
	const head = 14 // with the name
	if c.peek(3)[2] == 11 {
		for _, loop := range loops {
			if bytes.Equal(c.peek(head)[2:], loop) {
				c.gifLoop(head)
				return
			}
		}
	}
	c.skip(2)
	c.blocks(c.skip)
}

// gifLoop publishes the number of rounds, and nothing else that is said there.
func (c *cutter) gifLoop(head int64) {
	const rounds = 4 // a block of three bytes
	data := c.peek(head + rounds + 1)
	switch {
	case data[head] == 3 && data[head+1] == 1 && data[head+rounds] == 0:
		c.keep(head + rounds + 1)
		return
	case data[head] == 3 && data[head+1] == 1:
		c.put(append(bytes.Clone(data[:head+rounds]), 0))
	}
	c.skip(2)
	c.blocks(c.skip)
}
