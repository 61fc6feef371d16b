package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"
	"strings"
	"testing"
)

// encode returns a picture of 40 by 30 pixels.
func encode(t *testing.T, to func(io.Writer, image.Image) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := to(&b, image.NewGray(image.Rect(0, 0, 40, 30))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t *testing.T) []byte { return encode(t, png.Encode) }

func asJPEG(t *testing.T) []byte {
	return encode(t, func(w io.Writer, i image.Image) error { return jpeg.Encode(w, i, nil) })
}

func asGIF(t *testing.T) []byte {
	return encode(t, func(w io.Writer, i image.Image) error { return gif.Encode(w, i, nil) })
}

// asWebP returns a lossless WebP picture of one pixel.
func asWebP(t *testing.T) []byte {
	data, err := base64.StdEncoding.DecodeString("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestProbe(t *testing.T) {
	for _, test := range []struct {
		name, mediaType string
		data            []byte
		width, height   int
	}{
		{"a.png", "image/png", asPNG(t), 40, 30},
		{"a.PNG", "image/png", asPNG(t), 40, 30},
		{"a.jpg", "image/jpeg", asJPEG(t), 40, 30},
		{"a.JPEG", "image/jpeg", asJPEG(t), 40, 30},
		{"a.gif", "image/gif", asGIF(t), 40, 30},
		{"a.webp", "image/webp", asWebP(t), 1, 1},
		{"agenda.pdf", "application/pdf", []byte("%PDF-1.7"), 0, 0},
		{"empty.pdf", "application/pdf", nil, 0, 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Probe(test.name, bytes.NewReader(test.data))
			want := Info{test.mediaType, test.width, test.height, int64(len(test.data)), sha256.Sum256(test.data)}
			if err != nil || got != want {
				t.Errorf("probed %+v, %v, want %+v", got, err, want)
			}
		})
	}
}

func TestUnfit(t *testing.T) {
	for _, test := range []struct {
		name, file string
		data       []byte
		message    string
	}{
		{"a drawing", "a.svg", []byte("<svg/>"), "SVG"},
		{"an unknown ending", "a.exe", nil, "a.exe"},
		{"no ending", "README", nil, "README"},
		{"empty", "a.png", nil, "damaged"},
		{"cut short", "a.png", asPNG(t)[:20], "damaged"},
		{"a text", "a.jpg", []byte("not a picture"), "damaged"},
		{"an ending that lies", "a.jpg", asPNG(t), "PNG"},
		{"too many pixels", "a.png", withSize(asPNG(t), 100_000, 100_000), "million pixels"},
		{"no pixels", "a.gif", []byte("GIF89a\x00\x00\x00\x00\x00\x00\x00"), "empty"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Probe(test.file, bytes.NewReader(test.data))
			var unfit *UnfitError
			if !errors.As(err, &unfit) || !strings.Contains(unfit.Message, test.message) || unfit.Hint == "" {
				t.Errorf("probing gives %v, want a message with %q and a hint", err, test.message)
			}
		})
	}
}

// withSize changes the size in a PNG picture's header (PNG 11.2.1).
func withSize(data []byte, width, height uint32) []byte {
	binary.BigEndian.PutUint32(data[16:], width)
	binary.BigEndian.PutUint32(data[20:], height)
	binary.BigEndian.PutUint32(data[29:], crc32.ChecksumIEEE(data[12:29]))
	return data
}

// A brokenDisk cannot be read beyond a place.
type brokenDisk struct {
	io.ReadSeeker
	from int64
	err  error
}

func (d brokenDisk) Read(data []byte) (int, error) {
	at, err := d.Seek(0, io.SeekCurrent)
	if err != nil || at >= d.from {
		return 0, d.err
	}
	return d.ReadSeeker.Read(data[:min(int64(len(data)), d.from-at)])
}

// TestProbeFailure shows that a disk's failure is not taken for a damaged picture,
// wherever it comes.
func TestProbeFailure(t *testing.T) {
	broken := errors.New("the disk is broken")
	for name, data := range map[string][]byte{
		"a.png": asPNG(t), "a.jpg": asJPEG(t), "a.gif": asGIF(t), "a.webp": asWebP(t), "a.pdf": asPNG(t),
	} {
		for from := 0; from < len(data); from += 7 {
			if _, err := Probe(name, brokenDisk{bytes.NewReader(data), int64(from), broken}); !errors.Is(err, broken) {
				t.Errorf("probing %s, which is broken from %d, gives %v", name, from, err)
			}
		}
	}
}

// TestMeasure reads of pictures what it must, and nothing of other files.
func TestMeasure(t *testing.T) {
	for name, want := range map[string]Info{
		"a.PNG": {MediaType: "image/png", Width: 40, Height: 30}, "a.svg": {MediaType: "image/svg+xml"},
		"a.pdf": {MediaType: "application/pdf"}, "a": {MediaType: "application/octet-stream"},
	} {
		data := append(asPNG(t), make([]byte, 1<<20)...)
		rest := bytes.NewReader(data)
		got, err := Measure(name, rest)
		if got != want || err != nil || got.IsPicture() != strings.HasPrefix(want.MediaType, "image/") {
			t.Errorf("%s is %+v, %v", name, got, err)
		}
		if read := len(data) - rest.Len(); read > 2*windowSize || want.Width == 0 && read > 0 {
			t.Errorf("%d bytes of %s were read", read, name)
		}
	}
	var unfit *UnfitError
	if _, err := Measure("a.jpg", bytes.NewReader(asPNG(t))); !errors.As(err, &unfit) {
		t.Errorf("a PNG picture called JPEG gives %v", err)
	}
}

// TestTalks: what cameras wrote is found in the formats of phones alone.
func TestTalks(t *testing.T) {
	for data, want := range map[string]bool{
		"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + "meta infe\x02\x00\x00\x00\x00\x02\x00\x00Exif": true,
		"\x00\x00\x00\x18ftypavif" + strings.Repeat("x", 100) + "mime\x00application/rdf+xml\x00":            true,
		"\x00\x00\x00\x18ftypavif" + strings.Repeat("x", 100):                                                false,
		"Exif, a text": false, "": false,
	} {
		if got, err := Talks(strings.NewReader(data)); got != want || err != nil {
			t.Errorf("%q: %v, %v", data, got, err)
		}
	}
	broken := errors.New("the disk is broken")
	if _, err := Talks(brokenDisk{strings.NewReader("xxxx"), 2, broken}); !errors.Is(err, broken) {
		t.Error(err)
	}
}
