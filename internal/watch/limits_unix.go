//go:build unix

package watch

import "syscall"

// What the system says when it watches no more (inotify(7)).
const (
	errTooManyWatches   = syscall.ENOSPC
	errTooManyInstances = syscall.EMFILE
)
