package output

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// place returns the resolved path of the output folder, or an error when it
// must not be written to.
func place(o Options) (string, error) {
	if o.Dir == "" {
		return "", errors.New("no output folder is named")
	}
	dir, err := resolve(o.Dir)
	if err != nil {
		return "", fmt.Errorf("finding the output folder %s: %w", o.Dir, err)
	}
	if filepath.Dir(dir) == dir {
		return "", fmt.Errorf("the output folder %s is the root of the file system: name a folder of its own", o.Dir)
	}
	for _, kept := range o.Protected {
		if err := refuseAbove(dir, kept, o.Dir); err != nil {
			return "", err
		}
	}
	for _, source := range o.Sources {
		if err := refuseAbove(dir, source, o.Dir); err != nil {
			return "", err
		}
		if err := refuseInside(dir, source, o.Dir); err != nil {
			return "", err
		}
	}
	return dir, nil
}

// refuseAbove returns an error when dir is the folder kept or lies above it.
func refuseAbove(dir, kept, shown string) error {
	real, err := resolve(kept)
	if err != nil {
		return fmt.Errorf("checking that the output folder %s is apart from %s: %w", shown, kept, err)
	}
	if sameFolder(dir, real) {
		return fmt.Errorf("the output folder %s is %s, which must not be written to: name a folder of its own", shown, kept)
	}
	if within(real, dir) {
		return fmt.Errorf("the output folder %s lies above %s, which must not be written to: name a folder of its own",
			shown, kept)
	}
	return nil
}

// refuseInside returns an error when dir lies inside the folder source.
func refuseInside(dir, source, shown string) error {
	real, err := resolve(source)
	if err != nil {
		return fmt.Errorf("checking that the output folder %s is apart from %s: %w", shown, source, err)
	}
	if within(dir, real) {
		return fmt.Errorf("the output folder %s lies inside %s, which is read to build the site: "+
			"name a folder of its own", shown, source)
	}
	return nil
}

// resolve returns the absolute path without symbolic links. Of a path that is
// not there yet, the part that is there is resolved.
func resolve(path string) (string, error) {
	at, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	rest := ""
	for {
		real, err := filepath.EvalSymlinks(at)
		if err == nil {
			return filepath.Join(real, rest), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if _, err := os.Lstat(at); err == nil {
			return "", fmt.Errorf("%s is a symbolic link to what is not there", at)
		}
		above := filepath.Dir(at)
		if above == at {
			return filepath.Join(at, rest), nil
		}
		at, rest = above, filepath.Join(filepath.Base(at), rest)
	}
}

// within reports whether the resolved path inner is outer or lies below it.
func within(inner, outer string) bool {
	for {
		if sameFolder(inner, outer) {
			return true
		}
		above := filepath.Dir(inner)
		if above == inner {
			return false
		}
		inner = above
	}
}

// sameFolder reports whether two resolved paths are one folder, which on a file
// system without case, or through a bind mount, can have several names.
func sameFolder(a, b string) bool {
	if a == b {
		return true
	}
	infoA, err := os.Stat(a)
	if err != nil {
		return false
	}
	infoB, err := os.Stat(b)
	return err == nil && os.SameFile(infoA, infoB)
}
