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
// as they were. Paths are relative to the site's folder, with slashes.
func (t *Tree) With(ctx context.Context, paths []string) (*Tree, error) {
	if len(paths) > maxHints {
		return Scan(ctx, t.root)
	}
	after := &Tree{root: t.root, files: slices.Clone(t.files), links: slices.Clone(t.links)}
	for _, name := range paths {
		name = t.plain(path.Clean(name))
		if !InSite(name) {
			continue
		}
		after.files, after.links = without(after.files, name), without(after.links, name)
		found := &Tree{root: t.root}
		if err := found.look(ctx, name); err != nil {
			return nil, err
		}
		after.files, after.links = merge(after.files, found.files), merge(after.links, found.links)
	}
	return after, nil
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
