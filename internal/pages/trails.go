package pages

import (
	"belfry/internal/memo"
	"belfry/internal/theme"
)

// trails are the links from the first page down to a page, as the pages below
// have them in common: each is rendered when the first page needs it. They may be
// used from several goroutines.
type trails struct {
	rendered memo.Memo[Link, theme.Part] // by the last of the links
}

// part returns the trail of links, which the last of them stands for.
func (t *trails) part(in *theme.Theme, links []Link) theme.Part {
	return t.rendered.Of(links[len(links)-1], func() theme.Part { return in.Part("trail", links) })
}
