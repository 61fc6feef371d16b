package preview

import (
	"net/http"
	"slices"
	"strings"
)

// hostAllowed reports whether a browser has called the preview by a name that it
// goes by. Pages of other sites may try to read it by a name of theirs that
// leads here (DNS rebinding), which this stops; or across origins, which
// browsers let them do only where an answer says so.
func (s *Server) hostAllowed(r *http.Request) bool {
	return slices.Contains(s.o.Hosts, strings.ToLower(r.Host))
}

// sameOrigin reports whether a request comes from a page of this preview. It is
// asked where an answer goes on for ever.
func sameOrigin(r *http.Request) bool {
	from := r.Header.Get("Sec-Fetch-Site")
	return ownOrigin(r) && (from == "" || from == "same-origin")
}

func ownOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	return origin == "" || origin == "http://"+r.Host
}

// foreign reports whether a page of another site makes a request, which need not
// see the answer to keep this machine busy with it. An address that somebody
// types, or follows from a mail or any other page, shows itself in a tab
// (Fetch Metadata Request Headers, W3C, 2).
func foreign(r *http.Request) bool {
	h := r.Header
	switch h.Get("Sec-Fetch-Site") {
	case "", "same-origin", "none":
		return !ownOrigin(r)
	}
	return !ownOrigin(r) || h.Get("Sec-Fetch-Mode") != "navigate" || h.Get("Sec-Fetch-Dest") != "document"
}

// guard sets the headers that keep other sites away from every answer.
func guard(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache")
}
