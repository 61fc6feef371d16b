package markdown

import "strings"

// OnSite returns the address on the site itself, beginning with a slash, that
// the whole address dest has, where the site is published at own
// (https://network.example, or with a path). Whether dest is written with http
// or https does not matter.
func OnSite(dest, own string) (local string, is bool) {
	_, site, known := strings.Cut(own, "://")
	scheme, rest, whole := strings.Cut(dest, "://")
	if !known || !whole || len(rest) < len(site) || !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return "", false
	}
	if !strings.EqualFold(rest[:len(site)], site) {
		return "", false
	}
	switch local = rest[len(site):]; {
	case local == "":
		return "/", true
	case local[0] == '/':
		return local, !strings.HasPrefix(local, "//")
	case local[0] == '#' || local[0] == '?':
		return "/" + local, true
	}
	return "", false
}

// local returns dest, or where it is a whole address of this site what stands
// there for the same within it.
func (p *page) local(dest string) string {
	if p.own == "" {
		return dest
	}
	if local, is := OnSite(dest, p.own); is {
		return local
	}
	return dest
}
