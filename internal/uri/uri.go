// Package uri knows how web addresses are written for programs: in ASCII, as
// RFC 3986 asks. People write and read hosts and paths in their own letters;
// several calendar programs cut an address at the first of them.
package uri

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// Encode returns an address, or a URI of any other scheme, in ASCII: the name of
// its host in punycode (RFC 5891), and percent-encoded what else a URI cannot
// hold (RFC 3986 2.1). What is encoded already stays.
func Encode(s string) string {
	if isPlain(s) {
		return s
	}
	return string(Append(nil, s))
}

// Append appends Encode(s) to dst.
func Append(dst []byte, s string) []byte {
	if isPlain(s) {
		return append(dst, s...)
	}
	before, host, after := splitHost(s)
	dst = appendEncoded(dst, before)
	if name, ok := inASCII(host); ok {
		dst = append(dst, name...)
	} else {
		dst = appendEncoded(dst, host)
	}
	return appendEncoded(dst, after)
}

// isPlain quickly finds most addresses, in which nothing is to be encoded.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] == '%' || !stays(s[i]) {
			return false
		}
	}
	return true
}

// splitHost cuts out the name of the host: after // and a user's name, or after
// the @ of an e-mail address, up to a port, a path, a query or a fragment.
func splitHost(s string) (before, host, after string) {
	scheme, rest, _ := strings.Cut(s, ":")
	authority, hasAuthority := strings.CutPrefix(rest, "//")
	isMail := strings.EqualFold(scheme, "mailto")
	if !isMail && (!hasAuthority || !isScheme(scheme)) {
		return s, "", ""
	}
	if hasAuthority {
		rest = authority
	}
	start := len(s) - len(rest)
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		rest = rest[:i]
	}
	user := strings.LastIndexByte(rest, '@') + 1
	if isMail && user == 0 {
		return s, "", ""
	}
	start, rest = start+user, rest[user:]
	if i := strings.IndexByte(rest, ':'); i >= 0 && rest[0] != '[' {
		rest = rest[:i]
	}
	end := start + len(rest)
	return s[:start], s[start:end], s[end:]
}

// isScheme reports whether s is the name of a scheme with hosts: https, webcal.
func isScheme(s string) bool {
	return s != "" && strings.Trim(strings.ToLower(s), "abcdefghijklmnopqrstuvwxyz") == ""
}

// inASCII returns the name of a host in punycode, where it has letters that need
// it, percent-encoded or not, and is one that can be looked up.
func inASCII(host string) (string, bool) {
	name, err := url.PathUnescape(host)
	if err != nil || isASCII(name) || !utf8.ValidString(name) {
		return host, isPlain(host)
	}
	name, err = idna.Lookup.ToASCII(name)
	return name, err == nil
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func appendEncoded(dst []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(s) {
		if c := s[i]; stays(c) {
			dst = append(dst, c)
		} else {
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		}
	}
	return dst
}

// stays reports whether a URI can hold c as it is.
func stays(c byte) bool {
	switch c {
	case '"', '<', '>', '\\', '^', '`', '{', '|', '}':
		return false
	}
	return ' ' < c && c < 0x7F
}
