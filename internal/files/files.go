// Package files is the room for system calls: what the runtime does for files in
// general, with more of them than a file that is read once needs, or not at all.
//
// Open and Lock behave alike on all systems; where there is no way around the
// runtime, they go through package os.
package files
