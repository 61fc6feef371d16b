package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"strings"
	"testing"
)

// secret stands in all that a picture of the corpus must not give away, and vital
// in what it must keep.
const (
	secret = "50.8503N 4.3517E"
	vital  = "the profile of its colours"
)

// talkative returns pictures that give away all that their format can hold, of one
// orientation.
func talkative(t testing.TB, orientation int) map[string][]byte {
	return map[string][]byte{
		"a.jpg": talkativeJPEG(t, orientation), "a.png": talkativePNG(t, orientation), "a.gif": talkativeGIF(t),
		"a.webp": talkativeWebP(orientation), "moving.webp": movingWebP(orientation),
	}
}

// canvas is a picture whose pixels all differ.
func canvas() *image.RGBA {
	c := image.NewRGBA(image.Rect(0, 0, 40, 30))
	for x := range 40 {
		for y := range 30 {
			c.Set(x, y, color.RGBA{uint8(x * 6), uint8(y * 8), uint8(x * y), 255})
		}
	}
	return c
}

// phoneEXIF is an EXIF block as cameras write it: an orientation among other
// entries, and behind them a place and a preview.
func phoneEXIF(order binary.AppendByteOrder, header string, orientation int) []byte {
	b := order.AppendUint32([]byte(header), 8)
	b = order.AppendUint16(b, 3)
	for _, entry := range [][3]int{{0x010F, 2, len(secret)}, {orientationTag, shortType, 1}, {0x8825, 4, 1}} {
		b = order.AppendUint16(b, uint16(entry[0]))
		b = order.AppendUint16(b, uint16(entry[1]))
		b = order.AppendUint32(b, uint32(entry[2]))
		b = order.AppendUint16(b, uint16(orientation))
		b = append(b, 0, 0)
	}
	return append(order.AppendUint32(b, 0), secret+"\xFF\xD8\xFF\xD9"...)
}

func talkativeJPEG(t testing.TB, orientation int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, canvas(), nil); err != nil {
		t.Fatal(err)
	}
	said := slices.Concat(
		jpegSegment(markerAPP0, []byte("JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x05\x01"), []byte(secret)[:15]),
		jpegSegment(markerAPP0, []byte("JFXX\x00\x10"), []byte(secret)),
		jpegSegment(markerAPP1, []byte(exif), phoneEXIF(binary.LittleEndian, "II*\x00", orientation)),
		jpegSegment(markerAPP1, []byte(exif), phoneEXIF(binary.BigEndian, "MM\x00*", 3)),
		jpegSegment(markerAPP1, []byte("http://ns.adobe.com/xap/1.0/\x00"), []byte(secret)),
		jpegSegment(markerAPP2, []byte(profile), []byte(vital)),
		jpegSegment(markerAPP2, []byte("MPF\x00"), []byte(secret)),
		jpegSegment(0xED, []byte("Photoshop 3.0\x00"), []byte(secret)),
		jpegSegment(markerAPP14, []byte("Adobe\x00\x64\x00\x00\x00\x00\x01"), []byte(secret)),
		jpegSegment(0xEF, []byte(secret)), jpegSegment(0xFE, []byte(secret)),
		[]byte(secret), []byte{0xFF, 0xFF, 0xFF},
	)
	return slices.Concat(b.Bytes()[:2], said, b.Bytes()[2:], b.Bytes(), []byte(secret))
}

func talkativePNG(t testing.TB, orientation int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, canvas()); err != nil {
		t.Fatal(err)
	}
	const head = 33 // with IHDR
	said := pngChunk("gAMA", []byte{0, 0, 0xB1, 0x8F})
	said = append(said, pngChunk("iCCP", []byte("p\x00\x00"+vital))...)
	said = append(said, pngChunk("eXIf", phoneEXIF(binary.BigEndian, "MM\x00*", orientation))...)
	for _, name := range []string{"eXIf", "tEXt", "zTXt", "iTXt", "tIME", "caBX", "prVW"} {
		said = append(said, pngChunk(name, []byte(secret))...)
	}
	return slices.Concat(b.Bytes()[:head], said, b.Bytes()[head:], []byte(secret))
}

func talkativeGIF(t testing.TB) []byte {
	t.Helper()
	frame := image.NewPaletted(image.Rect(0, 0, 40, 30), color.Palette{color.Black, color.White, color.RGBA{9, 9, 9, 255}})
	frame.Pix[7], frame.Pix[99] = 1, 2
	var b bytes.Buffer
	twice := &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{10, 20}, LoopCount: 7}
	if err := gif.EncodeAll(&b, twice); err != nil {
		t.Fatal(err)
	}
	said := string(rune(len(secret))) + secret + "\x00"
	said = "\x21\xFE" + said + "\x21\xFF\x0BXMP DataXMP" + said + "\x21\x01\x0C            " + said
	loop := strings.Index(b.String(), "\x21\xFF")
	end := b.Len() - 1
	return slices.Concat(b.Bytes()[:loop], []byte(said), b.Bytes()[loop:end], []byte(said+";"+secret))
}

// webpFile returns the file that chunks make.
func webpFile(chunks ...[]byte) []byte {
	body := slices.Concat(chunks...)
	return slices.Concat(webpChunk("RIFF", append([]byte("WEBP"), body...)))
}

// dot is the chunk of a lossless picture of one pixel, padded.
var dot = append(webpChunk("VP8L", []byte{0x2F, 0, 0, 0, 0x10, 7, 0x10, 0x11, 0x11, 0x88, 0x88, 0xFE, 7}), 0)

func talkativeWebP(orientation int) []byte {
	features := []byte{0x20 | 0x10 | 0x08 | 0x04, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	block := append([]byte(exif), phoneEXIF(binary.LittleEndian, "II*\x00", orientation)...)
	return append(webpFile(webpChunk("VP8X", features), webpChunk("ICCP", []byte(vital)), dot,
		webpChunk("EXIF", block), webpChunk("XMP ", []byte(secret)), webpChunk("GPS ", []byte(secret))), secret...)
}

// movingWebP is an animation, whose images have chunks of their own.
func movingWebP(orientation int) []byte {
	features := []byte{0x20 | 0x10 | 0x08 | 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0}
	frame := webpChunk("ANMF", slices.Concat(make([]byte, 16), dot, webpChunk("GPS ", []byte(secret))))
	return webpFile(webpChunk("VP8X", features), webpChunk("ICCP", []byte(vital)),
		webpChunk("ANIM", make([]byte, 6)), frame, frame,
		webpChunk("EXIF", phoneEXIF(binary.BigEndian, "MM\x00*", orientation)))
}

func webpChunk(name string, body []byte) []byte {
	return append(binary.LittleEndian.AppendUint32([]byte(name), uint32(len(body))), body...)
}
