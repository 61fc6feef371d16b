package output

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"belfry/internal/publication"

	"golang.org/x/sync/errgroup"
)

// A build brings one folder to one publication.
type build struct {
	folder      *folder
	publication *publication.Publication
	old, next   list // the files of earlier builds, and of this one
	workers     int
	oldFolded   func() map[string]string // old.folded, made when needed

	busy     sync.Once
	busyErr  error
	mu       sync.Mutex // guards what follows
	progress func(done, total int)
	report   Report
	blocked  []*publication.Output // those that something is in the way of
}

// A worker writes one output after the other.
type worker struct {
	*build
	walk walk
	temp string // the name of its temporary file, in whichever folder
	body body   // of the output at hand
}

func (b *build) newWorker(number int) *worker {
	return &worker{
		build: b,
		walk:  newWalk(b.folder),
		temp:  tempPrefix + strconv.Itoa(number),
		body:  body{scratch: make([]byte, 64<<10)},
	}
}

// writeStages writes all outputs, one stage after the other.
func (b *build) writeStages(ctx context.Context) error {
	workers := make([]*worker, min(b.workers, b.publication.Len()))
	for i := range workers {
		workers[i] = b.newWorker(i)
	}
	defer func() {
		for _, w := range workers {
			w.walk.close()
		}
	}()
	for _, stage := range b.stages() {
		if err := writeAll(ctx, workers, stage); err != nil {
			return err
		}
	}
	return nil
}

func (b *build) stages() [][]*publication.Output {
	stages := make([][]*publication.Output, publication.Listing+1)
	for i := range b.publication.Len() {
		o := b.publication.At(i)
		stages[o.Stage] = append(stages[o.Stage], o)
	}
	return stages
}

// writeAll writes outputs, which are in the order of their paths. Each worker
// takes several neighbours at a time, which mostly share folders.
func writeAll(ctx context.Context, workers []*worker, outputs []*publication.Output) error {
	several := min(max(len(outputs)/(8*max(len(workers), 1)), 1), 64)
	chunks := slices.Collect(slices.Chunk(outputs, several))
	var taken atomic.Int64
	group, ctx := errgroup.WithContext(ctx)
	for _, w := range workers {
		group.Go(func() error {
			for {
				i := int(taken.Add(1)) - 1
				if i >= len(chunks) {
					return nil
				}
				if err := w.writeEach(ctx, chunks[i]); err != nil {
					return err
				}
			}
		})
	}
	return group.Wait()
}

func (w *worker) writeEach(ctx context.Context, outputs []*publication.Output) error {
	for _, o := range outputs {
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := w.body.take(o); err != nil {
			return err
		}
		if err := w.write(ctx, o); err != nil {
			return err
		}
	}
	return nil
}

// write puts o, which is at hand, in its place, unless it is there already, or
// something is in the way: then o waits until all others stand.
func (w *worker) write(ctx context.Context, o *publication.Output) error {
	upToDate, err := w.upToDate(ctx, o.Path)
	if way := (*obstacle)(nil); errors.As(err, &way) {
		w.wait(o)
		return nil
	}
	if err != nil {
		return err
	}
	if !upToDate {
		if err := w.setBusy(); err != nil {
			return err
		}
		if err := replace(w.walk.root(), w.temp, path.Base(o.Path), w.body.fill(ctx)); err != nil {
			return w.failure(err)
		}
	}
	w.done(!upToDate, w.body.size)
	return nil
}

// failure says which file err, from writing the output at hand, is about.
func (w *worker) failure(err error) error {
	o := w.body.output
	if unread := (*publication.UnreadError)(nil); errors.As(err, &unread) {
		return fmt.Errorf("copying %s: %w", o.Source, cause(unread.Err))
	}
	return w.folder.failure("writing", o.Path, err)
}

// setBusy makes the file that says that temporary files may lie about.
func (b *build) setBusy() error {
	b.busy.Do(func() {
		if err := writeTemp(b.folder.root, busyName, func(*os.File) error { return nil }); err != nil {
			b.busyErr = b.folder.failure("writing", busyName, err)
		}
	})
	return b.busyErr
}

// upToDate goes to the folder of file, and reports whether the output at hand
// stands there already. It returns an obstacle where no file can be put.
func (w *worker) upToDate(ctx context.Context, file string) (bool, error) {
	if err := w.walk.enter(dirOf(file)); err != nil || w.walk.fresh {
		return false, err
	}
	in, name := w.walk.root(), path.Base(file)
	info, err := w.folder.lstatIn(in, name, file)
	if err != nil || info == nil {
		return false, err
	}
	if !info.Mode().IsRegular() {
		return false, &obstacle{file, info}
	}
	if !w.old.has(file) && w.twin(file, info) {
		return false, nil
	}
	if held, err := w.body.isHeld(ctx, in, name, info); err != nil {
		return false, w.failure(err)
	} else if held {
		return true, nil
	}
	return false, w.admit(file, info)
}

func (b *build) wait(o *publication.Output) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.blocked = append(b.blocked, o)
}

func (b *build) done(written bool, size int64) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if written {
		b.report.Written++
	} else {
		b.report.Unchanged++
	}
	b.report.Bytes += size
	if b.progress != nil {
		b.progress(b.report.Written+b.report.Unchanged, b.publication.Len())
	}
}

// dirOf returns the folder of path, empty at the top.
func dirOf(p string) string {
	if dir := path.Dir(p); dir != "." {
		return dir
	}
	return ""
}
