package preview

import (
	"context"
	"slices"
	"time"

	"belfry/internal/generator"
	"belfry/internal/history"
	"belfry/internal/watch"
)

const (
	// settling is how long a mistake has to last before it is shown: editor
	// programs empty a file before they write it.
	settling = 60 * time.Millisecond
	// commitsEvery is how often new commits are looked for.
	commitsEvery = 2 * time.Second
	// again is how long to wait after the machine has failed.
	again = 250 * time.Millisecond
	// patience is how many failures in a row are taken for files that change
	// while they are read.
	patience = 3
)

// refreshAll makes a new state after every change, until ctx ends.
func (s *Server) refreshAll(ctx context.Context) {
	commits := time.NewTicker(commitsEvery)
	defer commits.Stop()
	failures := 0
	var commitsOf *history.History
	for {
		var c watch.Changes
		select {
		case <-ctx.Done():
			return
		case <-s.changes.signal:
			c = s.changes.take()
		case <-commits.C:
		}
		known, err := s.o.History(ctx)
		if err == nil && known == commitsOf && !c.All && len(c.Paths) == 0 {
			continue
		}
		if err == nil {
			commitsOf = known
			err = s.refresh(ctx, c, known)
		}
		if err == nil || ctx.Err() != nil {
			failures = 0
			continue
		}
		if failures++; failures == patience {
			s.fail(err)
		}
		s.changes.add(c)
		pause(ctx, again)
	}
}

func pause(ctx context.Context, d time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(d):
	}
}

// refresh makes the publication of what there is now. A mistake is shown only
// when it is still there after a moment without changes.
func (s *Server) refresh(ctx context.Context, c watch.Changes, known *history.History) error {
	result, err := s.generate(ctx, c, known)
	if err != nil {
		return err
	}
	for result.Failed() {
		select {
		case <-ctx.Done():
			return nil
		case <-s.changes.signal:
			c = join(c, s.changes.take())
			if result, err = s.generate(ctx, c, known); err != nil {
				s.changes.add(c)
				return err
			}
			continue
		case <-time.After(settling):
		}
		lasting, err := s.generate(ctx, c, known)
		if err != nil {
			s.changes.add(c)
			return err
		}
		same := slices.Equal(lasting.Diagnostics, result.Diagnostics)
		if result = lasting; same {
			break
		}
	}
	s.show(result)
	return nil
}

func (s *Server) generate(ctx context.Context, c watch.Changes, known *history.History) (*generator.Result, error) {
	return s.o.Generator.Refresh(ctx, generator.Changes{Paths: c.Paths, All: c.All, Now: s.o.Now(), History: known})
}

// show puts a result in the place of the last.
func (s *Server) show(result *generator.Result) {
	last := s.state.Load()
	if last.result == result && last.failure == "" {
		return
	}
	next := &state{result: result, good: result, replaced: make(chan struct{})}
	if result.Failed() {
		next.good = last.good
	}
	next.problems, next.warnings = problemsOf(result, s.o.Edit)
	s.replace(next, Report{Result: result})
}

// fail says in all open pages that the machine fails.
func (s *Server) fail(err error) {
	next := *s.state.Load()
	next.failure = err.Error()
	next.replaced = make(chan struct{})
	s.replace(&next, Report{Result: next.result, Err: err})
}

func (s *Server) replace(next *state, r Report) {
	last := s.state.Swap(next)
	close(last.replaced)
	if last.result == nil && last.failure == "" {
		close(s.ready)
	}
	if s.o.Report != nil {
		s.o.Report(r)
	}
}
