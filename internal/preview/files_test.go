package preview

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

const filmAddress = "/films/opening.mp4"

// filmSite is a site with a file of a megabyte among its static files.
func filmSite(t *testing.T) (v *served, file string, film []byte) {
	t.Helper()
	for i := range 1 << 17 {
		film = fmt.Appendf(film, "%07d\n", i)
	}
	dir := newSite(t)
	file = filepath.Join(dir, "static", "films", "opening.mp4")
	write(t, file, film)
	v = serve(t, dir, false)
	v.untilShown(t, filmAddress, "0131071")
	return v, file, film
}

// TestPartsOfFiles: players ask for parts of a film, and go on where they were.
func TestPartsOfFiles(t *testing.T) {
	v, _, film := filmSite(t)
	whole, body := v.ask(t, "GET", filmAddress)
	tag := whole.Header.Get("ETag")
	if body != string(film) || whole.Header.Get("Accept-Ranges") != "bytes" || len(tag) < 20 || tag[0] != '"' {
		t.Fatalf("the film has %d bytes and the tag %s", len(body), tag)
	}
	head, nothing := v.ask(t, "HEAD", filmAddress)
	if nothing != "" || head.ContentLength != int64(len(film)) || head.Header.Get("ETag") != tag {
		t.Errorf("HEAD: %d bytes, %s", head.ContentLength, head.Header.Get("ETag"))
	}
	for _, test := range []struct {
		header []string
		status int
		body   string
		part   string
	}{
		{[]string{"Range", "bytes=0-7"}, 206, string(film[:8]), "bytes 0-7/1048576"},
		{[]string{"Range", "bytes=800000-800015"}, 206, string(film[800000:800016]), "bytes 800000-800015/1048576"},
		{[]string{"Range", "bytes=-8"}, 206, "0131071\n", "bytes 1048568-1048575/1048576"},
		{[]string{"Range", "bytes=1048576-"}, 416, "", "bytes */1048576"},
		{[]string{"Range", "bytes=0-7", "If-Range", tag}, 206, string(film[:8]), "bytes 0-7/1048576"},
		{[]string{"Range", "bytes=0-7", "If-Range", `"another"`}, 200, string(film), ""},
		{[]string{"Range", "bytes=0-7", "If-Range", "W/" + tag}, 200, string(film), ""},
		{[]string{"If-None-Match", tag}, 304, "", ""},
		{[]string{"If-Match", `"another"`}, 412, "", ""},
	} {
		a, body := v.ask(t, "GET", filmAddress, test.header...)
		part := a.Header.Get("Content-Range")
		if a.StatusCode != test.status || test.status < 300 && body != test.body || part != test.part {
			t.Errorf("%q: %d, %d bytes, %s", test.header, a.StatusCode, len(body), part)
		}
	}
	if _, body := v.ask(t, "GET", filmAddress, "Range", "bytes=0-1,8-9"); strings.Count(body, "Content-Range:") != 2 {
		t.Errorf("two parts: %s", body)
	}
}

// TestTagsOfFiles: another content has another tag, also while the site has
// mistakes and nobody has read the file; a file written anew as it was keeps it.
func TestTagsOfFiles(t *testing.T) {
	v, file, film := filmSite(t)
	tag := v.get(t, filmAddress).etag
	must(t, os.Chtimes(file, now, now))
	if again := v.get(t, filmAddress).etag; again != tag {
		t.Errorf("with another time the tag is %s, not %s", again, tag)
	}
	write(t, filepath.Join(v.dir, saved), []byte("---\ntitle: [\n"))
	until(t, func() string {
		if v.server.state.Load().found.Problems.List == nil {
			return "the mistake is not seen"
		}
		return ""
	})
	other := bytes.Replace(film, []byte("0131071"), []byte("the end"), 1)
	write(t, file, other)
	if a := v.get(t, filmAddress); a.etag == tag || a.body != string(other) {
		t.Errorf("another film has the tag %s", a.etag)
	}
	write(t, file, film)
	if a := v.get(t, filmAddress); a.etag != tag || a.body != string(film) {
		t.Errorf("the same film has the tag %s, not %s", a.etag, tag)
	}
}

// TestAnotherPictureIsNotShown: an address that holds a digest shows nothing else.
func TestAnotherPictureIsNotShown(t *testing.T) {
	dir := newSite(t)
	file := filepath.Join(dir, "content", "news", "notes.pdf")
	write(t, file, []byte("the first notes"))
	write(t, filepath.Join(dir, saved), []byte("---\ntitle: First\npublished: 2025-01-01\n---\n\n[Notes](notes.pdf)\n"))
	v := serve(t, dir, false)
	v.untilShown(t, savedAddress, "/media/notes-")
	_, rest, _ := strings.Cut(v.get(t, savedAddress).body, `href="/media/`)
	address, _, _ := strings.Cut("/media/"+rest, `"`)
	if a := v.get(t, address); a.body != "the first notes" {
		t.Fatalf("%s: %d %s", address, a.status, a.body)
	}
	write(t, filepath.Join(v.dir, saved), []byte("---\ntitle: [\n"))
	until(t, func() string {
		if v.server.state.Load().found.Problems.List == nil {
			return "the mistake is not seen"
		}
		return ""
	})
	write(t, file, []byte("other notes now"))
	if a := v.get(t, address); a.status != 404 {
		t.Errorf("other notes: %d %s", a.status, a.body)
	}
	write(t, file, []byte("the first notes"))
	if a := v.get(t, address); a.body != "the first notes" {
		t.Errorf("the same notes: %d %s", a.status, a.body)
	}
}

// TestOpenFilesAreClosed whatever is answered.
func TestOpenFilesAreClosed(t *testing.T) {
	v, _, _ := filmSite(t)
	before := measure(t)
	for range 50 {
		v.ask(t, "GET", filmAddress)
		v.ask(t, "HEAD", filmAddress)
		v.ask(t, "GET", filmAddress, "Range", "bytes=2000000-")
		v.ask(t, "GET", filmAddress, "If-None-Match", v.get(t, filmAddress).etag)
		v.server.message(v.server.state.Load(), filmAddress)
	}
	if after := measure(t); after.files > before.files+3 {
		t.Errorf("%d files are open, and %d were before", after.files, before.files)
	}
}

// TestSlowClients: one that goes on reading gets everything, however long that
// takes, and one that does not is left.
func TestSlowClients(t *testing.T) {
	const patience = 800 * time.Millisecond
	large := bytes.Repeat([]byte("film"), 8<<20)
	ended := make(chan error, 2)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		patient, stop := waitFor(w, patience)
		defer stop()
		_, err := io.Copy(patient, bytes.NewReader(large))
		ended <- err
	}))
	server.Config.WriteTimeout = patience
	server.Start()
	defer server.Close()
	ask := func() io.ReadCloser {
		a, err := http.Get(server.URL)
		must(t, err)
		return a.Body
	}
	slow, got := ask(), 0
	defer slow.Close()
	for piece := make([]byte, 1<<20); ; time.Sleep(patience / 16) {
		n, err := io.ReadFull(slow, piece)
		if got += n; err != nil {
			break
		}
	}
	if err := <-ended; err != nil || got != len(large) {
		t.Errorf("a slow client got %d bytes of %d: %v", got, len(large), err)
	}
	stalled := ask()
	defer stalled.Close()
	if err := <-ended; err == nil {
		t.Error("a client that does not read is waited for")
	}
}

// TestHiddenStaticFiles come, change and go as all others do.
func TestHiddenStaticFiles(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprintf("poll %v", poll), func(t *testing.T) {
			v := serve(t, newSite(t), poll)
			v.untilShown(t, savedAddress, "The first text")
			file := filepath.Join(v.dir, "static", ".well-known", "security.txt")
			for _, text := range []string{"Contact: one", "Contact: two"} {
				write(t, file, []byte(text))
				write(t, filepath.Join(v.dir, "static", ".git", "config"), []byte("secret"))
				v.untilShown(t, "/.well-known/security.txt", text)
			}
			if a := v.get(t, "/.git/config"); a.status != 404 {
				t.Errorf("what git keeps: %d", a.status)
			}
			must(t, os.RemoveAll(filepath.Dir(file)))
			until(t, func() string {
				if a := v.get(t, "/.well-known/security.txt"); a.status != 404 {
					return fmt.Sprintf("the file has gone and gives %d", a.status)
				}
				return ""
			})
		})
	}
}

// TestReplacedOutputs: a static file at an address that Belfry makes is served as
// long as it is there, with the script where it is a page.
func TestReplacedOutputs(t *testing.T) {
	v := serve(t, newSite(t), false)
	v.untilShown(t, "/", "<main")
	own := map[string]string{"index.html": "/", "404.html": "/nowhere", "robots.txt": "/robots.txt"}
	for name := range own {
		write(t, filepath.Join(v.dir, "static", name), []byte("<p>Own</p>"))
	}
	shows := func(want bool) {
		t.Helper()
		until(t, func() string {
			for name, address := range own {
				if a := v.get(t, address); (a.body == "<p>Own</p>") != want {
					return fmt.Sprintf("%s at %s: %d %s", name, address, a.status, a.body)
				}
			}
			return ""
		})
	}
	shows(true)
	v.untilBuilt(t, nil)
	for name := range own {
		must(t, os.Remove(filepath.Join(v.dir, "static", name)))
	}
	shows(false)
}

// TestNamesThatAreTooLong are mistakes, and the site is served as it was.
func TestNamesThatAreTooLong(t *testing.T) {
	v := serve(t, newSite(t), false)
	v.untilShown(t, savedAddress, "The first text")
	long := strings.Repeat("n", 230)
	for _, name := range []string{"content/news/" + long + ".md", "static/" + long, "static/.belfry"} {
		file := filepath.Join(v.dir, name)
		write(t, file, post("Long"))
		until(t, func() string {
			st := v.server.state.Load()
			list := st.found.Problems.List
			if len(list) != 1 || list[0].Place != name || st.failure != "" {
				return fmt.Sprintf("%+v %s", st.found.Problems, st.failure)
			}
			return ""
		})
		v.untilShown(t, savedAddress, "The first text")
		must(t, os.Remove(file))
	}
}

// TestFilesWhileTheyAreWritten: a browser that asks for a style sheet
// while an editor program writes it gets what the address says.
func TestFilesWhileTheyAreWritten(t *testing.T) {
	dir := newSite(t)
	sheet := filepath.Join(dir, "static", "css", "site.css")
	write(t, sheet, []byte("p { color: red }\n"))
	v := serve(t, dir, false)
	v.untilShown(t, "/", "/css/site.css?v=")
	link := regexp.MustCompile(`/css/site\.css\?v=\w+`).FindString(v.get(t, "/").body)
	for name, empty := range map[string]func(){
		"emptied":    func() { must(t, os.Truncate(sheet, 0)) },
		"taken away": func() { must(t, os.Remove(sheet)) },
	} {
		empty()
		timer := time.AfterFunc(100*time.Millisecond, func() { write(t, sheet, []byte("p { color: red }\n")) })
		if a := v.get(t, link); a.body != "p { color: red }\n" {
			t.Errorf("%s: %d %q", name, a.status, a.body)
		}
		timer.Stop()
	}
	a, body := v.ask(t, "GET", "/css/site.css?v=2")
	if body != "p { color: red }\n" || a.Header.Get("Cache-Control") != "no-cache" {
		t.Errorf("an address that an author wrote: %q, %s", body, a.Header.Get("Cache-Control"))
	}
	must(t, os.Truncate(sheet, 0))
	if a, body := v.ask(t, "GET", link); a.StatusCode != 200 || body != "" || a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("what does not fit its address: %d %q, %s", a.StatusCode, body, a.Header.Get("Cache-Control"))
	}
}
