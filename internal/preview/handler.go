package preview

import (
	"bytes"
	"context"
	_ "embed"
	"html"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// The preview's own addresses. No output lies in a folder .belfry.
const (
	scriptPath = "/.belfry/preview.js"
	morphPath  = "/.belfry/idiomorph.js"
	streamPath = "/.belfry/events"
)

var (
	//go:embed client/panel.js
	panelScript string
	//go:embed client/change.js
	changeScript string
	//go:embed client/preview.js
	previewScript string
)

// script is the client, in a function of its own: pages see nothing of it.
var script = []byte("(() => {\n\"use strict\";\n\n" +
	panelScript + "\n" + changeScript + "\n" + previewScript + "})();\n")

// morph is idiomorph 0.8.0 (0BSD), which changes a page into another in place.
//
//go:embed client/idiomorph.js
var morph []byte

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	guard(w.Header())
	switch {
	case !s.hostAllowed(r):
		http.Error(w, "This preview answers only under the address that it was started with.", http.StatusMisdirectedRequest)
		return
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET and HEAD are answered here.", http.StatusMethodNotAllowed)
		return
	case foreign(r):
		http.Error(w, "Pages of other sites are not answered here.", http.StatusForbidden)
		return
	}
	switch r.URL.Path {
	case scriptPath:
		answer(w, r, page{media: "text/javascript; charset=utf-8", status: 200, body: script})
	case morphPath:
		answer(w, r, page{media: "text/javascript; charset=utf-8", status: 200, body: morph})
	case streamPath:
		s.stream(w, r)
	default:
		s.output(w, r)
	}
}

// output answers with what a build would write.
func (s *Server) output(w http.ResponseWriter, r *http.Request) {
	if !s.waitUntilReady(r.Context()) {
		return
	}
	st := s.written(w, r)
	if st.good == nil {
		noPage(w, r, http.StatusServiceUnavailable, st.found.Problems, st.failure)
		return
	}
	p, elsewhere, err := s.page(st, r.URL.Path)
	switch {
	case err != nil:
		problems, failure := s.faultOf(st, err)
		noPage(w, r, http.StatusInternalServerError, problems, failure)
	case elsewhere != "":
		to := url.URL{Path: elsewhere, RawQuery: r.URL.RawQuery}
		http.Redirect(w, r, to.String(), http.StatusMovedPermanently)
	case p.isHTML() && p.file == nil:
		answer(w, r, p.withScript())
	default:
		answer(w, r, p)
	}
}

// waitUntilReady waits for the first state; it returns false where the client
// has gone before.
func (s *Server) waitUntilReady(ctx context.Context) bool {
	select {
	case <-s.ready:
		return true
	case <-ctx.Done():
		return false
	}
}

// answer sends a page, or the part of it that is asked for, and closes it. A
// browser that has it already gets 304.
func answer(w http.ResponseWriter, r *http.Request, p page) {
	defer p.close()
	patient, stop := waitWhileRead(w)
	defer stop()
	var content io.ReadSeeker = p.file
	tag := p.digest
	if p.file == nil {
		content, tag = bytes.NewReader(p.body), digestOf(p.body)
	}
	h := w.Header()
	h.Set("Content-Type", p.media)
	if p.status != http.StatusOK {
		w.WriteHeader(p.status)
		if r.Method != http.MethodHead {
			_, _ = io.Copy(patient, content) // a client that has gone misses nothing
		}
		return
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(patient, r, "", time.Time{}, content)
}

// noPage answers where there is no page to show: the site has had mistakes from
// the start, or a template cannot make this page. The script shows what is
// wrong, and the page when there is one.
func noPage(w http.ResponseWriter, r *http.Request, status int, problems listing, failure string) {
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html lang=\"en\">\n" +
		"<head><meta charset=\"utf-8\"><title>Preview</title></head>\n<body>\n<noscript><pre>\n")
	b.WriteString(html.EscapeString(failure))
	for _, p := range problems.List {
		b.WriteString(html.EscapeString(p.Place + ": " + p.Message + "\n" + p.Excerpt + "\n" + p.Hint + "\n"))
	}
	b.WriteString("</pre></noscript>\n</body>\n</html>\n")
	body := []byte(b.String())
	p := page{media: "text/html; charset=utf-8", status: status, body: body, digest: digestOf(body)}
	answer(w, r, p.withScript())
}
