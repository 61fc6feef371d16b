package files

import (
	"io/fs"
	"syscall"

	"golang.org/x/sys/unix"
)

// Changed returns when the system last changed anything of a file, which no program can
// set: also where it is written anew with its old size and time. It is in nanoseconds
// since 1970, and 0 where it is not known.
func Changed(info fs.FileInfo) int64 {
	switch stat := info.Sys().(type) {
	case *unix.Stat_t:
		return stat.Ctim.Nano()
	case *syscall.Stat_t:
		return stat.Ctim.Nano()
	}
	return 0
}
