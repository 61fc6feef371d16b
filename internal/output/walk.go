package output

import (
	"errors"
	"io/fs"
	"path"

	"belfry/internal/files"
)

// A walk goes from file to file in the order of their paths, and makes the
// folders on its way. It keeps the folders that it is in open, so that each is
// made or looked at once and files in it are reached in one step; none of them
// may be removed meanwhile.
type walk struct {
	folder *folder
	dir    string // where it is; empty at the top
	fresh  bool   // whether it made dir, so that nothing else is there
	open   []standing
}

// A standing folder is one on the way to where a walk is.
type standing struct {
	path string
	dir  *files.Dir
}

func newWalk(f *folder) walk { return walk{folder: f, fresh: f.empty} }

// here returns the folder in which the walk is.
func (w *walk) here() *files.Dir {
	if len(w.open) == 0 {
		return w.folder.top
	}
	return w.open[len(w.open)-1].dir
}

// look goes to the folder of file, and returns what stands there, or nil. It
// returns an obstacle where no file can be put.
func (w *walk) look(file string) (fs.FileInfo, error) {
	if err := w.enter(dirOf(file)); err != nil || w.fresh {
		return nil, err
	}
	info, err := w.folder.lstatIn(w.here(), path.Base(file), file)
	if info != nil && !info.Mode().IsRegular() {
		return nil, &obstacle{file, info}
	}
	return info, err
}

// enter goes to the folder dir. It returns an obstacle where something other
// than a folder stands on the way, be it a symbolic link to one.
func (w *walk) enter(dir string) error {
	if dir == w.dir {
		return nil
	}
	w.leave(dir)
	w.fresh = dir == "" && w.folder.empty
	for end := range len(dir) + 1 {
		if end < len(dir) && dir[end] != '/' || end == 0 || below(w.dir, dir[:end]) {
			continue
		}
		if err := w.step(dir[:end]); err != nil {
			return err
		}
	}
	return nil
}

// leave closes the folders that are not on the way to dir.
func (w *walk) leave(dir string) {
	for n := len(w.open); n > 0 && !below(dir, w.open[n-1].path); n-- {
		w.open[n-1].dir.Close()
		w.open = w.open[:n-1]
	}
	w.dir = ""
	if n := len(w.open); n > 0 {
		w.dir = w.open[n-1].path
	}
}

// close closes all folders; the walk is at the top then.
func (w *walk) close() {
	for _, o := range w.open {
		o.dir.Close()
	}
	w.open, w.dir = nil, ""
}

// below reports whether path is the folder dir or below it.
func below(path, dir string) bool {
	n := len(dir)
	return len(path) >= n && path[:n] == dir && (len(path) == n || path[n] == '/')
}

// step goes to the folder at path, which lies in the one where the walk is,
// and makes it if it is not there.
func (w *walk) step(dir string) error {
	made, err := w.makeFolder(dir)
	if err != nil {
		return err
	}
	entered, err := w.here().Dir(path.Base(dir))
	if err != nil {
		return w.folder.failure("opening", dir, err)
	}
	if made {
		w.folder.modes.ofFolder(entered)
	}
	w.open = append(w.open, standing{dir, entered})
	w.dir, w.fresh = dir, made
	return nil
}

// makeFolder makes the folder at dir, and reports whether it was not there.
func (w *walk) makeFolder(dir string) (made bool, err error) {
	if !w.fresh && !w.folder.empty {
		if stands, err := w.stands(dir); stands || err != nil {
			return false, err
		}
	}
	err = w.here().Mkdir(path.Base(dir), folderMode)
	if errors.Is(err, fs.ErrExist) { // by now
		_, err = w.stands(dir)
		return false, err
	}
	if err != nil {
		return false, w.folder.failure("making", dir, err)
	}
	return true, nil
}

// stands reports whether there is a folder at dir.
func (w *walk) stands(dir string) (bool, error) {
	info, err := w.folder.lstatIn(w.here(), path.Base(dir), dir)
	if info != nil && !info.IsDir() {
		return false, &obstacle{dir, info}
	}
	return info != nil, err
}
