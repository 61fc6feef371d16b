package generator

import (
	"context"
	"sync/atomic"

	"belfry/internal/parallel"
	"belfry/internal/source"
)

// A store keeps what was made of files, in the order of their paths.
type store[V any] struct {
	files  inputs
	values []*V
}

// A made is the value that was made of a file, as it was then.
type made[V any] struct {
	of    source.Fingerprint
	value *V // nil where there is none
}

// update makes the store that of paths. What is known of files that are not
// touched is kept; of the others read makes a value anew, and may return the
// last one where nothing has changed.
func (s *store[V]) update(
	ctx context.Context, r *run, paths []string,
	progress func(done, total int),
	read func(file string, last made[V]) (made[V], error),
) error {
	all, missing := s.known(paths, r.touched)
	var done atomic.Int64
	err := parallel.Each(ctx, r.o.Workers, len(missing), func(_, n int) error {
		i := missing[n]
		now, err := read(paths[i], made[V]{all.files[i].Fingerprint, all.values[i]})
		all.files[i].Fingerprint, all.values[i] = now.of, now.value
		if d := done.Add(1); progress != nil && d%64 == 0 {
			progress(int(d), len(missing))
		}
		return err
	})
	if err != nil {
		return err
	}
	*s = all
	return nil
}

// known returns what the store has of paths, and the indices of those that are
// touched, or that it does not have.
func (s *store[V]) known(paths []string, touched func(path string) bool) (all store[V], missing []int) {
	all = store[V]{make(inputs, len(paths)), make([]*V, len(paths))}
	known := 0
	for i, file := range paths {
		for known < len(s.files) && s.files[known].path < file {
			known++
		}
		all.files[i].path = file
		if known < len(s.files) && s.files[known].path == file {
			all.files[i], all.values[i] = s.files[known], s.values[known]
		}
		if all.values[i] == nil || touched(file) {
			missing = append(missing, i)
		}
	}
	return all, missing
}
