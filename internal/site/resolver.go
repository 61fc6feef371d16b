package site

import (
	"slices"
	"time"

	"belfry/internal/address"
	"belfry/internal/content"
	"belfry/internal/parallel"
)

// A resolver turns what editors wrote into values of the site. It knows what the
// stages before have made, of which the stages after change nothing; what it finds it
// adds to its own findings.
type resolver struct {
	*ground
	*names
	*vocabulary
	*network
	// others are what may be other than in the last site, as the marks of those that have
	// looked at it.
	others  marks
	events  directory[Event]
	contact address.Reference // of the site; may be none
	texts   [][]*Text         // translations in each edition, by the numbers of what they translate
	// publishedPaths are those of texts that have a page, put in order for the first who
	// asks.
	publishedPaths func() *paths
	*findings
}

// noting returns a resolver that knows the same and notes into f.
func (r *resolver) noting(f *findings) *resolver {
	other := *r
	other.findings = f
	return &other
}

// due notes an instant at which the site becomes another.
func (r *resolver) due(at time.Time) {
	if at.After(r.o.Now) {
		r.note(at)
	}
}

// Items of which each takes little are handed out a batch at a time, and few are
// not worth a goroutine.
const batch, worthWorker = 128, 500

// inParallel calls do for 0 to n-1, side by side, each time with the resolver of
// its worker, and adds up what they find.
func (r *resolver) inParallel(n int, do func(r *resolver, i int)) {
	workers := max(min(r.o.Workers, n/worthWorker+1), 1)
	found := make([]findings, workers)
	parts := (n + batch - 1) / batch
	_ = parallel.Each(r.ctx, workers, parts, func(worker, part int) error { // which fails only when ctx ends
		own := r.noting(&found[worker])
		for i := part * batch; i < min((part+1)*batch, n); i++ {
			do(own, i)
		}
		return nil
	})
	for i := range found {
		r.add(&found[i])
	}
}

// resolveEach makes something of every document of a kind that is published, side
// by side, unless it is made already. resolve returns nil for a document that cannot be
// used.
func resolveEach[V any, P itemOf[V]](
	r *resolver, kind content.Kind, resolve func(*resolver, *content.Document) *V,
) {
	for i := range r.marked(kind, r.others) {
		if !r.stands(r.pieces[i]) {
			r.makeAgain(i)
		}
	}
	places := r.freshOf(kind)
	r.inParallel(len(places), func(r *resolver, i int) {
		p := r.pieces[places[i]]
		var found findings
		if value := P(resolve(r.noting(&found), p.document)); value != nil {
			value.AsEntry().own.number = p.number
			p.value = value
		}
		p.keep(found)
	})
	for _, i := range places {
		r.enter(i)
	}
	for i := range r.marked(kind, noted) {
		r.add(r.pieces[i].found)
	}
}

// stands reports whether all that was seen of others, when something was made of a
// document, is as it was.
func (r *resolver) stands(p *piece) bool {
	for _, look := range p.found.looks {
		if r.others&look.at != 0 && !look.same(r) {
			return false
		}
	}
	return true
}

// noteUnchanged notes of some kinds, of which all is made, where it is all as it was.
func (r *resolver) noteUnchanged(what marks, kinds ...content.Kind) {
	is := func(i int32) bool { return slices.Contains(kinds, r.names.names[i].Kind) }
	was := func(p *piece) bool { return slices.Contains(kinds, p.document.Kind) }
	if !r.moved && !slices.ContainsFunc(r.fresh, is) && !slices.ContainsFunc(r.gone, was) {
		r.others &^= what
	}
}

// freshOf returns the places of the originals of a kind of which something is to be
// made.
func (r *resolver) freshOf(kind content.Kind) []int32 {
	var places []int32
	for _, i := range r.fresh {
		n := r.names.names[i]
		if _, withheld := r.withheld[n.Path]; !withheld && n.Kind == kind && !n.IsTranslation && r.isNamed(i) {
			places = append(places, i)
		}
	}
	return places
}

// byName returns what the documents of a kind were resolved to, by their names.
func byName[V any, P itemOf[V]](n *names, kind content.Kind) map[string]*V {
	all := make(map[string]*V, len(n.byKind[kind]))
	for _, v := range valuesOf[*V](n, kind) {
		all[P(v).AsEntry().Name] = v
	}
	return all
}

// valuesOf returns what the documents of a kind were resolved to, in the order of the
// files.
func valuesOf[P any](n *names, kind content.Kind) []P {
	all := make([]P, 0, len(n.byKind[kind]))
	for _, i := range n.byKind[kind] {
		if value, is := n.values[i].(P); is {
			all = append(all, value)
		}
	}
	return all
}
