// Package history knows when the files of a site were first and last changed,
// from the git repository that they are kept in.
//
// The time of a build says nothing about content; a commit does, and it is the
// same in every clone. Only committed changes count, and a time never goes back:
// a commit counts as later than all that it builds on, whatever the clock of
// its machine showed, and what a merge brings into a branch counts as changed
// when it was merged.
package history

import (
	"iter"
	"maps"
	"time"
)

// Changes are when a file was first and last changed, in UTC.
type Changes struct{ First, Last time.Time }

// Join returns the changes of two files as those of one. The zero Changes are
// those of none.
func (c Changes) Join(d Changes) Changes {
	if c.First.IsZero() || !d.First.IsZero() && d.First.Before(c.First) {
		c.First = d.First
	}
	if d.Last.After(c.Last) {
		c.Last = d.Last
	}
	return c
}

// A State says how much of the history of a folder can be read.
type State uint8

const (
	// Whole: all commits are known. There may be none yet.
	Whole State = iota
	// Shallow: older commits are not in this clone. What they changed counts as
	// changed at the oldest commit that is.
	Shallow
	// NoRepository: the folder is kept in no git repository.
	NoRepository
	// Unreadable: there is a repository, but git is not there or refuses to read
	// it; see History.Says.
	Unreadable
)

// A History is what the commits say of a site's files. It is immutable. A nil
// *History is one that was not asked for.
type History struct {
	files map[string]Changes
	state State
	says  string
}

// Of returns the changes of the file at path, relative to the site's folder and
// with slashes, and false where no commit has it.
func (h *History) Of(path string) (Changes, bool) {
	if h == nil {
		return Changes{}, false
	}
	c, ok := h.files[path]
	return c, ok
}

// All returns all files that a commit has or had, in no order, with their
// changes.
func (h *History) All() iter.Seq2[string, Changes] {
	if h == nil {
		return maps.All(map[string]Changes(nil))
	}
	return maps.All(h.files)
}

// State returns how much is known.
func (h *History) State() State {
	if h == nil {
		return NoRepository
	}
	return h.state
}

// Says returns what git says where the history is Unreadable, on one line.
func (h *History) Says() string {
	if h == nil {
		return ""
	}
	return h.says
}
