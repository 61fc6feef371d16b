//go:build unix

package files

import (
	"io/fs"
	"os"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// A Dir is an open folder. What lies in it is reached by its name alone, which has no
// slash, and no symbolic link is followed. It may be used from several goroutines.
type Dir struct {
	descriptor int
	path       string
}

// DirOf opens the folder that root is.
func DirOf(root *os.Root) (*Dir, error) {
	dir, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	defer dir.Close()
	descriptor, err := unix.FcntlInt(dir.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: root.Name(), Err: err}
	}
	return &Dir{descriptor, root.Name()}, nil
}

// Close closes the folder.
func (d *Dir) Close() error { return d.failure("close", d.path, unix.Close(d.descriptor)) }

// Dir opens a folder in the folder.
func (d *Dir) Dir(name string) (*Dir, error) {
	descriptor, err := d.open(name, unix.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return nil, err
	}
	return &Dir{descriptor, d.path + "/" + name}, nil
}

// Open opens a file for reading.
func (d *Dir) Open(name string) (*File, error) {
	descriptor, err := d.open(name, unix.O_RDONLY, 0)
	if err != nil {
		return nil, err
	}
	return &File{descriptor, name}, nil
}

// OpenFile is os.OpenFile in the folder.
func (d *Dir) OpenFile(name string, flag int, mode fs.FileMode) (*os.File, error) {
	descriptor, err := d.open(name, flag, mode)
	if err != nil {
		return nil, err
	}
	return os.NewFile(uintptr(descriptor), name), nil
}

// WriteNew makes a file, which must not be there, and writes data to it.
func (d *Dir) WriteNew(name string, data []byte, mode fs.FileMode) error {
	descriptor, err := d.open(name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL, mode)
	if err != nil {
		return err
	}
	for err == nil && len(data) > 0 {
		var n int
		err = again(func() (err error) {
			n, err = unix.Write(descriptor, data)
			return err
		})
		data = data[max(n, 0):]
	}
	if closing := unix.Close(descriptor); err == nil {
		err = closing
	}
	return d.failure("write", name, err)
}

func (d *Dir) open(name string, flag int, mode fs.FileMode) (descriptor int, err error) {
	err = again(func() (err error) {
		descriptor, err = unix.Openat(d.descriptor, name, flag|unix.O_NOFOLLOW|unix.O_CLOEXEC, uint32(mode.Perm()))
		return err
	})
	return descriptor, d.failure("open", name, err)
}

// Mkdir makes a folder in the folder.
func (d *Dir) Mkdir(name string, mode fs.FileMode) error {
	err := again(func() error { return unix.Mkdirat(d.descriptor, name, uint32(mode.Perm())) })
	return d.failure("mkdir", name, err)
}

// Rename gives a file another name, in place of what has that.
func (d *Dir) Rename(from, to string) error {
	err := again(func() error { return unix.Renameat(d.descriptor, from, d.descriptor, to) })
	return d.failure("rename", to, err)
}

// Remove removes a file, or an empty folder.
func (d *Dir) Remove(name string) error {
	err := again(func() error { return unix.Unlinkat(d.descriptor, name, 0) })
	if err == nil {
		return nil
	}
	asFolder := again(func() error { return unix.Unlinkat(d.descriptor, name, unix.AT_REMOVEDIR) })
	switch asFolder {
	case nil:
		return nil
	case unix.ENOTDIR:
		return d.failure("remove", name, err)
	}
	return d.failure("remove", name, asFolder)
}

// Lstat describes what has a name, which may be a path below: links on the way there are
// followed.
func (d *Dir) Lstat(name string) (fs.FileInfo, error) {
	i := &info{name: name}
	err := again(func() error { return unix.Fstatat(d.descriptor, name, &i.stat, unix.AT_SYMLINK_NOFOLLOW) })
	if err != nil {
		return nil, d.failure("lstat", name, err)
	}
	return i, nil
}

func (d *Dir) failure(doing, name string, err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: doing, Path: name, Err: err}
}

// Same reports whether two descriptions, of this package or of os, are of one file.
func Same(a, b fs.FileInfo) bool {
	deviceA, numberA, okA := identity(a)
	deviceB, numberB, okB := identity(b)
	return okA && okB && deviceA == deviceB && numberA == numberB
}

func identity(i fs.FileInfo) (device, number uint64, ok bool) {
	switch stat := i.Sys().(type) {
	case *unix.Stat_t:
		return uint64(stat.Dev), uint64(stat.Ino), true
	case *syscall.Stat_t:
		return uint64(stat.Dev), uint64(stat.Ino), true
	}
	return 0, 0, false
}

// An info describes a file.
type info struct {
	name string
	stat unix.Stat_t
}

func (i *info) Name() string       { return i.name }
func (i *info) Size() int64        { return i.stat.Size }
func (i *info) ModTime() time.Time { return time.Unix(i.stat.Mtim.Unix()) }
func (i *info) IsDir() bool        { return i.Mode().IsDir() }
func (i *info) Sys() any           { return &i.stat }

// Mode returns the permissions and, of what is no regular file, its kind.
func (i *info) Mode() fs.FileMode {
	mode := fs.FileMode(i.stat.Mode & 0o777)
	if i.stat.Mode&unix.S_ISUID != 0 {
		mode |= fs.ModeSetuid
	}
	if i.stat.Mode&unix.S_ISGID != 0 {
		mode |= fs.ModeSetgid
	}
	if i.stat.Mode&unix.S_ISVTX != 0 {
		mode |= fs.ModeSticky
	}
	switch i.stat.Mode & unix.S_IFMT {
	case unix.S_IFREG:
		return mode
	case unix.S_IFDIR:
		return mode | fs.ModeDir
	case unix.S_IFLNK:
		return mode | fs.ModeSymlink
	}
	return mode | fs.ModeIrregular
}
