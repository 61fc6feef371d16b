package watch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// A log keeps what a watch tells.
type log struct {
	mu      sync.Mutex
	changes []Changes
	notices []string
}

func (l *log) changed(c Changes) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.changes = append(l.changes, c)
}

func (l *log) notice(m string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.notices = append(l.notices, m)
}

// has reports whether a path has been named.
func (l *log) has(path string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.ContainsFunc(l.changes, func(c Changes) bool { return slices.Contains(c.Paths, path) })
}

// told reports whether a path, or what it lies below, has been named, or all.
func (l *log) told(path string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.ContainsFunc(l.changes, func(c Changes) bool {
		named := func(p string) bool { return p == path || strings.HasPrefix(path, p+"/") }
		return c.All || slices.ContainsFunc(c.Paths, named)
	})
}

// forget begins the log anew.
func (l *log) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.changes = nil
}

// untilQuiet waits until nothing has been told for a moment.
func (l *log) untilQuiet(t *testing.T) {
	t.Helper()
	for told := -1; ; time.Sleep(100 * time.Millisecond) {
		l.mu.Lock()
		last := told
		told = len(l.changes)
		l.mu.Unlock()
		if told == last {
			return
		}
	}
}

func (l *log) all() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := 0
	for _, c := range l.changes {
		if c.All {
			n++
		}
	}
	return n
}

func until(t *testing.T, what string, condition func() bool) {
	t.Helper()
	for started := time.Now(); time.Since(started) < 20*time.Second; time.Sleep(2 * time.Millisecond) {
		if condition() {
			return
		}
	}
	t.Fatalf("not seen: %s", what)
}

func write(t *testing.T, root, name string) {
	t.Helper()
	file := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(fmt.Sprint(time.Now())), 0o644); err != nil {
		t.Fatal(err)
	}
}

// begin watches a folder until the test ends.
func begin(t *testing.T, root string, poll bool) *log {
	t.Helper()
	return beginBy(t, root, Options{Poll: poll, Clock: time.Now})
}

func beginBy(t *testing.T, root string, o Options) *log {
	t.Helper()
	l := &log{}
	o.Notice = l.notice
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		Watch(ctx, root, o, l.changed)
	}()
	t.Cleanup(func() { cancel(); <-done })
	until(t, "the beginning", func() bool { return l.all() == 1 })
	return l
}

func TestWatchNamesWhatChanges(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprintf("poll %v", poll), func(t *testing.T) {
			root := t.TempDir()
			write(t, root, "content/news/a.md")
			l := begin(t, root, poll)
			write(t, root, "content/news/a.md")
			until(t, "a changed file", func() bool { return l.has("content/news/a.md") })
			write(t, root, "static/new/folder/b.css")
			until(t, "a file in a new folder", func() bool {
				return l.has("static/new/folder/b.css") || l.has("static/new") || l.has("static")
			})
			for _, name := range []string{
				"content/news/4913", "content/news/.a.md.swp", "content/news/a.md~",
				"content/news/a.md___jb_tmp___", "public/index.html", "README.md",
			} {
				write(t, root, name)
			}
			write(t, root, "templates/c.html")
			until(t, "a file in a folder that comes", func() bool { return l.has("templates/c.html") || l.has("templates") })
			l.mu.Lock()
			defer l.mu.Unlock()
			for _, c := range l.changes {
				for _, path := range c.Paths {
					ofEditor := strings.Contains(path, "4913") || strings.Contains(path, "~") ||
						strings.Contains(path, "swp") || strings.Contains(path, "jb_")
					if ofEditor || strings.HasPrefix(path, "public") || path == "README.md" {
						t.Errorf("%s is named", path)
					}
				}
			}
		})
	}
}

// TestOverflow: when the system has lost events, all may have changed.
func TestOverflow(t *testing.T) {
	root := t.TempDir()
	write(t, root, "content/a.md")
	l := &log{}
	w := &watcher{root: root, o: Options{Clock: time.Now, Notice: l.notice}, changed: l.changed}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	lost := make(chan error)
	w.errors = lost
	go func() {
		defer close(done)
		_ = w.run(ctx)
	}()
	defer func() { cancel(); <-done }()
	until(t, "the beginning", func() bool { return l.all() == 1 })
	lost <- fsnotify.ErrEventOverflow
	until(t, "all", func() bool { return l.all() == 2 })
	write(t, root, "content/a.md")
	until(t, "a change afterwards", func() bool { return l.has("content/a.md") })
}

// TestLimit: where the system watches no more, all files are looked at again
// and again, and a sentence says so.
func TestLimit(t *testing.T) {
	root := t.TempDir()
	write(t, root, "content/a.md")
	l := &log{}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	lost := make(chan error, 1)
	lost <- errTooManyWatches
	go func() {
		defer close(done)
		o := Options{Clock: time.Now, Notice: l.notice}
		(&watcher{root: root, o: o, changed: l.changed, errors: lost}).follow(ctx)
	}()
	defer func() { cancel(); <-done }()
	until(t, "all, twice", func() bool { return l.all() == 2 })
	l.mu.Lock()
	if len(l.notices) != 1 || !strings.Contains(l.notices[0], "max_user_watches") {
		t.Errorf("the notices are %q", l.notices)
	}
	l.mu.Unlock()
	write(t, root, "content/a.md")
	until(t, "a change", func() bool { return l.has("content/a.md") })
}

// TestSameSizeAndTime: a file that is written with its old size and time is seen
// by the next look, long after it was last written, where the system says so.
func TestSameSizeAndTime(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("this system does not say when a file's times were set")
	}
	root := t.TempDir()
	write(t, root, "content/a.md")
	file := filepath.Join(root, "content", "a.md")
	long := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	set := func() {
		if err := os.Chtimes(file, long, long); err != nil {
			t.Fatal(err)
		}
	}
	set()
	p := &poller{root: root, clock: time.Now}
	p.look()
	if names := p.look(); len(names) != 0 {
		t.Errorf("nothing has changed, and %q is named", names)
	}
	write(t, root, "content/a.md")
	set()
	if names := p.look(); !slices.Equal(names, []string{"content/a.md"}) {
		t.Errorf("%q is named", names)
	}
}
