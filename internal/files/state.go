package files

import "io/fs"

// A State is what a folder says of a file: while it is the same, so are, most likely, the
// file and its bytes. Two may be compared with ==.
type State struct {
	Size           int64 // in bytes
	Modified       int64 // in nanoseconds since 1970
	changed        int64 // see Changed
	device, number uint64
	mode           fs.FileMode
}

// StateOf returns the state of the file that info describes.
func StateOf(info fs.FileInfo) State {
	s := State{Size: info.Size(), Modified: info.ModTime().UnixNano(), changed: Changed(info), mode: info.Mode()}
	s.device, s.number, _ = identity(info)
	return s
}
