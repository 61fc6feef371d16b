//go:build !unix

package files

import (
	"errors"
	"io/fs"
	"os"
)

// A Dir is an open folder. What lies in it is reached by its name alone, which has no
// slash. It may be used from several goroutines.
type Dir struct{ root *os.Root }

// DirOf opens the folder that root is.
func DirOf(root *os.Root) (*Dir, error) { return (&Dir{root}).Dir(".") }

// Close closes the folder.
func (d *Dir) Close() error { return d.root.Close() }

// Dir opens a folder in the folder.
func (d *Dir) Dir(name string) (*Dir, error) {
	root, err := d.root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return &Dir{root}, nil
}

// Open opens a file for reading.
func (d *Dir) Open(name string) (*File, error) {
	file, err := d.root.Open(name)
	if err != nil {
		return nil, err
	}
	return &File{file}, nil
}

// OpenFile is os.OpenFile in the folder.
func (d *Dir) OpenFile(name string, flag int, mode fs.FileMode) (*os.File, error) {
	return d.root.OpenFile(name, flag, mode)
}

// WriteNew makes a file, which must not be there, and writes data to it.
func (d *Dir) WriteNew(name string, data []byte, mode fs.FileMode) error {
	file, err := d.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	return errors.Join(err, file.Close())
}

// Mkdir makes a folder in the folder.
func (d *Dir) Mkdir(name string, mode fs.FileMode) error { return d.root.Mkdir(name, mode) }

// Rename gives a file another name, in place of what has that.
func (d *Dir) Rename(from, to string) error { return d.root.Rename(from, to) }

// Remove removes a file, or an empty folder.
func (d *Dir) Remove(name string) error { return d.root.Remove(name) }

// Lstat describes what has a name, which may be a path below.
func (d *Dir) Lstat(name string) (fs.FileInfo, error) { return d.root.Lstat(name) }

// Same reports whether two descriptions are of one file.
func Same(a, b fs.FileInfo) bool { return os.SameFile(a, b) }

// identity tells nothing here: package os would have to open the file.
func identity(fs.FileInfo) (device, number uint64, ok bool) { return 0, 0, false }
