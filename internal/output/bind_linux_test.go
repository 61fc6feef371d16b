package output

import "golang.org/x/sys/unix"

func bind(from, to string) error { return unix.Mount(from, to, "", unix.MS_BIND, "") }
func unbind(dir string)          { unix.Unmount(dir, unix.MNT_DETACH) }
