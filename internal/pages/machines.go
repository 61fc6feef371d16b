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
	p.sitemaps()
	p.outputs = append(p.outputs, publication.Output{
		Path: site.RobotsAddress.File(), MediaType: "text/plain; charset=utf-8", Stage: publication.Listing,
		Render: func(w io.Writer) error {
			_, err := io.WriteString(w, "User-agent: *\nAllow: /\n\nSitemap: "+p.site.Base.URL(site.SitemapAddress)+"\n")
			return err
		},
	})
}

// sitemaps adds one sitemap of the pages, or as many as they need and an index of
// them. Pages are put in order when the first sitemap is asked for.
func (p *publisher) sitemaps() {
	lists := p.listsForSitemap()
	count := len(lists) + len(p.site.News) + len(p.site.Events)
	pages := sync.OnceValue(func() []feed.SitemapURL { return p.pagesForSitemap(lists) })
	add := func(path string, render func(io.Writer) error) {
		p.outputs = append(p.outputs, publication.Output{
			Path: path, MediaType: "application/xml", Stage: publication.Listing,
			Render: render,
		})
	}
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

// listsForSitemap returns the addresses of all pages but those of news and events,
// redirects, 404.html and those that are hidden.
func (p *publisher) listsForSitemap() []address.Path {
	left := map[address.Path]bool{}
	for _, r := range p.site.Redirects {
		left[r.From] = true
	}
	if !p.site.HasPlainNames() { // pages of news and events are among those that are held
		for _, n := range p.site.News {
			left[n.Address] = true
		}
		for _, e := range p.site.Events {
			left[e.Address] = true
		}
	}
	var lists []address.Path
	for i := range p.outputs {
		o := &p.outputs[i]
		if at := o.Address(); p.isPage(o) && !left[at] && !p.hidden[o.Path] {
			lists = append(lists, at)
		}
	}
	return lists
}

// pagesForSitemap lists pages, and those of all news and events, in order of their
// addresses. A page has a date of change only where its content has one: the date of
// the build says nothing.
func (p *publisher) pagesForSitemap(lists []address.Path) []feed.SitemapURL {
	pages := make([]feed.SitemapURL, 0, len(lists)+len(p.site.News)+len(p.site.Events))
	for _, at := range lists {
		pages = append(pages, feed.SitemapURL{Location: p.site.Base.URL(at)})
	}
	for _, n := range p.site.News {
		pages = append(pages, p.entryForSitemap(&n.Entry, n.Published, n.Updated))
	}
	for _, e := range p.site.Events {
		pages = append(pages, p.entryForSitemap(&e.Entry, e.Published, e.Updated))
	}
	slices.SortStableFunc(pages, func(a, b feed.SitemapURL) int { return strings.Compare(a.Location, b.Location) })
	return pages
}

// entryForSitemap gives an entry the date of its last change (W3C-DTF).
func (p *publisher) entryForSitemap(e *site.Entry, published, updated site.Moment) feed.SitemapURL {
	changed := updated
	if changed.IsZero() {
		changed = published
	}
	return feed.SitemapURL{Location: p.site.Base.URL(e.Address), Changed: p.words.Date(changed).ISO}
}

func (p *publisher) isPage(o *publication.Output) bool {
	return path.Base(o.Path) == address.IndexName && !p.replaced(o)
}
