package markdown

import (
	"cmp"
	"strings"
)

// OnDisk returns the name of the file that dest is a place of on the disk of one
// computer: file:///home/me/a.png, C:/Users/me/a.png, \\server\a.png.
func OnDisk(dest string) (name string, is bool) {
	if len(dest) < 3 {
		return "", false
	}
	first := dest[0] | 0x20
	drive := dest[1] == ':' && 'a' <= first && first <= 'z' && (dest[2] == '\\' || dest[2] == '/')
	if !drive && !strings.HasPrefix(dest, `\\`) && !(len(dest) > 4 && strings.EqualFold(dest[:5], "file:")) {
		return "", false
	}
	return cmp.Or(dest[strings.LastIndexAny(dest, `\/:`)+1:], "its name"), true
}
