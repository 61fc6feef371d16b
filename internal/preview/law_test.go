package preview

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"belfry"
	"belfry/internal/diag"
	"belfry/internal/generator"
)

// histories returns how many random histories are tried: few where a person
// waits for the tests.
func histories() int {
	if os.Getenv("BELFRY_REQUIRE") != "" {
		return 240
	}
	return 12
}

// TestPreviewIsWhatABuildWrites: after any history of changes to files, which
// may be broken on the way, the preview answers for every address what a clean
// build writes, but for its script.
func TestPreviewIsWhatABuildWrites(t *testing.T) {
	for seed := range histories() {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			v := serve(t, newSite(t), false)
			h := &pastOf{t: t, dir: v.dir, random: rand.New(rand.NewPCG(uint64(seed), 1)), gone: map[string]bool{}}
			v.untilBuilt(t, nil)
			for range 3 {
				for range 1 + h.random.IntN(6) {
					h.step()
				}
				h.mend()
				want := build(t, v.dir)
				until(t, func() string { return v.difference(t, want, h.gone) })
				for address := range want {
					h.gone[address] = true
				}
			}
		})
	}
}

// pastOf makes random changes to a site.
type pastOf struct {
	t      *testing.T
	dir    string
	random *rand.Rand
	gone   map[string]bool // addresses that there have been
	count  int
}

func (h *pastOf) file(name string) string { return filepath.Join(h.dir, filepath.FromSlash(name)) }

// files returns the files that there are of some patterns.
func (h *pastOf) files(pattern ...string) []string {
	var found []string
	for _, p := range pattern {
		some, err := filepath.Glob(h.file(p))
		if err != nil {
			h.t.Fatal(err)
		}
		found = append(found, some...)
	}
	slices.Sort(found)
	return found
}

func (h *pastOf) news() []string {
	return h.files("content/news/*.md", "content/news/*/*.md", "content/news/*/*/*.md")
}

// pick returns one of list, or false where there is none.
func (h *pastOf) pick(list []string) (string, bool) {
	if len(list) == 0 {
		return "", false
	}
	return list[h.random.IntN(len(list))], true
}

func (h *pastOf) text() []byte {
	h.count++
	return fmt.Appendf(nil, "---\ntitle: Title %d\npublished: 2025-06-%02d\ntopics: [%s]\n---\n\nText %d.\n",
		h.count, 1+h.random.IntN(14), []string{"water", "light", ""}[h.random.IntN(3)], h.random.IntN(100))
}

// step changes something, as editors, their programs and git do.
func (h *pastOf) step() {
	switch h.random.IntN(15) {
	case 0, 1, 2: // edit
		if file, ok := h.pick(h.news()); ok {
			write(h.t, file, h.text())
		}
	case 3, 4: // create, perhaps in a new folder
		folder := []string{"", "2025/", "2026/", "deep/er/"}[h.random.IntN(4)]
		write(h.t, h.file(fmt.Sprintf("content/news/%snew-%d.md", folder, h.random.IntN(1000))), h.text())
	case 5: // delete
		if file, ok := h.pick(h.news()); ok {
			h.do(os.Remove(file))
		}
	case 6: // rename
		if file, ok := h.pick(h.news()); ok {
			h.do(os.Rename(file, filepath.Join(filepath.Dir(file), fmt.Sprintf("renamed-%d.md", h.random.IntN(100_000)))))
		}
	case 7: // move a folder
		if folder, ok := h.pick(h.files("content/news/2025*", "content/news/deep")); ok {
			h.do(os.Rename(folder, h.file(fmt.Sprintf("content/news/2025-%d", h.random.IntN(1000)))))
		}
	case 8: // delete a folder and write it anew
		h.do(os.RemoveAll(h.file("content/news/2025")))
		write(h.t, h.file("content/news/2025/again.md"), h.text())
	case 9: // save as vim does
		if file, ok := h.pick(h.news()); ok {
			h.do(os.Rename(file, file+"~"))
			write(h.t, file, h.text())
			h.do(os.Remove(file + "~"))
		}
	case 10: // break
		write(h.t, h.file(fmt.Sprintf("content/news/broken-%d.md", h.count)), []byte("---\ntitle: [\n"))
	case 11: // the site's own look
		h.look()
	case 12: // the site's own facts
		h.count++
		write(h.t, h.file("content/site.yaml"), fmt.Appendf(nil,
			"name: Network %d\nurl: https://network.example\ntimezone: Europe/Lisbon\n"+
				"topics:\n  water: {name: Water %[1]d}\n  light: {name: Light}\n", h.count))
	case 13: // an event
		write(h.t, h.file(fmt.Sprintf("content/events/event-%d.md", h.random.IntN(3))), fmt.Appendf(nil,
			"---\ntitle: Event\nstart: 2025-%02d-01 10:00\npublished: 2025-01-01\n---\n", 1+h.random.IntN(12)))
	case 14: // wait, so that some changes are seen one by one
		time.Sleep(time.Duration(h.random.IntN(40)) * time.Millisecond)
	}
}

// look changes a template, a style sheet or a static file, or takes it away.
func (h *pastOf) look() {
	h.count++
	switch h.random.IntN(5) {
	case 0:
		write(h.t, h.file("templates/news-card.html"), fmt.Appendf(nil, "<p>%d {{.Link}}</p>\n", h.count))
	case 1:
		h.do(os.RemoveAll(h.file("templates")))
	case 2:
		write(h.t, h.file("static/css/site.css"), fmt.Appendf(nil, "p { width: %dpx }\n", h.count))
	case 3:
		h.do(os.RemoveAll(h.file("static")))
	case 4:
		write(h.t, h.file(fmt.Sprintf("static/%d.txt", h.random.IntN(3))), fmt.Appendf(nil, "%d\n", h.count))
	}
}

// mend takes away the files that a build refuses.
func (h *pastOf) mend() {
	for {
		r, err := generator.Generate(context.Background(), generator.Options{Dir: h.dir, Defaults: belfry.Defaults, Now: now})
		if err != nil {
			h.t.Fatal(err)
		}
		if !r.Failed() {
			return
		}
		for _, d := range r.Diagnostics {
			if d.Severity == diag.Error {
				h.do(os.Remove(h.file(d.File)))
			}
		}
	}
}

func (h *pastOf) do(err error) {
	if err != nil && !os.IsNotExist(err) && !os.IsExist(err) {
		h.t.Fatal(err)
	}
}
