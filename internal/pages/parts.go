package pages

import (
	"html/template"
	"slices"
	"sync"
	"sync/atomic"

	"belfry/internal/theme"
)

// parts are pieces of HTML that many pages have in common: the frame, and the
// trails. Each is rendered once, when the first page needs it. They may
// be used from several goroutines.
type parts struct {
	theme    *theme.Theme
	rendered sync.Map // partKey -> template.HTML
	failed   atomic.Pointer[error]
}

// A partKey names a part: the template and what tells its views apart.
type partKey struct {
	template string
	link     Link
}

// html returns the part that template makes of view. A failure is kept, and
// returned by every page that is rendered afterwards.
func (p *parts) html(template string, view any) template.HTML {
	html, err := p.theme.HTML(template, view)
	if err != nil {
		p.failed.CompareAndSwap(nil, &err)
	}
	return html
}

// once is html for a view that key stands for.
func (p *parts) once(name string, key Link, view func() any) template.HTML {
	k := partKey{name, key}
	if html, ok := p.rendered.Load(k); ok {
		return html.(template.HTML)
	}
	html, _ := p.rendered.LoadOrStore(k, p.html(name, view()))
	return html.(template.HTML)
}

// trail returns the links from the first page down to the last of links, which
// stands for the trail.
func (p *parts) trail(links []Link) template.HTML {
	return p.once("trail", links[len(links)-1], func() any { return links })
}

// err returns the first failure of a part.
func (p *parts) err() error {
	if err := p.failed.Load(); err != nil {
		return *err
	}
	return nil
}

// latest returns at most n of list.
func latest[T any](list []T, n int) []T { return slices.Clip(list[:min(n, len(list))]) }
