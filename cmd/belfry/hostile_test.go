package main

import (
	"context"
	"fmt"
	"maps"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"belfry"
	"belfry/internal/diag"
	"belfry/internal/generator"
	"belfry/internal/history"
	"belfry/internal/output"
	"belfry/internal/preview"
	"belfry/internal/verify"
	"belfry/internal/watch"
)

// What a small site may take at most, whatever is in it.
const (
	hostileOutput = 50 << 20  // bytes
	hostileMemory = 500 << 20 // bytes taken from the system
	hostileTime   = 10 * time.Second
)

var hostileNow = time.Date(2025, time.June, 15, 12, 0, 0, 0, time.UTC)

// TestHostileSites: each site builds, or is refused at a place. What builds
// passes all checks of its structure, the second reader of its calendars agrees,
// and the preview answers the same. BELFRY_HOSTILE says how many sites are made,
// and BELFRY_HOSTILE_FIRST the number of the first.
func TestHostileSites(t *testing.T) {
	n, first := 25, 0
	if text := os.Getenv("BELFRY_HOSTILE"); text != "" {
		n, _ = strconv.Atoi(text)
	}
	if text := os.Getenv("BELFRY_HOSTILE_FIRST"); text != "" {
		first, _ = strconv.Atoi(text)
	}
	built := 0
	for i := first; i < first+n; i++ {
		t.Run(strconv.Itoa(i), func(t *testing.T) {
			if tryHostile(t, writeHostileSite(t, i), i%10 == 0) {
				built++
			}
		})
	}
	t.Logf("%d of %d sites were built", built, n)
	if built*50 < n {
		t.Errorf("only %d of %d sites were built", built, n)
	}
}

func tryHostile(t *testing.T, dir string, serve bool) (built bool) {
	started := time.Now()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	o := generator.Options{Dir: dir, Defaults: belfry.Defaults, Workers: 2, Now: hostileNow}
	r, err := generator.Generate(ctx, o)
	if err != nil {
		t.Fatalf("the machine is said to have failed: %v", err)
	}
	if r.Failed() {
		checkRefusal(t, r)
		return false
	}
	out := filepath.Join(t.TempDir(), "public")
	report, err := output.Write(ctx, r.Publication, output.Options{Dir: out, Workers: 2})
	if err != nil {
		t.Fatalf("what was accepted cannot be written: %v", err)
	}
	if report.Bytes > hostileOutput {
		t.Errorf("the site has %d MB", report.Bytes>>20)
	}
	if found, err := verify.Calendars(ctx, r.Publication, r.Site, 2); err != nil || len(found) > 0 {
		t.Errorf("the calendars: %v, %v", found, err)
	}
	p := published{r.Publication, r.Site.Base.Origin + string(r.Site.Base.Root), tree(t, out, ".")}
	checkHostilePages(t, dir, p)
	if serve {
		compareWithPreview(t, o, p)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if m.Sys > hostileMemory {
		t.Errorf("%d MiB were taken", m.Sys>>20)
	}
	if took := time.Since(started); took > 3*hostileTime { // other tests run beside this one
		t.Errorf("it took %s", took)
	}
	return true
}

// checkHostilePages holds the pages against what holds for all, but those that
// the site makes in its own way.
func checkHostilePages(t *testing.T, dir string, p published) {
	for _, pattern := range []string{"templates/*.html", "static/*.html"} {
		if own, _ := filepath.Glob(filepath.Join(dir, pattern)); len(own) > 0 {
			return
		}
	}
	pages := p.pages(t)
	for _, path := range slices.Sorted(maps.Keys(pages)) {
		if problems := pages[path].problems(pages); len(problems) > 0 {
			t.Errorf("%s: %s", path, strings.Join(problems[:min(len(problems), 3)], "; "))
		}
	}
}

// checkRefusal holds that each mistake has a file of the site as its place, and
// words.
func checkRefusal(t *testing.T, r *generator.Result) {
	for _, d := range r.Diagnostics {
		if d.Severity == diag.Error && (d.File == "" || d.Message == "" || strings.ContainsAny(d.Message, "\n\r")) {
			t.Errorf("%+v has no place or no words", d)
		}
	}
}

var schemeAndHost = regexp.MustCompile(`^\w+://[^/]*`)

var previewScript = regexp.MustCompile(`<script src="/\.belfry/preview\.js" data-page="[0-9a-f]*" defer></script>`)

// compareWithPreview asks a preview for everything that was built.
func compareWithPreview(t *testing.T, o generator.Options, p published) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := preview.New(preview.Options{
		Generator: generator.New(o), Now: func() time.Time { return hostileNow }, Hosts: []string{l.Addr().String()},
		Watch: func(ctx context.Context, changed func(watch.Changes)) {
			changed(watch.Changes{All: true})
			<-ctx.Done()
		},
		History: func(context.Context) (*history.History, error) { return nil, nil },
		Edit:    func(string, int, int) string { return "" },
	})
	ctx, stop := context.WithCancel(context.Background())
	served := make(chan error)
	go func() { served <- s.Serve(ctx, l) }()
	defer func() { stop(); <-served }()
	for _, path := range p.paths() {
		root := strings.TrimPrefix(p.url, schemeAndHost.FindString(p.url))
		address := fmt.Sprintf("http://%s%s", l.Addr(), (&url.URL{Path: root + "/" + path}).EscapedPath())
		_, body := get(t, address)
		if got := previewScript.ReplaceAllString(body, ""); got != string(p.files[path]) {
			t.Errorf("the preview answers something else at %s", address)
			return
		}
	}
}
