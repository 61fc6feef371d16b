package picture

import (
	"bytes"
	"encoding/binary"
)

// Markers of JPEG (ITU-T T.81, table B.1), each after a byte 0xFF.
const (
	markerSOF0  = 0xC0 // the first that describes the picture
	markerRST0  = 0xD0
	markerRST7  = 0xD7
	markerSOI   = 0xD8 // the beginning
	markerEOI   = 0xD9 // the end
	markerSOS   = 0xDA // what follows are the pixels
	markerEXP   = 0xDF // the last that describes the picture
	markerAPP0  = 0xE0
	markerAPP1  = 0xE1
	markerAPP2  = 0xE2
	markerAPP14 = 0xEE
)

const (
	jfif    = "JFIF\x00"
	adobe   = "Adobe"
	profile = "ICC_PROFILE\x00"
	exif    = "Exif\x00\x00"
)

// jpeg publishes what describes the pixels and their colours, and the pixels.
// What programs and cameras add goes, previews and what lies behind the end too.
func (c *cutter) jpeg() {
	c.keep(2)
	for c.err == nil {
		switch marker := c.marker(); {
		case marker == markerEOI:
			c.keep(2)
			return
		case marker < markerSOF0, marker == markerSOI:
			c.broken()
		default:
			c.segment(marker)
		}
	}
}

// marker goes to the next marker and returns it. What lies before it has no
// meaning, and decoders pass it over.
func (c *cutter) marker() byte {
	for c.err == nil {
		next := c.window()
		end := pixelsEnd(next)
		if end < len(next)-1 {
			marker := next[end+1]
			c.skip(int64(end))
			return marker
		}
		c.skip(int64(end))
	}
	return 0
}

func (c *cutter) segment(marker byte) {
	length := int64(binary.BigEndian.Uint16(c.peek(4)[2:]))
	if length < 2 {
		c.broken()
		return
	}
	length += 2 // the marker
	switch {
	case marker == markerSOS:
		c.keep(length)
		c.pixels()
	case marker <= markerEXP:
		c.keep(length)
	default:
		c.addition(marker, length)
	}
}

// pixels publishes the bytes up to the next marker that ends them.
func (c *cutter) pixels() {
	for c.err == nil {
		next := c.window()
		end := pixelsEnd(next)
		c.keep(int64(end))
		if end < len(next)-1 {
			return
		}
	}
}

// pixelsEnd returns where in data the first marker stands that does not belong to
// the pixels; where there is none, where the next look has to begin, which is the
// last byte or behind it.
func pixelsEnd(data []byte) int {
	for i := 0; ; {
		next := bytes.IndexByte(data[i:], 0xFF)
		if next < 0 {
			return len(data)
		}
		i += next
		if i == len(data)-1 {
			return i
		}
		switch b := data[i+1]; {
		case b == 0 || markerRST0 <= b && b <= markerRST7:
			i += 2
		case b == 0xFF:
			i++
		default:
			return i
		}
	}
}

// addition publishes of a segment that an application has added what colours and
// the way up depend on, and leaves out the rest.
func (c *cutter) addition(marker byte, length int64) {
	body := c.peek(length)[4:]
	switch {
	case marker == markerAPP0 && bytes.HasPrefix(body, []byte(jfif)):
		c.replace(length, bareJFIF(body))
	case marker == markerAPP1 && bytes.HasPrefix(body, []byte(exif)):
		turned := c.orient(body[len(exif):])
		if !turned {
			c.skip(length)
			return
		}
		c.replace(length, jpegSegment(markerAPP1, []byte(exif), bareEXIF(c.cut.orientation)))
	case marker == markerAPP2 && bytes.HasPrefix(body, []byte(profile)):
		c.keep(length)
	case marker == markerAPP14 && bytes.HasPrefix(body, []byte(adobe)) && len(body) >= 12:
		c.replace(length, jpegSegment(markerAPP14, body[:12]))
	default:
		c.skip(length)
	}
}

// bareJFIF returns the segment without its preview (JFIF 1.02, 10.1).
func bareJFIF(body []byte) []byte {
	const sizes = 12 // where those of the preview stand
	if len(body) < sizes+2 {
		return jpegSegment(markerAPP0, body)
	}
	return jpegSegment(markerAPP0, body[:sizes], []byte{0, 0})
}

func jpegSegment(marker byte, parts ...[]byte) []byte {
	body := bytes.Join(parts, nil)
	segment := binary.BigEndian.AppendUint16([]byte{0xFF, marker}, uint16(len(body)+2))
	return append(segment, body...)
}
