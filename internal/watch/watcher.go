package watch

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"belfry/internal/source"

	"github.com/fsnotify/fsnotify"
)

// A watcher is told of changes by the system.
type watcher struct {
	root    string
	o       Options
	changed func(Changes)

	system  *fsnotify.Watcher
	folders map[string]bool // that are watched, below root
	errors  <-chan error    // of the system
	pending gathering
	bustle  bustle
	timer   *time.Timer
}

// follow watches as long as the system does, and then looks for itself.
func (w *watcher) follow(ctx context.Context) {
	err := w.run(ctx)
	if ctx.Err() != nil {
		return
	}
	w.o.Notice(slower(err))
	(&poller{root: w.root, clock: w.o.Clock}).run(ctx, w.changed)
}

// run watches until ctx ends, or until the system watches no more.
func (w *watcher) run(ctx context.Context) (err error) {
	if w.system, err = fsnotify.NewWatcher(); err != nil {
		return err
	}
	defer w.system.Close()
	w.folders = map[string]bool{}
	if w.errors == nil {
		w.errors = w.system.Errors
	}
	if err := w.addSite(); err != nil {
		return err
	}
	p := &poller{root: w.root, clock: w.o.Clock}
	p.look()
	w.changed(Changes{All: true})
	ctx, stop := context.WithCancel(ctx)
	looked, ended := make(chan []string), make(chan struct{})
	go func() {
		defer close(ended)
		lookNowAndThen(ctx, p, looked)
	}()
	defer func() { stop(); <-ended }()
	w.timer = time.NewTimer(time.Hour)
	w.timer.Stop()
	defer w.timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case event, ok := <-w.system.Events:
			if !ok {
				return errors.New("the system has stopped watching")
			}
			err = w.event(event)
		case err = <-w.errors:
			err = w.failure(err)
		case <-w.timer.C:
			w.changed(w.pending.take())
			w.bustle.told()
		case changed := <-looked:
			for _, name := range changed {
				w.note(name)
			}
			err = w.addSite() // a folder may have come unseen, too
		}
		if err != nil {
			return err
		}
	}
}

// addSite watches the site's folder, in which the others may come and go, the
// one above it, in which it may itself, and all folders of the site.
func (w *watcher) addSite() error {
	if runtime.GOOS == "linux" { // others may need a file handle for all that lies there
		_ = w.system.Add(filepath.Dir(w.root)) // where that cannot be, a new site is seen a little later
	}
	if err := w.system.Add(w.root); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, folder := range source.Folders() {
		if err := w.addFolder(folder); err != nil {
			return err
		}
	}
	return nil
}

// addFolder watches a folder and all below it. Those that vanish meanwhile, and
// those that cannot be read, are left out: reading the site names them.
func (w *watcher) addFolder(folder string) error {
	stat := os.Lstat
	if !strings.Contains(folder, "/") {
		stat = os.Stat // the folders of a site may be links
	}
	info, err := stat(w.file(folder))
	if err != nil || !info.IsDir() {
		return nil
	}
	switch err := w.system.Add(w.file(folder)); {
	case errors.Is(err, errTooManyWatches), errors.Is(err, errTooManyInstances):
		return err
	case err != nil:
		return nil
	}
	w.folders[folder] = true
	entries, err := os.ReadDir(w.file(folder))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if !e.IsDir() || source.Ignored(path.Join(folder, e.Name())) {
			continue
		}
		if err := w.addFolder(path.Join(folder, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

func (w *watcher) file(name string) string { return filepath.Join(w.root, filepath.FromSlash(name)) }

// event notes what the system tells. A folder that has come may be filled
// already; one that has gone, or is called otherwise now, is watched no more
// under its old name. Folders may also be exchanged in one step, and what is told
// of that comes one after another: so whatever has happened to a name, what it
// stands for now is watched anew.
func (w *watcher) event(event fsnotify.Event) error {
	name, err := filepath.Rel(w.root, event.Name)
	if err != nil {
		return nil
	}
	name = filepath.ToSlash(name)
	other := event.Has(fsnotify.Create) || event.Has(fsnotify.Remove) || event.Has(fsnotify.Rename)
	switch {
	case name == "." && other:
		return w.anew()
	case !source.InSite(name):
		return nil
	case other:
		w.forget(name)
		err = w.addFolder(name)
	}
	w.note(name)
	return err
}

// anew watches the site that is in the place of the last.
func (w *watcher) anew() error {
	_ = w.system.Remove(w.root) // the system may have done so already
	for _, folder := range source.Folders() {
		w.forget(folder)
	}
	err := w.addSite()
	w.note("")
	return err
}

// forget stops watching the folders at and below a path.
func (w *watcher) forget(name string) {
	if !w.folders[name] {
		return
	}
	for folder := range w.folders {
		if folder == name || strings.HasPrefix(folder, name+"/") {
			_ = w.system.Remove(w.file(folder)) // the system may have done so already
			delete(w.folders, folder)
		}
	}
}

// note gathers a path, or with "" all, and lets changed be called when nothing
// more happens.
func (w *watcher) note(name string) {
	now := w.o.Clock()
	w.pending.add(name, now)
	w.bustle.note(name, now)
	pause, most := w.bustle.patience()
	w.timer.Reset(max(0, min(pause, most-now.Sub(w.pending.first))))
}

// failure deals with what the system could not do: lost events mean that all
// may have changed, folders that have come unwatched as well.
func (w *watcher) failure(err error) error {
	if !errors.Is(err, fsnotify.ErrEventOverflow) {
		return err
	}
	w.note("")
	return w.addSite()
}

// lookNowAndThen finds what the system has not told, until ctx ends.
func lookNowAndThen(ctx context.Context, p *poller, looked chan<- []string) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(p.pause(slowest)):
		}
		changed := p.look()
		if len(changed) == 0 {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case looked <- changed:
		}
	}
}
