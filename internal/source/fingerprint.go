package source

import (
	"io/fs"
	"time"
)

// A Stamp is what a folder says of a file. While it is the same, the bytes most
// likely are, too.
type Stamp struct {
	Size int64 // in bytes
	Time time.Time
}

// StampOf returns the stamp of the file that info describes.
func StampOf(info fs.FileInfo) Stamp { return Stamp{info.Size(), info.ModTime()} }

// A Fingerprint is what the bytes of a file were, and the stamp it had before
// they were read. The zero Fingerprint is that of a file that nobody has read.
type Fingerprint struct {
	Digest Digest
	Stamp  Stamp
}

// FingerprintOf reads an open file to its end.
func FingerprintOf(f fs.File) (Fingerprint, error) {
	info, err := f.Stat()
	if err != nil {
		return Fingerprint{}, err
	}
	digest, err := DigestFrom(f)
	return Fingerprint{digest, StampOf(info)}, err
}

// Fits reports whether a file with a stamp has the digest, without reading it.
func (f Fingerprint) Fits(s Stamp) bool {
	return f.Digest != Digest{} && f.Stamp.Size == s.Size && f.Stamp.Time.Equal(s.Time)
}

// Equal reports whether two fingerprints are the same.
func (f Fingerprint) Equal(other Fingerprint) bool {
	return f.Digest == other.Digest && f.Stamp.Size == other.Stamp.Size && f.Stamp.Time.Equal(other.Stamp.Time)
}
