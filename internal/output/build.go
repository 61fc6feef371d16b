package output

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"sync"
	"time"

	"belfry/internal/parallel"
	"belfry/internal/publication"
)

// A build brings one folder to one publication.
type build struct {
	folder      *folder
	publication *publication.Publication
	old, next   list // the files of earlier builds, and of this one
	workers     int
	seal        *Seal                    // of an earlier build of the same publication, or nil
	sealing     time.Time                // when the build began, zero where no seal is wanted
	oldFolded   func() map[string]string // old.folded, made when needed

	busy     sync.Once
	busyErr  error
	mu       sync.Mutex // guards what follows
	progress func(done, total int)
	report   Report
	blocked  []*publication.Output // those that something is in the way of
	sealed   []sealed
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

// writeStages writes all outputs: those that are not there yet, which no page
// that stands refers to, and then the others; each stage by stage.
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
	stages := b.stages()
	for i, stage := range stages {
		var err error
		if stages[i], err = each(ctx, workers, stage, absent); err != nil {
			return err
		}
	}
	for _, stage := range stages {
		if _, err := each(ctx, workers, stage, all); err != nil {
			return err
		}
	}
	return nil
}

// stages returns the outputs of each stage, by their indices.
func (b *build) stages() [][]int32 {
	stages := make([][]int32, publication.Listing+1)
	for i := range b.publication.Len() {
		stage, _ := b.publication.Kind(i)
		stages[stage] = append(stages[stage], int32(i))
	}
	return stages
}

// A turn is which outputs are written: those that are not there, or all.
type turn bool

const (
	absent turn = false
	all    turn = true
)

// each writes outputs, which are in the order of their paths, and returns those
// whose turn comes later in the same order. Each worker takes several neighbours
// at a time, which mostly share folders.
func each(
	ctx context.Context, workers []*worker, outputs []int32, now turn,
) ([]int32, error) {
	several := min(max(len(outputs)/(8*max(len(workers), 1)), 1), 64)
	chunks := slices.Collect(slices.Chunk(outputs, several))
	later := make([][]int32, len(chunks))
	err := parallel.Each(ctx, len(workers), len(chunks), func(worker, i int) (err error) {
		later[i], err = workers[worker].writeEach(ctx, chunks[i], now)
		return err
	})
	return slices.Concat(later...), err
}

func (w *worker) writeEach(
	ctx context.Context, outputs []int32, now turn,
) (later []int32, err error) {
	for _, i := range outputs {
		if ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		switch left, err := w.write(ctx, w.publication.At(int(i)), now); {
		case err != nil:
			return nil, err
		case left:
			later = append(later, i)
		}
	}
	return later, nil
}

// write puts o in its place, unless it is there already, or its turn comes
// later, or something is in the way: then o waits until all others stand.
func (w *worker) write(ctx context.Context, o *publication.Output, now turn) (later bool, err error) {
	info, err := w.walk.look(o.Path)
	switch way := (*obstacle)(nil); {
	case errors.As(err, &way):
		w.wait(o)
		return false, nil
	case err != nil:
		return false, err
	case info != nil && now == absent:
		return true, nil
	case info != nil && w.old.has(o.Path) && w.seal.has(o.Path, info):
		w.done(false, info.Size())
		w.note(o, info)
		return false, nil
	}
	if err := w.body.take(ctx, o); err != nil {
		return false, err
	}
	switch held, err := w.upToDate(ctx, o.Path, info); {
	case err != nil:
		return false, err
	case held:
		if settle(w.walk.here(), path.Base(o.Path), info, fileMode) {
			w.note(o, info)
		}
		w.done(false, w.body.size)
		return false, nil
	}
	return false, w.put(ctx, o)
}

// note notes how a file stands that is up to date, where that is wanted.
func (w *worker) note(o *publication.Output, info fs.FileInfo) {
	if w.sealing.IsZero() || !w.ofWhatWasSeen(o) {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sealed = append(w.sealed, sealOf(o.Path, info))
}

// ofWhatWasSeen reports whether o has been made of the bytes whose digest was taken
// when the site was made. A copy of a file of any name may not.
func (b *build) ofWhatWasSeen(o *publication.Output) bool {
	if o.Copy == nil || o.Copy.Fixed || o.Copy.Builtin {
		return true
	}
	original, err := o.Copy.Open()
	if err != nil {
		return false
	}
	defer original.Close()
	info, err := original.Stat()
	return err == nil && sealOf(o.Path, info).isSettled(b.sealing)
}

// put writes o, which is at hand, into the folder where the worker is.
func (w *worker) put(ctx context.Context, o *publication.Output) error {
	if err := w.setBusy(); err != nil {
		return err
	}
	if err := w.putAs(ctx, path.Base(o.Path)); err != nil {
		return w.failure(err)
	}
	w.done(true, w.body.size)
	return nil
}

func (w *worker) putAs(ctx context.Context, name string) error {
	if w.body.output.Copy == nil {
		return w.folder.replaceBy(w.walk.here(), w.temp, name, w.body.rendered.Bytes())
	}
	return w.folder.replace(w.walk.here(), w.temp, name, w.body.fill(ctx))
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
		if err := b.folder.writeTemp(b.folder.top, busyName, func(*os.File) error { return nil }); err != nil {
			b.busyErr = b.folder.failure("writing", busyName, err)
		}
	})
	return b.busyErr
}

// upToDate reports whether the output at hand is what info describes, which
// stands where file belongs; nil says that nothing does.
func (w *worker) upToDate(ctx context.Context, file string, info fs.FileInfo) (bool, error) {
	if info == nil || !w.old.has(file) && w.twin(file, info) {
		return false, nil
	}
	held, err := w.body.isHeld(ctx, opener(w.walk.here().Open), path.Base(file), info)
	if err != nil {
		return false, w.failure(err)
	}
	if held {
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
