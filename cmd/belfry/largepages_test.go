package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"belfry/internal/corpus"
)

// TestLargestPages: no page becomes too large for a phone, whatever there are many of;
// what lists them says how many it leaves out, and the build names the pages.
func TestLargestPages(t *testing.T) {
	if corpus.UnderRace {
		t.Skip("it has no goroutines of its own, and thousands of pages")
	}
	site := t.TempDir()
	write := func(name, text string) { writeFile(t, filepath.Join(site, name), []byte(text)) }
	const number = 1900
	name, summary := strings.TrimSpace(strings.Repeat("name ", 58)), strings.TrimSpace(strings.Repeat("words ", 150))
	var config strings.Builder
	config.WriteString("name: Large\nurl: https://network.example\nhistory: none\ntopics:\n")
	for i := range number {
		fmt.Fprintf(&config, "  topic-%d: {name: %.95s}\n", i, name)
		write(fmt.Sprintf("content/members/member-%d.md", i),
			fmt.Sprintf("---\ntitle: %s\ncountry: BE\nsummary: %s\n---\n", name, summary))
		write(fmt.Sprintf("content/partners/partner-%d.md", i),
			fmt.Sprintf("---\ntitle: %s\nsummary: %s\n---\n", name, summary))
		write(fmt.Sprintf("content/events/meeting-%d.md", i),
			fmt.Sprintf("---\ntitle: Meeting\nstart: 2020-01-02\npublished: 2020-01-01\ntopics: [topic-%d]\n---\n", i))
	}
	write("content/site.yaml", config.String())
	c := belfryCommand("build", "--site", site, "--now", "2026-01-01")
	said, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	pages := tree(t, filepath.Join(site, "public"), ".")
	more := regexp.MustCompile(`… and [\d,]+ more`)
	for _, page := range []string{"members", "partners", "countries/be", "topics", "subscribe"} {
		if !more.Match(pages[page+"/index.html"]) {
			t.Errorf("/%s/ does not say that it leaves something out", page)
		}
	}
	for file, data := range pages {
		if strings.HasSuffix(file, ".html") && len(data) > 500_000 {
			t.Errorf("%s has %d bytes", file, len(data))
		}
	}
	notice := "pages would have more than 500 kB, so they show titles and dates alone, or not all entries"
	if !strings.Contains(string(said), notice) {
		t.Errorf("the build does not say so:\n%.2000s", said)
	}
}
