package picture

import (
	"bytes"
	"encoding/binary"
)

// webpChunks are those that the pixels, their colours and their movement depend on
// (RFC 9649, 2.7). All others go.
var webpChunks = map[string]bool{"VP8 ": true, "VP8L": true, "ALPH": true, "ANIM": true, "ICCP": true}

// webpFirst are the chunks that a picture begins with (2.5 to 2.7).
var webpFirst = map[string]bool{"VP8 ": true, "VP8L": true, "VP8X": true}

// webpHolds are the flags of VP8X for a profile, transparency and an animation.
const webpHolds = 0x20 | 0x10 | 0x02

// webp publishes what chunks say of the pixels. How long the file is stands at its
// beginning, and is put right at the end. That a picture has to be turned is only
// noted: most browsers show a WebP picture as it is stored.
func (c *cutter) webp() {
	const before = 8 // the name and the length
	head := bytes.Clone(c.peek(before + 4))
	end := before + int64(binary.LittleEndian.Uint32(head[4:]))
	extended := false
	c.own(before+4, head)
	for first := true; c.err == nil && c.at < end; first = false {
		name, body := c.webpChunk(end)
		switch {
		case first && !webpFirst[name], name == "VP8X" && body < 10:
			c.broken()
		case name == "VP8X" && !extended:
			extended = true
			c.webpFeatures(body)
		case name == "ANMF" && body >= 16:
			c.webpFrame(body)
		case name == "EXIF" && extended:
			c.orient(webpBlock(c.peek(8 + min(body, maxEXIF))[8:]))
			c.skip(8 + padded(body))
		default:
			c.webpPart(name, body)
		}
	}
	c.setLength(head, c.cut.size-before)
}

// setLength writes how long it is what head begins: it may be said wrongly there.
func (c *cutter) setLength(head []byte, length int64) {
	was := binary.LittleEndian.Uint32(head[4:])
	binary.LittleEndian.PutUint32(head[4:], uint32(length))
	c.touched = c.touched || was != uint32(length)
}

// webpPart publishes a chunk, or leaves it out.
func (c *cutter) webpPart(name string, body int64) {
	if webpChunks[name] {
		c.keep(8 + padded(body))
	} else {
		c.skip(8 + padded(body))
	}
}

// webpChunk returns the name and the length of the chunk that comes next, which
// must not go beyond end.
func (c *cutter) webpChunk(end int64) (name string, body int64) {
	head := c.peek(8)
	name, body = string(head[:4]), int64(binary.LittleEndian.Uint32(head[4:]))
	if c.at+8+padded(body) > end {
		c.broken()
	}
	return name, body
}

// webpFeatures publishes the chunk VP8X, without what goes.
func (c *cutter) webpFeatures(body int64) {
	chunk := bytes.Clone(c.peek(18))
	binary.LittleEndian.PutUint32(chunk[4:], 10)
	chunk[8] &= webpHolds
	clear(chunk[9:12]) // which have no meaning yet
	c.replace(18, chunk)
	c.skip(8 + padded(body) - 18)
}

// webpFrame publishes one image of an animation, which has chunks of its own.
func (c *cutter) webpFrame(body int64) {
	const place = 16
	end := c.at + 8 + padded(body)
	head := bytes.Clone(c.peek(8 + place))
	before := c.cut.size
	c.own(8+place, head)
	for c.err == nil && c.at < end {
		c.webpPart(c.webpChunk(end))
	}
	c.setLength(head, c.cut.size-before-8)
}

// own publishes data, which may still be changed until the walk has ended, in the
// place of the next n bytes.
func (c *cutter) own(n int64, data []byte) {
	c.step(n)
	c.add(piece{size: n, own: data})
}

// padded returns how many bytes a chunk of n takes.
func padded(n int64) int64 { return n + n&1 }

// webpBlock returns the EXIF block in a chunk, before which some programs put what
// JPEG has there.
func webpBlock(data []byte) []byte { return bytes.TrimPrefix(data, []byte(exif)) }
