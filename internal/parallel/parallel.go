// Package parallel runs the rounds of a loop side by side.
package parallel

import (
	"context"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Each calls do for the rounds 0 to n-1, up to workers at once, and waits for them.
// A round begins after those before it have begun; worker, which counts from 0,
// tells those apart that run at once. Each stops at the first error, which it
// returns, or when ctx ends: the error is then why.
func Each(ctx context.Context, workers, n int, do func(worker, i int) error) error {
	var next atomic.Int64
	var failed atomic.Bool
	run := func(worker int) error {
		for i := next.Add(1) - 1; i < int64(n) && !failed.Load(); i = next.Add(1) - 1 {
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			if err := do(worker, int(i)); err != nil {
				failed.Store(true)
				return err
			}
		}
		return nil
	}
	if workers = min(workers, n); workers <= 1 {
		return run(0)
	}
	var group errgroup.Group
	for worker := range workers {
		group.Go(func() error { return run(worker) })
	}
	return group.Wait()
}
