package watch

import (
	"io/fs"
	"syscall"
)

// statusTime returns when anything about a file was changed last, which no
// program can set: also where it is written anew with its old size and time.
func statusTime(info fs.FileInfo) int64 {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		return s.Ctim.Nano()
	}
	return 0
}
