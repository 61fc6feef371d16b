package feed_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"belfry/internal/feed"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestSitemap(t *testing.T) {
	var out bytes.Buffer
	err := feed.WriteSitemap(&out, []feed.SitemapURL{
		{Location: "https://a.example/"},
		{Location: "https://a.example/?a=1&b=<2>", Changed: "2024-06-03"},
	})
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <url>
  <loc>https://a.example/</loc>
 </url>
 <url>
  <loc>https://a.example/?a=1&amp;b=&lt;2&gt;</loc>
  <lastmod>2024-06-03</lastmod>
 </url>
</urlset>
`
	if diff := cmp.Diff(want, out.String()); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestSitemapIndex(t *testing.T) {
	var out bytes.Buffer
	err := feed.WriteSitemapIndex(&out, []string{"https://a.example/sitemap-1.xml", "https://a.example/sitemap-2.xml?a&b"})
	const want = `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
 <sitemap>
  <loc>https://a.example/sitemap-1.xml</loc>
 </sitemap>
 <sitemap>
  <loc>https://a.example/sitemap-2.xml?a&amp;b</loc>
 </sitemap>
</sitemapindex>
`
	if diff := cmp.Diff(want, out.String()); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

// read is a sitemap or an index as another program reads it.
type read struct {
	XMLName  xml.Name
	Pages    []feed.SitemapURL `xml:"url"`
	Sitemaps []feed.SitemapURL `xml:"sitemap"`
}

const space = "http://www.sitemaps.org/schemas/sitemap/0.9"

// Whatever an address holds, it comes back, or what XML cannot hold comes back
// as U+FFFD.
func TestSitemapsComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		nasty := rapid.SampledFrom([]rune("<>&\"']\x00\x1B\r\n\t \uFFFEé"))
		texts := rapid.SliceOf(rapid.StringOf(rapid.OneOf(nasty, rapid.Rune()))).Draw(t, "texts")
		var pages []feed.SitemapURL
		for _, text := range texts {
			pages = append(pages, feed.SitemapURL{Location: text, Changed: strings.Repeat("2024-06-03", len(text)%2)})
		}
		var sitemap, index bytes.Buffer
		if err := errors.Join(feed.WriteSitemap(&sitemap, pages), feed.WriteSitemapIndex(&index, texts)); err != nil {
			t.Fatal(err)
		}
		checkRead(t, sitemap.Bytes(), "urlset", pages, func(r read) []feed.SitemapURL { return r.Pages })
		for i := range pages {
			pages[i].Changed = ""
		}
		checkRead(t, index.Bytes(), "sitemapindex", pages, func(r read) []feed.SitemapURL { return r.Sitemaps })
	})
}

func checkRead(t *rapid.T, data []byte, root string, pages []feed.SitemapURL, list func(read) []feed.SitemapURL) {
	var got read
	if err := xml.Unmarshal(data, &got); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	if got.XMLName != (xml.Name{Space: space, Local: root}) || len(list(got)) != len(pages) {
		t.Fatalf("%s with %d entries, want %d", got.XMLName, len(list(got)), len(pages))
	}
	for i, p := range list(got) {
		if p.Location != inXML(pages[i].Location) || p.Changed != pages[i].Changed {
			t.Errorf("%q comes back as %q", pages[i], p)
		}
	}
}

// inXML replaces what XML 1.0 cannot hold (2.2).
func inXML(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
			return '\uFFFD'
		}
		return r
	}, s)
}

// A sitemap of the largest size stays below the protocol's 50 MB.
func TestLargestSitemap(t *testing.T) {
	pages := make([]feed.SitemapURL, feed.MaxSitemapURLs)
	for i := range pages {
		location := fmt.Sprintf("https://network.example/fr/events/%s-%d/", strings.Repeat("long-name-", 10), i)
		pages[i] = feed.SitemapURL{Location: location, Changed: "2024-06-03"}
	}
	var out bytes.Buffer
	if err := feed.WriteSitemap(&out, pages); err != nil || out.Len() > 50<<20 {
		t.Errorf("%d bytes, %v", out.Len(), err)
	}
	if n := strings.Count(out.String(), "<loc>"); n != 50_000 {
		t.Errorf("%d pages", n)
	}
}

type failing struct{ after int }

func (f *failing) Write(p []byte) (int, error) {
	if f.after -= len(p); f.after < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}

func TestFailedWrite(t *testing.T) {
	for after := range 100 {
		err := feed.WriteSitemap(&failing{after}, []feed.SitemapURL{{Location: "https://a.example/"}})
		if !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("after %d bytes: %v", after, err)
		}
	}
}
