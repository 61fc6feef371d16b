package markdown

import "strings"

// OnSite returns the address on the site itself, beginning with a slash, that
// the whole address dest has, where the site is published at own
// (https://network.example, or with a path). Whether dest is written with http
// or https does not matter.
func OnSite(dest, own string) (local string, is bool) {
	_, site, known := strings.Cut(own, "://")
	scheme, rest, whole := strings.Cut(dest, "://")
	if !known || !whole || len(rest) < len(site) || !isWeb(scheme) {
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

// InPreview returns the address on the site, beginning with a slash, of what the
// preview of a site at own shows at dest, an address that only one computer has:
// http://127.0.0.1:8080/news/, http://localhost/.
func InPreview(dest, own string) (local string, is bool) {
	local, is = preview(dest)
	_, site, _ := strings.Cut(own, "://")
	_, folder, _ := strings.Cut(site, "/")
	if below, in := strings.CutPrefix(local, "/"+folder+"/"); in && folder != "" {
		local = "/" + below
	}
	return local, is
}

// preview returns the path of an address that only one computer has.
func preview(dest string) (local string, is bool) {
	scheme, rest, whole := strings.Cut(dest, "://")
	if !whole || !isWeb(scheme) {
		return "", false
	}
	if rest == "" || strings.IndexByte("lL1[0", rest[0]) < 0 && !strings.Contains(rest, ".localhost") { // as most
		return "", false
	}
	end := len(rest)
	if at := strings.IndexAny(rest, "/?#"); at >= 0 {
		end = at
	}
	host := strings.ToLower(rest[:end])
	if colon := strings.LastIndexByte(host, ':'); colon > strings.LastIndexByte(host, ']') {
		host = host[:colon]
	}
	if !namesItself(host) {
		return "", false
	}
	return "/" + strings.TrimLeft(rest[end:], "/"), true
}

func isWeb(scheme string) bool {
	return strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "http")
}

// namesItself reports whether host is what a computer calls itself.
func namesItself(host string) bool {
	return host == "localhost" || strings.HasSuffix(host, ".localhost") ||
		host == "[::1]" || host == "0.0.0.0" || isLoopback(host)
}

// isLoopback reports whether host is an address 127.….
func isLoopback(host string) bool {
	parts := strings.Split(host, ".")
	digits := strings.Trim(strings.Join(parts, ""), "0123456789") == ""
	return len(parts) == 4 && parts[0] == "127" && digits
}

// previewHost stands for any address of a preview.
const previewHost = "http://localhost"

// local returns dest, or where it is a whole address of this site what stands
// there for the same within it.
func (p *page) local(dest string) string {
	if p.own == "" {
		return dest
	}
	if local, is := OnSite(dest, p.own); is {
		return local
	}
	if local, is := InPreview(dest, p.own); is {
		return previewHost + local
	}
	return dest
}
