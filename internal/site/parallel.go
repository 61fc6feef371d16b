package site

import (
	"belfry/internal/content"
	"belfry/internal/parallel"
)

// Items of which each takes little are handed out several at a time, and few are
// not worth a goroutine.
const several, worthWorker = 128, 500

// inParallel calls do for 0 to n-1, side by side. What do reports comes in any
// order; all diagnostics are sorted in the end.
func (b *builder) inParallel(n int, do func(i int)) {
	workers := min(b.o.Workers, n/worthWorker+1)
	_ = parallel.Each(b.ctx, workers, (n+several-1)/several, func(_, part int) error { // which fails only when ctx ends
		for i := part * several; i < min((part+1)*several, n); i++ {
			do(i)
		}
		return nil
	})
}

// each makes something of every document of a kind in the default language that
// is published, side by side, and then calls add for each in the order of the
// files. convert returns nil for a document that cannot be used.
func each[V any](b *builder, kind content.Kind, convert func(*content.Document) *V, add func(*content.Document, *V)) {
	documents := b.byKind[kind]
	values, withheld := make([]*V, len(documents)), make([]*Withheld, len(documents))
	b.inParallel(len(documents), func(i int) {
		if w, is := b.reasonFor(documents[i]); is {
			withheld[i] = &w
		}
		if withheld[i] == nil || b.o.Drafts {
			values[i] = convert(documents[i])
		}
	})
	for i, d := range documents {
		if b.ended(i) {
			return
		}
		if withheld[i] != nil {
			b.withhold(*withheld[i])
		}
		if values[i] != nil {
			add(d, values[i])
		}
	}
}
