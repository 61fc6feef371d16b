// Package feed encodes what other programs read of a site besides its
// calendars: the sitemap (sitemaps.org 0.9), and the events as JSON.
package feed

import (
	"encoding/xml"
	"io"
)

// MaxSitemapURLs is how many pages the protocol allows in one sitemap.
const MaxSitemapURLs = 50_000

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// A SitemapURL is one page of a sitemap. Changed is a W3C date, or "".
type SitemapURL struct {
	Location string `xml:"loc"`
	Changed  string `xml:"lastmod,omitempty"`
}

// WriteSitemap writes the sitemap of at most MaxSitemapURLs pages.
func WriteSitemap(w io.Writer, pages []SitemapURL) error {
	return writeXML(w, struct {
		XMLName xml.Name     `xml:"urlset"`
		Space   string       `xml:"xmlns,attr"`
		Pages   []SitemapURL `xml:"url"`
	}{Space: sitemapSpace, Pages: pages})
}

// WriteSitemapIndex writes the index of sitemaps at the given addresses.
func WriteSitemapIndex(w io.Writer, sitemaps []string) error {
	type entry struct {
		Location string `xml:"loc"`
	}
	entries := make([]entry, len(sitemaps))
	for i, s := range sitemaps {
		entries[i].Location = s
	}
	return writeXML(w, struct {
		XMLName xml.Name `xml:"sitemapindex"`
		Space   string   `xml:"xmlns,attr"`
		Entries []entry  `xml:"sitemap"`
	}{Space: sitemapSpace, Entries: entries})
}

func writeXML(w io.Writer, v any) error {
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", " ")
	if err := e.Encode(v); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}
