package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync/atomic"

	"belfry/internal/files"
)

// The modes of what belfry makes: anybody may read a site. They do not depend on
// the umask, so that a site is the same whoever builds it.
const (
	fileMode   fs.FileMode = 0o644
	folderMode fs.FileMode = 0o755
)

const hasModes = runtime.GOOS != "windows"

// modes gives what is made in a folder its modes. Where the first file, or folder,
// came out right, the umask takes nothing away, and the others need no look.
type modes struct{ files, folders atomic.Bool }

func (m *modes) ofFile(f *os.File) {
	if !m.files.Load() {
		m.files.Store(setMode(f, fileMode))
	}
}

func (m *modes) ofFolder(dir *files.Dir) {
	if m.folders.Load() {
		return
	}
	if info, err := dir.Lstat("."); err == nil {
		m.folders.Store(settle(dir, ".", info, folderMode))
	}
}

// setMode gives a file or folder of ours its mode, and reports whether it had
// that. Some file systems have none and refuse; what can be read there is not for
// us to say.
func setMode(f *os.File, mode fs.FileMode) (right bool) {
	info, err := f.Stat()
	if err != nil || info.Mode().Perm() == mode || !hasModes {
		return err == nil
	}
	f.Chmod(info.Mode()&^fs.ModePerm | mode)
	return false
}

// settle is setMode for what info describes, which stands under name in a folder
// and mostly needs nothing. It goes by an open file: older systems know no other
// way.
func settle(in *files.Dir, name string, info fs.FileInfo, mode fs.FileMode) (right bool) {
	if info.Mode().Perm() == mode || !hasModes {
		return true
	}
	if f, err := in.OpenFile(name, os.O_RDONLY, 0); err == nil {
		setMode(f, mode)
		f.Close()
	}
	return false
}

// makeFolders makes the folder dir, and those above it that are not there.
func makeFolders(dir string) error {
	var missing []string
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Lstat(at); !errors.Is(err, fs.ErrNotExist) {
			break
		}
		missing = append(missing, at)
	}
	if err := os.MkdirAll(dir, folderMode); err != nil {
		return err
	}
	for _, made := range missing {
		if f, err := os.Open(made); err == nil {
			setMode(f, folderMode)
			f.Close()
		}
	}
	return nil
}
