package output

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"slices"

	"belfry/internal/publication"
)

// reshape writes the outputs in whose way an old file or folder stands, each
// after taking that away. It runs when all other outputs stand.
func (b *build) reshape(ctx context.Context) error {
	slices.SortFunc(b.blocked, func(a, b *publication.Output) int {
		return cmp.Or(cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Path, b.Path))
	})
	w := b.newWorker(0)
	for _, o := range b.blocked {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := w.body.take(ctx, o); err != nil {
			return err
		}
		if err := w.exchange(ctx, o.Path); err != nil {
			return err
		}
		w.done(true, w.body.size)
	}
	return nil
}

// exchange takes away what stands in the way of path and puts the output at hand
// there, which by then lies ready under its temporary name.
func (w *worker) exchange(ctx context.Context, path string) error {
	f := w.folder
	defer f.root.Remove(w.temp)
	if err := f.writeTemp(f.top, w.temp, w.body.fill(ctx)); err != nil {
		if errors.As(err, new(*leftover)) {
			return f.failure("writing", w.temp, err)
		}
		return w.failure(err)
	}
	if err := w.clear(path); err != nil {
		return err
	}
	way := newWalk(f)
	defer way.close()
	if err := way.enter(dirOf(path)); err != nil {
		return err
	}
	if err := f.root.Rename(w.temp, path); err != nil {
		return f.failure("writing", path, err)
	}
	return nil
}

// clear removes the old file above path, or the old folder at path. These are
// ours alone, or it returns an error and removes nothing.
func (b *build) clear(path string) error {
	info, err := b.folder.stat(path)
	var way *obstacle
	if errors.As(err, &way) {
		path, info, err = way.path, way.info, nil
	} else if info == nil || info.Mode().IsRegular() {
		return err
	}
	if err := b.admit(path, info); err != nil {
		return err
	}
	if info.IsDir() {
		return b.removeFolder(path)
	}
	return b.removeFile(path)
}

// removeFolder removes the folder at path and the files in it, which are ours.
func (b *build) removeFolder(path string) error {
	var folders []string
	err := fs.WalkDir(b.folder.root.FS(), path, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return b.folder.failure("reading", path, err)
		case entry.IsDir():
			folders = append(folders, path)
			return nil
		}
		return b.removeFile(path)
	})
	if err != nil {
		return err
	}
	for _, path := range slices.Backward(folders) {
		if err := b.folder.root.Remove(path); err != nil {
			return b.folder.failure("removing", path, err)
		}
	}
	return nil
}

func (b *build) removeFile(path string) error {
	if err := b.folder.root.Remove(path); err != nil {
		return b.folder.failure("removing", path, err)
	}
	b.report.Removed++
	return nil
}
