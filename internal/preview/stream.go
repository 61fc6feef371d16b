package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// alive is how often a stream says that it is there, so that either side
// notices when the other has gone.
const alive = 20 * time.Second

// A message says how a page is now. A tab compares it with what it shows.
type message struct {
	Page   string `json:"page"` // the digest of the page; "" where there is none
	Ribbon string `json:"ribbon,omitempty"`
	// Untranslated are the texts that the page lacks in other languages.
	Untranslated []problem `json:"untranslated,omitempty"`
	Failure      string    `json:"failure,omitempty"`
	listings
}

// stream tells one tab, which says by address what it shows, how that is now,
// and again whenever it is otherwise (server-sent events, HTML Living Standard 9.2).
func (s *Server) stream(w http.ResponseWriter, r *http.Request) {
	if !sameOrigin(r) {
		http.Error(w, "Only pages of this preview are answered here.", http.StatusForbidden)
		return
	}
	address, last := r.URL.Query().Get("address"), ""
	if !s.tabs.open(address) {
		http.Error(w, "Too many pages of this preview are open.", http.StatusServiceUnavailable)
		return
	}
	defer s.tabs.close(address)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-store")
	out := http.NewResponseController(w)
	_ = out.SetWriteDeadline(time.Time{}) // a stream has no end
	ticker := time.NewTicker(alive)
	defer ticker.Stop()
	if !s.waitUntilReady(r.Context()) {
		return
	}
	for {
		st := s.state.Load()
		if text := s.message(st, address); text != last {
			last = text
			fmt.Fprintf(w, "data: %s\n\n", text)
		}
		if out.Flush() != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-st.replaced:
		case <-ticker.C:
			fmt.Fprint(w, ":\n\n")
		}
	}
}

// message returns how the page at an address is, as JSON in one line.
func (s *Server) message(st *state, address string) string {
	m := message{Failure: st.failure, listings: st.found}
	if st.good != nil {
		p, elsewhere, err := s.page(st, address)
		defer p.close()
		switch {
		case err != nil:
			m.Problems, m.Failure = s.faultOf(st, err)
		case elsewhere == "":
			m.Page, m.Ribbon, m.Untranslated = p.digest, st.ribbon(address, p), s.untranslated(st, p)
		default:
			m.Page = "elsewhere"
		}
	}
	text, err := json.Marshal(m)
	if err != nil {
		return "{}" // strings and numbers can always be written
	}
	return string(text)
}
