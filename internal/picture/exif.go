package picture

import "encoding/binary"

// Orientation in EXIF (2.32, 4.6.5): how the picture has to be turned to be shown
// as it was taken. Nothing is encoded anew here, so that it has to be said to the
// browser in an EXIF block of our own, which says nothing else.
const (
	orientationTag   = 0x0112
	shortType        = 3 // a number of two bytes
	firstOrientation = 1 // as it is stored
	lastOrientation  = 8
	firstTurned      = 5 // from here on, width and height change places
)

// orientationIn returns the orientation that an EXIF block gives, which begins
// with a TIFF header; 1 where it gives none that there is.
func orientationIn(block []byte) int {
	order := byteOrder(block)
	if order == nil {
		return firstOrientation
	}
	at := int64(order.Uint32(block[4:]))
	if at+2 > int64(len(block)) {
		return firstOrientation
	}
	entries := block[at+2:]
	for range order.Uint16(block[at:]) {
		if len(entries) < 12 {
			break
		}
		if o := orientationOf(order, entries); o != 0 {
			return o
		}
		entries = entries[12:]
	}
	return firstOrientation
}

// orientationOf returns the orientation that an entry gives, or 0.
func orientationOf(order binary.ByteOrder, entry []byte) int {
	named := order.Uint16(entry) == orientationTag
	oneNumber := order.Uint16(entry[2:]) == shortType && order.Uint32(entry[4:]) == 1
	value := int(order.Uint16(entry[8:]))
	if !named || !oneNumber || value > lastOrientation {
		return 0
	}
	return value
}

// byteOrder returns that of a TIFF header, or nil where there is none.
func byteOrder(block []byte) binary.ByteOrder {
	if len(block) < 8 {
		return nil
	}
	switch string(block[:4]) {
	case "II*\x00":
		return binary.LittleEndian
	case "MM\x00*":
		return binary.BigEndian
	}
	return nil
}

// bareEXIF returns an EXIF block that gives an orientation and nothing else.
func bareEXIF(orientation int) []byte {
	return []byte{
		'M', 'M', 0, '*', 0, 0, 0, 8,
		0, 1, // one entry
		orientationTag >> 8, orientationTag & 0xFF, 0, shortType, 0, 0, 0, 1, 0, byte(orientation), 0, 0,
		0, 0, 0, 0, // no other directory
	}
}

// orient notes the orientation that an EXIF block gives, and reports whether it
// has to be published. As in browsers, the first block alone counts.
func (c *cutter) orient(block []byte) bool {
	if c.err != nil || c.oriented {
		return false
	}
	c.oriented = true
	c.cut.orientation = orientationIn(block)
	return c.cut.orientation != firstOrientation
}
