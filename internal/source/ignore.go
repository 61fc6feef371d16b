package source

import "strings"

// Ignored reports whether a file or folder of this name is not an author's:
// hidden, or left behind by an editor program while it saves.
func Ignored(name string) bool {
	return strings.HasPrefix(name, ".") || // hidden; .#name of Emacs, .name.swp of vim, .goutputstream-* of GNOME
		strings.HasSuffix(name, "~") || // backups
		strings.HasPrefix(name, "~$") || // Microsoft Office, while a document is open
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || // Emacs, autosave
		name == "4913" || // vim, trying whether it may write
		strings.Contains(name, "___jb_") || // JetBrains
		hasAnySuffix(name, ".swp", ".swx", ".swo", ".tmp", ".part", ".crdownload", ".orig", ".rej") ||
		name == "Thumbs.db" || name == "desktop.ini"
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}
