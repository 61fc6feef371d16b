package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"image"
	"image/gif"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"testing/iotest"
)

// strip returns what is published of a picture.
func strip(data []byte) ([]byte, *cut, error) {
	c, err := newCut(bytes.NewReader(data))
	if err != nil {
		return nil, nil, err
	}
	out, err := io.ReadAll(&reader{r: bytes.NewReader(data), cut: c, stands: unknown})
	return out, c, err
}

// TestNothingIsGivenAway, and what a picture looks like stays as it was: the same
// pixels, the same colours, the same way up.
func TestNothingIsGivenAway(t *testing.T) {
	for orientation := range 10 {
		for name, data := range talkative(t, orientation) {
			out, c, err := strip(data)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if bytes.Contains(out, []byte(secret)) || bytes.Contains(out, []byte(secret)[:12]) {
				t.Errorf("%s gives away %q", name, out)
			}
			if !strings.HasSuffix(name, ".gif") && !bytes.Contains(out, []byte(vital)) {
				t.Errorf("%s has lost its colours: %q", name, out)
			}
			samePixels(t, name, data, out)
			wantOrientation(t, name, out, c, orientation)
			again, c, err := strip(out)
			if err != nil || !bytes.Equal(again, out) || int64(len(out)) != c.size {
				t.Errorf("%s stripped twice is %q and not %q, %v", name, again, out, err)
			}
		}
	}
}

// wantOrientation holds a picture to say one that it must be turned by, and no
// other, in a block that says nothing else.
func wantOrientation(t *testing.T, name string, out []byte, c *cut, orientation int) {
	t.Helper()
	want := 0
	noted := strings.HasSuffix(name, ".webp") && orientation > 1 && orientation < 9
	switch {
	case noted && c.orientation != orientation:
		t.Errorf("%s has the orientation %d and not %d", name, c.orientation, orientation)
	case noted, strings.HasSuffix(name, ".gif"):
	case orientation > 1 && orientation < 9:
		want = 1
		if c.orientation != orientation {
			t.Errorf("%s has the orientation %d and not %d", name, c.orientation, orientation)
		}
	}
	if got := bytes.Count(out, bareEXIF(orientation)); got != want {
		t.Errorf("%s says the orientation %d %d times, not %d", name, orientation, got, want)
	}
	if all := bytes.Count(out, []byte("MM\x00*")) + bytes.Count(out, []byte("II*\x00")); all != want {
		t.Errorf("%s has %d EXIF blocks, not %d: %q", name, all, want, out)
	}
}

// samePixels holds what both decode to to be one, as far as a decoder reads data.
func samePixels(t testing.TB, name string, data, out []byte) {
	t.Helper()
	before, format, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return
	}
	after, now, err := image.Decode(bytes.NewReader(out))
	if err != nil || now != format || !reflect.DeepEqual(before, after) {
		t.Fatalf("%s has other pixels, or none: %s, %v", name, now, err)
	}
	if format != "gif" {
		return
	}
	moving, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		return
	}
	if still, err := gif.DecodeAll(bytes.NewReader(out)); err != nil || !reflect.DeepEqual(moving, still) {
		t.Fatalf("%s moves in another way: %v", name, err)
	}
}

// TestDecoded holds the corpus to consist of pictures.
func TestDecoded(t *testing.T) {
	for name, data := range talkative(t, 6) {
		if _, _, err := image.Decode(bytes.NewReader(data)); err != nil && name != "moving.webp" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestProbeOfTurnedPictures: the size is that which is seen, and all else that of
// what is published.
func TestProbeOfTurnedPictures(t *testing.T) {
	for orientation := 1; orientation <= 8; orientation++ {
		for _, name := range []string{"a.jpg", "a.png"} {
			data := talkative(t, orientation)[name]
			out, _, _ := strip(data)
			want := Info{pictures[filepath.Ext(name)], 40, 30, int64(len(out)), sha256.Sum256(out)}
			if orientation >= 5 {
				want.Width, want.Height = 30, 40
			}
			if got, err := Probe(name, bytes.NewReader(data)); err != nil || got != want {
				t.Errorf("%s turned by %d: %+v, %v, want %+v", name, orientation, got, err, want)
			}
			got, err := Measure(name, bytes.NewReader(out))
			if err != nil || got.Width != want.Width || got.Height != want.Height {
				t.Errorf("%s turned by %d is measured %+v, %v", name, orientation, got, err)
			}
		}
	}
}

// TestOrientations: one that there is none of does not count, and none is read
// beyond the block.
func TestOrientations(t *testing.T) {
	entry := func(value byte) string {
		return "\x01\x12\x00\x03\x00\x00\x00\x01\x00" + string([]byte{value}) + "\x00\x00"
	}
	const head, one = "MM\x00*\x00\x00\x00\x08", "\x00\x01" // entry
	for block, want := range map[string]int{
		"": 1, "MM\x00*": 1, head: 1, "MM\x00*\xFF\xFF\xFF\xFF": 1, head + one: 1,
		head + one + entry(6):                        6,
		head + "\x00\x00" + entry(6):                 1,
		head + "\xFF\xFF" + entry(9) + entry(8):      8,
		head + one + entry(6)[:11]:                   1,
		"XX" + head[2:] + one + entry(6):             1,
		"MM\x00*\x00\x00\x00\x0A  " + one + entry(5): 5,
	} {
		if got := orientationIn([]byte(block)); got != want {
			t.Errorf("%q gives %d, not %d", block, got, want)
		}
	}
}

// TestMovingWebP: every image of an animation is stripped, and all lengths are put
// right.
func TestMovingWebP(t *testing.T) {
	features := webpChunk("VP8X", []byte{0x20 | 0x10 | 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0})
	frame := webpChunk("ANMF", append(make([]byte, 16), dot...))
	want := webpFile(features, webpChunk("ICCP", []byte(vital)), webpChunk("ANIM", make([]byte, 6)), frame, frame)
	if out, _, err := strip(movingWebP(1)); !bytes.Equal(out, want) || err != nil {
		t.Errorf("published is %q, not %q, %v", out, want, err)
	}
}

// TestTurnedWebP: browsers show it as it is stored.
func TestTurnedWebP(t *testing.T) {
	var unfit *UnfitError
	if _, err := Probe("a.webp", bytes.NewReader(talkativeWebP(6))); !errors.As(err, &unfit) || unfit.Hint == "" {
		t.Errorf("one that has to be turned: %v", err)
	}
	if info, err := Probe("a.webp", bytes.NewReader(talkativeWebP(1))); err != nil || info.Width != 1 {
		t.Errorf("one that has not: %+v, %v", info, err)
	}
}

// TestDamaged: a picture that ends anywhere but at its end is damaged.
func TestDamaged(t *testing.T) {
	for name, data := range talkative(t, 6) {
		out, _, err := strip(data)
		if err != nil {
			t.Fatal(err)
		}
		for n := range out {
			if _, _, err := strip(out[:n]); !errors.Is(err, io.ErrUnexpectedEOF) && !errors.Is(err, image.ErrFormat) {
				t.Fatalf("%s cut after %d bytes of %d: %v", name, n, len(out), err)
			}
		}
	}
	for what, data := range map[string]string{
		"a segment shorter than its length": "\xFF\xD8\xFF\xE1\x00\x01\xFF\xD9",
		"a beginning in a beginning":        "\xFF\xD8\xFF\xD8\xFF\xD9",
		"an end that holds something":       pngSignature + "\x00\x00\x00\x01IENDxxxxx",
		"a length beyond all":               pngSignature + "\xFF\xFF\xFF\xF0tEXtx",
		"an unknown block":                  "GIF89a\x01\x00\x01\x00\x00\x00\x00\x99;",
		"a block of control that says more": "GIF89a\x01\x00\x01\x00\x00\x00\x00\x21\xF9\x05abcde\x00;",
		"a chunk longer than its file":      "RIFF\x0C\x00\x00\x00WEBPVP8L\x02\x00\x00\x00xx",
	} {
		if _, _, err := strip([]byte(data)); !errors.Is(err, image.ErrFormat) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestBlocksOfAnimations: of what a program says, only how often to begin again.
func TestBlocksOfAnimations(t *testing.T) {
	const head, rounds = "GIF89a\x01\x00\x01\x00\x00\x00\x00", "\x21\xFF\x0BNETSCAPE2.0\x03\x01\x07\x00"
	for said, want := range map[string]string{
		rounds + "\x00": rounds + "\x00", rounds + "\x03GPS\x00": rounds + "\x00",
		"\x21\xFF\x0BNETSCAPE2.0\x05\x02abcd\x00": "",

		"\x21\xAA\x03GPS\x00": "", "\x21\xFF\x03GPS\x00": "",
	} {
		if out, _, err := strip([]byte(head + said + ";")); string(out) != head+want+";" || err != nil {
			t.Errorf("%q is published as %q, %v", said, out, err)
		}
	}
}

// TestAFailingDisk is not taken for a file that is no picture.
func TestAFailingDisk(t *testing.T) {
	broken := errors.New("the disk is broken")
	for name, data := range talkative(t, 6) {
		for _, from := range []int64{0, 5, 60} {
			if _, err := newCut(brokenDisk{bytes.NewReader(data), from, broken}); err != broken {
				t.Errorf("%s, broken from %d: %v", name, from, err)
			}
		}
	}
}

// TestManyPieces: the pieces of a picture are bounded.
func TestManyPieces(t *testing.T) {
	piece := append(pngChunk("IDAT", nil), pngChunk("tEXt", nil)...)
	data := append([]byte(pngSignature), bytes.Repeat(piece, maxPieces+1)...)
	var unfit *UnfitError
	if _, _, err := strip(append(data, pngChunk("IEND", nil)...)); !errors.As(err, &unfit) || unfit.Hint == "" {
		t.Error(err)
	}
}

func openPublished(t *testing.T, name string, data []byte) (File, *os.File) {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	original, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { original.Close() })
	f, err := Published(name, original)
	if err != nil {
		t.Fatal(err)
	}
	return f, original
}

// TestPublished: a stripped picture is a file like any other, that is read in parts
// of any size from any place.
func TestPublished(t *testing.T) {
	for name, data := range talkative(t, 6) {
		want, _, _ := strip(data)
		f, original := openPublished(t, name, data)
		if err := iotest.TestReader(f.(io.Reader), want); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		info, err := f.Stat()
		if err != nil || info.Size() != int64(len(want)) || info.Name() != name {
			t.Errorf("%s: %v, %v", name, info, err)
		}
		if err := os.Truncate(original.Name(), int64(len(data)+5)); err != nil {
			t.Fatal(err)
		}
		if info, err := f.Stat(); err != nil || info.Size() != int64(len(want)+5) {
			t.Errorf("%s has grown: %v, %v", name, info, err)
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
		if _, err := original.Stat(); !errors.Is(err, fs.ErrClosed) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestPublishedAsItIs: what gives nothing away is the file itself.
func TestPublishedAsItIs(t *testing.T) {
	for name, data := range map[string][]byte{
		"a.png": asPNG(t), "a.jpg": asJPEG(t), "a.gif": asGIF(t), "a.webp": asWebP(t), "a.svg": []byte("<svg/>"),
		"b.png": []byte("no picture"), "c.png": nil, "a.pdf": talkativeJPEG(t, 6),
	} {
		f, original := openPublished(t, name, data)
		if f != File(original) {
			t.Errorf("%s is not the file itself", name)
		}
		if got, err := io.ReadAll(f); !bytes.Equal(got, data) || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
	}
	for _, name := range []string{"a.jfif", "a.JPE", "lies.png"} {
		if f, original := openPublished(t, name, talkativeJPEG(t, 6)); f == File(original) {
			t.Errorf("%s is not stripped", name)
		}
	}
}

// A long file is a picture in which one part is repeated.
type long struct {
	head, part, tail []byte
	parts            int64
	at               int64
}

func (l *long) size() int64 {
	return int64(len(l.head)) + l.parts*int64(len(l.part)) + int64(len(l.tail))
}

func (l *long) Read(data []byte) (int, error) {
	if l.at >= l.size() {
		return 0, io.EOF
	}
	rest := l.head
	if into := l.at - int64(len(l.head)); into >= 0 {
		rest = l.part[into%int64(len(l.part)):]
		if behind := into - l.parts*int64(len(l.part)); behind >= 0 {
			rest = l.tail[behind:]
		}
	} else {
		rest = rest[l.at:]
	}
	n := copy(data, rest)
	l.at += int64(n)
	return n, nil
}

func (l *long) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += l.at
	case io.SeekEnd:
		offset += l.size()
	}
	l.at = offset
	return offset, nil
}

// TestStrippingTakesNoMemory however large a picture is, and all that is in it.
func TestStrippingTakesNoMemory(t *testing.T) {
	head := talkativePNG(t, 6)[:33]
	said := pngChunk("tEXt", bytes.Repeat([]byte(secret), 4<<10))
	seen := pngChunk("IDAT", make([]byte, 64<<10))
	blocks := bytes.Repeat(append([]byte{255}, make([]byte, 255)...), 250)
	pixels := bytes.Repeat([]byte("\xFF\x00\xFF\xD7pixels"), 6000)
	gifHead := []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00\x21\xFE")
	for name, file := range map[string]*long{
		"a.png":     {head: head, part: said, parts: 1000, tail: pngChunk("IEND", nil)},
		"large.png": {head: head, part: seen, parts: 1000, tail: pngChunk("IEND", nil)},
		"a.gif":     {head: gifHead, part: blocks, parts: 1000, tail: []byte("\x00;")},
		"a.jpg": {
			head: []byte{0xFF, 0xD8}, tail: []byte{0xFF, 0xD9},
			part: jpegSegment(0xFE, make([]byte, 65_000)), parts: 1000,
		},
		"seen.jpg": {head: []byte("\xFF\xD8\xFF\xDA\x00\x02"), part: pixels, parts: 1000, tail: []byte{0xFF, 0xD9}},
		"a.webp": {
			head: binary.LittleEndian.AppendUint32([]byte("RIFF"), 4+8+1000*(8+60_000)),
			part: webpChunk("XMP ", make([]byte, 60_000)), parts: 1000,
		},
	} {
		if name == "a.webp" {
			file.head = append(file.head, "WEBPVP8 \x00\x00\x00\x00"...)
		}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		c, err := newCut(file)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		n, err := io.Copy(io.Discard, &reader{r: file, cut: c, stands: unknown})
		runtime.ReadMemStats(&after)
		if err != nil || n != c.size || file.size() < 50<<20 {
			t.Errorf("%s: %d bytes of %d, %v", name, n, c.size, err)
		}
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
			t.Errorf("%s took %d bytes", name, used)
		}
	}
}

// FuzzStrip: whatever a file holds, what is published of it is no larger, has the
// same pixels, and is published of itself.
func FuzzStrip(f *testing.F) {
	for _, orientation := range []int{1, 6} {
		for _, data := range talkative(f, orientation) {
			f.Add(data)
			out, _, _ := strip(data)
			f.Add(out)
		}
	}
	f.Add([]byte("RIFF\x01\x00\x00\x00WEBP"))
	f.Add(webpFile(webpChunk("ANMF", append(make([]byte, 16), "VP8 \x00\x00\x00\x00x"...))))
	f.Add([]byte("RIFF\xd2\x00\x00\x00WEBPVP80\n\x00\x00\x000000000000ICCP\x1a\x00\x00\x0000000000000000000000000" +
		"000VP8La\x00\x00\x00/00\x00\x107\x10\x11\x11\x88\x8827A0000000000000000000000000000000000000000" +
		"000000000000000000000000000000000000000000000000'\x00\x00\x000000000000000000000000000000000000" +
		"000000"))
	f.Add([]byte("RIFF\xa2\x00\x00\x00WEBPVP8X\x02\x00\x00\x000000000\x00\x00\x0000000000000000000000000000000000" +
		"0000000000000000ANMF%\x00\x00\x0000000000000000000000\r\x00\x00\x00000000000000000000%\x00\x00" +
		"\x0000000000000000000000000000000000000000"))
	f.Fuzz(func(t *testing.T, data []byte) {
		out, c, err := strip(data)
		if err != nil {
			var unfit *UnfitError
			if !errors.As(err, &unfit) && !errors.Is(err, image.ErrFormat) && !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Fatal(err)
			}
			return
		}
		if len(out) > len(data)+len(bareEXIF(1)) || int64(len(out)) != c.size {
			t.Fatalf("%d bytes have become %d, or %d", len(data), len(out), c.size)
		}
		if c.whole && !bytes.Equal(data, out) {
			t.Fatalf("%q is not published as it is, but %q", data, out)
		}
		again, _, err := strip(out)
		if err != nil || !bytes.Equal(again, out) {
			t.Fatalf("stripped twice it is %q and not %q, %v", again, out, err)
		}
		// Go's reader forgets JFIF, by which Adobe's transform is not looked at, with the next APP0.
		forgets := bytes.Count(data, []byte("\xFF\xE0")) > 1 && bytes.Contains(data, []byte(adobe))
		config, _, err := image.DecodeConfig(bytes.NewReader(data))
		if err == nil && config.Width*config.Height < 1<<16 && !forgets {
			samePixels(t, "it", data, out)
		}
	})
}
