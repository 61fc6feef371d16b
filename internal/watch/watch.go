// Package watch tells what may have changed in a site's folders.
//
// What it tells are hints: a path that it names may be as it was, but what has
// changed is named. Where the system can watch folders it is told by the
// system, and looks at all files now and then besides, because network and
// container file systems lose events. Elsewhere it looks at all files again and
// again.
package watch

import (
	"context"
	"errors"
	"maps"
	"os"
	"slices"
	"strings"
	"time"
)

// Changes are what may be other than before.
type Changes struct {
	// Paths of files and folders, relative to the site's folder, with slashes,
	// sorted. What lies below them counts too.
	Paths []string
	// All stands for every path: events were lost.
	All bool
}

// Options say how to watch.
type Options struct {
	// Poll looks at all files again and again, without asking the system.
	Poll bool
	// Clock returns the time.
	Clock func() time.Time
	// Notice is told, in words for the person who watches, when watching
	// becomes slower than it should be.
	Notice func(message string)
}

// Watch calls changed from one goroutine whenever something may have changed
// in the site at root, until ctx ends; first for all, from when on it misses
// nothing. changed must return soon.
func Watch(ctx context.Context, root string, o Options, changed func(Changes)) {
	if o.Poll {
		(&poller{root: root, clock: o.Clock}).run(ctx, changed)
		return
	}
	(&watcher{root: root, o: o, changed: changed}).follow(ctx)
}

// slower says why the folders are not watched.
func slower(err error) string {
	why := err.Error()
	switch {
	case errors.Is(err, errTooManyWatches):
		why = "the system allows no more watched folders (" + limit("max_user_watches") + ")"
	case errors.Is(err, errTooManyInstances):
		why = "the system allows no more watching programs (" + limit("max_user_instances") + ")"
	}
	return "changes are seen a little later: " + why
}

// limit names a setting of the system, with its value where it can be read.
func limit(name string) string {
	value, err := os.ReadFile("/proc/sys/fs/inotify/" + name)
	if err != nil {
		return "fs.inotify." + name
	}
	return "fs.inotify." + name + " is " + strings.TrimSpace(string(value))
}

// A gathering is what has happened since changed was called last.
type gathering struct {
	paths map[string]bool
	all   bool
	first time.Time // when the first of it happened
}

// add notes a path, or with "" that all may have changed, at the time now.
func (g *gathering) add(path string, now time.Time) {
	if !g.all && len(g.paths) == 0 {
		*g = gathering{paths: map[string]bool{}, first: now}
	}
	if path == "" {
		g.all = true
		return
	}
	g.paths[path] = true
}

// take returns what was gathered, and begins anew.
func (g *gathering) take() Changes {
	c := Changes{All: g.all, Paths: slices.Sorted(maps.Keys(g.paths))}
	*g = gathering{}
	return c
}
