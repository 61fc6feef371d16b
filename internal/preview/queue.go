package preview

import (
	"slices"
	"sync"

	"belfry/internal/watch"
)

// A queue gathers changes until somebody has time for them.
type queue struct {
	mu     sync.Mutex
	next   watch.Changes
	signal chan struct{} // holds one value while there are changes
}

func newQueue() *queue { return &queue{signal: make(chan struct{}, 1)} }

func (q *queue) add(c watch.Changes) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.next = join(q.next, c)
	select {
	case q.signal <- struct{}{}:
	default:
	}
}

// take returns all changes. It is called when signal has given a value.
func (q *queue) take() watch.Changes {
	q.mu.Lock()
	defer q.mu.Unlock()
	c := q.next
	q.next = watch.Changes{}
	return c
}

func join(a, b watch.Changes) watch.Changes {
	paths := slices.Concat(a.Paths, b.Paths)
	slices.Sort(paths)
	return watch.Changes{All: a.All || b.All, Paths: slices.Compact(paths)}
}
