package watch

import (
	"context"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"belfry/internal/files"
	"belfry/internal/source"
)

// A poller finds changes by looking at all files. The zero poller has seen
// nothing.
type poller struct {
	root  string
	clock func() time.Time

	seen    map[string]files.State
	started time.Time     // of the last look
	took    time.Duration // for the last look
}

// How long a poller pauses between two looks: a multiple of what a look takes,
// so that a large site does not keep a processor busy.
const (
	shortest = 200 * time.Millisecond
	slowest  = 5 * time.Second
	share    = 20
)

// pause returns how long to wait for the next look, least or longer.
func (p *poller) pause(least time.Duration) time.Duration { return max(least, share*p.took) }

func (p *poller) run(ctx context.Context, changed func(Changes)) {
	p.look()
	changed(Changes{All: true})
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(p.pause(shortest)):
		}
		if names := p.look(); len(names) > 0 {
			changed(Changes{Paths: names})
		}
	}
}

// coarse is how exact the times of files are on the coarsest file systems.
const coarse = 2 * time.Second

// look returns, sorted, the files that have come, gone or changed since the last
// look, and those that were changed so shortly before it that they may have been
// written once more since, with the same time and size.
func (p *poller) look() []string {
	started := p.clock()
	seen := make(map[string]files.State, len(p.seen))
	for _, folder := range source.Folders() {
		p.walk(folder, seen)
	}
	var changed []string
	settled := p.started.Add(-coarse).UnixNano()
	for name, state := range seen {
		before, known := p.seen[name]
		if !known || state.Modified > settled || state != before {
			changed = append(changed, name)
		}
	}
	for name := range p.seen {
		if _, still := seen[name]; !still {
			changed = append(changed, name)
		}
	}
	slices.Sort(changed)
	p.seen, p.started, p.took = seen, started, p.clock().Sub(started)
	return changed
}

// walk adds the files below a folder. What cannot be read counts as gone.
func (p *poller) walk(folder string, seen map[string]files.State) {
	entries, err := os.ReadDir(filepath.Join(p.root, filepath.FromSlash(folder)))
	if err != nil {
		return
	}
	for _, e := range entries {
		name := path.Join(folder, e.Name())
		if source.Ignored(name) {
			continue
		}
		if e.IsDir() {
			p.walk(name, seen)
			continue
		}
		if info, err := e.Info(); err == nil {
			seen[name] = files.StateOf(info)
		}
	}
}
