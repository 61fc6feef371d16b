// Package picture knows the files that go with content: what they are, how
// large a picture is, which of them a site may publish, and what of them.
//
// # What pictures give away
//
// A picture is published without what cameras and programs write into it: where
// and when it was taken, by whom and with what (EXIF, XMP, IPTC, comments, texts
// and times), previews, which show what was cut away later, and what lies behind
// its end. Nothing is encoded anew. Of a JPEG, PNG, GIF or WebP picture only
// those parts are published that the pixels, their colours (ICC profiles too) and
// their movement depend on, each as it is, and with a length or a flag put right
// that says what the file holds. A JPEG or PNG picture that has to be turned keeps
// that in an EXIF block that says nothing else, because browsers turn it; its width
// and height are those that are seen.
//
// What is published is a function of the picture's bytes, and stripping it once
// more changes nothing. It is never held in memory: a picture is walked through,
// and read in pieces from the original.
//
// Documents, sound and films are published as they are, and so are drawings (SVG,
// AVIF, ICO) and whatever else lies among the static files, which only those publish
// who look after the site. Talks tells of the pictures among them that give away
// most.
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
	// Width and Height are in pixels, as the picture is seen; 0 where the file is no
	// picture, or a drawing.
	Width, Height int
	// Size in bytes, and Digest, the SHA-256, are of what is published; zero after
	// Measure.
	Size   int64
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
	"image/jpeg": {"JPEG", ".jpg"}, "image/png": {"PNG", ".png"},
	"image/gif": {"GIF", ".gif"}, "image/webp": {"WebP", ".webp"},
}

var documents = map[string]string{
	".pdf": "application/pdf", ".zip": "application/zip",
	".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8",
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

// Probe reads the file called name, r, from its beginning. A file that cannot be
// published is an *UnfitError; other errors are those of r.
func Probe(name string, r io.ReadSeeker) (Info, error) {
	ending := strings.ToLower(path.Ext(name))
	if mediaType, ok := documents[ending]; ok {
		return digest(Info{MediaType: mediaType}, r)
	}
	mediaType, ok := pictures[ending]
	if !ok {
		return Info{}, unknownEnding(name, ending)
	}
	info, c, err := look(r, mediaType, ending)
	if err != nil {
		return Info{}, err
	}
	return digest(info, &reader{r: r, cut: c, stands: unknown})
}

// digest returns info with the size and the digest of what r gives.
func digest(info Info, r io.Reader) (Info, error) {
	hash := sha256.New()
	size, err := io.Copy(hash, r)
	info.Size, info.Digest = size, sum(hash.Sum(nil))
	return info, err
}

// Measure is Probe for a file that is published under its own address, whatever
// it is: it reads only pictures.
func Measure(name string, r io.ReadSeeker) (Info, error) {
	ending := strings.ToLower(path.Ext(name))
	if mediaType, ok := pictures[ending]; ok {
		info, _, err := look(r, mediaType, ending)
		return info, err
	}
	return Info{MediaType: cmp.Or(documents[ending], drawings[ending], "application/octet-stream")}, nil
}

// look reads a picture, which has to be of a media type.
func look(r io.ReadSeeker, mediaType, ending string) (Info, *cut, error) {
	watched := &failing{ReadSeeker: r}
	info, err := measure(watched, mediaType, ending)
	if watched.failure != nil {
		return Info{}, nil, watched.failure
	}
	if err != nil {
		return Info{}, nil, err
	}
	c, err := newCut(r)
	if err != nil {
		return Info{}, nil, unfit(err, ending)
	}
	if mediaType == "image/webp" && c.orientation != firstOrientation {
		return Info{}, nil, &UnfitError{
			"this picture has to be turned to be seen as it was taken, which browsers do not do with WebP",
			"turn it and save it again, or save it as JPEG",
		}
	}
	if c.orientation >= firstTurned {
		info.Width, info.Height = info.Height, info.Width
	}
	return info, c, nil
}

// A failing reader remembers that it has failed, which decoders take for a
// picture's fault.
type failing struct {
	io.ReadSeeker
	failure error
}

func (f *failing) Read(data []byte) (int, error) {
	n, err := f.ReadSeeker.Read(data)
	if err != nil && err != io.EOF {
		f.failure = err
	}
	return n, err
}

// measure reads the beginning of a picture, which has to be of a media type.
func measure(r io.Reader, mediaType, ending string) (Info, error) {
	buffered := bufio.NewReader(r)
	if name := phoneFormat(buffered); name != "" {
		message := "this is a picture of a phone in the format " + name + ", whatever its ending"
		return Info{}, &UnfitError{message, exportAsJPEG}
	}
	config, format, err := image.DecodeConfig(buffered)
	if err != nil {
		return Info{}, notDecodable(err, ending)
	}
	info := Info{MediaType: mediaType, Width: config.Width, Height: config.Height}
	return info, fits(info, "image/"+format)
}

const saveAgain = "save the picture again"

const exportAsJPEG = "export it as JPEG: on a Mac in Preview with File, Export; " +
	"on an iPhone choose Most Compatible under Settings, Camera, Formats"

func sum(b []byte) [sha256.Size]byte { return [sha256.Size]byte(b) }

func unknownEnding(name, ending string) error {
	if ending == ".svg" {
		return &UnfitError{"SVG drawings cannot be published, because they can carry programs", "save the drawing as PNG"}
	}
	if ending == ".heic" || ending == ".heif" || ending == ".avif" {
		format := strings.ToUpper(ending[1:])
		return &UnfitError{
			"pictures of phones in the format " + format + " cannot be published, because few browsers show them",
			exportAsJPEG,
		}
	}
	return &UnfitError{
		fmt.Sprintf("files like %s cannot be published", path.Base(name)),
		"use JPEG, PNG, GIF or WebP for pictures and PDF for documents",
	}
}

func notDecodable(err error, ending string) error {
	if errors.Is(err, image.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		return &UnfitError{"this file is no " + strings.ToUpper(ending[1:]) + " picture, or it is damaged", saveAgain}
	}
	return &UnfitError{"this picture cannot be read: " + err.Error(), saveAgain}
}

func fits(i Info, mediaType string) error {
	switch {
	case i.Width <= 0 || i.Height <= 0:
		return &UnfitError{"this picture is empty", saveAgain}
	case i.Width*i.Height > maxPixels:
		message := fmt.Sprintf("this picture has %d million pixels, more than the %d million that are published",
			i.Width*i.Height/1_000_000, maxPixels/1_000_000)
		return &UnfitError{message, "make it smaller; 2400 pixels across are enough for every screen"}
	case i.MediaType != mediaType:
		is := formats[mediaType]
		return &UnfitError{"this picture is not what its ending says, but " + is.name, "give it the ending " + is.ending}
	}
	return nil
}
