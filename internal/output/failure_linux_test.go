package output

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

func TestFullDisk(t *testing.T) {
	disk := t.TempDir()
	if err := unix.Mount("belfry", disk, "tmpfs", 0, "size=256k"); err != nil {
		t.Skip("needs to mount a small tmpfs:", err)
	}
	t.Cleanup(func() { unix.Unmount(disk, unix.MNT_DETACH) })
	old, next := large()
	dir := filepath.Join(disk, "public")
	mustWrite(t, dir, old)
	err := refused(t, publish(t, next), Options{Dir: dir, Workers: 2},
		"writing "+dir, "index.html: no space left on device")
	if !errors.Is(err, unix.ENOSPC) {
		t.Errorf("error %v does not wrap ENOSPC", err)
	}
	wantOldFiles(t, dir, old, next)
	mustWrite(t, dir, old)
	wantTree(t, dir, old)
}

func TestReadOnlyDisk(t *testing.T) {
	dir := t.TempDir()
	old, next := large()
	mustWrite(t, dir, old)
	if err := bind(dir, dir); err != nil {
		t.Skip("needs a bind mount:", err)
	}
	t.Cleanup(func() { unbind(dir) })
	if err := unix.Mount("", dir, "", unix.MS_BIND|unix.MS_REMOUNT|unix.MS_RDONLY, ""); err != nil {
		t.Skip("needs a read-only mount:", err)
	}
	refused(t, publish(t, next), Options{Dir: dir}, filepath.Join(dir, ListName)+": read-only file system")
	wantTree(t, dir, old)
	mustWrite(t, dir, old) // changes nothing, and needs to write nothing
}

// TestFileModes: they do not depend on the umask, nor on that of an earlier build.
// What others made keeps its own.
func TestFileModes(t *testing.T) {
	top := t.TempDir()
	if err := os.Mkdir(filepath.Join(top, "theirs"), 0o750); err != nil {
		t.Fatal(err)
	}
	for _, c := range []int{0o000, 0o002, 0o022, 0o027, 0o077} {
		dir := filepath.Join(top, fmt.Sprintf("theirs/%o/public", c))
		mask := unix.Umask(c)
		for range 2 {
			mustWrite(t, dir, tree{"a/b/index.html": "", "a.css": ""})
			if err := os.Chmod(filepath.Join(dir, "a.css"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		mustWrite(t, dir, tree{"a/b/index.html": "", "a.css": "", "a/c/index.html": ""})
		unix.Umask(mask)
		for path, want := range map[string]os.FileMode{
			"../..": 0o750, "..": 0o755, ".": 0o755, "a": 0o755, "a/b": 0o755, "a/c": 0o755,
			"a/b/index.html": 0o644, "a/c/index.html": 0o644, "a.css": 0o644, ListName: 0o644,
		} {
			info, err := os.Stat(filepath.Join(dir, path))
			if err != nil || info.Mode().Perm() != want {
				t.Errorf("umask %o: mode of %s is %v, want %v", c, path, info.Mode().Perm(), want)
			}
		}
	}
}
