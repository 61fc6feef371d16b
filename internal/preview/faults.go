package preview

import (
	"cmp"
	"slices"
	"sync"
)

// maxFaults is how many reasons why pages cannot be rendered are remembered of
// one state.
const maxFaults = maxProblems

// Faults are why pages of the present state could not be rendered. They are met
// by whoever renders a page, and told of by the goroutine that reports.
type faults struct {
	mu     sync.Mutex
	of     *state
	met    []error
	told   int           // how many of met have been taken
	signal chan struct{} // holds one value while there may be more
}

func newFaults() *faults { return &faults{signal: make(chan struct{}, 1)} }

// begin forgets what was met in the state before.
func (f *faults) begin(of *state) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.of, f.met, f.told = of, nil, 0
}

// add notes that a page of a state could not be rendered. What is known already,
// and what is of another state, is nothing new.
func (f *faults) add(of *state, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	known := func(e error) bool { return e.Error() == err.Error() }
	if of != f.of || len(f.met) == maxFaults || slices.ContainsFunc(f.met, known) {
		return
	}
	f.met = append(f.met, err)
	select {
	case f.signal <- struct{}{}:
	default:
	}
}

// take returns all that has been met, and how many at its end were not taken before.
func (f *faults) take() (met []error, fresh int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	fresh = len(f.met) - f.told
	slices.SortFunc(f.met[f.told:], func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
	f.told = len(f.met)
	return slices.Clone(f.met), fresh
}
