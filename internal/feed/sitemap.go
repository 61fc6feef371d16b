// Package feed encodes what other programs read of a site besides its
// calendars: the sitemap (sitemaps.org 0.9), and the events as JSON.
package feed

import (
	"encoding/xml"
	"io"
	"slices"
)

// MaxSitemapURLs is how many pages the protocol allows in one sitemap.
const MaxSitemapURLs = 50_000

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// A SitemapURL is one page of a sitemap. Changed is a W3C date, or "".
type SitemapURL struct {
	Location   string `xml:"loc"`
	Changed    string `xml:"lastmod,omitempty"`
	Alternates []Alternate
}

// An Alternate is a page in another language, or in its own, as search engines read it
// in a sitemap. Rel is "alternate", and Lang a BCP 47 tag or "x-default".
type Alternate struct {
	XMLName struct{} `xml:"xhtml:link"`
	Rel     string   `xml:"rel,attr"`
	Lang    string   `xml:"hreflang,attr"`
	Address string   `xml:"href,attr"`
}

// WriteSitemap writes the sitemap of at most MaxSitemapURLs pages.
func WriteSitemap(w io.Writer, pages []SitemapURL) error {
	xhtml := ""
	if slices.ContainsFunc(pages, func(u SitemapURL) bool { return len(u.Alternates) > 0 }) {
		xhtml = "http://www.w3.org/1999/xhtml"
	}
	return writeXML(w, struct {
		XMLName xml.Name     `xml:"urlset"`
		Space   string       `xml:"xmlns,attr"`
		XHTML   string       `xml:"xmlns:xhtml,attr,omitempty"`
		Pages   []SitemapURL `xml:"url"`
	}{Space: sitemapSpace, XHTML: xhtml, Pages: pages})
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
