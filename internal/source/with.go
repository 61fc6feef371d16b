package source

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// maxHints is how many paths are looked at one by one; with more, listing all
// folders is faster.
const maxHints = 64

// With returns the snapshot as it is after changes at paths: files or folders
// that may have come, gone or become something else. All others are taken to be
// as they were. Paths are relative to the site's folder, with slashes. Where the same
// files are there, it is the same snapshot.
func (t *Tree) With(ctx context.Context, paths []string) (*Tree, error) {
	if len(paths) > maxHints {
		return Scan(ctx, t.root)
	}
	after := t
	for _, name := range paths {
		name = t.plain(path.Clean(name))
		if !InSite(name) {
			continue
		}
		found := &Tree{root: t.root}
		if err := found.look(ctx, name); err != nil {
			return nil, err
		}
		if after.has(name, found) {
			continue
		}
		if after == t {
			after = &Tree{root: t.root, files: slices.Clone(t.files), links: slices.Clone(t.links)}
		}
		after.files, after.links = without(after.files, name), without(after.links, name)
		after.files, after.links = merge(after.files, found.files), merge(after.links, found.links)
	}
	return after, nil
}

// has reports whether what there is at a path, and below it, is what was found there.
func (t *Tree) has(name string, found *Tree) bool {
	return isAt(t.files, name, found.files) && isAt(t.links, name, found.links)
}

// isAt reports whether sorted paths have what was found at name and below it, and
// nothing else.
func isAt(paths []string, name string, found []string) bool {
	if _, is := slices.BinarySearch(paths, name); is {
		if len(found) == 0 || found[0] != name {
			return false
		}
		found = found[1:]
	}
	from, to := below(paths, name)
	return slices.Equal(paths[from:to], found)
}

// plain returns name, or the first part of it that is no folder: what is below
// a symbolic link is not part of the site. The folders that a site consists of
// may be links themselves, as for Scan.
func (t *Tree) plain(name string) string {
	top := strings.IndexByte(name, '/')
	for i, c := range name {
		if c != '/' || i == top {
			continue
		}
		info, err := os.Lstat(filepath.Join(t.root, filepath.FromSlash(name[:i])))
		if err != nil || !info.IsDir() {
			return name[:i]
		}
	}
	return name
}

// look adds what there is at a path.
func (t *Tree) look(ctx context.Context, name string) error {
	if slices.Contains(Folders(), name) {
		err := t.scan(ctx, name)
		slices.Sort(t.files)
		slices.Sort(t.links)
		return err
	}
	info, err := os.Lstat(filepath.Join(t.root, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := t.add(ctx, name, fs.FileInfoToDirEntry(info)); err != nil {
		return err
	}
	slices.Sort(t.files)
	slices.Sort(t.links)
	return nil
}

// without returns sorted paths without name and what is below it.
func without(paths []string, name string) []string {
	if i, found := slices.BinarySearch(paths, name); found {
		paths = slices.Delete(paths, i, i+1)
	}
	from, to := below(paths, name)
	return slices.Delete(paths, from, to)
}

// merge returns two sorted lists as one.
func merge(a, b []string) []string {
	if len(b) == 1 {
		i, _ := slices.BinarySearch(a, b[0])
		return slices.Insert(a, i, b[0])
	}
	a = append(a, b...)
	slices.Sort(a)
	return a
}
