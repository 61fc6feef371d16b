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
