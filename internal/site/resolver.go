package site

import (
	"time"

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
	events directory[Event]
	*published
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

// A made value is one that was made of a document.
type made[V any] struct {
	*piece
	value *V
}

// An entryOfKind is what a document of some kind is resolved to.
type entryOfKind[V any] interface {
	*V
	entry() *Entry
}

// resolveEach makes something of every document of a kind that is published, side
// by side, unless it is made already; the values are in the order of the files.
// resolve returns nil for a document that cannot be used.
func resolveEach[V any, P entryOfKind[V]](
	r *resolver, kind content.Kind, resolve func(*resolver, *content.Document) *V,
) []made[V] {
	places := r.byKind[kind]
	r.inParallel(len(places), func(r *resolver, i int) {
		p := r.pieces[places[i]]
		if _, withheld := r.withheld[p.document.Path]; withheld {
			return
		}
		if !p.made {
			var found findings
			if value := P(resolve(r.noting(&found), p.document)); value != nil {
				value.entry().Number = p.number
				p.value = value
			}
			p.keep(found)
		}
		if p.found != nil {
			r.add(p.found)
		}
	})
	all := make([]made[V], 0, len(places))
	for _, i := range places {
		if value, _ := r.pieces[i].value.(P); value != nil {
			all = append(all, made[V]{r.pieces[i], value})
		}
	}
	return all
}

// valuesOf returns what was made, without the documents.
func valuesOf[V any](all []made[V]) []*V {
	values := make([]*V, len(all))
	for i, m := range all {
		values[i] = m.value
	}
	return values
}
