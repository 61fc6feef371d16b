// Package corpus writes sites of any size, for benchmarks and for tests that
// need many files. The same size always gives the same bytes.
package corpus

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Topics, countries and zones that the files are spread over.
var (
	topics = []string{
		"air-quality", "digital-twins", "energy", "mobility", "open-data", "procurement", "training", "water",
	}
	countries = []string{
		"AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
		"IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
	}
	zones = []string{
		"Europe/Brussels", "Europe/Lisbon", "Europe/Athens",
		"Europe/Dublin", "Atlantic/Azores", "Europe/Helsinki",
	}
)

// words are what the bodies are made of; only their number and length matter.
var words = strings.Fields(`council city municipality region service data sensor street water energy budget project
	partner meeting report results citizens model twin traffic school building open shared local national European
	support training workshop platform standard guideline tender contract pilot first second small large common new
	useful public digital simple clear every many several across between about during after before together through
	prepares explains shows tests compares measures publishes plans improves connects invites asks offers decides`)

// Write makes a site with n content files in the folder dir: four news items
// to one event, about 400 words each, over ten years.
func Write(dir string, n int) error {
	for _, f := range Files(n) {
		path := filepath.Join(dir, filepath.FromSlash(f.Path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, []byte(f.Text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// A File is one file of a corpus.
type File struct{ Path, Text string }

// Files returns the files of a corpus with n content files.
func Files(n int) []File {
	files := []File{{"content/site.yaml", config()}}
	for i := range n {
		r := rand.New(rand.NewPCG(uint64(i), 2024))
		if i%5 == 4 {
			files = append(files, event(r, i, n))
		} else {
			files = append(files, news(r, i, n))
		}
	}
	return files
}

func config() string {
	var b strings.Builder
	b.WriteString("name: Corpus\nurl: https://corpus.example\nlanguages: [en]\ntimezone: Europe/Brussels\n")
	b.WriteString("history: none\nnavigation: [/news/, /events/]\ntopics:\n")
	for _, t := range topics {
		fmt.Fprintf(&b, "  %s: {name: %s}\n", t, strings.ReplaceAll(t, "-", " "))
	}
	b.WriteString("series:\n  meetings: {name: Meetings}\n  sessions: {name: Sessions}\n")
	return b.String()
}

// day returns the date of file i of n: the files lie evenly over ten years.
func day(i, n int) time.Time {
	return time.Date(2016, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i*3652/n)
}

func newsName(i int) string  { return fmt.Sprintf("item-%d", i) }
func eventName(i int) string { return fmt.Sprintf("meeting-%d", i) }

func news(r *rand.Rand, i, n int) File {
	d := day(i, n)
	date := d.Format(time.DateOnly)
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s %d\npublished: %s\nsummary: %s.\n", title(r), i, date, sentence(r, 14))
	fmt.Fprintf(&b, "topics: [%s, %s]\ncountries: [%s]\n",
		topics[i%len(topics)], topics[(i+3)%len(topics)], pick(r, countries))
	if i%20 == 0 && i >= 5 {
		fmt.Fprintf(&b, "events: [%s]\n", eventName(i-1))
	}
	b.WriteString("---\n\n")
	related := ""
	if i >= 5 {
		j := i - 5
		earlier := day(j, n)
		related = fmt.Sprintf("Read also [%s](../%d/%s-%s.md).",
			words[j%len(words)], earlier.Year(), earlier.Format(time.DateOnly), newsName(j))
	}
	body(&b, r, related)
	return File{fmt.Sprintf("content/news/%d/%s-%s.md", d.Year(), date, newsName(i)), b.String()}
}

func event(r *rand.Rand, i, n int) File {
	d := day(i, n)
	date := d.Format(time.DateOnly)
	meeting := i / 5
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s %d\nstart: %s %02d:00\nend: %s %02d:30\n",
		title(r), i, date, 8+i%9, date, 9+i%9)
	fmt.Fprintf(&b, "timezone: %s\nsummary: %s.\nformat: %s\n", zones[meeting%len(zones)],
		sentence(r, 12), []string{"online", "hybrid", "in-person"}[meeting%3])
	fmt.Fprintf(&b, "join: https://meet.example/room-%d\nseries: %s\ntopics: [%s]\ncountry: %s\n", i,
		[]string{"meetings", "sessions"}[meeting%2], topics[i%len(topics)], pick(r, countries))
	fmt.Fprintf(&b, "location:\n  name: Town hall\n  city: City %d\n---\n\n", i%200)
	body(&b, r, "")
	return File{fmt.Sprintf("content/events/%d/%s-%s.md", d.Year(), date, eventName(i)), b.String()}
}

// body writes about 400 words as an editor would: paragraphs, headings, a
// list, links and now and then a table.
func body(b *strings.Builder, r *rand.Rand, related string) {
	paragraph := func(sentences int) {
		for s := range sentences {
			if s == 1 {
				fmt.Fprintf(b, "The **%s** %s, as [%s](https://www.example.org/%s) says. ",
					pick(r, words), sentence(r, 8), pick(r, words), pick(r, words))
			}
			b.WriteString(title(r) + " " + sentence(r, 10+r.IntN(8)) + ". ")
		}
		b.WriteString("\n\n")
	}
	paragraph(4)
	for range 2 {
		fmt.Fprintf(b, "## %s %s\n\n", title(r), pick(r, words))
		paragraph(4)
		paragraph(3)
	}
	for range 5 {
		fmt.Fprintf(b, "- %s *%s* %s\n", pick(r, words), pick(r, words), sentence(r, 6))
	}
	b.WriteString("\n")
	if r.IntN(4) == 0 {
		b.WriteString("| City | Number |\n|---|---:|\n")
		for range 4 {
			fmt.Fprintf(b, "| %s | %d |\n", title(r), r.IntN(1000))
		}
		b.WriteString("\n")
	}
	b.WriteString(related + "\n")
}

func title(r *rand.Rand) string {
	w := pick(r, words)
	return strings.ToUpper(w[:1]) + w[1:]
}

func sentence(r *rand.Rand, length int) string {
	all := make([]string, length)
	for i := range all {
		all[i] = pick(r, words)
	}
	return strings.Join(all, " ")
}

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }
