// Package picture knows the files that go with content: what they are, how
// large a picture is, and which of them a site may publish.
package picture

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	_ "image/gif"  // registers the format for DecodeConfig
	_ "image/jpeg" // registers the format for DecodeConfig
	_ "image/png"  // registers the format for DecodeConfig
	"io"
	"path"
	"strings"

	_ "golang.org/x/image/webp" // registers the format for DecodeConfig
)

// Info is what is known of a file.
type Info struct {
	MediaType string
	// Width and Height are in pixels; 0 where the file is no picture, or a drawing.
	Width, Height int
	// Digest is the SHA-256 of the file's bytes; zero after Measure.
	Digest [sha256.Size]byte
}

// IsPicture reports whether the file is a picture that a page can show.
func (i Info) IsPicture() bool { return strings.HasPrefix(i.MediaType, "image/") }

// maxPixels bounds the memory that showing a picture takes: 50 megapixels are
// 200 MB in a visitor's browser.
const maxPixels = 50_000_000

var pictures = map[string]string{
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp",
}

// drawings are pictures whose size is not read, and which only those publish
// who look after the site.
var drawings = map[string]string{".svg": "image/svg+xml", ".avif": "image/avif", ".ico": "image/x-icon"}

// formats are what editors call the media types of pictures.
var formats = map[string]struct{ name, ending string }{
	"image/jpeg": {"JPEG", ".jpg"}, "image/png": {"PNG", ".png"}, "image/gif": {"GIF", ".gif"}, "image/webp": {"WebP", ".webp"},
}

var documents = map[string]string{
	".pdf": "application/pdf", ".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".zip": "application/zip",
	".odt":  "application/vnd.oasis.opendocument.text",
	".ods":  "application/vnd.oasis.opendocument.spreadsheet",
	".odp":  "application/vnd.oasis.opendocument.presentation",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".mp3":  "audio/mpeg", ".mp4": "video/mp4", ".vtt": "text/vtt; charset=utf-8",
}

// An UnfitError says why a file cannot be published. Its text is for editors.
type UnfitError struct{ Message, Hint string }

func (e *UnfitError) Error() string { return e.Message }

// Known reports whether files with the ending of name may go with content.
func Known(name string) bool {
	ending := strings.ToLower(path.Ext(name))
	return pictures[ending] != "" || documents[ending] != ""
}

// Probe reads the file called name from r. A file that cannot be published is
// an *UnfitError; other errors are those of r.
func Probe(name string, r io.Reader) (Info, error) {
	ending := strings.ToLower(path.Ext(name))
	hash := sha256.New()
	if mediaType, ok := documents[ending]; ok {
		_, err := io.Copy(hash, r)
		return Info{MediaType: mediaType, Digest: sum(hash.Sum(nil))}, err
	}
	mediaType, ok := pictures[ending]
	if !ok {
		return Info{}, unknownEnding(name, ending)
	}
	info, err := measure(io.TeeReader(r, hash), mediaType, ending)
	if _, copyErr := io.Copy(hash, r); copyErr != nil {
		return Info{}, copyErr
	}
	info.Digest = sum(hash.Sum(nil))
	return info, err
}

// Measure is Probe for a file that is published under its own address, whatever
// it is: it reads only what says how large a picture is.
func Measure(name string, r io.Reader) (Info, error) {
	ending := strings.ToLower(path.Ext(name))
	if mediaType, ok := pictures[ending]; ok {
		return measure(r, mediaType, ending)
	}
	return Info{MediaType: cmp.Or(documents[ending], drawings[ending], "application/octet-stream")}, nil
}

// measure reads the beginning of a picture, which has to be of a media type.
func measure(r io.Reader, mediaType, ending string) (Info, error) {
	buffered := bufio.NewReader(r)
	if name := phoneFormat(buffered); name != "" {
		return Info{}, &UnfitError{"this is a picture of a phone in the format " + name + ", whatever its ending", exportAsJPEG}
	}
	config, format, err := image.DecodeConfig(buffered)
	if err != nil {
		return Info{}, notDecodable(err, ending)
	}
	info := Info{MediaType: mediaType, Width: config.Width, Height: config.Height}
	return info, fits(info, "image/"+format)
}

const exportAsJPEG = "export it as JPEG: on a Mac in Preview with File, Export; on an iPhone choose Most Compatible under Settings, Camera, Formats"

// phoneFormat names the format of a picture that cameras of phones make and few
// browsers show, by the brand in its first box (ISO/IEC 14496-12 4.3); "" for
// any other.
func phoneFormat(r *bufio.Reader) string {
	head, err := r.Peek(12)
	if err != nil || string(head[4:8]) != "ftyp" {
		return ""
	}
	switch string(head[8:12]) {
	case "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1":
		return "HEIC"
	case "avif", "avis":
		return "AVIF"
	}
	return ""
}

func sum(b []byte) [sha256.Size]byte { return [sha256.Size]byte(b) }

func unknownEnding(name, ending string) error {
	if ending == ".svg" {
		return &UnfitError{"SVG drawings cannot be published, because they can carry programs", "save the drawing as PNG"}
	}
	if ending == ".heic" || ending == ".heif" || ending == ".avif" {
		return &UnfitError{"pictures of phones in the format " + strings.ToUpper(ending[1:]) + " cannot be published, because few browsers show them", exportAsJPEG}
	}
	return &UnfitError{fmt.Sprintf("files like %s cannot be published", path.Base(name)), "use JPEG, PNG, GIF or WebP for pictures and PDF for documents"}
}

func notDecodable(err error, ending string) error {
	if errors.Is(err, image.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return &UnfitError{"this file is no " + strings.ToUpper(ending[1:]) + " picture, or it is damaged", "save the picture again"}
	}
	return &UnfitError{"this picture cannot be read: " + err.Error(), "save the picture again"}
}

func fits(i Info, mediaType string) error {
	switch {
	case i.Width <= 0 || i.Height <= 0:
		return &UnfitError{"this picture is empty", "save the picture again"}
	case i.Width*i.Height > maxPixels:
		return &UnfitError{fmt.Sprintf("this picture has %d million pixels, more than the %d million that are published", i.Width*i.Height/1_000_000, maxPixels/1_000_000), "make it smaller; 2400 pixels across are enough for every screen"}
	case i.MediaType != mediaType:
		return &UnfitError{"this picture is not what its ending says, but " + formats[mediaType].name, "give it the ending " + formats[mediaType].ending}
	}
	return nil
}
