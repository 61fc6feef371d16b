package watch

import "time"

// How long changes are gathered: until nothing more happens for a moment, and
// at most for a while. Both are longer where much is going on, so that one save is
// seen at once and a checkout of thousands of files is a few changes.
const (
	quiet       = 4 * time.Millisecond
	quietEach   = time.Millisecond / 2 // for each other path that has just changed
	ceiling     = 100 * time.Millisecond
	many        = 50 // paths within a second
	quietMany   = 40 * time.Millisecond
	calmMany    = time.Second
	ceilingMany = 2 * time.Second
)

// A bustle is how much is going on.
type bustle struct {
	paths map[string]bool // that have changed since began, or one more than many
	was   int             // how many there were in the second before
	began time.Time
	ended int // how many changes of many paths have been told, one soon after another
}

// note notes a change of a path.
func (b *bustle) note(name string, now time.Time) {
	switch since := now.Sub(b.began); {
	case since > 2*time.Second:
		*b = bustle{paths: map[string]bool{}, began: now}
	case since > time.Second:
		b.was, b.began = len(b.paths), now
		clear(b.paths)
	}
	if len(b.paths) <= many {
		b.paths[name] = true
	}
}

// told notes that the changes gathered so far have been told.
func (b *bustle) told() {
	if b.lately() > many {
		b.ended++
	} else {
		b.ended = 0
	}
}

// lately returns how many paths have changed within a second.
func (b *bustle) lately() int { return max(b.was, len(b.paths)) }

// patience returns how long nothing more has to happen until changes are told, and how
// long they are gathered at most. Each time that there was more of many, it is twice as
// long.
func (b *bustle) patience() (pause, most time.Duration) {
	n := b.lately()
	if n > many {
		return min(quietMany<<min(b.ended, 10), calmMany), ceilingMany
	}
	return quiet + time.Duration(n-1)*quietEach, ceiling
}
