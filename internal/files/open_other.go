//go:build !unix

package files

import (
	"os"
	"time"
)

// A File is open for reading, by one goroutine.
type File struct{ file *os.File }

// Open opens a regular file. Errors are those of os.Open.
func Open(path string) (*File, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &File{file}, nil
}

// Close closes the file.
func (f *File) Close() error { return f.file.Close() }

// Read reads up to len(data) bytes; at the end the error is io.EOF.
func (f *File) Read(data []byte) (n int, err error) { return f.file.Read(data) }

// Stat returns the size of the file, in bytes, and when it was written.
func (f *File) Stat() (size int64, modified time.Time, err error) {
	info, err := f.file.Stat()
	if err != nil {
		return 0, time.Time{}, err
	}
	return info.Size(), info.ModTime(), nil
}
