package pages

import (
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"sync"

	"belfry/internal/address"
	"belfry/internal/feed"
	"belfry/internal/publication"
	"belfry/internal/site"
)

// forMachines adds the sitemap and robots.txt.
func (p *publisher) forMachines() {
	p.sitemaps(p.outputs)
	p.outputs = append(p.outputs, publication.Output{
		Path: site.RobotsAddress.File(), MediaType: "text/plain; charset=utf-8", Stage: publication.Listing,
		Render: func(w io.Writer) error {
			_, err := io.WriteString(w, "User-agent: *\nAllow: /\n\nSitemap: "+p.site.Base.URL(site.SitemapAddress)+"\n")
			return err
		},
	})
}

// sitemaps adds one sitemap of the pages among outputs, or as many as they need
// and an index of them. Pages are put in order when the first sitemap is asked for.
func (p *publisher) sitemaps(outputs []publication.Output) {
	count := 0
	for i := range outputs {
		if p.isPage(&outputs[i]) {
			count++
		}
	}
	pages := sync.OnceValue(func() []feed.SitemapURL { return p.pagesForSitemap(outputs) })
	add := func(path string, render func(io.Writer) error) {
		p.outputs = append(p.outputs, publication.Output{
			Path: path, MediaType: "application/xml", Stage: publication.Listing,
			Render: render,
		})
	}
	count -= len(p.site.Redirects) + len(p.hidden)
	if count <= feed.MaxSitemapURLs {
		add(site.SitemapAddress.File(), func(w io.Writer) error { return feed.WriteSitemap(w, pages()) })
		return
	}
	var parts []string
	for from := 0; from < count; from += feed.MaxSitemapURLs {
		name := fmt.Sprintf("sitemap-%d.xml", len(parts)+1)
		parts = append(parts, p.site.Base.URL(address.OfFile(name)))
		add(name, func(w io.Writer) error {
			return feed.WriteSitemap(w, pages()[from:min(from+feed.MaxSitemapURLs, count)])
		})
	}
	add(site.SitemapAddress.File(), func(w io.Writer) error { return feed.WriteSitemapIndex(w, parts) })
}

// pagesForSitemap lists all pages but redirects, 404.html and those that are
// hidden, in order of their addresses. A page has a date of change only where
// its content has one: the date of the build says nothing.
func (p *publisher) pagesForSitemap(outputs []publication.Output) []feed.SitemapURL {
	changed := p.lastChanges()
	redirects := map[address.Path]bool{}
	for _, r := range p.site.Redirects {
		redirects[r.From] = true
	}
	var pages []feed.SitemapURL
	for i := range outputs {
		o := &outputs[i]
		if !p.isPage(o) || redirects[o.Address()] || p.hidden[o.Path] {
			continue
		}
		at := o.Address()
		pages = append(pages, feed.SitemapURL{Location: p.site.Base.URL(at), Changed: changed[at]})
	}
	slices.SortStableFunc(pages, func(a, b feed.SitemapURL) int { return strings.Compare(a.Location, b.Location) })
	return pages
}

func (p *publisher) isPage(o *publication.Output) bool {
	return path.Base(o.Path) == address.IndexName && !p.replaced(o)
}

// lastChanges returns when each entry was last changed, as a W3C date.
func (p *publisher) lastChanges() map[address.Path]string {
	changes := map[address.Path]string{}
	note := func(at address.Path, published, updated site.Moment) {
		m := updated
		if m.IsZero() {
			m = published
		}
		changes[at] = p.words.Date(m).ISO
	}
	for _, n := range p.site.News {
		note(n.Address, n.Published, n.Updated)
	}
	for _, e := range p.site.Events {
		note(e.Address, e.Published, e.Updated)
	}
	return changes
}
