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
func (all editions) forMachines() {
	p := all.first
	all.sitemaps()
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
func (all editions) sitemaps() {
	p, count := all.first, 0
	lists := p.listsForSitemap()
	for _, ed := range p.site.Editions {
		count += len(lists) - itemsHeld(p.site) + itemsHeld(ed)
		count += len(site.WithPage(ed, ed.News)) + len(site.WithPage(ed, ed.Events))
	}
	pages := sync.OnceValue(func() []feed.SitemapURL { return all.pagesForSitemap(lists) })
	add := func(path string, render func(io.Writer) error) {
		p.outputs = append(p.outputs, publication.Output{
			Path: path, MediaType: "application/xml", Stage: publication.Listing,
			Render: render,
		})
	}
	most := min(feed.MaxSitemapURLs, feed.MaxSitemapLinks/(len(p.site.Editions)+1)) // one of each edition, and x-default
	if count <= most {
		add(site.SitemapAddress.File(), func(w io.Writer) error { return feed.WriteSitemap(w, pages()) })
		return
	}
	var parts []string
	for from := 0; from < count; from += most {
		name := fmt.Sprintf("sitemap-%d.xml", len(parts)+1)
		parts = append(parts, p.site.Base.URL(address.OfFile(name)))
		add(name, func(w io.Writer) error {
			return feed.WriteSitemap(w, pages()[from:min(from+most, count)])
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
			left[p.site.Text(n).Address] = true
		}
		for _, e := range p.site.Events {
			left[p.site.Text(e).Address] = true
		}
	}
	var lists []address.Path
	for i := range p.outputs {
		o := &p.outputs[i]
		if at := o.Address(); p.isPage(o) && !left[at] && !p.hidden[p.site.Within(at)] {
			lists = append(lists, at)
		}
	}
	return lists
}

// pagesForSitemap lists the pages of all editions, in order of their addresses; lists
// are those of the first (see listsForSitemap).
func (all editions) pagesForSitemap(lists []address.Path) []feed.SitemapURL {
	known := sitemapAlternates{}
	pages := all.first.addForSitemap(nil, lists, known)
	for _, other := range all.others {
		p := other()
		pages = p.addForSitemap(pages, p.listsForSitemap(), known)
	}
	slices.SortStableFunc(pages, func(a, b feed.SitemapURL) int { return strings.Compare(a.Location, b.Location) })
	return pages
}

// addForSitemap adds pages, and those of all news and events, to those of a sitemap. A
// page has a date of change only where its content has one: the date of
// the build says nothing.
func (p *publisher) addForSitemap(
	pages []feed.SitemapURL, lists []address.Path, known sitemapAlternates,
) []feed.SitemapURL {
	for _, at := range lists {
		versions := p.versions(p.site.Within(at))
		if i := p.items[at]; i != nil {
			versions = p.versionsOf(i)
		}
		pages = append(pages, feed.SitemapURL{Location: p.site.Base.URL(at), Alternates: known.of(p, versions)})
	}
	for _, n := range site.WithPage(p.site, p.site.News) {
		pages = append(pages, p.itemForSitemap(n, n.Published, n.Updated, known))
	}
	for _, e := range site.WithPage(p.site, p.site.Events) {
		pages = append(pages, p.itemForSitemap(e, e.Published, e.Updated, known))
	}
	return pages
}

// itemForSitemap gives an item the date of its last change (W3C-DTF).
func (p *publisher) itemForSitemap(
	i site.Item, published, updated site.Moment, known sitemapAlternates,
) feed.SitemapURL {
	changed := updated
	if changed.IsZero() {
		changed = published
	}
	return feed.SitemapURL{
		Location: p.site.Base.URL(p.site.Text(i).Address), Changed: p.words.Date(changed).ISO,
		Alternates: known.of(p, p.versionsOf(i)),
	}
}

// sitemapAlternates are those of pages that a sitemap has named already, by the address
// of their first version: all versions have the same.
type sitemapAlternates map[address.Path]string

// of returns the alternates of a page of which there are versions.
func (known sitemapAlternates) of(p *publisher, versions []version) string {
	i := slices.IndexFunc(versions, func(v version) bool { return v.at != "" })
	if all, is := known[versions[i].at]; is {
		return all
	}
	var list []feed.Alternate
	for _, a := range p.alternates(versions) {
		list = append(list, feed.Alternate{Lang: a.Lang, Address: string(a.Address)})
	}
	known[versions[i].at] = feed.Alternates(list)
	return known[versions[i].at]
}

func (p *publisher) isPage(o *publication.Output) bool {
	return path.Base(o.Path) == address.IndexName && !p.replaced(o)
}
