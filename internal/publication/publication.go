// Package publication holds the set of outputs that make up a published site.
//
// A Publication maps paths to outputs. An Output is not yet rendered: its
// Render is a pure function of the site, called when somebody asks for the
// bytes (the writer asks for all, the preview for what a browser wants). Or it
// is the copy of a file, which may be large and is never held in memory. The
// set and its outputs never change after New, and may be used from several
// goroutines at once.
package publication

import (
	"context"
	"io"
	"slices"
	"strings"
	"sync"

	"belfry/internal/address"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// A Stage is the place of an output in the order of writing: what is referred
// to comes before what refers to it, so that a reader who looks at the folder
// in between meets no page that points to what is not there.
type Stage uint8

const (
	Asset   Stage = iota // style sheets, scripts, pictures
	Single               // what shows one thing alone: its page, its calendar
	Listing              // pages and feeds that list such things
)

// An Output is one file of the published site. It is either rendered or copied.
type Output struct {
	// Path is where the file lies, with slashes and without a leading one:
	// "news/kick-off/index.html".
	Path      string
	MediaType string
	Stage     Stage
	// Source is the content file that this output is made from, if it is one.
	Source string
	// Render writes the file's bytes. The same output always writes the same
	// bytes. An error is a failure of the machine or a mistake in a template. It
	// is nil where the output is copied.
	Render func(w io.Writer) error
	// Copy is the file that the output is a copy of; nil where it is rendered.
	Copy *Original
}

// Produce writes the output's bytes, whichever way they come about. When ctx ends
// it stops in their midst; the error says why.
func (o *Output) Produce(ctx context.Context, w io.Writer) error {
	if o.Copy == nil {
		return o.Render(interruptible{ctx, w})
	}
	_, err := o.Copy.CopyTo(ctx, w)
	return err
}

// An interruptible writer takes nothing more when its context has ended.
type interruptible struct {
	ctx context.Context
	io.Writer
}

func (w interruptible) Write(b []byte) (int, error) {
	if w.ctx.Err() != nil {
		return 0, context.Cause(w.ctx)
	}
	return w.Writer.Write(b)
}

// WriteString spares the copy that Write would need.
func (w interruptible) WriteString(s string) (int, error) {
	if w.ctx.Err() != nil {
		return 0, context.Cause(w.ctx)
	}
	return io.WriteString(w.Writer, s)
}

// Address returns the site address at which a web server shows the output:
// "/news/kick-off/" for "news/kick-off/index.html".
func (o *Output) Address() address.Path { return address.OfFile(o.Path) }

// A Publication is an immutable set of outputs: some that are held, each by itself, and
// families.
type Publication struct {
	held     []Output
	byPath   map[string]int32 // index into held
	families []Family
	parts    []Part
	// order returns the places of outputs in the order of their paths: those that
	// are held, then those of each family and of each part. It is worked out for the first who asks,
	// because a preview never does.
	order func() []int32
}

// A Collision is a pair of outputs whose paths are one on some file system:
// equal, or different only in case or Unicode normalisation, or one the
// folder of the other.
type Collision struct {
	First, Second *Output
}

// New returns the publication of outputs, which it takes over, families and parts, and the
// collisions among them. With a collision the publication is incomplete and must not be
// written. The families are in one folder with different suffixes, or in folders
// of which none is in another.
func New(outputs []Output, families []Family, parts []Part) (*Publication, []Collision) {
	p, found := index(outputs)
	p.families, p.parts = families, begun(parts)
	if len(found) == 0 && !p.meetFamilies() && !p.meetParts() {
		return p, nil
	}
	// All of them one by one, and in order, so that the same outputs give the same
	// collisions.
	all := make([]Output, p.Len())
	for i, place := range p.order() {
		all[i] = *p.at(place)
	}
	return index(all)
}

// index returns the publication of outputs, and the collisions among them.
func index(outputs []Output) (*Publication, []Collision) {
	p := &Publication{held: outputs, byPath: make(map[string]int32, len(outputs))}
	p.order = sync.OnceValue(p.sorted)
	var found []Collision
	for i := range outputs {
		if first, taken := p.byPath[outputs[i].Path]; taken {
			found = append(found, Collision{&outputs[first], &outputs[i]})
			continue
		}
		p.byPath[outputs[i].Path] = int32(i)
	}
	return p, append(found, p.collisions()...)
}

// sorted returns the places of outputs, far smaller to move about than outputs, in
// the order of their paths.
func (p *Publication) sorted() []int32 {
	paths, order := make([]string, 0, p.Len()), make([]int32, p.Len())
	for i := range p.held {
		paths = append(paths, p.held[i].Path)
	}
	for i := range p.families {
		f := &p.families[i]
		for j := range f.Len {
			paths = append(paths, f.path(f.Name(j)))
		}
	}
	for i := range p.parts {
		part := p.parts[i].made()
		for j := range part.Len() {
			paths = append(paths, part.Path(j))
		}
	}
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		if paths[i] != paths[j] {
			return strings.Compare(paths[i], paths[j])
		}
		return strings.Compare(p.at(i).Source, p.at(j).Source)
	})
	return order
}

// at returns the output at a place.
func (p *Publication) at(place int32) *Output {
	part, f, i := p.whose(place)
	switch {
	case part != nil:
		return part.At(i)
	case f != nil:
		return f.at(i)
	}
	return &p.held[i]
}

// whose returns the part or the family of the output at a place, nil for one that is
// held, and which of its outputs it is.
func (p *Publication) whose(place int32) (part *Publication, f *Family, i int) {
	i = int(place) - len(p.held)
	if i < 0 {
		return nil, nil, int(place)
	}
	for n := range p.families {
		if f = &p.families[n]; i < f.Len {
			return nil, f, i
		}
		i -= f.Len
	}
	for n := range p.parts {
		if part = p.parts[n].made(); i < part.Len() {
			break
		}
		i -= part.Len()
	}
	return part, nil, i
}

// Len returns the number of outputs.
func (p *Publication) Len() int {
	n := len(p.held)
	for i := range p.families {
		n += p.families[i].Len
	}
	for i := range p.parts {
		n += p.parts[i].made().Len()
	}
	return n
}

// At returns the output with index i, in the order of paths; see Lookup.
func (p *Publication) At(i int) *Output { return p.at(p.order()[i]) }

// Path returns the path of At(i).
func (p *Publication) Path(i int) string {
	part, f, j := p.whose(p.order()[i])
	switch {
	case part != nil:
		return part.Path(j)
	case f != nil:
		return f.path(f.Name(j))
	}
	return p.held[j].Path
}

// Kind returns the stage and the media type of At(i).
func (p *Publication) Kind(i int) (Stage, string) {
	part, f, j := p.whose(p.order()[i])
	switch {
	case part != nil:
		return part.Kind(j)
	case f != nil:
		return f.Stage, f.MediaType
	}
	return p.held[j].Stage, p.held[j].MediaType
}

// Lookup returns the output at path, or nil. That of a family is made anew each time, so
// it is known by its path.
func (p *Publication) Lookup(path string) *Output {
	if i, found := p.byPath[path]; found {
		return &p.held[i]
	}
	for i := range p.families {
		if o := p.families[i].lookup(path); o != nil {
			return o
		}
	}
	if part := p.partWith(path); part != nil {
		return part.made().Lookup(path)
	}
	return nil
}

// AtAddress returns the output that a web server shows at a site address, or
// nil. Addresses of pages end in a slash, as they do everywhere on the site.
func (p *Publication) AtAddress(at address.Path) *Output { return p.Lookup(at.File()) }

// meetFamilies reports whether an output that is held may collide with one of a
// family. Those of families, whose names are plain, meet none of another.
func (p *Publication) meetFamilies() bool {
	for i := range p.held {
		path := Fold(p.held[i].Path)
		for j := range p.families {
			if p.families[j].meets(path) {
				return true
			}
		}
	}
	return false
}

// collisions returns the outputs that are one on some file systems though their
// paths differ.
func (p *Publication) collisions() []Collision {
	var found []Collision
	folded := map[string]*Output{} // those that Fold changes
	for i := range p.held {
		o := &p.held[i]
		k := Fold(o.Path)
		if k == o.Path {
			continue
		}
		first := folded[k]
		if first == nil {
			first = p.Lookup(k)
			folded[k] = o
		}
		if first != nil && first.Path != o.Path { // the same path is reported already
			found = append(found, Collision{first, o})
		}
	}
	return append(found, p.filesAsFolders(folded)...)
}

// filesAsFolders returns the outputs that lie in a folder whose path is that of
// another output. folded are the outputs whose paths Fold changes.
func (p *Publication) filesAsFolders(folded map[string]*Output) []Collision {
	files := make(map[string]*Output, len(p.held)/4)
	for i := range p.held {
		if o := &p.held[i]; !strings.HasSuffix(o.Path, indexFile) {
			files[Fold(o.Path)] = o
		}
	}
	for k, o := range folded {
		files[k] = o
	}
	var found []Collision
	for i := range p.held {
		o := &p.held[i]
		if folder := p.fileAbove(files, Fold(o.Path)); folder != nil {
			found = append(found, Collision{folder, o})
		}
	}
	return found
}

// indexFile ends the path of most outputs. No other lies below one of them, or
// nearly.
const indexFile = "/" + address.IndexName

// fileAbove returns the output whose path is one of the folders of path, or
// nil. files are those that are not called index.html.
func (p *Publication) fileAbove(files map[string]*Output, path string) *Output {
	for i := strings.LastIndexByte(path, '/'); i > 0; i = strings.LastIndexByte(path[:i], '/') {
		if o, taken := files[path[:i]]; taken {
			return o
		}
		if strings.HasSuffix(path[:i], indexFile) {
			if o := p.Lookup(path[:i]); o != nil {
				return o
			}
		}
	}
	return nil
}

// Fold returns what a path is on a file system that takes upper and lower case,
// and composed and decomposed letters, for the same: canonical caseless matching
// (Unicode 3.13, D145).
func Fold(path string) string {
	if isPlainASCII(path) {
		return path
	}
	return norm.NFD.String(cases.Fold().String(norm.NFD.String(path)))
}

func isPlainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 || 'A' <= s[i] && s[i] <= 'Z' {
			return false
		}
	}
	return true
}
