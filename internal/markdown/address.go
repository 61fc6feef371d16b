package markdown

import (
	"bytes"
	"strings"
	"unicode"
)

// What an address refers to.
type reference int

const (
	refused reference = iota
	// internal is this site: a relative path, a site address or a fragment.
	internal
	// outside is another site.
	outside
	// contact is a mail address, a telephone number or a calendar: what another
	// program than the browser opens.
	contact
)

// A fault is what is wrong with an address.
type fault struct{ code, message, hint string }

// resolved returns an address as it was meant, Markdown's escapes resolved.
// The same text is checked and written, so that no escape hides a scheme.
func resolved(dest []byte) string {
	if bytes.IndexByte(dest, '\\') >= 0 || bytes.IndexByte(dest, '&') >= 0 {
		dest = appendUnescaped(nil, dest)
	}
	return string(bytes.Trim(dest, " "))
}

// classify says what an address refers to, or what is wrong with it. Schemes
// are an allow-list.
func classify(dest string) (reference, fault) {
	if name, is := OnDisk(dest); is {
		return refused, fault{"unsafe-link", "this is a place on one computer, where nobody else finds it",
			"put the file beside the text and write " + name}
	}
	switch {
	case dest == "":
		return refused, fault{"empty-link", "this link leads nowhere",
			"write the address between the round brackets: [text](address)"}
	case strings.IndexFunc(dest, unicode.IsControl) >= 0:
		return refused, fault{"unsafe-link", "this address has an invisible control character", "type the address anew"}
	case strings.Contains(dest, `\`):
		return refused, fault{"unsafe-link", `this address has a backslash (\)`, "write / between folders"}
	case strings.HasPrefix(dest, "//"):
		return refused, fault{"unsafe-link", "this address begins with //",
			"write https:// for another site, or one / for a page of this site"}
	}
	end := strings.IndexAny(dest, ":/?#")
	if end < 0 || dest[end] != ':' {
		return internal, fault{}
	}
	return classifyScheme(dest, dest[:end], dest[end+1:])
}

func classifyScheme(dest, scheme, rest string) (reference, fault) {
	switch scheme := strings.ToLower(scheme); scheme {
	case "mailto", "tel":
		return contact, fault{}
	case "http", "https", "webcal":
		host, ok := strings.CutPrefix(rest, "//")
		if !ok || strings.Trim(host[:min(1, len(host))], "/?#: ") == "" {
			host := hostOr(strings.TrimSuffix(rest, ".ics"), "name.example/page")
			return refused, fault{"unsafe-link", "this address names no site", "write " + scheme + "://" + host}
		}
		if scheme == "webcal" {
			return contact, fault{}
		}
		return classifyHost(dest)
	}
	return refused, fault{"unsafe-link",
		"an address beginning with " + shown(scheme) + ": is not allowed",
		"links may begin with https:, http:, mailto:, tel: or webcal:, or be the path of a file of this site"}
}

// classifyHost refuses the addresses of a preview, which no visitor has.
func classifyHost(dest string) (reference, fault) {
	if local, is := preview(dest); is {
		return refused, fault{previewLink, "this is the address of a preview, which only this computer has", "write " + local}
	}
	return outside, fault{}
}

// previewLink is the code of a link to a preview.
const previewLink = "preview-link"

// hostOr returns what is behind a scheme without slashes before it, where that
// can be a host, and otherwise other.
func hostOr(rest, other string) string {
	bare := strings.TrimLeft(rest, "/")
	if host, _, _ := strings.Cut(bare, "/"); strings.Contains(host, ".") && !strings.ContainsAny(host, "?#: ") {
		return bare
	}
	return other
}

// shown returns a scheme for a message, shortened.
func shown(scheme string) string {
	if r := []rune(scheme); len(r) > 20 {
		return string(r[:20]) + "…"
	}
	return scheme
}
