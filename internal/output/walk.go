package output

import (
	"errors"
	"io/fs"
)

// A walk goes from file to file in the order of their paths, and makes the
// folders on its way. It remembers where it is, so that each folder is made or
// looked at once; no folder may be removed while it does.
type walk struct {
	folder *folder
	dir    string // where it is; empty at the top
	fresh  bool   // whether it made dir, so that nothing else is there
}

func newWalk(f *folder) walk { return walk{folder: f, fresh: f.empty} }

// enter goes to the folder dir. It returns an obstacle where something other
// than a folder stands on the way, be it a symbolic link to one.
func (w *walk) enter(dir string) error {
	if dir == w.dir {
		return nil
	}
	w.fresh = dir == "" && w.folder.empty
	for end := range len(dir) + 1 {
		if end < len(dir) && dir[end] != '/' || end == 0 || w.passed(dir[:end]) {
			continue
		}
		made, err := w.folder.makeFolder(dir[:end])
		if err != nil {
			return err
		}
		w.fresh = made
	}
	w.dir = dir
	return nil
}

// passed reports whether folder is where the walk is, or above it.
func (w *walk) passed(folder string) bool {
	n := len(folder)
	return len(w.dir) >= n && w.dir[:n] == folder && (len(w.dir) == n || w.dir[n] == '/')
}

// makeFolder makes the folder at path, and reports whether it was not there.
func (f *folder) makeFolder(path string) (made bool, err error) {
	err = f.root.Mkdir(path, 0o755)
	if err == nil {
		return true, nil
	}
	if !errors.Is(err, fs.ErrExist) {
		return false, f.failure("making", path, err)
	}
	info, err := f.root.Lstat(path)
	if err != nil {
		return false, f.failure("reading", path, err)
	}
	if !info.IsDir() {
		return false, &obstacle{path, info}
	}
	return false, nil
}
