//go:build unix && !linux

package files

import (
	"io/fs"

	"golang.org/x/sys/unix"
)

// Changed returns when the system last changed anything of a file, which no program can
// set: in nanoseconds since 1970, 0 where it is not known, as of files that package os
// describes.
func Changed(info fs.FileInfo) int64 {
	if stat, ok := info.Sys().(*unix.Stat_t); ok {
		return stat.Ctim.Nano()
	}
	return 0
}
