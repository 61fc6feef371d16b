package preview

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// ask sends a request, with headers in pairs, and returns the answer and its body.
func (v *served) ask(t *testing.T, method, path string, header ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(method, v.address, nil)
	must(t, err)
	r.URL.Opaque = path // as it is written, dots and all
	if strings.HasPrefix(path, "//") {
		r.URL.Opaque, r.URL.Path = "", path
	}
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
		if header[i] == "Host" {
			r.Host = header[i+1]
		}
	}
	answer, err := client.Do(r)
	must(t, err)
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	must(t, err)
	return answer, string(body)
}

func TestAnswers(t *testing.T) {
	v := serve(t, newSite(t), false)
	v.untilShown(t, savedAddress, "The first text")
	for _, test := range []struct {
		path     string
		status   int
		media    string
		location string
	}{
		{"/", 200, "text/html; charset=utf-8", ""},
		{"/?a=b", 200, "text/html; charset=utf-8", ""},
		{"/index.html", 200, "text/html; charset=utf-8", ""},
		{"/calendar.ics", 200, "text/calendar; charset=utf-8", ""},
		{"/api/events.json", 200, "application/json", ""},
		{"/css/own.css", 200, "text/css; charset=utf-8", ""},
		{"/news", 301, "text/html; charset=utf-8", "/news/"},
		{"/news/first?a=b", 301, "text/html; charset=utf-8", "/news/first/?a=b"},
		{"/css/", 404, "text/html; charset=utf-8", ""},
		{"/css", 404, "text/html; charset=utf-8", ""},
		{"/nowhere/", 404, "text/html; charset=utf-8", ""},
		{"/404.html", 200, "text/html; charset=utf-8", ""},
		{"//network.example/", 404, "text/html; charset=utf-8", ""},
		{"/.belfry/preview.js", 200, "text/javascript; charset=utf-8", ""},
		{"/.belfry/idiomorph.js", 200, "text/javascript; charset=utf-8", ""},
		{"/.belfry/", 404, "text/html; charset=utf-8", ""},
		{"/../content/site.yaml", 404, "text/html; charset=utf-8", ""},
		{"/css/../../content/site.yaml", 404, "text/html; charset=utf-8", ""},
		{"/..%2fcontent/site.yaml", 404, "text/html; charset=utf-8", ""},
		{"/%2e%2e/content/site.yaml", 404, "text/html; charset=utf-8", ""},
		{"/css/..%5c..%5ccontent%5csite.yaml", 404, "text/html; charset=utf-8", ""},
		{"/content/site.yaml", 404, "text/html; charset=utf-8", ""},
		{"/css/own.css%00.html", 404, "text/html; charset=utf-8", ""},
	} {
		a, body := v.ask(t, "GET", test.path)
		media, location := a.Header.Get("Content-Type"), a.Header.Get("Location")
		if a.StatusCode != test.status || media != test.media || location != test.location {
			t.Errorf("%s: %d %s %s", test.path, a.StatusCode, media, location)
		}
		if strings.Contains(body, "timezone:") {
			t.Errorf("%s shows the source", test.path)
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Cross-Origin-Resource-Policy": "same-origin",
			"Access-Control-Allow-Origin": "",
		} {
			if got := a.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q", test.path, name, got)
			}
		}
		head, nothing := v.ask(t, "HEAD", test.path)
		if head.StatusCode != test.status || nothing != "" || head.Header.Get("ETag") != a.Header.Get("ETag") {
			t.Errorf("HEAD %s: %d, %q", test.path, head.StatusCode, nothing)
		}
	}
	if a, _ := v.ask(t, "POST", "/"); a.StatusCode != 405 || a.Header.Get("Allow") != "GET, HEAD" {
		t.Errorf("POST: %d", a.StatusCode)
	}
}

func TestUnchangedPagesAreNotSentAgain(t *testing.T) {
	v := serve(t, newSite(t), false)
	v.untilShown(t, savedAddress, "The first text")
	first, _ := v.ask(t, "GET", savedAddress)
	tag := first.Header.Get("ETag")
	if again, body := v.ask(t, "GET", savedAddress, "If-None-Match", tag); again.StatusCode != 304 || body != "" {
		t.Errorf("the same page: %d", again.StatusCode)
	}
	write(t, filepath.Join(v.dir, saved), post("Changed"))
	v.untilShown(t, savedAddress, "Text of Changed.")
	changed, _ := v.ask(t, "GET", savedAddress, "If-None-Match", tag)
	if changed.StatusCode != 200 || changed.Header.Get("ETag") == tag {
		t.Errorf("a changed page: %d %s", changed.StatusCode, changed.Header.Get("ETag"))
	}
}

// TestOtherSitesReadNothing: a name of another site that leads here, and pages
// of other sites, are refused.
func TestOtherSitesReadNothing(t *testing.T) {
	v := serve(t, newSite(t), false)
	v.untilShown(t, savedAddress, "The first text")
	own := strings.TrimPrefix(v.address, "http://")
	_, port, err := net.SplitHostPort(own)
	must(t, err)
	for _, host := range []string{
		"network.example", "network.example:" + port, "127.0.0.1", "127.0.0.1:1",
		own + ".network.example", "127.0.0.1.network.example:" + port,
	} {
		for _, path := range []string{"/", "/calendar.ics", scriptPath, streamPath} {
			if a, body := v.ask(t, "GET", path, "Host", host); a.StatusCode != 421 || strings.Contains(body, "Network") {
				t.Errorf("%s of %s: %d", path, host, a.StatusCode)
			}
		}
	}
	for _, header := range [][]string{
		{"Origin", "http://network.example"}, {"Origin", "null"},
		{"Origin", "https://" + own}, {"Origin", "http://127.0.0.1:1"},
		{"Sec-Fetch-Site", "cross-site"}, {"Sec-Fetch-Site", "same-site"}, {"Sec-Fetch-Site", "none"},
	} {
		if a, _ := v.ask(t, "GET", streamPath+"?address=/", header...); a.StatusCode != 403 {
			t.Errorf("the stream with %s: %d", header, a.StatusCode)
		}
	}
}

// TestRequestsOfOtherSites: what a page of another site asks for is refused before
// any work is done, here before there is a site at all; an address that is typed,
// or followed from anywhere, is answered.
func TestRequestsOfOtherSites(t *testing.T) {
	idle := New(Options{Hosts: []string{"localhost:8080"}}) // never ready
	v := serve(t, newSite(t), false)
	v.untilShown(t, savedAddress, "The first text")
	for _, test := range []struct {
		header   string
		answered bool
	}{
		{"", true},
		{"Sec-Fetch-Site: none; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: document", true},
		{"Sec-Fetch-Site: same-origin; Sec-Fetch-Mode: cors; Sec-Fetch-Dest: empty", true},
		{"Sec-Fetch-Site: same-origin; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: iframe", true},
		{"Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: document", true},
		{"Sec-Fetch-Site: same-site; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: document", true},
		{"Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate; Sec-Fetch-Dest: iframe", false},
		{"Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: navigate", false},
		{"Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: no-cors; Sec-Fetch-Dest: image", false},
		{"Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: no-cors; Sec-Fetch-Dest: script", false},
		{"Sec-Fetch-Site: cross-site; Sec-Fetch-Mode: no-cors; Sec-Fetch-Dest: document", false},
		{"Sec-Fetch-Site: cross-site", false},
		{"Sec-Fetch-Site: same-site; Sec-Fetch-Mode: cors; Sec-Fetch-Dest: empty", false},
		{"Origin: http://network.example", false},
		{"Origin: null", false},
	} {
		for _, path := range []string{savedAddress, "/calendar.ics", "/css/own.css", "/nowhere/", scriptPath} {
			r := httptest.NewRequest("GET", path, nil)
			r.Host = "localhost:8080"
			var pairs []string
			for pair := range strings.SplitSeq(test.header, "; ") {
				if name, value, ok := strings.Cut(pair, ": "); ok {
					pairs = append(pairs, name, value)
					r.Header.Set(name, value)
				}
			}
			if a, _ := v.ask(t, "GET", path, pairs...); (a.StatusCode != 403) != test.answered {
				t.Errorf("%s with %q: %d", path, test.header, a.StatusCode)
			}
			if test.answered {
				continue
			}
			gone, cancel := context.WithCancel(context.Background())
			cancel() // so that nothing is waited for
			a := httptest.NewRecorder()
			if idle.ServeHTTP(a, r.WithContext(gone)); a.Code != 403 {
				t.Errorf("%s with %q, before there is a site: %d", path, test.header, a.Code)
			}
		}
	}
}

// TestLinksAreNotFollowed: a symbolic link shows nothing that lies elsewhere,
// not even where a file was before, and while the site has mistakes.
func TestLinksAreNotFollowed(t *testing.T) {
	v := serve(t, newSite(t), false)
	v.untilShown(t, "/css/own.css", "black")
	secret := filepath.Join(t.TempDir(), "secret.css")
	write(t, secret, []byte("secret"))
	must(t, os.Symlink(filepath.Dir(secret), filepath.Join(v.dir, "static", "folder")))
	write(t, filepath.Join(v.dir, saved), []byte("---\ntitle: [\n"))
	until(t, func() string {
		if v.server.state.Load().found.Problems.List == nil {
			return "the mistake is not seen"
		}
		return ""
	})
	must(t, os.Remove(filepath.Join(v.dir, "static", "css", "own.css")))
	must(t, os.Symlink(secret, filepath.Join(v.dir, "static", "css", "own.css")))
	for range 50 {
		for _, path := range []string{"/css/own.css", "/folder/secret.css"} {
			a, body := v.ask(t, "GET", path)
			if strings.Contains(body, "secret") || a.StatusCode == 200 && path != "/css/own.css" {
				t.Fatalf("%s: %d %s", path, a.StatusCode, body)
			}
		}
	}
	write(t, filepath.Join(v.dir, saved), post("Mended"))
	v.untilShown(t, savedAddress, "Text of Mended.")
	if a, _ := v.ask(t, "GET", "/css/own.css"); a.StatusCode != 404 {
		t.Errorf("the link gives %d", a.StatusCode)
	}
}

// TestSiteBelowAPath: the addresses of a site that is published below a path
// begin with it in the preview too.
func TestSiteBelowAPath(t *testing.T) {
	dir := newSite(t)
	write(t, filepath.Join(dir, "content", "site.yaml"), []byte("name: Network\nurl: https://network.example/below\n"+
		"topics: {water: {name: W}, light: {name: L}}\n"))
	v := serve(t, dir, false)
	v.untilShown(t, "/below"+savedAddress, "The first text")
	for path, want := range map[string]string{"/": "/below/", "/below": "/below/", "/below/news": "/below/news/"} {
		if a, _ := v.ask(t, "GET", path); a.StatusCode != 301 || a.Header.Get("Location") != want {
			t.Errorf("%s: %d %s", path, a.StatusCode, a.Header.Get("Location"))
		}
	}
	if a, _ := v.ask(t, "GET", savedAddress); a.StatusCode != 404 {
		t.Errorf("without the path: %d", a.StatusCode)
	}
}
