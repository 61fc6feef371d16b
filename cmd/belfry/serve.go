package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"belfry/internal/generator"
	"belfry/internal/history"
	"belfry/internal/preview"
	"belfry/internal/shelf"
	"belfry/internal/watch"

	"github.com/spf13/cobra"
)

// serveFlags are the flags of belfry serve as they are given.
type serveFlags struct {
	siteFlags
	addr, editor string
	open, poll   bool
}

func serveCommand(t *terminal) *cobra.Command {
	var f serveFlags
	c := &cobra.Command{
		Use:   "serve",
		Short: "Shows the site in a browser while it is being written",
		Args:  noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			return serve(c, t, f)
		},
	}
	f.add(c)
	c.Flags().StringVar(&f.addr, "addr", "127.0.0.1:8080", "the `address` and port to answer on, or the next free port")
	c.Flags().StringVar(&f.editor, "editor", "vscode://file/{file}:{line}:{column}",
		"the `address` that opens a file in your editor")
	c.Flags().BoolVar(&f.open, "open", false, "open the site in the browser")
	c.Flags().BoolVar(&f.poll, "poll", false, "look at all files again and again instead of being told of changes")
	return c
}

// serve runs until it is interrupted, which is no failure.
func serve(c *cobra.Command, t *terminal, f serveFlags) error {
	previewGarbage.apply()
	o, err := f.options(time.Now(), seeHelp(c))
	if err != nil {
		return err
	}
	dir, err := filepath.Abs(f.site)
	if err != nil {
		return err
	}
	l, err := listen(c.Context(), f.addr, seeHelp(c))
	if err != nil {
		return err
	}
	defer l.Close()
	address := addressOf(l)
	now := time.Now
	if f.now != "" {
		now = func() time.Time { return o.Now }
	}
	started := time.Now()
	first := true
	o.Shelf = shelfFor(dir, started)
	defer o.Shelf.Close()
	s := preview.New(preview.Options{
		Generator: generator.New(o),
		Watch: func(ctx context.Context, changed func(watch.Changes)) {
			watch.Watch(ctx, dir, watch.Options{Poll: f.poll, Clock: time.Now, Notice: t.notice}, changed)
		},
		Now:     now,
		History: (&commits{dir: f.site}).read,
		Hosts:   hosts(f.addr, l),
		Edit:    editorLink(f.editor, dir),
		Idle:    whenIdle(t, o.Shelf),
		Report: func(r preview.Report) {
			t.previewed(r, address, time.Since(started), first)
			if first && f.open {
				openBrowser(c.Context(), t, address)
			}
			first = false
		},
	})
	t.waiting(address, f.addr, l)
	return s.Serve(c.Context(), l)
}

// shelfFor returns the shelf that lasts from preview to preview of a site, or one that
// does not, where there can be no such: then the next preview takes longer to begin.
func shelfFor(dir string, now time.Time) *shelf.Shelf {
	kept, err := openCache(dir, now)
	if err != nil {
		return passingShelf()
	}
	return kept.shelf()
}

// whenIdle returns what to do while nobody waits.
func whenIdle(t *terminal, s *shelf.Shelf) func() {
	failed := false
	return func() {
		if !failed {
			if err := s.Save(); err != nil {
				failed = true
				t.notice("nothing is kept for the next preview: " + err.Error())
			}
		}
		debug.FreeOSMemory() // so that the next save need not wait for the collector
	}
}

// listen listens on addr, or where its port is taken on the next one that is free.
func listen(ctx context.Context, addr, help string) (net.Listener, error) {
	host, text, err := net.SplitHostPort(addr)
	port, numberErr := strconv.Atoi(text)
	if err != nil || numberErr != nil || port < 0 || port > 65535 {
		return nil, usageError{fmt.Errorf("--addr: %q is not an address and a port, like 127.0.0.1:8080", addr), help}
	}
	const tries = 100
	for next := port; ; next++ {
		l, err := new(net.ListenConfig).Listen(ctx, "tcp", net.JoinHostPort(host, strconv.Itoa(next)))
		switch {
		case err == nil:
			return l, nil
		case !errors.Is(err, errAddressInUse):
			return nil, usageError{fmt.Errorf("the preview cannot answer on %s: %w", addr, err),
				"--addr 127.0.0.1:8080 is seen from this computer only, --addr 0.0.0.0:8080 from others too"}
		case next == port+tries, next == 65535:
			return nil, usageError{fmt.Errorf("all ports from %d to %d are taken", port, next), "name another one with --addr"}
		}
	}
}

// addressOf returns the URL at which a browser on this machine finds l.
func addressOf(l net.Listener) string {
	a := l.Addr().(*net.TCPAddr)
	host := a.IP.String()
	if a.IP.IsUnspecified() {
		host = "localhost"
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(a.Port)) + "/"
}

// hosts returns what browsers may call the preview: the names of this machine
// for itself, what --addr says and what that stands for, and the machine's
// addresses where the preview answers on all of them. A name that somebody else
// leads here is none of these.
func hosts(addr string, l net.Listener) []string {
	at := l.Addr().(*net.TCPAddr)
	names := []string{"127.0.0.1", "localhost", "::1"}
	if host, _, err := net.SplitHostPort(addr); err == nil && host != "" {
		names = append(names, strings.ToLower(host))
	}
	if !at.IP.IsUnspecified() {
		names = append(names, at.IP.String())
	} else {
		own, _ := net.InterfaceAddrs() // without them the other names do
		for _, a := range own {
			if n, ok := a.(*net.IPNet); ok {
				names = append(names, n.IP.String())
			}
		}
	}
	return hostsAt(names, strconv.Itoa(at.Port))
}

// hostsAt returns names as browsers write them, with the port and, where browsers
// leave that out, without.
func hostsAt(names []string, port string) []string {
	var all []string
	for _, name := range names {
		host := net.JoinHostPort(name, port)
		all = append(all, host)
		if port == "80" {
			all = append(all, strings.TrimSuffix(host, ":80"))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// editorLink returns a function that fills in the address of an editor program.
// Where pattern has a slash before {file}, as in vscode://file/{file}, that of
// the path itself is one too many.
func editorLink(pattern, dir string) func(file string, line, column int) string {
	return func(file string, line, column int) string {
		path := filepath.ToSlash(filepath.Join(dir, filepath.FromSlash(file)))
		escaped := (&url.URL{Path: strings.TrimPrefix(path, "/")}).EscapedPath()
		if strings.HasPrefix(path, "/") {
			escaped = "/" + escaped
		}
		escaped = strings.NewReplacer("&", "%26", "+", "%2B").Replace(escaped) // the pattern may have a query
		r := strings.NewReplacer("/{file}", "/"+strings.TrimPrefix(escaped, "/"), "{file}", escaped,
			"{line}", strconv.Itoa(line), "{column}", strconv.Itoa(column))
		return r.Replace(pattern)
	}
}

// commits read the history of a site again only when it may be another.
type commits struct {
	dir    string
	mark   string
	looked time.Time
	last   *history.History
}

// lookEvery is how often it is looked for: it costs a run of git, which the page
// after a save need not wait for each time.
const lookEvery = 1500 * time.Millisecond

func (c *commits) read(ctx context.Context) (*history.History, error) {
	if c.last != nil && time.Since(c.looked) < lookEvery {
		return c.last, nil
	}
	mark := history.Mark(ctx, c.dir)
	if c.last == nil || mark != c.mark {
		h, err := history.Read(ctx, c.dir)
		if err != nil {
			return nil, err
		}
		c.mark, c.last = mark, h
	}
	c.looked = time.Now()
	return c.last, nil
}

func openBrowser(ctx context.Context, t *terminal, address string) {
	command := map[string][]string{
		"darwin":  {"open"},
		"windows": {"rundll32", "url.dll,FileProtocolHandler"},
	}[runtime.GOOS]
	if command == nil {
		command = []string{"xdg-open"}
	}
	c := exec.CommandContext(ctx, command[0], append(command[1:], address)...)
	if err := c.Start(); err != nil {
		t.notice("the browser cannot be opened: " + err.Error())
		return
	}
	go func() { _ = c.Wait() }() // whatever becomes of it
}
