package generator

import (
	"context"
	"slices"
	"sync/atomic"

	"belfry/internal/parallel"
	"belfry/internal/source"
)

// A store keeps what was made of files, in the order of their paths.
type store[V any] struct {
	files  inputs
	values []*V
	// read are the places of the files that the last update has read, in order, and
	// moved says that there were other files before.
	read  []int
	moved bool
}

// A made is the value that was made of a file, as it was then.
type made[V any] struct {
	of    source.Fingerprint
	value *V // nil where there is none
}

// update makes the store that of paths. What is known of files that are not touched is
// kept; of the others read makes a value anew, and may return the last one where nothing
// has changed. After an error the store knows some of them as they were.
func (s *store[V]) update(
	ctx context.Context, r *run, paths []string,
	progress func(done, total int),
	read func(file string, last made[V]) (made[V], error),
) error {
	if s.moved = !s.isOf(paths); s.moved {
		s.arrange(paths)
		r.changed = true
	}
	s.read = s.toRead(r)
	var done atomic.Int64
	var changed atomic.Bool
	err := parallel.Each(ctx, r.o.Workers, len(s.read), func(_, n int) error {
		file, value := &s.files[s.read[n]], &s.values[s.read[n]]
		now, err := read(file.path, made[V]{file.Fingerprint, *value})
		if err != nil {
			return err
		}
		if !now.of.Equal(file.Fingerprint) {
			changed.Store(true)
		}
		file.Fingerprint, *value = now.of, now.value
		if d := done.Add(1); progress != nil && d%64 == 0 {
			progress(int(d), len(s.read))
		}
		return nil
	})
	r.changed = r.changed || changed.Load()
	return err
}

// isOf reports whether the store is of paths.
func (s *store[V]) isOf(paths []string) bool {
	return slices.EqualFunc(s.files, paths, func(in input, path string) bool { return in.path == path })
}

// arrange makes the store that of paths, with what it has of them.
func (s *store[V]) arrange(paths []string) {
	files, values := make(inputs, len(paths)), make([]*V, len(paths))
	known := 0
	for i, file := range paths {
		for known < len(s.files) && s.files[known].path < file {
			known++
		}
		files[i].path = file
		if known < len(s.files) && s.files[known].path == file {
			files[i], values[i] = s.files[known], s.values[known]
		}
	}
	s.files, s.values = files, values
}

// toRead returns the places of files that are touched, or of which nothing is known, in
// order.
func (s *store[V]) toRead(r *run) []int {
	var places []int
	for i, value := range s.values {
		if value == nil || r.all {
			places = append(places, i)
		}
	}
	for _, file := range r.touched {
		if i, found := s.files.find(file); found && s.values[i] != nil {
			places = append(places, i)
		}
	}
	slices.Sort(places)
	return places
}
