package main

import (
	"fmt"
	"html"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"belfry/internal/locale"
	"belfry/internal/theme"
)

// shownOfLarge are the texts of sites so large that no test writes them in all languages.
var shownOfLarge = []string{"more-entries", "news-by-month", "news-of-month", "calendar-since", "more-events"}

// TestTextsAreShown: each text of the interface stands on some page, or in some calendar,
// of two sites in all languages, in each of these: one that has everything, and one that
// has nothing.
func TestTextsAreShown(t *testing.T) {
	full, empty := publish(t, siteWithEverything(t), ""), publish(t, siteWithNothing(t), "")
	elsewhere := full.shownIn("en") + full.shownIn("bg") // where texts in other languages stand
	for _, tag := range locale.Tags() {
		shown := full.shownIn(tag) + empty.shownIn(tag)
		own := "../../templates/strings/" + tag + ".yaml"
		texts, _ := theme.ParseStrings(own, readFile(t, own))
		for id, forms := range texts.Strings {
			switch {
			case slices.Contains(shownOfLarge, id), id == "written-in-"+tag: // no page says that it is in its own language
			case id == "switch-to-list" && isShown(forms, elsewhere):
			case !isShown(forms, shown):
				t.Errorf("%s: nothing shows %s", tag, id)
			}
		}
	}
}

var placeholder = regexp.MustCompile(`\{[a-z]+\}`)

// isShown reports whether all that a form of a text has around its placeholders stands in
// what is shown.
func isShown(forms theme.Forms, shown string) bool {
	isMissing := func(part string) bool { return !strings.Contains(shown, part) }
	for _, form := range forms {
		if !slices.ContainsFunc(placeholder.Split(form, -1), isMissing) {
			return true
		}
	}
	return false
}

var tag = regexp.MustCompile(`<[^>]*="([^"]*)"[^>]*>|<[^>]*>`)

// shownIn returns the texts of the pages and calendars of an edition as they are read.
func (p published) shownIn(edition string) string {
	var b strings.Builder
	for file, data := range p.files {
		folder, _, _ := strings.Cut(file, "/")
		if !slices.Contains(locale.Tags(), folder) {
			folder = "en"
		}
		if folder != edition {
			continue
		}
		switch path.Ext(file) {
		case ".ics":
			data = []byte(strings.NewReplacer("\r\n ", "", `\,`, ",", `\;`, ";", `\n`, "\n").Replace(string(data)))
		case ".html":
			data = []byte(html.UnescapeString(tag.ReplaceAllString(string(data), "$1")))
		default:
			continue
		}
		b.Write(append(data, '\n'))
	}
	return b.String()
}

func siteInAll(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	writeFile(t, filepath.Join(dir, "content/site.yaml"), []byte("name: Network\nurl: https://network.example\n"+
		"languages: ["+strings.Join(englishFirst(), ", ")+"]\ncontact: /about/\nnavigation: [/news/]\n"+
		"topics:\n  water: {name: Water}\n  light: {name: Light}\nseries:\n  meetings: {name: Meetings}\n"))
	writeFile(t, filepath.Join(dir, "content/pages/about.md"), []byte("---\ntitle: About\n---\n"))
	return dir
}

// siteWithNothing has only an event that is withheld, so that its month is there.
func siteWithNothing(t *testing.T) string {
	dir := siteInAll(t)
	writeFile(t, filepath.Join(dir, "content/events/later.md"),
		[]byte("---\ntitle: Later\nstart: 2026-01-15\npublished: 2026-01-01\n---\n"))
	return dir
}

// siteWithEverything has an event of every kind, each translated into all languages, and a
// text in each language alone.
func siteWithEverything(t *testing.T) string {
	dir := siteInAll(t)
	const future = "start: 2025-07-07 10:00\n"
	events := []string{
		future + "aliases: [/events/old/]\nend: 2025-07-07 12:00\nformat: online\njoin: https://meet.example/a\n" +
			"capacity: 40\ncountry: BE\n" +
			"languages: [" + strings.Join(locale.Tags(), ", ") + "]\nseries: meetings\ntopics: [water]\norganisers: [town]\n" +
			"registration: {url: https://register.example, opens: 2025-06-01, closes: 2025-07-01}\n" +
			"agenda: /about/\nrecording: https://video.example\nattachments: [{src: plan.txt, title: Plan}]\n" +
			"location: {name: Hall, city: Ghent, country: BE}\n",
		future + "format: hybrid\nregistration: {url: https://register.example, closes: 2025-06-01}\n",
		future + "end: 2025-07-09 12:00\nformat: in-person\ntimezone: Europe/Athens\nstatus: tentative\n",
		future + "status: cancelled\norganisers: [town]\n", future + "status: postponed\n", future + "status: moved-online\n",
		future + "previous_start: 2025-07-01 10:00\n", "start: 2025-05-05 10:00\norganisers: [town]\n",
		future + "repeat: every month on the first Monday\n" +
			"changes:\n  - {on: 2025-08-04, start: 2025-08-05 10:00, join: https://a.example}\n",
	}
	for rule, day := range map[string]int{
		"every day until 2025-07-20": 7, "every week, 1 times": 7, "every week, 3 times": 7, "every month": 7,
		"every year": 7,
		"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=2": 2, "every weekday until 2025-07-20": 7,
		"every week on Monday and Friday, 5 times": 7, "FREQ=MONTHLY;BYDAY=1MO": 7, "FREQ=MONTHLY;BYDAY=3MO": 21,
		"FREQ=MONTHLY;BYDAY=4MO": 28, "FREQ=MONTHLY;BYDAY=5TU": 29, "FREQ=MONTHLY;BYDAY=MO,TU;BYMONTHDAY=7": 7,
		"FREQ=MONTHLY;BYDAY=-1MO": 28, "FREQ=MONTHLY;BYDAY=-2MO": 21, "FREQ=MONTHLY;BYMONTHDAY=-1": 31,
		"FREQ=MONTHLY;BYMONTHDAY=-2": 30,
		"FREQ=MONTHLY;BYMONTHDAY=7":  7, "FREQ=YEARLY;BYMONTH=7;BYMONTHDAY=7": 7, "FREQ=YEARLY;BYMONTH=7;BYDAY=1MO": 7,
	} {
		events = append(events, fmt.Sprintf("start: 2025-07-%02d 10:00\nrepeat: %s\n", day, rule))
	}
	for i, fields := range events {
		name := fmt.Sprintf("content/events/event-%d", i)
		writeFile(t, filepath.Join(dir, name+".md"), []byte("---\ntitle: Event\n"+fields+"---\n"))
		for _, tag := range locale.Tags() {
			if !isEnglish(tag) {
				writeFile(t, filepath.Join(dir, name+"."+tag+".md"), []byte("---\ntitle: Event\n---\n"))
			}
		}
	}
	for _, tag := range append(locale.Tags(), "uk") {
		writeFile(t, filepath.Join(dir, "content/news/"+strings.Repeat(tag, 4)+"."+tag+".md"), []byte("---\ntitle: News\n"+
			"published: 2025-01-01\nupdated: 2025-01-02\nauthor: A\ntopics: [water]\ncountries: [BE]\npromoted_by: [firm]\n"+
			"events: [event-0]\nimage: {src: room.png, alt: A room, credit: B}\naliases: [/old-"+tag+"/]\n---\n"))
	}
	for i := range 60 { // more than a topic shows on one page
		writeFile(t, filepath.Join(dir, fmt.Sprintf("content/news/many-%d.md", i)),
			fmt.Appendf(nil, "---\ntitle: Many\npublished: %d-01-01\ntopics: [water]\n---\n", 2020+i%5))
	}
	for _, file := range []string{"content/news/room.png", "content/members/logo.png"} {
		writeFile(t, filepath.Join(dir, file), readFile(t, filepath.Join(publishedDir, "picture.png")))
	}
	writeFile(t, filepath.Join(dir, "content/events/plan.txt"), []byte("Plan"))
	for _, tag := range locale.Tags() {
		ending, fields := "."+tag+".md", ""
		if isEnglish(tag) {
			ending, fields = ".md", "country: BE\nwebsite: https://town.example\njoined: 2024-01-01\ncontact: /about/\n"
		}
		writeFile(t, filepath.Join(dir, "content/members/town"+ending), []byte("---\ntitle: Town\n"+fields+"---\n"))
	}
	writeFile(t, filepath.Join(dir, "content/partners/firm.md"), []byte("---\ntitle: Firm\nrole: Helps\n---\n"))
	return dir
}
