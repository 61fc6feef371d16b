package source

import (
	"path"
	"regexp"
	"slices"
	"strings"
)

// Ignored reports whether the file or folder at a path, relative to the site's
// folder and with slashes, is not an author's: hidden, or left behind by a
// program. What is copied as it is may be hidden: .well-known, .nojekyll,
// .htaccess. Only the last part of the path is looked at.
func Ignored(name string) bool {
	base := path.Base(name)
	if leftBehind(base) {
		return true
	}
	if In(name, StaticDir) {
		return hiddenByTool(base) || strings.EqualFold(path.Ext(base), ".bak")
	}
	return strings.HasPrefix(base, ".") // .#name of Emacs, .name.swp of vim, .goutputstream-* of GNOME
}

// leftBehind reports whether a program gives such a name to what it leaves
// behind or needs while it saves.
func leftBehind(name string) bool {
	return strings.HasSuffix(name, "~") || // backups
		strings.HasPrefix(name, "~$") || // Microsoft Office, while a document is open
		strings.HasPrefix(name, "#") && strings.HasSuffix(name, "#") || // Emacs, autosave
		name == "4913" || // vim, trying whether it may write
		strings.Contains(name, "___jb_") || // JetBrains
		hasAnySuffix(name, ".swp", ".swx", ".swo", ".tmp", ".part", ".crdownload", ".orig", ".rej") ||
		name == "Thumbs.db" || name == "desktop.ini"
}

// toolNames are hidden files and folders in which programs keep what is theirs.
var toolNames = []string{
	// macOS
	".DS_Store", ".AppleDouble", ".LSOverride", ".Spotlight-V100", ".Trashes", ".fseventsd",
	".TemporaryItems", ".DocumentRevisions-V100", ".apdisk", ".localized",
	// KDE; what keeps folders the same on several machines
	".directory", ".dropbox", ".dropbox.attr", ".dropbox.cache",
	".stfolder", ".stignore", ".stversions", ".owncloudsync.log",
	// version control
	".git", ".gitignore", ".gitattributes", ".gitmodules", ".gitkeep", ".keep",
	".hg", ".hgignore", ".hgtags", ".svn", ".bzr", ".bzrignore", ".jj",
	// editors
	".idea", ".vscode", ".vs", ".fleet", ".zed", ".history", ".editorconfig",
	".project", ".settings", ".classpath", ".sublime-workspace", ".netrwhist",
	// secrets of programs and people
	".env", ".envrc", ".npmrc", ".netrc", ".git-credentials",
	".ssh", ".aws", ".gnupg", ".bash_history", ".zsh_history",
	// build tools
	".sass-cache", ".eslintcache", ".stylelintcache", ".parcel-cache",
}

// toolPrefixes begin the names of such hidden files as have names of their own.
var toolPrefixes = []string{
	"._",                         // macOS, what other file systems have no place for
	".#",                         // Emacs, locks
	".~",                         // LibreOffice, locks; rsync
	".goutputstream-", ".Trash-", // GNOME
	".fuse_hidden", ".nfs", // file systems, while a removed file is still open
	".env.",                 // secrets, as in .env.production
	".sync_", ".syncthing.", // of ownCloud, Nextcloud and Syncthing
}

// swapFile is what vim and others call a file's swap file: .name.swp, and when
// that is there .name.swo, .name.swn and so on; .name.kate-swp.
var swapFile = regexp.MustCompile(`^\..+\.(sw[a-p]|kate-swp)$`)

func hiddenByTool(name string) bool {
	return slices.Contains(toolNames, name) || swapFile.MatchString(name) ||
		slices.ContainsFunc(toolPrefixes, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

func hasAnySuffix(s string, suffixes ...string) bool {
	for _, suffix := range suffixes {
		if strings.HasSuffix(s, suffix) {
			return true
		}
	}
	return false
}
