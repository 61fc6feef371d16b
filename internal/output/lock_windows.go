package output

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// errLocked is what lock returns when another process, or another call in this
// one, holds the lock.
const errLocked = windows.ERROR_SHARING_VIOLATION

// lock opens a file that nobody else may open at the same time, and that the
// system deletes when it is closed or its process ends.
func lock(root *os.Root) (unlock func(), err error) {
	name, err := windows.UTF16PtrFromString(filepath.Join(root.Name(), lockName))
	if err != nil {
		return nil, err
	}
	const alone = 0
	handle, err := windows.CreateFile(name, windows.GENERIC_READ|windows.DELETE, alone, nil,
		windows.OPEN_ALWAYS, windows.FILE_ATTRIBUTE_TEMPORARY|windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
	if err != nil {
		return nil, err
	}
	return func() { windows.CloseHandle(handle) }, nil
}
