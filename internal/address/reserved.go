package address

import "strings"

// Names that the writer of a folder keeps for itself there.
const (
	ListName   = ".belfry"      // the list of what it has written
	LockName   = ".belfry-lock" // where a folder cannot be locked itself
	TempPrefix = ".belfry-tmp-" // begins what is being written, in any folder
)

// Reserved reports whether path lies at or below such a name.
func Reserved(path string) bool {
	path = strings.ToLower(path)
	top, _, _ := strings.Cut(path, "/")
	return top == ListName || top == LockName ||
		strings.HasPrefix(path, TempPrefix) || strings.Contains(path, "/"+TempPrefix)
}
