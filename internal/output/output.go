// Package output writes a publication to a folder, and keeps it safe to do so.
//
// A build leaves in the folder exactly the bytes of the publication: what
// differs is written, what is the same is not touched, and what an earlier
// build wrote and this one does not have is removed. Files of other makers in
// the same folder are neither overwritten nor removed.
//
// # Whose folder it is
//
// The file .belfry in the folder says that it is ours and names the files that
// our builds wrote. A folder that holds anything and has no such list is
// refused, and so is one that is, or lies above, what must not be mixed with
// outputs (Options.Protected, Options.Sources). Paths are compared as the file
// system resolves them, so neither a symbolic link nor another case hides one.
//
// A file is ours when it is on the list and is a regular file; editing it by
// hand does not change that. Whatever else stands where an output belongs is
// refused with an error that names it, except for a file that already has the
// right bytes: it goes on the list. A symbolic link is never followed: each
// folder on the way is looked at, and opened from the one above it as a folder
// alone.
//
// The list holds paths only. Whether a file is up to date is seen by comparing
// its bytes on disk with the rendered ones, which trusts nothing: a size and a
// digest in the list would have to be computed for each file, and could only
// say what the file once was. (Only with Options.Seal, which its caller vouches for
// and which is kept elsewhere, what the system says of an untouched file is enough.)
// So the list changes only when the set of files does, and two builds of one site in
// two folders give the same bytes, list included.
//
// An output that is copied may be larger than memory. It is compared with its
// original block by block, or with the digest that its address holds, and copied
// from file to file. An original that changes meanwhile is an error, and its
// copy is not put in place.
//
// # When a build ends early
//
// A file is written under a temporary name and renamed, so at any moment it is
// whole, old or new. The list is a journal: before anything else is written it
// becomes the union of the old and the new files, and after the removals it
// becomes the new list. A build killed anywhere thus leaves a list that owns
// every file it wrote, and the next build puts everything right. Temporary
// files lie beside the files they become, where file systems place them best; a
// file at the top of the folder stands as long as there may be any, and where
// the next build finds it, it removes them from all folders of the list.
//
// Files that are not there yet are written first, then those that change, each
// by stage, what is referred to first; removals come last. So what stood before
// never refers to a file that is not there: an old page refers to old files only,
// which all stand until the end, and a page that changes is written when all new
// files stand. Pages that are new refer to each other, and one may come before
// another; but until all are there, nothing leads a reader to them. (Where a build
// ended before that, and the next has other content, it can link to such a page a
// moment before it changes it.) An error of any kind leaves all old files in
// place. Only where a file becomes a folder or the reverse (a becomes
// a/index.html), which is done after all stages, does the old give way before the
// new stands, for as long as a rename takes.
//
// Files are not synced one by one: after a loss of power some may be empty or
// old, and the next build, comparing bytes, writes them again. The list is
// synced before it takes its place, so that it survives to own them.
//
// Two builds into one folder are kept apart by a lock that ends with its
// process. On Unix it is on the folder itself and leaves no file.
package output

import (
	"context"
	"errors"
	"fmt"
	"os"
	"sync"
	"time"

	"belfry/internal/files"
	"belfry/internal/publication"
)

// Options say where and how to write.
type Options struct {
	// Dir is the output folder. It is made if it is not there.
	Dir string
	// Protected folders may hold the output folder, but it can be none of
	// them and lie above none: the site folder, the home folder.
	Protected []string
	// Sources are protected folders that cannot hold the output folder
	// either: content, templates, static. Those not there count too.
	Sources []string
	// Workers is how many outputs are rendered at once; 0 means 1.
	Workers int
	// Seal is how a build found the same publication; nil for nothing.
	Seal *Seal
	// Sealing asks for Report.Seal. It is the instant, by the clock, at which the build
	// began; zero for none.
	Sealing time.Time
	// Progress is told after each output; it may be nil. It is called from
	// one goroutine at a time, which waits for it.
	Progress func(done, total int)
}

// A Report says what a build did. After an error it says what was done until
// then.
type Report struct {
	Written   int   // new files, and files whose bytes changed
	Unchanged int   // files that had the right bytes already
	Removed   int   // files of earlier builds that are no longer published
	Bytes     int64 // the size of all outputs
	// Seal says how the build found what stood, but not of what; nil where it was not
	// asked for.
	Seal *Seal
}

// Write brings the folder o.Dir to what p says. Its errors are failures of the
// machine or of a Render, and folders that must not be written to; each names
// the path in question. When ctx ends it stops between two files, or in the midst
// of a large copy, with an error that wraps the context's cause.
func Write(ctx context.Context, p *publication.Publication, o Options) (Report, error) {
	next, err := newList(p)
	if err != nil {
		return Report{}, err
	}
	f, old, err := open(ctx, o)
	if err != nil {
		return Report{}, o.stopped(ctx, err)
	}
	defer f.close()
	b := &build{
		folder: f, publication: p, old: old, next: next,
		workers: max(o.Workers, 1), progress: o.Progress, seal: o.Seal, sealing: o.Sealing,
		oldFolded: sync.OnceValue(old.folded),
	}
	// All workers have removed their temporary files, also after an error.
	defer f.root.Remove(busyName)
	if err := b.run(ctx); err != nil {
		return b.report, o.stopped(ctx, err)
	}
	if !o.Sealing.IsZero() {
		b.report.Seal = newSeal(b.sealed, o.Sealing, p.Len())
	}
	return b.report, nil
}

// open opens the folder o.Dir, and returns the list of the files in it that are ours.
func open(ctx context.Context, o Options) (*folder, list, error) {
	dir, err := place(o)
	if err != nil {
		return nil, nil, err
	}
	f, err := openFolder(dir, o.Dir)
	if err != nil {
		return nil, nil, err
	}
	old, err := f.claim(ctx)
	if err != nil {
		f.close()
		return nil, nil, err
	}
	return f, old, nil
}

// stopped returns err, and says so if it is that ctx has ended.
func (o Options) stopped(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Cause(ctx)) {
		return fmt.Errorf("writing %s was stopped: %w", o.Dir, err)
	}
	return err
}

// run is the order of things that keeps the folder whole at every moment.
func (b *build) run(ctx context.Context) error {
	if err := b.refuseForeign(ctx); err != nil {
		return err
	}
	if err := b.folder.keep(merge(b.old, b.next)); err != nil {
		return err
	}
	if err := b.writeStages(ctx); err != nil {
		return err
	}
	if err := b.reshape(ctx); err != nil {
		return err
	}
	if err := b.removeStale(ctx); err != nil {
		return err
	}
	return b.folder.keep(b.next)
}

// openFolder makes the folder dir, opens and locks it. Messages call it shown.
func openFolder(dir, shown string) (*folder, error) {
	f := &folder{shown: shown}
	if err := makeFolders(dir); err != nil {
		return nil, f.failure("making the output folder", ".", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, f.failure("opening the output folder", ".", err)
	}
	f.root = root
	if f.unlock, err = files.Lock(root, lockName); err != nil {
		root.Close()
		if errors.Is(err, files.ErrLocked) {
			return nil, fmt.Errorf("another build is writing to %s: %w", shown, err)
		}
		return nil, f.failure("locking the output folder", ".", err)
	}
	if f.top, err = files.DirOf(root); err != nil {
		f.unlock()
		root.Close()
		return nil, f.failure("opening the output folder", ".", err)
	}
	return f, nil
}
