// Package generator is the main flow: from a site's folders to its publication.
//
//	source.Scan → content.Parse → site.Maker → calendars.Outputs, pages.Publish → Publication
//
// Files are read and parsed in parallel, and what was made of a file is kept
// for the next time; a site and its publication are made of all of it in one go,
// each with what it can use of the last one. What is wrong with the content comes
// back as diagnostics, all of it at once; an error is a failure of the machine.
package generator

import (
	"cmp"
	"context"
	"io/fs"
	"slices"
	"time"

	"belfry/internal/calendars"
	"belfry/internal/diag"
	"belfry/internal/history"
	"belfry/internal/pages"
	"belfry/internal/publication"
	"belfry/internal/shelf"
	"belfry/internal/site"
	"belfry/internal/source"
)

// Options say what to generate.
type Options struct {
	// Dir is the folder of the site.
	Dir string
	// Defaults holds the templates/ and static/ files that serve where the site
	// has none of the same name.
	Defaults fs.FS
	// Now decides what is published already; see site.Options. It and History are
	// for Generate: a Refresh is told its own.
	Now     time.Time
	Drafts  bool
	BaseURL string
	// History says when files were changed; nil where nothing is known.
	History *history.History
	// Identify asks Generate for Result.Of.
	Identify bool
	// Workers is how many files are parsed at once; 0 means 1.
	Workers int
	// Shelf is where the HTML of texts lies; nil for memory.
	Shelf *shelf.Shelf
	// Progress is told how many files of how many are read; may be nil.
	Progress func(done, total int)
}

// A Result is a site ready to be written or served. It is immutable.
type Result struct {
	// Publication is nil where the content cannot be published.
	Publication *publication.Publication
	Site        *site.Site
	// Diagnostics are sorted. With one of severity Error the publication must
	// be neither written nor served.
	Diagnostics []diag.Diagnostic
	// Of is the digest of all that the result is made of, but for the program and the
	// time; zero where nobody has asked for it.
	Of    source.Digest
	files files
}

// Failed reports whether a diagnostic is an error.
func (r *Result) Failed() bool { return diag.Count(r.Diagnostics, diag.Error) > 0 }

// Generate makes the publication of the site in o.Dir, once.
func Generate(ctx context.Context, o Options) (*Result, error) {
	g := &Generator{o: o, digests: o.Identify, tally: &pages.Tally{}}
	result, err := g.Refresh(ctx, Changes{All: true, Now: o.Now, History: o.History})
	if err == nil && o.Identify {
		result.Of = g.identity(o.History).of(result)
	}
	return result, err
}

// A Generator makes the publication of one site again and again. It keeps what
// it has read, and reads only what may have changed. It is not safe for
// concurrent use.
type Generator struct {
	o       Options
	digests bool // files are known by their content
	last    *Result
	history *history.History
	record  *site.Record // of history
	sites   site.Maker
	tally   *pages.Tally // of the last publication; nothing of a publication refers to the generator

	tree       *source.Tree
	config     configuration
	languages  []string // that texts were read for
	own        string   // the address that texts were read for
	names      fileNames
	texts      texts
	media      store[site.File]
	pictures   store[staticPicture]
	appearance appearance
	strays     []diag.Diagnostic // what lies outside the folders
}

// New returns a Generator for the site in o.Dir.
func New(o Options) *Generator { return &Generator{o: o, digests: true, tally: &pages.Tally{}} }

// Changes say what may be other than at the last Refresh that did not fail. They are
// hints: files are compared by their content.
type Changes struct {
	// Paths of files and folders, relative to the site's folder, with slashes.
	Paths []string
	// All stands for every path.
	All bool
	Now time.Time
	// History is that of now; nil where nothing is known.
	History *history.History
}

// Refresh makes the publication anew. Where nothing has changed, and nothing has
// come due, it returns the last Result again.
func (g *Generator) Refresh(ctx context.Context, c Changes) (*Result, error) {
	same := g.last != nil && g.history == c.History && c.Now.Before(g.last.Site.Until)
	if same && !c.All && len(c.Paths) == 0 {
		return g.last, nil
	}
	r, before := &run{Generator: g}, g.seen()
	if err := r.scan(ctx, c); err != nil {
		return nil, err
	}
	last := g.last
	g.last = nil // what is read, or made, in part is not to be relied on
	if err := r.read(ctx); err != nil {
		return nil, err
	}
	if same && !r.changed && g.seen().Equal(before) {
		g.last = last
		return last, nil
	}
	result, err := r.make(ctx, c)
	g.last = result
	return result, err
}

// make makes the site of what is read, and its publication.
func (r *run) make(ctx context.Context, c Changes) (*Result, error) {
	g := r.Generator
	if g.record == nil || g.history != c.History {
		g.history, g.record = c.History, site.NewRecord(c.History)
	}
	result := &Result{files: r.files, Diagnostics: r.found}
	model, found, err := g.sites.Make(ctx, r.siteInput(), site.Options{
		Now: c.Now, Drafts: g.o.Drafts, BaseURL: g.o.BaseURL,
		Record: g.record, Workers: g.o.Workers,
	})
	if err != nil {
		return nil, err
	}
	result.add(found...)
	result.Site = model
	if !result.Failed() {
		result.add(r.unused(sources(model.Media))...)
	}
	if !g.appearance.failed {
		if err := g.publish(ctx, result, model); err != nil {
			return nil, err
		}
	}
	result.Diagnostics = diag.Sort(result.Diagnostics)
	return result, nil
}

// sources returns the paths of files that are published.
func sources(media []*site.Media) map[string]bool {
	set := make(map[string]bool, len(media))
	for _, m := range media {
		set[m.Source] = true
	}
	return set
}

func (r *Result) add(found ...diag.Diagnostic) { r.Diagnostics = append(r.Diagnostics, found...) }

// Strict returns the result as one of which every warning is a mistake, and so
// is an event that no commit has: what is published then has its place.
func (r *Result) Strict() *Result {
	strict := *r
	strict.Diagnostics = slices.Clone(r.Diagnostics)
	for i := range strict.Diagnostics {
		if d := &strict.Diagnostics[i]; d.Severity == diag.Warning {
			d.Severity = diag.Error
		}
	}
	for _, file := range r.Site.Uncommitted {
		strict.add(diag.Diagnostic{
			Code: "not-committed", File: file,
			Message: "no commit has this event yet, so only this computer knows when it was changed",
			Hint:    "commit it, and build again",
		})
	}
	strict.Diagnostics = diag.Sort(strict.Diagnostics)
	return &strict
}

// publish makes the publication of a site.
func (g *Generator) publish(ctx context.Context, r *Result, model *site.Site) error {
	a := g.appearance
	in := pages.Input{Site: model, Tally: g.tally, OpenMedia: r.files.openOwn}
	for i, ed := range model.Editions {
		look := a.themes[i]
		in.Editions = append(in.Editions, pages.Edition{
			Theme:     look,
			Calendars: func() ([]publication.Output, publication.Family) { return calendars.Outputs(ed, look) },
		})
	}
	for _, name := range a.static {
		file := source.StaticDir + "/" + name
		in.Static = append(in.Static, pages.Static{
			Name: name, Seen: a.own.at(file), Builtin: !r.files.tree.Has(file),
			Open: func() (publication.File, error) { return r.files.open(file) },
		})
	}
	pub, found, err := pages.Publish(ctx, in)
	r.Publication = pub
	r.add(found...)
	return err
}

// A run is one refresh while it reads.
type run struct {
	*Generator
	files   files
	all     bool     // any file may be another than it was
	touched []string // or only these, in order; none where all may be
	changed bool     // a file of a store is another
	found   []diag.Diagnostic
}

// isTouched reports whether a file may be another than it was.
func (r *run) isTouched(file string) bool {
	_, is := slices.BinarySearch(r.touched, file)
	return is || r.all
}

func (r *run) add(found ...diag.Diagnostic) { r.found = append(r.found, found...) }

// scan takes a new snapshot of the folders.
func (r *run) scan(ctx context.Context, c Changes) error {
	before := r.tree
	if c.All || before == nil {
		now, err := source.Scan(ctx, r.o.Dir)
		if err != nil {
			return err
		}
		r.all, r.tree, r.files = true, now, files{now, r.o.Defaults}
		r.strays = nil
		r.checkStrays()
		r.checkLeftOut()
		return nil
	}
	now, err := before.With(ctx, c.Paths)
	if err != nil {
		return err
	}
	r.tree, r.files = now, files{now, r.o.Defaults}
	r.touched = touched(before, now, c.Paths)
	return nil
}

// touched returns the files at or below paths, before or now, in order.
func touched(before, now *source.Tree, paths []string) []string {
	all := slices.Clone(paths)
	for _, name := range paths {
		all = append(append(all, before.Files(name)...), now.Files(name)...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// read reads what is touched, and reports what is wrong with each file.
func (r *run) read(ctx context.Context) error {
	if err := r.readContent(ctx, r.readTexts); err != nil {
		return err
	}
	r.add(r.strays...)
	r.checkEmpty()
	return r.readAppearance(ctx, cmp.Or(r.o.BaseURL, r.config.URL))
}

// readContent reads all but what pages look like. readTexts reads the texts.
func (r *run) readContent(ctx context.Context, readTexts func(context.Context) error) error {
	if err := r.readConfig(); err != nil {
		return err
	}
	if r.names.tree != r.tree || !slices.Equal(r.names.languages, r.config.Languages) {
		r.names = namesIn(r.tree, r.config.Languages)
	}
	if err := readTexts(ctx); err != nil {
		return err
	}
	if err := r.readMedia(ctx); err != nil {
		return err
	}
	return r.readStatic(ctx)
}

func (r *run) siteInput() site.Input {
	in := site.Input{
		Config: r.config.Config, Modified: r.modified,
		Documents: r.texts.documents,
		Files:     make(map[string]site.File, len(r.media.values)),
		Static:    r.appearance.static, Measure: r.files.measure,
	}
	for i, m := range r.media.values {
		in.Files[r.media.files[i].path] = *m
	}
	return in
}
