package main

import (
	"bytes"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"belfry/internal/locale"

	"github.com/google/go-cmp/cmp"
)

// inLanguagesOfUnion writes the site that has every kind of page, in all official
// languages, with translations into the second and the last of them.
func inLanguagesOfUnion(t *testing.T) string {
	t.Helper()
	dir := fixtureSite(t)
	setLanguages(t, dir, englishFirst())
	translate(t, dir, "bg", "Превод")
	translate(t, dir, "sv", "Översättning")
	return dir
}

// englishFirst returns the tags of all languages, with English before the others.
func englishFirst() []string {
	return append([]string{"en"}, slices.DeleteFunc(locale.Tags(), isEnglish)...)
}

func isEnglish(tag string) bool { return tag == "en" }

func setLanguages(t *testing.T, dir string, tags []string) {
	t.Helper()
	file := filepath.Join(dir, "content", "site.yaml")
	text := regexp.MustCompile(`(?m)^languages: .*\n`).ReplaceAllString(string(readFile(t, file)), "")
	writeFile(t, file, []byte(text+"\nlanguages: ["+strings.Join(tags, ", ")+"]\n"))
}

// translate writes a translation of every third text of a site, but of the many.
func translate(t *testing.T, dir, tag, title string) {
	t.Helper()
	n := 0
	for _, name := range slices.Sorted(maps.Keys(siteFiles(t, dir))) {
		if strings.HasSuffix(name, ".md") && strings.Count(path.Base(name), ".") == 1 && !strings.Contains(name, "/many/") {
			if n++; n%3 == 0 {
				to := strings.TrimSuffix(filepath.Join(dir, name), ".md") + "." + tag + ".md"
				writeFile(t, to, []byte("---\ntitle: "+title+"\n---\n"+title+".\n"))
			}
		}
	}
}

var alternateLink = regexp.MustCompile(`<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">`)

// TestAlternates: whatever a page names as itself in another language is a page in that
// language, and names the same in turn. So does the sitemap.
func TestAlternates(t *testing.T) {
	for name, dir := range map[string]string{"own": "../..", "union": inLanguagesOfUnion(t)} {
		t.Run(name, func(t *testing.T) {
			p := publish(t, dir, "")
			count := 0
			for file, data := range p.files {
				if path.Ext(file) != ".html" {
					continue
				}
				links := alternateLink.FindAllStringSubmatch(string(data), -1)
				count += len(links)
				itself := false
				for _, link := range links {
					lang, address := link[1], link[2]
					target := string(p.at(unescaped(strings.TrimPrefix(address, p.url))))
					itself = itself || target == string(data)
					if lang != "x-default" && !strings.Contains(target, `<html lang="`+lang+`">`) &&
						!strings.Contains(target, `<h1 lang="`+lang+`"`) {
						t.Errorf("%s names %s as a page in the language %s", file, address, lang)
					}
					if diff := cmp.Diff(links, alternateLink.FindAllStringSubmatch(target, -1)); diff != "" {
						t.Errorf("%s and %s name other pages: %s", file, address, diff)
					}
				}
				if len(links) > 0 && !itself {
					t.Errorf("%s does not name itself", file)
				}
				if len(links) == 2 {
					t.Errorf("%s names nothing but itself", file)
				}
			}
			if count == 0 {
				t.Error("no page names another")
			}
			sitemap := string(p.files["sitemap.xml"])
			if !strings.Contains(sitemap, `<xhtml:link rel="alternate" hreflang="x-default"`) {
				t.Error("the sitemap names no page in other languages")
			}
		})
	}
}

// at returns the page at an address of the site.
func (p published) at(address string) []byte {
	if o := p.publication.Lookup(strings.TrimPrefix(address, "/") + "index.html"); o != nil {
		return p.files[o.Path]
	}
	return nil
}

// languageLinks are what a language more may change in the pages of the others.
var languageLinks = regexp.MustCompile(
	`(?s)<link rel="alternate" hreflang="[^"]*" href="[^"]*">\n|<nav class="languages.*?</nav>\n`)

// TestOneLanguageMore: a language more changes nothing of the others, but how they lead to
// it.
func TestOneLanguageMore(t *testing.T) {
	dir := fixtureSite(t)
	setLanguages(t, dir, []string{"en"})
	before := publish(t, dir, "")
	setLanguages(t, dir, []string{"en", "fr"})
	translate(t, dir, "fr", "Traduction")
	after := publish(t, dir, "")
	for file, data := range before.files {
		now := after.files[file]
		if path.Ext(file) == ".html" {
			data, now = languageLinks.ReplaceAll(data, nil), languageLinks.ReplaceAll(now, nil)
		}
		if file != "sitemap.xml" && !bytes.Equal(data, now) {
			t.Errorf("%s has changed: %s", file, cmp.Diff(string(data), string(now)))
		}
	}
	for file := range after.files {
		if before.files[file] == nil && !strings.HasPrefix(file, "fr/") {
			t.Errorf("%s is new", file)
		}
	}
	if after.files["fr/index.html"] == nil {
		t.Error("there is no edition in French")
	}
}

// TestTranslationTakenAway: where a translation was, its address leads to the original,
// as long as a commit knows of it.
func TestTranslationTakenAway(t *testing.T) {
	e := newEditor(t)
	e.write("content/site.yaml", "name: Network\nurl: https://network.example\nlanguages: [en, fr]\n")
	e.write("content/news/start.md", "---\ntitle: Start\npublished: 2025-01-01\naliases: [/news/begin/]\n---\n")
	e.write("content/news/start.fr.md", "---\ntitle: Début\n---\n")
	e.commit()
	out := filepath.Join(t.TempDir(), "site")
	build := func() {
		t.Helper()
		c := belfryCommand("build", "--site", e.dir, "--out", out, "--now", "2026-01-01")
		if printed, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, printed)
		}
	}
	build()
	for file, want := range map[string]string{
		"fr/news/start/index.html": "<h1>Début</h1>", "fr/news/begin/index.html": "0; url=/fr/news/start/",
	} {
		if text := string(readFile(t, filepath.Join(out, file))); !strings.Contains(text, want) {
			t.Errorf("%s has no %s:\n%s", file, want, text)
		}
	}
	if err := os.Remove(filepath.Join(e.dir, "content/news/start.fr.md")); err != nil {
		t.Fatal(err)
	}
	build()
	for _, file := range []string{"fr/news/start/index.html", "fr/news/begin/index.html"} {
		if text := string(readFile(t, filepath.Join(out, file))); !strings.Contains(text, "0; url=/news/start/") {
			t.Errorf("nothing leads on from %s to the original:\n%s", file, text)
		}
	}
}
