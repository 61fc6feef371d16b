//go:build unix

package source

import "syscall"

// noFollow lets the system refuse to open a symbolic link.
const noFollow = syscall.O_NOFOLLOW
