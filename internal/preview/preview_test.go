package preview

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"time"

	"belfry"
	"belfry/internal/generator"
	"belfry/internal/history"
	"belfry/internal/watch"

	"github.com/rogpeppe/go-internal/txtar"
)

// now is when all tests take place.
var now = time.Date(2025, time.June, 15, 12, 0, 0, 0, time.UTC)

// A served site is a folder with files, and a preview of it that watches them.
type served struct {
	dir, address string // of the folder, and of the preview with its scheme and port
	server       *Server
	reports      chan Report // of every state; nobody need read them
	stop         func()
}

// serve starts the preview of a folder. It ends with the test.
func serve(t testing.TB, dir string, poll bool) *served {
	t.Helper()
	return serveAt(t, dir, poll, func() time.Time { return now })
}

// serveAt starts the preview of a folder with a clock.
func serveAt(t testing.TB, dir string, poll bool, clock func() time.Time) *served {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	v := &served{dir: dir, address: "http://" + l.Addr().String(), reports: make(chan Report, 100_000)}
	v.server = New(Options{
		Generator: generator.New(generator.Options{Dir: dir, Defaults: belfry.Defaults, Workers: 2}),
		Watch: func(ctx context.Context, changed func(watch.Changes)) {
			watch.Watch(ctx, dir, watch.Options{Poll: poll, Clock: time.Now, Notice: func(m string) { t.Log(m) }}, changed)
		},
		Now:     clock,
		History: func(context.Context) (*history.History, error) { return nil, nil },
		Hosts:   []string{l.Addr().String()},
		Edit:    func(file string, line, column int) string { return fmt.Sprintf("editor:%s:%d:%d", file, line, column) },
		Idle:    runtime.GC,
		Report:  func(r Report) { v.reports <- r },
	})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- v.server.Serve(ctx, l) }()
	v.stop = func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		done <- nil
	}
	t.Cleanup(v.stop)
	return v
}

// forgetReports takes the reports that nobody reads, and with them the sites that
// they hold, so that memory is that of a preview which people use.
func (v *served) forgetReports() {
	for range v.reports {
	}
}

// newSite writes the files of testdata/site.txtar to a folder.
func newSite(t testing.TB) string {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/site.txtar")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range archive.Files {
		write(t, filepath.Join(dir, f.Name), f.Data)
	}
	return dir
}

func write(t testing.TB, file string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// answered is what the preview answers, without its script.
type answered struct {
	status            int
	media, body, etag string
}

var scriptTag = regexp.MustCompile(`<script src="/\.belfry/preview\.js" data-page="[0-9a-f]{24}" defer></script>`)

var client = &http.Client{
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	Timeout:       20 * time.Second,
}

func (v *served) get(t testing.TB, path string) answered {
	t.Helper()
	a, err := v.try(path)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func (v *served) try(path string) (answered, error) {
	r, err := client.Get(v.address + path)
	if err != nil {
		return answered{}, err
	}
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	text := string(body)
	if strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
		if n := len(scriptTag.FindAllString(text, -1)); n != 1 && r.StatusCode != http.StatusMovedPermanently {
			return answered{}, fmt.Errorf("%s has %d scripts of the preview", path, n)
		}
		text = scriptTag.ReplaceAllString(text, "")
	}
	return answered{r.StatusCode, r.Header.Get("Content-Type"), text, r.Header.Get("ETag")}, err
}

// A built output is what a clean build writes.
type built struct{ media, body string }

// build makes the site anew, and returns its outputs by address.
func build(t testing.TB, dir string) map[string]built {
	t.Helper()
	r, err := generator.Generate(context.Background(), generator.Options{
		Dir: dir, Defaults: belfry.Defaults, Workers: 2, Now: now,
	})
	if err != nil {
		t.Fatal(err)
	}
	if r.Failed() {
		t.Fatalf("the site has mistakes: %v", r.Diagnostics)
	}
	outputs := make(map[string]built, r.Publication.Len())
	for i := range r.Publication.Len() {
		o := r.Publication.At(i)
		var b bytes.Buffer
		if err := o.Produce(context.Background(), &b); err != nil {
			t.Fatal(err)
		}
		outputs[string(o.Address())] = built{o.MediaType, b.String()}
	}
	return outputs
}

// difference returns in which address the preview differs from a build, and ""
// where there is none. gone are addresses that there have been.
func (v *served) difference(t testing.TB, want map[string]built, gone map[string]bool) string {
	t.Helper()
	for address, w := range want {
		a, err := v.try(address)
		switch {
		case err != nil:
			return err.Error()
		case a.body != w.body, a.media != w.media, a.status != 200:
			return fmt.Sprintf("%s: status %d, %s, %d bytes instead of %s, %d bytes",
				address, a.status, a.media, len(a.body), w.media, len(w.body))
		}
	}
	for address := range gone {
		if _, exists := want[address]; exists {
			continue
		}
		if a, err := v.try(address); err != nil || a.status != 404 || a.body != want["/404.html"].body {
			return fmt.Sprintf("%s has gone and gives %d (%v)", address, a.status, err)
		}
	}
	return ""
}

// waited is how long a preview may take to show a change, on a machine that
// does much else.
const waited = 20 * time.Second

// until waits for a condition.
func until(t testing.TB, condition func() string) {
	t.Helper()
	last := ""
	for started := time.Now(); time.Since(started) < waited; time.Sleep(2 * time.Millisecond) {
		if last = condition(); last == "" {
			return
		}
	}
	t.Fatalf("after %s: %s", waited, last)
}

// untilBuilt waits until the preview answers what a build writes.
func (v *served) untilBuilt(t testing.TB, gone map[string]bool) {
	t.Helper()
	want := build(t, v.dir)
	until(t, func() string { return v.difference(t, want, gone) })
}
