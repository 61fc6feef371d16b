package main

import (
	"encoding/xml"
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
)

// linkProblems follows all addresses of this site.
func (p *webPage) linkProblems(pages map[string]*webPage) []string {
	var found []string
	base, err := url.Parse(p.address())
	if err != nil {
		return []string{err.Error()}
	}
	for n := range p.elements() {
		for _, a := range n.Attr {
			value := a.Val
			switch a.Key {
			case "href", "src":
			case "content":
				_, value, _ = strings.Cut(value, "url=")
			default:
				continue
			}
			if problem := p.site.follow(base, value, pages); value != "" && problem != "" {
				found = append(found, fmt.Sprintf("%s=%q of a %s %s", a.Key, a.Val, n.Data, problem))
			}
		}
	}
	return found
}

// follow says what is wrong with an address on the page at base.
func (p published) follow(base *url.URL, address string, pages map[string]*webPage) string {
	u, err := base.Parse(strings.Replace(address, "webcal://", "https://", 1))
	if err != nil {
		return err.Error()
	}
	site, err := url.Parse(p.url)
	if err != nil {
		return err.Error()
	}
	if u.Scheme == "mailto" || u.Host != site.Host {
		return ""
	}
	file, inside := strings.CutPrefix(u.Path, site.Path+"/")
	if !inside {
		return "leads out of the site's folder"
	}
	if file == "" || strings.HasSuffix(file, "/") {
		file += "index.html"
	}
	if _, exists := p.files[file]; !exists {
		return "leads to nothing"
	}
	if page := pages[file]; u.Fragment != "" && (page == nil || page.ids[u.Fragment] == 0) {
		return "leads to a place that is not there"
	}
	return ""
}

var monthPath = regexp.MustCompile(`^events/\d{4}/\d{2}/index\.html$`)

// monthProblems compares the sheet of a month with its list, and its links
// with the months that there are.
func (p *webPage) monthProblems(pages map[string]*webPage) []string {
	if !monthPath.MatchString(p.path) {
		return nil
	}
	found := p.neighbourProblems(pages)
	if n := number(p, "table"); n != 1 || number(p, "caption") != 1 || number(p, "th") != 7 {
		return append(found, "the sheet is no table with a caption and seven days of the week")
	}
	for n := range p.elements("th") {
		if scope, _ := attribute(n, "scope"); scope != "col" || text(n) == "" {
			found = append(found, "a day of the week has no scope or no name")
		}
	}
	for n := range p.elements("tr") {
		if cells := number(&webPage{root: n}, "td", "th"); cells != 7 {
			found = append(found, fmt.Sprintf("a week has %d days", cells))
		}
	}
	list := p.listedDays()
	for n := range p.elements("td") {
		day, events := sheetDay(n)
		if want := min(len(list[day]), 3); len(events) != want || !slices.Equal(events, list[day][:want]) {
			found = append(found, fmt.Sprintf("on %s the sheet has %q, the list %q", day, events, list[day]))
		}
	}
	return found
}

// sheetDay returns the date of a cell and the addresses of its events.
func sheetDay(cell *html.Node) (day string, events []string) {
	for n := range elements(cell, "time") {
		day, _ = attribute(n, "datetime")
	}
	for n := range elements(cell, "a") {
		if to, _ := attribute(n, "href"); !strings.HasPrefix(to, "#") {
			events = append(events, unescaped(to))
		}
	}
	return day, events
}

// unescaped returns an address as it is meant: it may be percent-encoded or not.
func unescaped(address string) string {
	if plain, err := url.PathUnescape(address); err == nil {
		return plain
	}
	return address
}

// listedDays returns the addresses of the events that the list has on each day.
func (p *webPage) listedDays() map[string][]string {
	days := map[string][]string{}
	for section := range p.elements("section") {
		by, _ := attribute(section, "aria-labelledby")
		for n := range elements(section, "h3") {
			for a := range elements(n, "a") {
				to, _ := attribute(a, "href")
				days[strings.TrimPrefix(by, "d-")] = append(days[strings.TrimPrefix(by, "d-")], unescaped(to))
			}
		}
	}
	return days
}

// neighbourProblems holds that a month leads to the ones before and after it that
// have something.
func (p *webPage) neighbourProblems(pages map[string]*webPage) []string {
	var months []string
	for _, path := range p.site.paths() {
		if monthPath.MatchString(path) && (path == p.path || !pages[path].isHidden()) {
			months = append(months, path)
		}
	}
	want := map[string]string{}
	i := slices.Index(months, p.path)
	if i > 0 {
		want["prev"] = months[i-1]
	}
	if i < len(months)-1 {
		want["next"] = months[i+1]
	}
	got := map[string]string{}
	for n := range p.elements("a") {
		if rel, _ := attribute(n, "rel"); rel == "prev" || rel == "next" {
			to, _ := attribute(n, "href")
			got[rel] = path.Join(to, "index.html")
		}
	}
	for _, rel := range []string{"prev", "next"} {
		if !strings.HasSuffix(got[rel], want[rel]) || (got[rel] == "") != (want[rel] == "") {
			return []string{fmt.Sprintf("the months beside it are %v, not %v", got, want)}
		}
	}
	return nil
}

func (p published) checkSitemap(t *testing.T, pages map[string]*webPage) {
	t.Helper()
	var sitemap struct {
		Pages []struct {
			Location string `xml:"loc"`
			Changed  string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal(p.files["sitemap.xml"], &sitemap); err != nil {
		t.Fatal(err)
	}
	var got, want []string
	for _, page := range sitemap.Pages {
		got = append(got, page.Location)
		if _, err := time.Parse(time.DateOnly, page.Changed[:min(10, len(page.Changed))]); page.Changed != "" && err != nil {
			t.Errorf("%s was changed on %q", page.Location, page.Changed)
		}
	}
	for _, page := range pages {
		if !page.isHidden() && !page.isRedirect() {
			want = append(want, page.address())
		}
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("the sitemap has\n%s\nbut the pages are\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
