package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
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

// A tab listens to the stream of one page.
type tab struct {
	messages chan message
	close    func()
}

func (v *served) tab(t testing.TB, address string) *tab {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, "GET", v.address+streamPath+"?address="+url.QueryEscape(address), nil)
	must(t, err)
	answer, err := (&http.Client{}).Do(r)
	must(t, err)
	if media := answer.Header.Get("Content-Type"); answer.StatusCode != 200 || media != "text/event-stream" {
		t.Fatalf("the stream: %d %s", answer.StatusCode, media)
	}
	o := &tab{messages: make(chan message, 100), close: cancel}
	t.Cleanup(cancel)
	go func() {
		defer answer.Body.Close()
		lines := bufio.NewScanner(answer.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var m message
				_ = json.Unmarshal([]byte(text), &m) // an empty one fails the test
				o.messages <- m
			}
		}
	}()
	return o
}

func (o *tab) next(t testing.TB) message {
	t.Helper()
	select {
	case m := <-o.messages:
		return m
	case <-time.After(waited):
		t.Fatal("the tab is told nothing")
		return message{}
	}
}

func (o *tab) mustBeQuiet(t *testing.T) {
	t.Helper()
	select {
	case m := <-o.messages:
		t.Errorf("a tab whose page has not changed is told %+v", m)
	case <-time.After(100 * time.Millisecond):
	}
}

// TestTabs: a tab is told how its page is at once and when it changes, and
// nothing when others change.
func TestTabs(t *testing.T) {
	v := serve(t, newSite(t), false)
	first, about, nowhere := v.tab(t, savedAddress), v.tab(t, "/about/"), v.tab(t, "/news/later/")
	before, other, missing := first.next(t), about.next(t), nowhere.next(t)
	if before.Page == "" || before.Page == other.Page || missing.Page == other.Page {
		t.Errorf("the pages are %q, %q and %q", before.Page, other.Page, missing.Page)
	}
	write(t, filepath.Join(v.dir, saved), post("Changed"))
	after := first.next(t)
	if after.Page == before.Page {
		t.Error("the page has not changed")
	}
	about.mustBeQuiet(t)
	nowhere.mustBeQuiet(t)

	write(t, filepath.Join(v.dir, "content/news/later.md"), post("Later"))
	if m := nowhere.next(t); m.Page == missing.Page {
		t.Error("a page that comes is not told of")
	}
	must(t, os.Remove(filepath.Join(v.dir, "content/news/later.md")))
	if m := nowhere.next(t); m.Page != missing.Page {
		t.Error("a page that goes is not told of")
	}
	about.mustBeQuiet(t)
	if late := v.tab(t, savedAddress).next(t); late.Page != after.Page {
		t.Error("a tab that comes late is told something else")
	}
}

// TestMistakes: with a mistake the last good site goes on being served, and all
// tabs are told, until it is mended.
func TestMistakes(t *testing.T) {
	v := serve(t, newSite(t), false)
	about := v.tab(t, "/about/")
	good := about.next(t)
	want := build(t, v.dir)
	write(t, filepath.Join(v.dir, saved), []byte("---\ntitle: First\npublished: 2025-06-32\n---\n\n<center>Text.\n"))
	m := about.next(t)
	if m.Page != good.Page || len(m.Problems.List) != 1 || len(m.Warnings.List) != 1 {
		t.Fatalf("the tab is told %+v", m)
	}
	p := m.Problems.List[0]
	placed := p.Place == saved+":3:12" && p.Edit == "editor:"+saved+":3:12"
	if !placed || !strings.Contains(p.Excerpt, "published: 2025-06-32\n") || !strings.Contains(p.Excerpt, "^^^^") {
		t.Errorf("the problem is %+v", p)
	}
	if d := v.difference(t, want, nil); d != "" {
		t.Errorf("the last good site is served no more: %s", d)
	}
	write(t, filepath.Join(v.dir, saved), post("Mended"))
	if m := about.next(t); len(m.Problems.List) != 0 || len(m.Warnings.List) != 0 || m.Page != good.Page {
		t.Errorf("the mended site tells %+v", m)
	}
}

// TestMistakesFromTheStart: where there has been no good site yet, every page
// says why.
func TestMistakesFromTheStart(t *testing.T) {
	dir := newSite(t)
	write(t, filepath.Join(dir, saved), []byte("---\ntitle: <script>alert(1)</script>\n---\n"))
	v := serve(t, dir, false)
	home := v.tab(t, "/")
	if m := home.next(t); m.Page != "" || len(m.Problems.List) != 1 {
		t.Errorf("the tab is told %+v", m)
	}
	a, body := v.ask(t, "GET", "/")
	told := strings.Contains(body, saved) && scriptTag.MatchString(body)
	if a.StatusCode != 503 || !told || strings.Contains(body, "<script>alert") {
		t.Errorf("%d %s", a.StatusCode, body)
	}
	write(t, filepath.Join(dir, saved), post("Mended"))
	if m := home.next(t); m.Page == "" || len(m.Problems.List) != 0 {
		t.Errorf("the mended site tells %+v", m)
	}
	v.untilBuilt(t, nil)
}

// TestWithheld: the page of an item that a build withholds says why it is not there.
func TestWithheld(t *testing.T) {
	dir := newSite(t)
	write(t, filepath.Join(dir, saved), []byte("---\ntitle: First\npublished: 2025-06-20\n---\n"))
	v := serve(t, dir, false)
	if m := v.tab(t, savedAddress).next(t); m.Ribbon != saved+": will be published on 2025-06-20" {
		t.Errorf("the ribbon is %q", m.Ribbon)
	}
	if m := v.tab(t, "/about/").next(t); m.Ribbon != "" {
		t.Errorf("another page has the ribbon %q", m.Ribbon)
	}
}

// TestLinkedFolderWhileBroken: a folder that has become a link shows nothing
// that lies elsewhere, while the last good site is served.
func TestLinkedFolderWhileBroken(t *testing.T) {
	v := serve(t, newSite(t), false)
	v.untilShown(t, "/css/own.css", "black")
	elsewhere := t.TempDir()
	write(t, filepath.Join(elsewhere, "own.css"), []byte("secret"))
	write(t, filepath.Join(v.dir, saved), []byte("---\ntitle: [\n"))
	until(t, func() string {
		if v.server.state.Load().found.Problems.List == nil {
			return "the mistake is not seen"
		}
		return ""
	})
	must(t, os.RemoveAll(filepath.Join(v.dir, "static", "css")))
	must(t, os.Symlink(elsewhere, filepath.Join(v.dir, "static", "css")))
	if a, body := v.ask(t, "GET", "/css/own.css"); a.StatusCode != 404 || strings.Contains(body, "secret") {
		t.Errorf("%d %s", a.StatusCode, body)
	}
}

// TestWhatIsDueAppears: an item appears when its time has come, though no file
// has changed.
func TestWhatIsDueAppears(t *testing.T) {
	dir := newSite(t)
	write(t, filepath.Join(dir, saved), []byte("---\ntitle: Due\npublished: 2025-06-15 14:01\n---\n")) // 12:01 UTC
	var later atomic.Bool
	v := serveAt(t, dir, false, func() time.Time {
		if later.Load() {
			return now.Add(2 * time.Minute)
		}
		return now
	})
	until(t, func() string {
		if a := v.get(t, savedAddress); a.status != 404 {
			return "it is there already"
		}
		return ""
	})
	later.Store(true)
	v.untilShown(t, savedAddress, "Due")
}
