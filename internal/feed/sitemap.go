// Package feed encodes what other programs read of a site besides its
// calendars: the sitemap (sitemaps.org 0.9), and the events as JSON.
package feed

import (
	"encoding/xml"
	"io"
	"slices"
	"strings"
)

// MaxSitemapURLs is how many pages the protocol allows in one sitemap.
const MaxSitemapURLs = 50_000

const sitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9"

// MaxSitemapLinks is how many alternates the pages of one sitemap have at most: so it
// takes some 8 MB, of which the protocol allows 50.
const MaxSitemapLinks = 100_000

// A SitemapURL is one page of a sitemap. Changed is a W3C date, or "".
type SitemapURL struct {
	Location   string `xml:"loc"`
	Changed    string `xml:"lastmod,omitempty"`
	Alternates string `xml:",innerxml"` // see Alternates
}

// An Alternate is a page in a language: a BCP 47 tag, or "x-default".
type Alternate struct{ Lang, Address string }

// Alternates returns what a sitemap has of a page in other languages, and in its own. All
// of these pages have the same.
func Alternates(list []Alternate) string {
	var b strings.Builder
	for _, a := range list {
		b.WriteString("\n  <xhtml:link rel=\"alternate\" hreflang=\"")
		escape(&b, a.Lang)
		b.WriteString("\" href=\"")
		escape(&b, a.Address)
		b.WriteString("\"/>")
	}
	return b.String()
}

func escape(b *strings.Builder, s string) { _ = xml.EscapeText(b, []byte(s)) } // a builder takes all

// WriteSitemap writes the sitemap of at most MaxSitemapURLs pages.
func WriteSitemap(w io.Writer, pages []SitemapURL) error {
	xhtml := ""
	if slices.ContainsFunc(pages, func(u SitemapURL) bool { return u.Alternates != "" }) {
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
