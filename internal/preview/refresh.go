package preview

import (
	"context"
	"slices"
	"time"

	"belfry/internal/generator"
	"belfry/internal/watch"
)

const (
	// settling is how long a mistake has to last before it is shown: editor
	// programs empty a file before they write it.
	settling = 60 * time.Millisecond
	// lookEvery is how often new commits are looked for, and what has come due.
	lookEvery = 2 * time.Second
	// untilIdle is how long after a change nobody is likely to wait for the next.
	untilIdle = 250 * time.Millisecond
	// again is how long to wait after the machine has failed.
	again = 250 * time.Millisecond
	// patience is how many failures in a row are taken for files that change
	// while they are read.
	patience = 3
)

// refreshAll makes a new state after every change, until ctx ends.
func (s *Server) refreshAll(ctx context.Context) {
	ticker, idle := time.NewTicker(lookEvery), time.NewTimer(untilIdle)
	defer ticker.Stop()
	defer idle.Stop()
	failures := 0
	for {
		var c watch.Changes
		select {
		case <-ctx.Done():
			return
		case <-s.changes.signal:
			c = s.changes.take()
		case <-s.faults.signal:
			s.reportFaults()
			continue
		case <-ticker.C: // there may be a commit, or something may be due
		case <-idle.C:
			if s.o.Idle != nil {
				s.o.Idle()
			}
			continue
		}
		before := s.state.Load()
		c, err := s.refresh(ctx, c)
		if ctx.Err() != nil {
			return
		}
		if s.state.Load() != before {
			idle.Reset(untilIdle)
		}
		if err == nil {
			failures = 0
			continue
		}
		if failures++; failures >= patience {
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

// refresh makes the publication of what there is now, and returns all changes
// that it has taken in. A mistake is shown only when it is still there after a
// moment without changes.
func (s *Server) refresh(ctx context.Context, c watch.Changes) (watch.Changes, error) {
	result, err := s.generate(ctx, c)
	for err == nil && result.Failed() && result != s.state.Load().result {
		select {
		case <-ctx.Done():
			return c, ctx.Err()
		case <-s.changes.signal:
			c = join(c, s.changes.take())
			result, err = s.generate(ctx, c)
			continue
		case <-time.After(settling):
		}
		before := result
		result, err = s.generate(ctx, c)
		if err == nil && slices.Equal(result.Diagnostics, before.Diagnostics) {
			break
		}
	}
	if err == nil {
		s.show(result)
	}
	return c, err
}

func (s *Server) generate(ctx context.Context, c watch.Changes) (*generator.Result, error) {
	known, err := s.o.History(ctx)
	if err != nil {
		return nil, err
	}
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
	next.found = listingsOf(result, s.o.Edit)
	s.replace(next, Report{Result: result})
}

// fail says in all open pages that the machine fails.
func (s *Server) fail(err error) {
	if s.state.Load().failure == err.Error() {
		return
	}
	next := *s.state.Load()
	next.failure = err.Error()
	next.replaced = make(chan struct{})
	s.replace(&next, Report{Result: next.result, Err: err})
}

// replace makes next what is served, and reports it. The pages that open tabs
// show are rendered first, so that nothing is said to be well that is not.
func (s *Server) replace(next *state, r Report) {
	s.faults.begin(next)
	last := s.state.Swap(next)
	close(last.replaced)
	if last.result == nil && last.failure == "" {
		close(s.ready)
	}
	if next.good != nil {
		for _, address := range s.tabs.addresses() {
			p, _, _ := s.page(next, address) // what comes of it is noted
			p.close()
		}
	}
	r.Good = next.good
	r.Faults, r.New = s.faults.take()
	s.report(r)
}

// reportFaults reports the present state again, where pages of it have turned
// out not to be rendered.
func (s *Server) reportFaults() {
	r := s.reported
	r.Again = true
	if r.Faults, r.New = s.faults.take(); r.New > 0 {
		s.report(r)
	}
}

func (s *Server) report(r Report) {
	s.reported = r
	if s.o.Report != nil {
		s.o.Report(r)
	}
}
