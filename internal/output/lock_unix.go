//go:build unix

package output

import (
	"os"

	"golang.org/x/sys/unix"
)

// errLocked is what lock returns when another process, or another call in this
// one, holds the lock.
const errLocked = unix.EWOULDBLOCK

// lock locks the folder itself, which leaves no file behind and ends with the
// process.
func lock(root *os.Root) (unlock func(), err error) {
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
