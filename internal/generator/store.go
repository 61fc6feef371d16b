package generator

import (
	"context"
	"slices"
	"sync/atomic"

	"belfry/internal/parallel"
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
	var done atomic.Int64
	err := parallel.Each(ctx, r.o.Workers, len(missing), func(_, n int) (err error) {
		i := missing[n]
		values[i], err = read(paths[i], last[i])
		if values[i] != last[i] {
			changed.Store(true)
		}
		if d := done.Add(1); progress != nil && d%64 == 0 {
			progress(int(d), len(missing))
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
