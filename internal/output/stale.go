package output

import (
	"context"
	"errors"
	"slices"

	"belfry/internal/publication"
)

// removeStale removes the files of earlier builds that this one does not have,
// and the folders that this leaves empty. What stands at such a path by now and
// is not a regular file was put there by somebody else, and stays.
func (b *build) removeStale(ctx context.Context) error {
	stale := b.old.without(b.next)
	var standing map[string]string
	if b.folder.folds && len(stale) > 0 {
		standing = b.next.folded()
	}
	for _, path := range slices.Backward(stale) {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := b.removeOne(path, standing); err != nil {
			return err
		}
		b.removeEmpty(dirOf(path))
	}
	return nil
}

// removeOne removes the file at path unless it stands as an output under
// another name, in standing, that the file system takes for the same.
func (b *build) removeOne(path string, standing map[string]string) error {
	info, err := b.folder.stat(path)
	if way := (*obstacle)(nil); errors.As(err, &way) {
		return nil
	}
	if err != nil || info == nil || !info.Mode().IsRegular() {
		return err
	}
	if standing != nil && b.folder.isFile(standing[publication.Fold(path)], info) {
		return nil
	}
	return b.removeFile(path)
}

// removeEmpty removes the folder dir, from which a file of ours is gone, and
// those above it, as far as they are empty. One that cannot be removed is not
// worth an error: nothing is served from it.
func (b *build) removeEmpty(dir string) {
	for ; dir != ""; dir = dirOf(dir) {
		info, err := b.folder.stat(dir)
		if err != nil || info != nil && !info.IsDir() {
			return
		}
		if info != nil && b.folder.root.Remove(dir) != nil {
			return
		}
	}
}
