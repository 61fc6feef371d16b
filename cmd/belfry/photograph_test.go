package main

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/jpeg"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// photograph makes a picture of 40 by 30 pixels as a telephone does, which says
// where it was taken, and that it has to be turned: photograph jpeg file.
func photograph(ts *testscript.TestScript, neg bool, args []string) {
	var b bytes.Buffer
	canvas := image.NewGray(image.Rect(0, 0, 40, 30))
	block := place()
	var data []byte
	switch args[0] {
	case "jpeg":
		ts.Check(jpeg.Encode(&b, canvas, nil))
		said := binary.BigEndian.AppendUint16([]byte("\xFF\xE1"), uint16(len(block)+8))
		said = append(append(said, "Exif\x00\x00"...), block...)
		data = slices.Concat(b.Bytes()[:2], said, b.Bytes()[2:])
	case "png":
		ts.Check(png.Encode(&b, canvas))
		said := append([]byte("eXIf"), block...)
		said = binary.BigEndian.AppendUint32(said, crc32.ChecksumIEEE(said))
		said = slices.Concat(binary.BigEndian.AppendUint32(nil, uint32(len(block))), said)
		data = slices.Concat(b.Bytes()[:33], said, b.Bytes()[33:])
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), data, 0o644))
}

// place returns an EXIF block: the telephone, the orientation 6 and a place in
// Brussels (50° 51′, 4° 21′).
func place() []byte {
	const phone, directories = "Telephone of Ada\x00", 8
	const gps = directories + 2 + 3*12 + 4
	const values = gps + 2 + 4*12 + 4
	order := binary.BigEndian
	b := order.AppendUint32([]byte("MM\x00*"), directories)
	entry := func(tag, kind uint16, count uint32, value ...byte) {
		b = order.AppendUint16(order.AppendUint16(b, tag), kind)
		b = append(order.AppendUint32(b, count), value...)
	}
	at := func(offset int) []byte { return order.AppendUint32(nil, uint32(offset)) }
	b = order.AppendUint16(b, 3)
	entry(0x0110, 2, uint32(len(phone)), at(values+48)...)
	entry(0x0112, 3, 1, 0, 6, 0, 0)
	entry(0x8825, 4, 1, at(gps)...)
	b = order.AppendUint16(append(b, 0, 0, 0, 0), 4)
	entry(1, 2, 2, 'N', 0, 0, 0)
	entry(2, 5, 3, at(values)...)
	entry(3, 2, 2, 'E', 0, 0, 0)
	entry(4, 5, 3, at(values+24)...)
	b = append(b, 0, 0, 0, 0)
	for _, n := range []uint32{50, 1, 51, 1, 0, 1, 4, 1, 21, 1, 0, 1} {
		b = order.AppendUint32(b, n)
	}
	return append(b, phone...)
}

// gives holds the one file of a pattern to have a text in it, or not to:
// ! gives public/media/town-*.jpg Ada.
func gives(ts *testscript.TestScript, neg bool, args []string) {
	files, err := filepath.Glob(ts.MkAbs(args[0]))
	if err != nil || len(files) != 1 {
		ts.Fatalf("%s stands for %q, %v", args[0], files, err)
	}
	if strings.Contains(ts.ReadFile(files[0]), args[1]) == neg {
		ts.Fatalf("%s is in %s: %v", args[1], files[0], neg)
	}
}
