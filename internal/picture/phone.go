package picture

import (
	"bufio"
	"bytes"
	"io"
	"path"
	"slices"
	"strings"
)

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

// OfPhone reports whether the file called name is a picture in a format of phones,
// which is published as it is where it is published at all.
func OfPhone(name string) bool {
	return slices.Contains([]string{".heic", ".heif", ".avif"}, strings.ToLower(path.Ext(name)))
}

// Talks reports whether a picture in a format of phones holds what its camera wrote,
// EXIF or XMP. That is said in its first box but one (ISO/IEC 23008-12, annex A).
func Talks(r io.Reader) (bool, error) {
	buffered := bufio.NewReaderSize(r, windowSize)
	head, err := buffered.Peek(windowSize)
	if err != nil && err != io.EOF {
		return false, err
	}
	told := bytes.Contains(head, []byte("Exif")) || bytes.Contains(head, []byte("application/rdf+xml"))
	return phoneFormat(buffered) != "" && told, nil
}
