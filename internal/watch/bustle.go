package watch

import "time"

// How long changes are gathered: until nothing more happens for a moment, and
// at most for a while. Both are longer where much is going on, so that one save is
// seen at once and a checkout of thousands of files is a few changes.
const (
	quiet       = 4 * time.Millisecond
	ceiling     = 100 * time.Millisecond
	calm        = 250 * time.Millisecond // from one change to the next, and all begins anew
	many        = 50                     // paths
	quietMany   = 40 * time.Millisecond
	ceilingMany = 2 * time.Second
	calmMany    = time.Second
)

// A bustle is how much is going on.
type bustle struct {
	paths map[string]bool // that have changed since it was last calm, or one more than many
	ended int             // how many changes have been told since then
	last  time.Time
}

// note notes a change of a path.
func (b *bustle) note(name string, now time.Time) {
	rest := calm
	if len(b.paths) > many {
		rest = calmMany
	}
	if now.Sub(b.last) > rest {
		*b = bustle{paths: map[string]bool{}}
	}
	b.last = now
	if len(b.paths) <= many {
		b.paths[name] = true
	}
}

// told notes that the changes gathered so far have been told.
func (b *bustle) told() { b.ended++ }

// patience returns how long nothing more has to happen until changes are told, and how
// long they are gathered at most. Each time that there was more, it is twice as long.
func (b *bustle) patience() (pause, most time.Duration) {
	twice := min(b.ended, 10)
	if len(b.paths) > many {
		return min(quietMany<<twice, calmMany), ceilingMany
	}
	return min(quiet<<twice, calm), ceiling
}
