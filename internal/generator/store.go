package generator

import (
	"context"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// A store keeps what was made of files, in the order of their paths.
type store[V any] struct {
	paths  []string
	values []*V
}

// update makes the store that of paths. What is known of files that are not
// touched is kept; of the others read makes a value anew, and may return the
// last one where nothing has changed.
func (s *store[V]) update(ctx context.Context, r *run, progress func(done, total int), paths []string, read func(file string, last *V) (*V, error)) error {
	values := make([]*V, len(paths))
	last := make([]*V, len(paths))
	var missing []int
	known := 0
	for i, file := range paths {
		for known < len(s.paths) && s.paths[known] < file {
			known++
		}
		if known < len(s.paths) && s.paths[known] == file {
			last[i] = s.values[known]
		}
		if last[i] != nil && !r.touched(file) {
			values[i] = last[i]
		} else {
			missing = append(missing, i)
		}
	}
	var changed atomic.Bool
	err := inParallel(ctx, r.o.Workers, progress, len(missing), func(n int) (err error) {
		i := missing[n]
		values[i], err = read(paths[i], last[i])
		if values[i] != last[i] {
			changed.Store(true)
		}
		return err
	})
	if err != nil {
		return err
	}
	r.changed = r.changed || changed.Load() || !slices.Equal(paths, s.paths)
	s.paths, s.values = paths, values
	return nil
}

// inParallel calls do for 0 to n-1 from workers goroutines and waits for
// them. It stops early at the first error, or when ctx ends.
func inParallel(ctx context.Context, workers int, progress func(done, total int), n int, do func(i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	var next, done atomic.Int64
	for range max(workers, 1) {
		group.Go(func() error {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := do(i); err != nil {
					return err
				}
				if d := done.Add(1); progress != nil && d%64 == 0 {
					progress(int(d), n)
				}
			}
			return nil
		})
	}
	return group.Wait()
}
