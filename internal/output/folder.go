package output

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"belfry/internal/files"
)

// A folder is the output folder, open and locked. Paths in it have slashes.
type folder struct {
	root   *os.Root
	top    *files.Dir // the same
	shown  string     // what messages call it
	unlock func()
	listed []byte // what stands in the list now; nil if there is none
	empty  bool   // whether there was nothing in it at the start
	folds  bool   // whether its file system takes names that differ in case for one
	modes  modes
}

func (f *folder) close() {
	f.unlock()
	f.top.Close()
	f.root.Close()
}

// claim returns the list of the files that are ours, having removed temporary
// files, or an error if the folder is not ours to write to.
func (f *folder) claim(ctx context.Context) (list, error) {
	entries, err := fs.ReadDir(f.root.FS(), ".")
	if err != nil {
		return nil, f.failure("reading", ".", err)
	}
	f.empty = true
	killed := false
	for _, entry := range entries {
		switch name := entry.Name(); {
		case strings.HasPrefix(name, tempPrefix):
			killed = true
		case name != lockName:
			f.empty = false
		}
	}
	old, err := f.readList()
	if err != nil || !killed {
		return old, err
	}
	return old, f.sweep(ctx, old)
}

// sweep removes the temporary files that a killed build has left in the folders
// of its list, those at the top last: they are the sign that there may be others.
func (f *folder) sweep(ctx context.Context, l list) error {
	last := ""
	for _, path := range l {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if dir := dirOf(path); dir != last && dir != "" {
			last = dir
			if err := f.sweepFolder(dir); err != nil {
				return err
			}
		}
	}
	return f.sweepFolder(".")
}

func (f *folder) sweepFolder(dir string) error {
	if info, err := f.stat(dir); err != nil || info == nil || !info.IsDir() {
		return nil // not made yet, or no longer ours
	}
	entries, err := fs.ReadDir(f.root.FS(), dir)
	if err != nil {
		return f.failure("reading", dir, err)
	}
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), tempPrefix) {
			continue
		}
		name := path.Join(dir, entry.Name())
		if err := f.root.Remove(name); err != nil && !entry.IsDir() { // a full folder is not ours
			return f.failure("removing", name, err)
		}
	}
	return nil
}

func (f *folder) readList() (list, error) {
	info, err := f.root.Lstat(ListName)
	if errors.Is(err, fs.ErrNotExist) {
		if f.empty {
			return nil, nil
		}
		return nil, fmt.Errorf("the output folder %s is not empty and was not written by belfry: "+
			"name another folder, or empty this one", f.shown)
	}
	if err != nil {
		return nil, f.failure("reading", ListName, err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file, so nothing says whose folder this is: "+
			"name another folder, or empty this one", f.name(ListName))
	}
	if f.listed, err = f.root.ReadFile(ListName); err != nil {
		return nil, f.failure("reading", ListName, err)
	}
	old, err := parseList(f.listed)
	if err != nil {
		return nil, fmt.Errorf("%s is damaged (%w), so nothing says which files are belfry's: "+
			"name another folder, or empty this one", f.name(ListName), err)
	}
	upper, err := f.root.Lstat(strings.ToUpper(ListName))
	f.folds = err == nil && files.Same(info, upper)
	return old, nil
}

// keep puts l in place of the list, and does nothing if it is that already.
func (f *folder) keep(l list) error {
	data := l.bytes()
	if f.listed != nil && bytes.Equal(data, f.listed) {
		return nil
	}
	err := f.replace(f.top, listTemp, ListName, func(file *os.File) error {
		if _, err := file.Write(data); err != nil {
			return err
		}
		return file.Sync()
	})
	if err != nil {
		return f.failure("writing", ListName, err)
	}
	f.listed = data
	return nil
}

// replace puts a file under name in a folder at once: fill writes it under the
// name temp, and then it is renamed.
func (f *folder) replace(in *files.Dir, temp, name string, fill func(*os.File) error) error {
	return f.putBy(in, temp, name, func() error { return f.writeTemp(in, temp, fill) })
}

// replaceBy is replace with data. Once it is known that files come out with their
// mode, that takes no look at each.
func (f *folder) replaceBy(in *files.Dir, temp, name string, data []byte) error {
	if !f.modes.files.Load() {
		return f.replace(in, temp, name, func(file *os.File) error {
			_, err := file.Write(data)
			return err
		})
	}
	return f.putBy(in, temp, name, func() error {
		return anew(in, temp, func() error { return in.WriteNew(temp, data, fileMode) })
	})
}

// putBy renames what write has written under the name temp.
func (f *folder) putBy(in *files.Dir, temp, name string, write func() error) error {
	err := write()
	if err == nil {
		err = in.Rename(temp, name)
	}
	if err != nil {
		in.Remove(temp)
	}
	return err
}

func (f *folder) writeTemp(in *files.Dir, temp string, fill func(*os.File) error) error {
	var file *os.File
	err := anew(in, temp, func() (err error) {
		file, err = in.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
		return err
	})
	if err != nil {
		return err
	}
	f.modes.ofFile(file)
	return errors.Join(fill(file), file.Close())
}

// anew makes the file temp in a folder, where none is unless a build that did not end
// has left one.
func anew(in *files.Dir, temp string, makeIt func() error) error {
	err := makeIt()
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	if err := in.Remove(temp); err != nil {
		return &leftover{temp, err}
	}
	return makeIt()
}

// A leftover is what stands under the name of a temporary file and cannot be
// removed.
type leftover struct {
	name string
	err  error
}

func (l *leftover) Error() string { return l.name + " is in the way" }

func (l *leftover) Unwrap() error { return l.err }

// stat returns what stands at path, or nil if nothing does. An obstacle is
// returned where something other than a folder stands above it.
func (f *folder) stat(path string) (fs.FileInfo, error) {
	for i, c := range path {
		if c != '/' {
			continue
		}
		info, err := f.lstat(path[:i])
		if err != nil || info == nil {
			return nil, err
		}
		if !info.IsDir() {
			return nil, &obstacle{path[:i], info}
		}
	}
	return f.lstat(path)
}

func (f *folder) lstat(path string) (fs.FileInfo, error) {
	info, err := f.root.Lstat(path)
	return f.described(path, info, err)
}

// lstatIn is lstat for the file name in a folder, where path is its whole path.
func (f *folder) lstatIn(in *files.Dir, name, path string) (fs.FileInfo, error) {
	info, err := in.Lstat(name)
	return f.described(path, info, err)
}

// described returns what was found of what stands at path, nil where nothing does.
func (f *folder) described(path string, info fs.FileInfo, err error) (fs.FileInfo, error) {
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, f.failure("reading", path, err)
	}
	return info, nil
}

// An obstacle is what stands where a file, or a folder above it, has to be.
type obstacle struct {
	path string
	info fs.FileInfo
}

func (o *obstacle) Error() string { return o.path + " is in the way" }

// name returns path as messages show it.
func (f *folder) name(path string) string {
	return filepath.Join(f.shown, filepath.FromSlash(path))
}

// failure says what was being done to which file when err came. The path in err
// itself is left out: it can be a temporary one.
func (f *folder) failure(doing, file string, err error) error {
	if l := (*leftover)(nil); errors.As(err, &l) {
		return fmt.Errorf("%s stands where belfry writes temporary files, and cannot be removed (%w): move it away",
			f.name(path.Join(dirOf(file), l.name)), cause(l.err))
	}
	return fmt.Errorf("%s %s: %w", doing, f.name(file), cause(err))
}

// cause returns what is wrong, without the path that the system names.
func cause(err error) error {
	var pathError *fs.PathError
	var linkError *os.LinkError
	switch {
	case errors.As(err, &pathError):
		return pathError.Err
	case errors.As(err, &linkError):
		return linkError.Err
	}
	return err
}
