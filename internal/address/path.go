package address

import (
	"net/url"
	"strings"

	"belfry/internal/uri"
)

// A Path is where something of the site lies, seen from where the site is
// published: "/news/kick-off/", "/calendar.ics". It is as people write it, not
// percent-encoded, and has no root, no host, no query and no fragment. That of a
// page ends in a slash. The zero Path is that of nothing.
type Path string

// Home is the path of the first page.
const Home Path = "/"

// IndexName is the name of the file that a web server shows at the path of its
// folder.
const IndexName = "index.html"

// OfFile returns the path at which a web server shows a file of the published
// folder, whose name has slashes and none at its beginning: "/news/kick-off/" for
// "news/kick-off/index.html".
func OfFile(name string) Path {
	if folder, ok := strings.CutSuffix(name, IndexName); ok && (folder == "" || strings.HasSuffix(folder, "/")) {
		name = folder
	}
	return Path("/" + name)
}

// File returns the name of the file that a web server shows at p.
func (p Path) File() string {
	name := strings.TrimPrefix(string(p), "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += IndexName
	}
	return name
}

// Folder returns the path of a page, or of a folder, in the folder p.
func (p Path) Folder(name string) Path { return p + Path(name) + "/" }

// Join returns the path of a file in the folder p.
func (p Path) Join(name string) Path { return p + Path(name) }

// IsPlain reports whether a part of a path is made of small letters from a to z, digits,
// - and _ alone, so that no file system takes it for another, and no URL escapes it.
func IsPlain(name string) bool {
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '-', c == '_':
		default:
			return false
		}
	}
	return name != ""
}

// Escaped returns p as a part of a URL (RFC 3986 3.3).
func (p Path) Escaped() string {
	if isUnreserved(string(p)) {
		return string(p)
	}
	return (&url.URL{Path: string(p)}).EscapedPath()
}

// isUnreserved quickly finds most paths, in which nothing is to be escaped.
func isUnreserved(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '/', c == '.', c == '_':
		default:
			return false
		}
	}
	return true
}

// A Reference is where a link leads that an editor wrote: a URL, or a place of the
// site as in a URL, which begins with a slash, may be percent-encoded, and may have
// a query and a fragment. The zero Reference leads nowhere.
type Reference string

// Local reports whether r leads to a place of the site.
func (r Reference) Local() bool { return strings.HasPrefix(string(r), "/") }

// A Base is where a site is published. It is put before an address once: where
// that is written out.
type Base struct {
	// Origin is the scheme and host, in ASCII and without a slash at the end.
	Origin string
	// Root is the path below it: "", or "/sub".
	Root Path
}

// Path returns p as the pages of the site refer to it: below the root, and
// percent-encoded.
func (b Base) Path(p Path) string { return (b.Root + p).Escaped() }

// URL returns the whole URL of p.
func (b Base) URL(p Path) string { return b.Origin + b.Path(p) }

// Reference returns r as the pages of the site refer to it: in ASCII, so that a place
// of the site has the spelling that Path gives it, whichever the editor chose.
func (b Base) Reference(r Reference) string {
	if r.Local() {
		return b.Root.Escaped() + uri.Encode(string(r))
	}
	return uri.Encode(string(r))
}

// ReferenceURL returns r as a whole URL.
func (b Base) ReferenceURL(r Reference) string {
	if r.Local() {
		return b.Origin + b.Reference(r)
	}
	return b.Reference(r)
}

// Within returns the path that the path of a URL, decoded, has on the site, and
// false where it leads elsewhere on its host.
func (b Base) Within(path string) (Path, bool) {
	p, below := strings.CutPrefix(path, string(b.Root))
	return Path(p), below && strings.HasPrefix(p, "/")
}
