package preview

import (
	"maps"
	"slices"
	"sync"
)

// maxTabs is how many pages may be kept up to date at once.
const maxTabs = 256

// Tabs are the pages that are open in browsers.
type tabs struct {
	mu    sync.Mutex
	shown map[string]int // how many show the page at an address
	n     int
}

func newTabs() *tabs { return &tabs{shown: make(map[string]int)} }

// open adds a tab, or returns false where there are too many.
func (t *tabs) open(address string) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.n == maxTabs {
		return false
	}
	t.n++
	t.shown[address]++
	return true
}

func (t *tabs) close(address string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.n--
	if t.shown[address]--; t.shown[address] == 0 {
		delete(t.shown, address)
	}
}

// addresses returns what is shown, in order.
func (t *tabs) addresses() []string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return slices.Sorted(maps.Keys(t.shown))
}
