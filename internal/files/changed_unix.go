//go:build unix

package files

import (
	"io/fs"

	"golang.org/x/sys/unix"
)

// Changed returns when the system last changed anything of a file that Dir.Lstat
// describes, which nobody can set: in nanoseconds since 1970, 0 where it is not known.
func Changed(info fs.FileInfo) int64 {
	if stat, ok := info.Sys().(*unix.Stat_t); ok {
		return stat.Ctim.Nano()
	}
	return 0
}
