package preview

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// photograph returns a picture, and the same with what was said of it.
func photograph(t *testing.T, said string) (bare, talking []byte) {
	t.Helper()
	var b bytes.Buffer
	must(t, jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 30)), nil))
	comment := append([]byte{0xFF, 0xFE, 0, byte(len(said) + 2)}, said...)
	return b.Bytes(), slices.Concat(b.Bytes()[:2], comment, b.Bytes()[2:], []byte(said))
}

// TestPicturesGiveNothingAway, whole or in parts, wherever they lie.
func TestPicturesGiveNothingAway(t *testing.T) {
	dir := newSite(t)
	bare, talking := photograph(t, "taken at home")
	write(t, filepath.Join(dir, "static", "town.jpg"), talking)
	write(t, filepath.Join(dir, "content", "news", "town.jpg"), talking)
	write(t, filepath.Join(dir, saved), []byte("---\ntitle: First\npublished: 2025-01-01\n---\n\n![Town](town.jpg)\n"))
	v := serve(t, dir, false)
	v.untilShown(t, savedAddress, "/media/town-")
	_, rest, _ := strings.Cut(v.get(t, savedAddress).body, `src="/media/`)
	name, _, _ := strings.Cut(rest, `"`)
	for _, address := range []string{"/town.jpg", "/media/" + name} {
		whole, body := v.ask(t, "GET", address)
		if body != string(bare) || whole.ContentLength != int64(len(bare)) {
			t.Errorf("%s: %d bytes of %d: %q", address, whole.ContentLength, len(bare), body)
		}
		if head, _ := v.ask(t, "HEAD", address); head.ContentLength != int64(len(bare)) {
			t.Errorf("%s: HEAD gives %d", address, head.ContentLength)
		}
		part, body := v.ask(t, "GET", address, "Range", "bytes=1-20", "If-Range", whole.Header.Get("ETag"))
		want, given := fmt.Sprintf("bytes 1-20/%d", len(bare)), part.Header.Get("Content-Range")
		if body != string(bare[1:21]) || given != want {
			t.Errorf("%s: a part is %s: %q", address, given, body)
		}
	}
}

// TestOtherThingsSaid: a picture of which other things are said is the same, as
// far as it is published.
func TestOtherThingsSaid(t *testing.T) {
	dir := newSite(t)
	bare, talking := photograph(t, "taken at home")
	file := filepath.Join(dir, "static", "town.jpg")
	write(t, file, talking)
	v := serve(t, dir, false)
	v.untilShown(t, "/town.jpg", string(bare))
	tag := v.get(t, "/town.jpg").etag
	_, other := photograph(t, "taken at the seaside, by somebody else")
	write(t, file, other)
	if a := v.get(t, "/town.jpg"); a.body != string(bare) || a.etag != tag {
		t.Errorf("the tag is %s and not %s; %q", a.etag, tag, a.body)
	}
	v.untilBuilt(t, nil)
}

// TestDamagedStaticPictures are mistakes until they are mended.
func TestDamagedStaticPictures(t *testing.T) {
	v := serve(t, newSite(t), false)
	v.untilShown(t, savedAddress, "The first text")
	file := filepath.Join(v.dir, "static", "town.jpg")
	_, talking := photograph(t, "taken at home")
	problems := func(want int) {
		t.Helper()
		until(t, func() string {
			found := v.server.state.Load().found.Problems
			if len(found.List) != want || want > 0 && found.List[0].Place != "static/town.jpg" {
				return fmt.Sprintf("%+v", found)
			}
			return ""
		})
	}
	write(t, file, talking[:100])
	problems(1)
	write(t, file, talking)
	problems(0)
	must(t, os.Truncate(file, 120))
	problems(1)
	must(t, os.Remove(file))
	problems(0)
}
