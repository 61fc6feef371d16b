package site

import (
	"belfry/internal/content"

	"golang.org/x/sync/errgroup"
)

// worthWorker is how many items are worth a goroutine.
const worthWorker = 500

// inParallel calls do for 0 to n-1, in parts side by side. What do reports comes
// in any order; all diagnostics are sorted in the end.
func (b *builder) inParallel(n int, do func(i int)) {
	size := max(worthWorker, n/max(b.o.Workers, 1)+1)
	var group errgroup.Group
	for from := 0; from < n; from += size {
		group.Go(func() error {
			for i := from; i < min(from+size, n) && !b.ended(i); i++ {
				do(i)
			}
			return nil
		})
	}
	_ = group.Wait() // none fails
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
