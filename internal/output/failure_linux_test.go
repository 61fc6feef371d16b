package output

import (
	"errors"
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
	err := refused(t, publish(t, next), Options{Dir: dir, Workers: 2}, "writing "+dir, "index.html: no space left on device")
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

func TestFileModes(t *testing.T) {
	for _, c := range []struct {
		mask         int
		file, folder os.FileMode
	}{{0o022, 0o644, 0o755}, {0o077, 0o600, 0o700}, {0, 0o644, 0o755}} {
		dir := filepath.Join(t.TempDir(), "public")
		mask := unix.Umask(c.mask)
		_, err := Write(t.Context(), publish(t, tree{"a/index.html": ""}), Options{Dir: dir})
		unix.Umask(mask)
		if err != nil {
			t.Fatal(err)
		}
		for path, want := range map[string]os.FileMode{".": c.folder, "a": c.folder, "a/index.html": c.file, ListName: c.file} {
			info, err := os.Stat(filepath.Join(dir, path))
			if err != nil || info.Mode().Perm() != want {
				t.Errorf("umask %o: mode of %s is %v, want %v", c.mask, path, info.Mode().Perm(), want)
			}
		}
	}
}
