package output

import (
	"bytes"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"belfry/internal/address"
	"belfry/internal/publication"
)

// ListName is the file at the top of an output folder that marks it as
// Belfry's and names the files in it that are.
const ListName = address.ListName

const (
	tempPrefix = address.TempPrefix  // what a build was writing when it was killed
	busyName   = tempPrefix + "busy" // stands while files are being written
	lockName   = address.LockName
	listTemp   = tempPrefix + "list" // the next list, while it is written
)

// isTemp reports whether path is that of a file that a build was writing.
func isTemp(file string) bool { return strings.HasPrefix(path.Base(file), tempPrefix) }

// listHeader is the first line with the version of the format, then what the
// file is. An empty line ends the header; a path a line follows, in the order
// of their bytes.
const listHeader = `belfry output list 1
# This folder is written by belfry build. The files below are its own: it
# replaces them, and removes those that are no longer published. It leaves all
# other files alone. Without this list it would not touch the folder.

`

// A list is the files of a build: their paths with slashes, sorted, each once.
type list []string

// newList returns the paths of p, which must be fit to write on this system.
func newList(p *publication.Publication) (list, error) {
	paths := make(list, p.Len())
	for i := range paths {
		path := p.Path(i)
		if err := checkPath(path); err != nil {
			return nil, err
		}
		if i > 0 && path <= paths[i-1] {
			return nil, fmt.Errorf("two outputs have the path %q", path)
		}
		paths[i] = path
	}
	return paths, nil
}

func checkPath(path string) error {
	if _, err := filepath.Localize(path); err != nil || path == "." || strings.ContainsFunc(path, unicode.IsControl) {
		return fmt.Errorf("an output has the path %q, which cannot be the name of a file", path)
	}
	if address.Reserved(path) {
		return fmt.Errorf("an output has the path %q, a name that belfry keeps for itself in the output folder", path)
	}
	return nil
}

// parseList reads what bytes wrote. It trusts nothing: the paths decide what is
// overwritten and removed.
func parseList(data []byte) (list, error) {
	version, _, _ := strings.Cut(listHeader, "\n")
	text := string(data)
	if line, _, _ := strings.Cut(text, "\n"); line != version {
		return nil, fmt.Errorf("its first line is not %q", version)
	}
	header, body, found := strings.Cut(text, "\n\n")
	if !found || body != "" && !strings.HasSuffix(body, "\n") {
		return nil, fmt.Errorf("it is cut short")
	}
	var paths list
	number := strings.Count(header, "\n") + 3
	for line := range strings.Lines(body) {
		path := strings.TrimSuffix(line, "\n")
		if checkPath(path) != nil {
			return nil, fmt.Errorf("its line %d, %q, is not a path in the folder", number, path)
		}
		if len(paths) > 0 && path <= paths[len(paths)-1] {
			return nil, fmt.Errorf("its line %d, %q, is out of order", number, path)
		}
		paths = append(paths, path)
		number++
	}
	return paths, nil
}

func (l list) bytes() []byte {
	var b bytes.Buffer
	b.WriteString(listHeader)
	for _, path := range l {
		b.WriteString(path)
		b.WriteByte('\n')
	}
	return b.Bytes()
}

func (l list) has(path string) bool {
	_, found := slices.BinarySearch(l, path)
	return found
}

// merge returns the paths in a or in b.
func merge(a, b list) list {
	both := slices.Concat(a, b)
	slices.Sort(both)
	return slices.Compact(both)
}

// without returns the paths in l that are not in other.
func (l list) without(other list) list {
	var rest list
	for _, path := range l {
		for len(other) > 0 && other[0] < path {
			other = other[1:]
		}
		if len(other) == 0 || other[0] != path {
			rest = append(rest, path)
		}
	}
	return rest
}

// folded returns the paths of l by what a file system without case, or without
// a difference between composed and decomposed letters, makes of them.
func (l list) folded() map[string]string {
	paths := make(map[string]string, len(l))
	for _, path := range l {
		paths[publication.Fold(path)] = path
	}
	return paths
}
