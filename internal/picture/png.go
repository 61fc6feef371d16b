package picture

import (
	"encoding/binary"
	"hash/crc32"
)

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngChunks are those that the pixels, their colours and their movement depend on
// (PNG, third edition, 5.6). All others go.
var pngChunks = map[string]bool{
	"IHDR": true, "PLTE": true, "IDAT": true, "tRNS": true,
	"cHRM": true, "gAMA": true, "iCCP": true, "sBIT": true, "sRGB": true,
	"cICP": true, "mDCV": true, "cLLI": true, "bKGD": true, "pHYs": true,
	"acTL": true, "fcTL": true, "fdAT": true,
}

func (c *cutter) png() {
	c.keep(int64(len(pngSignature)))
	for c.err == nil {
		head := c.peek(8)
		body, name := int64(binary.BigEndian.Uint32(head)), string(head[4:])
		length := body + 12 // with its own length, its name and its checksum
		switch {
		case name == "IEND" && body == 0:
			c.keep(length)
			return
		case name == "IEND", body > 0x7FFFFFFF:
			c.broken()
		case pngChunks[name]:
			c.keep(length)
		case name == "eXIf" && c.orient(c.peek(8 + min(body, maxEXIF))[8:]):
			c.replace(length, pngChunk("eXIf", bareEXIF(c.cut.orientation)))
		default:
			c.skip(length)
		}
	}
}

// maxEXIF is how much of an EXIF block is looked at: as much as JPEG can hold. The
// orientation stands at its beginning.
const maxEXIF = 64 << 10

func pngChunk(name string, body []byte) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	chunk = append(append(chunk, name...), body...)
	return binary.BigEndian.AppendUint32(chunk, crc32.ChecksumIEEE(chunk[4:]))
}
