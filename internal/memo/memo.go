// Package memo keeps what has been worked out, for those who ask again.
package memo

import (
	"sync"
	"sync/atomic"
)

// A Memo keeps values by what they were worked out from. It is safe for concurrent
// use; what two work out at once has to be the same. The zero Memo keeps all.
type Memo[K comparable, V any] struct {
	// Size returns how many bytes a value takes, and Limit is how many are kept: what
	// comes later is worked out again for each who asks. Without Size there is no limit.
	Size  func(V) int
	Limit int64

	used atomic.Int64
	kept sync.Map
}

// Of returns the value of a key, which work works out.
func (m *Memo[K, V]) Of(key K, work func() V) V {
	if kept, known := m.kept.Load(key); known {
		return kept.(V)
	}
	value, size := work(), int64(0)
	if m.Size != nil {
		size = int64(m.Size(value))
	}
	if m.used.Add(size) > m.Limit && m.Size != nil {
		m.used.Add(-size)
		return value
	}
	kept, known := m.kept.LoadOrStore(key, value)
	if known {
		m.used.Add(-size)
	}
	return kept.(V)
}

// All yields what is kept.
func (m *Memo[K, V]) All(yield func(K, V) bool) {
	m.kept.Range(func(key, value any) bool { return yield(key.(K), value.(V)) })
}
