// Package source takes a snapshot of a site's folders: which files there are,
// and what is in them when somebody asks.
//
// A Tree lists the files of content/, templates/ and static/ once, in order of
// their paths. What an editor program leaves behind (backups, swap files) and,
// but for static/, hidden files are not part of a site. Symbolic links are not followed: they
// are listed apart, so that nothing outside the site's folder is ever read. Only
// the three folders themselves may be links.
package source

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"belfry/internal/files"
)

// MaxFileSize is the size in bytes over which a text file is refused.
const MaxFileSize = 5 << 20

// The folders that a site consists of.
const (
	ContentDir   = "content"
	TemplatesDir = "templates"
	StaticDir    = "static"
)

// Folders returns the names of all folders that a site consists of, in order.
func Folders() []string { return []string{ContentDir, StaticDir, TemplatesDir} }

// InSite reports whether a path, relative to the site's folder and with slashes,
// can be a file or folder of a site.
func InSite(name string) bool {
	top, rest, _ := strings.Cut(name, "/")
	if !slices.Contains(Folders(), top) {
		return false
	}
	for part := range strings.SplitSeq(rest, "/") {
		if Ignored(top + "/" + part) {
			return false
		}
	}
	return true
}

// A Digest identifies the content of a file.
type Digest [sha256.Size]byte

// DigestOf returns the digest of data.
func DigestOf(data []byte) Digest { return sha256.Sum256(data) }

// DigestFrom returns the digest of all that r gives.
func DigestFrom(r io.Reader) (d Digest, err error) {
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return d, err
	}
	h.Sum(d[:0])
	return d, nil
}

// String returns the digest in hexadecimal digits.
func (d Digest) String() string { return fmt.Sprintf("%x", d[:]) }

// Version returns what tells a file from others that had its name. An address
// holds it as ?v=VERSION.
func (d Digest) Version() string { return d.String()[:versionSize] }

const versionSize = 10

// IsVersion reports whether s may be a version.
func IsVersion(s string) bool {
	return len(s) == versionSize && strings.Trim(s, "0123456789abcdef") == ""
}

// A Tree is a snapshot of the folders of one site. It is immutable.
type Tree struct {
	root  string
	files []string
	links []string
}

// Scan lists the files of the site in the folder root. A folder that does not
// exist is empty; a folder that cannot be read is an error, and so is the end of ctx.
func Scan(ctx context.Context, root string) (*Tree, error) {
	t := &Tree{root: root}
	for _, dir := range Folders() {
		if err := t.scan(ctx, dir); err != nil {
			return nil, fmt.Errorf("reading the folder %s: %w", filepath.Join(root, dir), err)
		}
	}
	slices.Sort(t.files)
	slices.Sort(t.links)
	return t, nil
}

func (t *Tree) scan(ctx context.Context, dir string) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	entries, err := os.ReadDir(filepath.Join(t.root, filepath.FromSlash(dir)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := t.add(ctx, path.Join(dir, e.Name()), e); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tree) add(ctx context.Context, name string, e fs.DirEntry) error {
	switch {
	case Ignored(name):
		return nil
	case e.IsDir():
		return t.scan(ctx, name)
	case e.Type()&fs.ModeSymlink != 0:
		t.links = append(t.links, name)
	case e.Type().IsRegular():
		t.files = append(t.files, name)
	}
	return nil
}

// Files returns the paths of all files below dir, with slashes and relative to
// the site's folder, in order. The slice must not be written to.
func (t *Tree) Files(dir string) []string {
	from, to := below(t.files, dir)
	return t.files[from:to]
}

// below returns which of sorted paths lie below dir.
func below(paths []string, dir string) (from, to int) {
	prefix := dir + "/"
	from, _ = slices.BinarySearch(paths, prefix)
	to, _ = slices.BinarySearchFunc(paths, prefix, func(file, prefix string) int {
		if strings.HasPrefix(file, prefix) {
			return -1
		}
		return cmp.Compare(file, prefix)
	})
	return from, to
}

// Links returns the paths of the symbolic links, which are not read.
func (t *Tree) Links() []string { return t.links }

// Has reports whether the snapshot holds the file name.
func (t *Tree) Has(name string) bool {
	_, found := slices.BinarySearch(t.files, name)
	return found
}

// Equal reports whether two snapshots list the same files and links.
func (t *Tree) Equal(other *Tree) bool {
	return t == other || slices.Equal(t.files, other.files) && slices.Equal(t.links, other.links)
}

// A TooLargeError says that a text file is over MaxFileSize.
type TooLargeError struct{ Size int64 }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the file has %d bytes, more than the %d that are read", e.Size, MaxFileSize)
}

// ReadText returns the content of a file that people write. A file over
// MaxFileSize is a *TooLargeError.
func (t *Tree) ReadText(name string) ([]byte, error) {
	data, _, err := t.AppendText(nil, name)
	return data, err
}

// AppendText is ReadText into the spare room of data. It also returns when the
// file was written.
func (t *Tree) AppendText(data []byte, name string) ([]byte, time.Time, error) {
	f, err := files.Open(t.path(name))
	if err != nil {
		return nil, time.Time{}, err
	}
	defer f.Close()
	size, modified, err := f.Stat()
	if err != nil {
		return nil, time.Time{}, err
	}
	if size > MaxFileSize {
		return nil, time.Time{}, &TooLargeError{size}
	}
	data, err = readAll(f, slices.Grow(data, int(size)+1))
	return data, modified, err
}

// readAll fills data, growing it where the file has grown since it was measured.
func readAll(r io.Reader, data []byte) ([]byte, error) {
	for {
		n, err := r.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		if err == io.EOF {
			return data, nil
		}
		if err != nil {
			return nil, err
		}
		if len(data) == cap(data) {
			data = slices.Grow(data, len(data))
		}
	}
}

// Open opens a file of the snapshot for reading. A symbolic link that has taken
// the file's place is not followed, where the system can tell.
func (t *Tree) Open(name string) (*os.File, error) {
	return os.OpenFile(t.path(name), os.O_RDONLY|noFollow, 0)
}

func (t *Tree) path(name string) string { return filepath.Join(t.root, filepath.FromSlash(name)) }

// OpenInside is Open, and follows no symbolic link that leads out of the folder
// of the site that the file lies in, wherever on its path one has appeared.
func (t *Tree) OpenInside(name string) (*os.File, error) {
	top, below, _ := strings.Cut(name, "/")
	folder, err := os.OpenRoot(filepath.Join(t.root, top))
	if err != nil {
		return nil, err
	}
	defer folder.Close()
	return folder.Open(filepath.FromSlash(below))
}

// In reports whether the path file lies below the folder dir.
func In(file, dir string) bool { return strings.HasPrefix(file, dir+"/") }
