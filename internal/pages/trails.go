package pages

import (
	"sync"

	"belfry/internal/theme"
)

// trails are the links from the first page down to a page, as the pages below
// have them in common: each is rendered when the first page needs it. They may be
// used from several goroutines.
type trails struct{ rendered sync.Map } // theme.Part by the last of the links

// part returns the trail of links, which the last of them stands for.
func (t *trails) part(in *theme.Theme, links []Link) theme.Part {
	last := links[len(links)-1]
	if part, ok := t.rendered.Load(last); ok {
		return part.(theme.Part)
	}
	part, _ := t.rendered.LoadOrStore(last, in.Part("trail", links))
	return part.(theme.Part)
}
