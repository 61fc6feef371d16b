//go:build unix

package files

import (
	"io"
	"io/fs"
	"time"

	"golang.org/x/sys/unix"
)

// A File is open for reading, by one goroutine. The runtime does not watch it: of
// that a regular file has nothing, and it takes five system calls.
type File struct {
	descriptor int
	path       string
}

// Open opens a regular file. A symbolic link is not followed. Errors are of the kinds
// that os.Open returns.
func Open(path string) (*File, error) {
	var descriptor int
	err := again(func() (err error) {
		descriptor, err = unix.Open(path, unix.O_RDONLY|unix.O_NOFOLLOW|unix.O_CLOEXEC, 0)
		return err
	})
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: err}
	}
	return &File{descriptor, path}, nil
}

// Close closes the file.
func (f *File) Close() error { return f.failure("close", unix.Close(f.descriptor)) }

// Read reads up to len(data) bytes; at the end the error is io.EOF.
func (f *File) Read(data []byte) (n int, err error) {
	err = again(func() (err error) {
		n, err = unix.Read(f.descriptor, data)
		return err
	})
	switch {
	case err != nil:
		return 0, f.failure("read", err)
	case n == 0 && len(data) > 0:
		return 0, io.EOF
	}
	return n, nil
}

// Stat returns the size of the file, in bytes, and when it was written.
func (f *File) Stat() (size int64, modified time.Time, err error) {
	var stat unix.Stat_t
	err = again(func() error { return unix.Fstat(f.descriptor, &stat) })
	if err != nil {
		return 0, time.Time{}, f.failure("stat", err)
	}
	return stat.Size, time.Unix(stat.Mtim.Unix()), nil
}

func (f *File) failure(doing string, err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: doing, Path: f.path, Err: err}
}

// again makes a system call until no signal interrupts it.
func again(call func() error) error {
	for {
		if err := call(); err != unix.EINTR {
			return err
		}
	}
}
