// Package preview serves a site from memory while it is being written, and
// shows every change in the browser at once.
//
// One goroutine makes the next publication whenever files have changed, and
// puts it in the place of the last; a page is rendered when a browser asks for
// it. So nothing is ever out of date: it is the same function of the same value
// that a build writes. With mistakes in the content the last good site goes on
// being served, and open pages show the mistakes over it; pictures and other
// files that are copied are as they are on disk.
package preview

import (
	"context"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"belfry/internal/generator"
	"belfry/internal/history"
	"belfry/internal/watch"
)

// Options say what to serve, and how.
type Options struct {
	Generator *generator.Generator
	// Watch calls changed whenever files may have changed, until ctx ends, and
	// first once it misses nothing.
	Watch func(ctx context.Context, changed func(watch.Changes))
	// Now returns the time that decides what is published already.
	Now func() time.Time
	// History returns when files were changed: the same value as long as there
	// is no new commit.
	History func(context.Context) (*history.History, error)
	// Hosts are the names and addresses, with the port, under which browsers
	// may ask, such as localhost:8080, in lower case.
	Hosts []string
	// Edit returns the address that opens a file in an editor program; "" for none.
	Edit func(file string, line, column int) string
	// Idle is called when nothing has happened for a moment after a change: it is
	// the time to clean up; may be nil.
	Idle func()
	// Report is told of every new state, and again when a page of it turns out not
	// to be rendered, from one goroutine; may be nil.
	Report func(Report)
}

// A Report says what has become of changes.
type Report struct {
	// Result is what the content is now. Where it has failed, the last good one
	// is being served.
	Result *generator.Result
	// Err is a failure of the machine that goes on; Result is the last then.
	Err error
	// Good is what is being served: Result, or the last without mistakes. It is
	// nil before the first.
	Good *generator.Result
	// Faults are why pages of Good could not be rendered that browsers have asked
	// for, each once: mistakes in templates (*theme.Fault) and failures. The last
	// New of them are reported for the first time.
	Faults []error
	New    int
	// Again says that all but the New has been reported before.
	Again bool
}

// A Server serves one site.
type Server struct {
	o        Options
	changes  *queue
	state    atomic.Pointer[state]
	ready    chan struct{} // closed when there is a first state
	tabs     *tabs
	faults   *faults
	reported Report // the last; of the goroutine that reports
}

// New returns a server that has read nothing yet.
func New(o Options) *Server {
	s := &Server{o: o, changes: newQueue(), ready: make(chan struct{}), tabs: newTabs(), faults: newFaults()}
	s.state.Store(&state{replaced: make(chan struct{})})
	return s
}

// How long slow clients may take.
const (
	headerTimeout = 10 * time.Second
	idleTimeout   = 2 * time.Minute
	answerTimeout = time.Minute // for each piece of an answer; streams are not bound by it
	maxHeader     = 64 << 10    // bytes
)

// Serve answers on l until ctx ends. The error says why it could not.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	server := &http.Server{
		Handler: s, BaseContext: func(net.Listener) context.Context { return ctx },
		ReadHeaderTimeout: headerTimeout, IdleTimeout: idleTimeout, WriteTimeout: answerTimeout,
		MaxHeaderBytes: maxHeader,
	}
	watched, refreshed := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(watched)
		s.o.Watch(ctx, s.changes.add)
	}()
	go func() {
		defer close(refreshed)
		s.refreshAll(ctx)
	}()
	defer context.AfterFunc(ctx, func() { server.Close() })()
	err := server.Serve(l)
	ended := ctx.Err() != nil
	stop()
	<-watched
	<-refreshed
	if ended {
		return nil
	}
	return err
}
