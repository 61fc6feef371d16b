package files

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// ErrLocked is what Lock returns when another process, or another call in this
// one, holds the lock.
const ErrLocked = windows.ERROR_SHARING_VIOLATION

// Lock locks a folder: it opens a file of a name there that nobody else may open at
// the same time, and that the system deletes when it is closed or its process ends.
func Lock(root *os.Root, name string) (unlock func(), err error) {
	path, err := windows.UTF16PtrFromString(filepath.Join(root.Name(), name))
	if err != nil {
		return nil, err
	}
	const alone = 0
	handle, err := windows.CreateFile(path, windows.GENERIC_READ|windows.DELETE, alone, nil,
		windows.OPEN_ALWAYS, windows.FILE_ATTRIBUTE_TEMPORARY|windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
	if err != nil {
		return nil, err
	}
	return func() { windows.CloseHandle(handle) }, nil
}
