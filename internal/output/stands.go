package output

import (
	"context"
	"errors"
	"os"
	"slices"

	"belfry/internal/parallel"
)

// Stands reports whether the folder o.Dir is as it was left, so that to write what
// o.Seal is of would change nothing, and then what that would report. It looks into no
// file. What there is to say against the folder is left to Write.
func Stands(ctx context.Context, o Options) (Report, bool) {
	if o.Seal == nil || !o.Seal.whole {
		return Report{}, false
	}
	if _, err := os.Stat(o.Dir); err != nil {
		return Report{}, false
	}
	f, old, err := open(ctx, o)
	if err != nil {
		return Report{}, false
	}
	defer f.close()
	left := o.Seal.files
	if !slices.EqualFunc(old, left, func(path string, f sealed) bool { return path == f.path }) {
		return Report{}, false
	}
	if f.stand(ctx, left, max(o.Workers, 1)) != nil {
		return Report{}, false
	}
	r := Report{Unchanged: len(left)}
	for _, s := range left {
		r.Bytes += s.size
	}
	return r, true
}

// errAnother says that something is no longer as it was left.
var errAnother = errors.New("the output folder has changed")

// stand returns an error unless the files left, which are in the order of their paths,
// are as they were.
func (f *folder) stand(ctx context.Context, left []sealed, workers int) error {
	const several = 64
	chunks := slices.Collect(slices.Chunk(left, several))
	folders := make([]string, workers) // where each worker was last
	return parallel.Each(ctx, workers, len(chunks), func(worker, i int) error {
		at := &folders[worker]
		for _, s := range chunks[i] {
			if !f.isFolder(dirOf(s.path), *at) || !f.stands(s) {
				return errAnother
			}
			*at = dirOf(s.path)
		}
		return nil
	})
}

// isFolder reports whether a folder and all above it are folders, and no links to some.
// Those of a known one are.
func (f *folder) isFolder(dir, known string) bool {
	if below(known, dir) || dir == "" {
		return true
	}
	info, err := f.top.Lstat(dir)
	return err == nil && info.IsDir() && f.isFolder(dirOf(dir), known)
}

func (f *folder) stands(s sealed) bool {
	info, err := f.top.Lstat(s.path)
	return err == nil && info.Mode().IsRegular() && sealOf(s.path, info) == s
}
