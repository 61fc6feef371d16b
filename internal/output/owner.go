package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"belfry/internal/files"
	"belfry/internal/publication"
)

// refuseForeign returns an error if a file of another maker stands where this
// build has an output that no earlier one had. It comes before the journal is
// written, which would make that file ours.
func (b *build) refuseForeign(ctx context.Context) error {
	if b.folder.empty {
		return nil
	}
	w := b.newWorker(0)
	for _, path := range b.next.without(b.old) {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := w.refuseForeignAt(ctx, path); err != nil {
			return err
		}
	}
	return nil
}

func (w *worker) refuseForeignAt(ctx context.Context, path string) error {
	info, err := w.folder.stat(path)
	var way *obstacle
	if errors.As(err, &way) {
		return w.admit(way.path, way.info)
	}
	if err != nil || info == nil {
		return err
	}
	if info.Mode().IsRegular() {
		if err := w.body.take(ctx, w.publication.Lookup(path)); err != nil {
			return err
		}
		if held, err := w.body.isHeld(ctx, opener(w.folder.root.Open), path, info); err != nil {
			return w.failure(err)
		} else if held {
			return nil
		}
	}
	return w.admit(path, info)
}

// admit returns an error unless what stands at path is ours to replace: a file
// on the list, a temporary one, or a folder that holds nothing else.
func (b *build) admit(path string, info fs.FileInfo) error {
	name := b.folder.name(path)
	switch mode := info.Mode(); {
	case mode.IsDir():
		return b.admitFolder(path)
	case mode&fs.ModeSymlink != 0:
		return fmt.Errorf("%s is a symbolic link where an output belongs, and is not followed: move it away", name)
	case !mode.IsRegular():
		return fmt.Errorf("%s is not a file and stands where an output belongs: move it away", name)
	case !b.old.has(path) && !isTemp(path) && !b.twin(path, info):
		return fmt.Errorf("%s was not written by belfry and stands where an output belongs: move it away", name)
	}
	return nil
}

func (b *build) admitFolder(path string) error {
	return fs.WalkDir(b.folder.root.FS(), path, func(path string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			return nil
		}
		var info fs.FileInfo
		if err == nil {
			info, err = entry.Info()
		}
		if err != nil {
			return b.folder.failure("reading", path, err)
		}
		return b.admit(path, info)
	})
}

// twin reports whether the file at path, which is not on the old list, is one
// that is, under a name that the file system takes for the same.
func (b *build) twin(path string, info fs.FileInfo) bool {
	return b.folder.folds && b.folder.isFile(b.oldFolded()[publication.Fold(path)], info)
}

// isFile reports whether the file at path is the one that info describes.
func (f *folder) isFile(path string, info fs.FileInfo) bool {
	if path == "" {
		return false
	}
	other, err := f.root.Lstat(path)
	return err == nil && files.Same(info, other)
}
