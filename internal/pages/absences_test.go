package pages

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"belfry/internal/publication"
)

// TestTimeTakesNoAddressAway: pages and calendars that list something are there
// at any time from the same files, whatever is not due yet or has expired. An
// event without an end only ever adds months.
func TestTimeTakesNoAddressAway(t *testing.T) {
	files := fixture(t)
	// Of the news of one topic, so many that they have pages by year, few are left in the end.
	for i := range 2 * latestOfTerm {
		name := fmt.Sprintf("content/news/many/water-%d.md", i)
		begin := fmt.Sprintf("---\nexpires: %d-12-31\n", 2024+i%4)
		files[name] = []byte(strings.Replace(string(files[name]), "---\n", begin, 1))
	}
	for name, text := range map[string]string{
		"news/only.md":    "title: Only\npublished: 2019-01-01\nexpires: 2026-01-01\ncountries: [CH]\n",
		"events/later.md": "title: Later\nstart: 2031-12-31 22:00\nduration: 3h\npublished: 2027-01-01\ncountry: NO\n",
		"events/weekly.md": "title: Weekly\nstart: 2021-01-04 10:00\nrepeat: every week until 2022-12-31\n" +
			"published: 2027-01-01\ntopics: [water]\n",
		"events/draft.md": "title: Draft\nstart: 2033-05-01\ndraft: true\ntopics: [no-such-topic]\n",
	} {
		files["content/"+name] = []byte("---\n" + text + "---\n")
	}
	var first []string
	for _, year := range []int{2018, 2022, 2025, 2028, 2035} {
		pub := publishAt(t, files, seeded(0), time.Date(year, time.June, 15, 0, 0, 0, 0, time.UTC))
		lists := listAddresses(pub)
		if first == nil {
			first = slices.Sorted(maps.Keys(lists))
		}
		for _, path := range first {
			if !lists[path] {
				t.Errorf("in %d there is no %s", year, path)
			}
		}
	}
	for _, want := range []string{
		"news/2019/index.html", "events/2032/01/index.html", "events/2033/05/index.html",
		"topics/water/2021/index.html", "topics/water/2023/index.html",
		"countries/ch/index.html", "countries/mt/index.html",
		"calendar/2032.ics", "calendar/country/no.ics", "calendar/format/hybrid.ics",
	} {
		if !slices.Contains(first, want) {
			t.Errorf("there is no %s", want)
		}
	}
}

func listAddresses(pub *publication.Publication) map[string]bool {
	lists := map[string]bool{}
	for i := range pub.Len() {
		if o := pub.At(i); o.Stage == publication.Listing && o.Source == "" {
			lists[o.Path] = true
		}
	}
	return lists
}

// TestEmptyYearOfATerm: a year of a topic in which all has expired is empty, in no
// list, and not for search engines.
func TestEmptyYearOfATerm(t *testing.T) {
	files := fixture(t)
	for i := range 2 * latestOfTerm {
		name := fmt.Sprintf("content/news/many/water-%d.md", i)
		if text := string(files[name]); strings.Contains(text, "published: 2023") {
			files[name] = []byte(strings.Replace(text, "---\n", "---\nexpires: 2024-12-31\n", 1))
		}
	}
	all := mustRender(t, publish(t, files, seeded(0)), seeded(0))
	year := all["topics/water/2023/index.html"]
	for _, want := range []string{
		"There is nothing here at the moment.", `<meta name="robots" content="noindex">`,
		`href="/topics/water/2024/"`,
	} {
		if !strings.Contains(year, want) {
			t.Errorf("the page of 2023 has no %s", want)
		}
	}
	for _, page := range []string{"topics/water/index.html", "topics/water/2024/index.html", "sitemap.xml"} {
		if strings.Contains(all[page], "/topics/water/2023/") {
			t.Errorf("%s leads to the page of 2023", page)
		}
	}
}
