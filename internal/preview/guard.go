package preview

import (
	"net/http"
	"slices"
)

// allowed reports whether a request comes from a page of this preview or from
// the person who looks at it. Pages of other sites may try to read it: by a
// name of theirs that leads here (DNS rebinding), which the list of hosts stops,
// or across origins, which browsers let them do only where an answer says so.
func (s *Server) allowed(r *http.Request) bool {
	return slices.Contains(s.o.Hosts, r.Host)
}

// sameOrigin reports whether a request comes from a page of this preview. It is
// asked where an answer goes on for ever.
func sameOrigin(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" && origin != "http://"+r.Host {
		return false
	}
	from := r.Header.Get("Sec-Fetch-Site")
	return from == "" || from == "same-origin"
}

// guard sets the headers that keep other sites away from every answer.
func guard(h http.Header) {
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cache-Control", "no-cache")
}
