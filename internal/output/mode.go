package output

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// The modes of what belfry makes: anybody may read a site. They do not depend on
// the umask, so that a site is the same whoever builds it.
const (
	fileMode   fs.FileMode = 0o644
	folderMode fs.FileMode = 0o755
)

const hasModes = runtime.GOOS != "windows"

// setMode gives a file or folder of ours its mode. Some file systems have none
// and refuse; what can be read there is not for us to say.
func setMode(f *os.File, mode fs.FileMode) {
	if !hasModes {
		return
	}
	if info, err := f.Stat(); err == nil && info.Mode().Perm() != mode {
		f.Chmod(info.Mode()&^fs.ModePerm | mode)
	}
}

// settle is setMode for what stands under name in a folder.
func settle(in *os.Root, name string, mode fs.FileMode) {
	if info, err := in.Lstat(name); err == nil {
		settleSeen(in, name, info, mode)
	}
}

// settleSeen is settle for what info describes, which mostly needs nothing. It
// goes by an open file: there is no other way on older systems.
func settleSeen(in *os.Root, name string, info fs.FileInfo, mode fs.FileMode) {
	if info.Mode().Perm() == mode || !hasModes {
		return
	}
	if f, err := in.Open(name); err == nil {
		setMode(f, mode)
		f.Close()
	}
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
