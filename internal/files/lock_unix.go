//go:build unix

package files

import (
	"os"

	"golang.org/x/sys/unix"
)

// ErrLocked is what Lock returns when another process, or another call in this
// one, holds the lock.
const ErrLocked = unix.EWOULDBLOCK

// Lock locks a folder: itself, which leaves no file behind and ends with the process.
// The name is for systems that cannot.
func Lock(root *os.Root, _ string) (unlock func(), err error) {
	dir, err := root.Open(".")
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(dir.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		dir.Close()
		return nil, err
	}
	return func() { dir.Close() }, nil
}
