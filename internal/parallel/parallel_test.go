package parallel

import (
	"context"
	"errors"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
)

func TestEach(t *testing.T) {
	for _, workers := range []int{-1, 0, 1, 2, 7, 200} {
		var rounds [100]atomic.Int32
		var mu sync.Mutex
		var at []int
		busy := make([]atomic.Bool, max(workers, 1))
		err := Each(t.Context(), workers, len(rounds), func(worker, i int) error {
			if busy[worker].Swap(true) {
				t.Errorf("worker %d does two things at once", worker)
			}
			rounds[i].Add(1)
			mu.Lock()
			at = append(at, i)
			mu.Unlock()
			busy[worker].Store(false)
			return nil
		})
		for i := range rounds {
			if n := rounds[i].Load(); n != 1 || err != nil {
				t.Errorf("%d workers: round %d ran %d times: %v", workers, i, n, err)
			}
		}
		if workers <= 1 && !slices.IsSorted(at) {
			t.Errorf("one worker goes in the order %v", at)
		}
	}
	if err := Each(t.Context(), 2, 0, nil); err != nil {
		t.Error(err)
	}
}

func TestEachStopsAtAnError(t *testing.T) {
	wrong := errors.New("wrong")
	for _, workers := range []int{1, 3} {
		var ran atomic.Int32
		err := Each(t.Context(), workers, 1000, func(_, i int) error {
			if ran.Add(1); i == 5 {
				return wrong
			}
			return nil
		})
		if err != wrong || workers == 1 && ran.Load() != 6 {
			t.Errorf("%d workers: %d rounds, %v", workers, ran.Load(), err)
		}
	}
}

func TestEachStopsWithItsContext(t *testing.T) {
	enough := errors.New("enough")
	for _, workers := range []int{1, 3} {
		ctx, stop := context.WithCancelCause(t.Context())
		var stopped atomic.Bool
		var late atomic.Int32
		err := Each(ctx, workers, 1000, func(_, i int) error {
			if stopped.Load() {
				late.Add(1)
			}
			if i == 5 {
				stop(enough)
				stopped.Store(true)
			}
			return nil
		})
		// The other workers may each stand before a round that they have asked ctx about.
		if !errors.Is(err, enough) || late.Load() >= int32(workers) {
			t.Errorf("%d workers: %d rounds begun after the end of ctx, %v", workers, late.Load(), err)
		}
	}
}
