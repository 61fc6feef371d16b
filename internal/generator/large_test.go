package generator_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"belfry"
	"belfry/internal/generator"

	"github.com/google/go-cmp/cmp"
)

// TestLargeLists: lists that become too large for a page, and small again, are divided,
// and noted, as in a site that nobody has seen before.
func TestLargeLists(t *testing.T) {
	const texts = 900
	h := &edits{t: t, dir: t.TempDir(), random: rand.New(rand.NewPCG(1, 3))}
	h.write("content/site.yaml", "name: Network\nurl: https://network.example\ntimezone: Europe/Brussels\n"+
		"topics:\n  water: {name: Water}\n  light: {name: Light}\nseries:\n  meetings: {name: Meetings}\n")
	for i := range texts {
		h.large(i)
	}
	o := generator.Options{
		Dir: h.dir, Defaults: belfry.Defaults, Workers: 2, Now: time.Date(2025, 6, 10, 8, 0, 0, 0, time.UTC),
	}
	g := generator.New(o)
	noted := map[string]bool{}
	for step := range 30 {
		c := generator.Changes{All: step == 0, Paths: h.paths, Now: o.Now}
		h.paths = nil
		got, err := g.Refresh(t.Context(), c)
		h.check(err)
		want, err := generator.Generate(t.Context(), o)
		h.check(err)
		if diff := cmp.Diff(saidOf(want), saidOf(got)); diff != "" {
			t.Fatalf("after step %d, which changed %v (-clean +again):\n%s", step, c.Paths, diff)
		}
		noted[strings.Join(saidOf(want)[:2], "\n")] = true
		for range 1 + h.random.IntN(60) {
			h.large(h.random.IntN(texts))
		}
		o.Now = o.Now.Add(time.Duration(h.random.IntN(20)) * time.Hour)
	}
	if len(noted) < 5 {
		t.Errorf("only these things were said of lists: %q", slices.Sorted(maps.Keys(noted)))
	}
}

// large writes or removes a text whose card is as large as there may be one.
func (h *edits) large(i int) {
	summary := strings.Repeat("&", 900+h.random.IntN(100))
	fields := fmt.Sprintf("title: Text %d\nsummary: \"%s\"\n", h.random.IntN(9), summary)
	fields += "topics: [" + h.one("water", "light", "water, light") + "]\n"
	date := h.one("2023", "2024-05", "2024-06", "2025-06", "2025-07")
	if len(date) == len("2023") {
		date += h.one("-01", "-12")
	}
	date += fmt.Sprintf("-%02d", 1+h.random.IntN(28))
	name, text := fmt.Sprintf("content/news/text-%d.md", i), "published: "+date
	if i%3 == 0 {
		name = fmt.Sprintf("content/events/text-%d.md", i)
		text = "start: " + date + " 10:00\n" + h.one("", "", "repeat: FREQ=WEEKLY;COUNT=20")
		fields += "series: meetings\n"
	}
	if h.random.IntN(4) == 0 {
		h.check(os.RemoveAll(h.dir + "/" + name))
		h.paths = append(h.paths, name)
		return
	}
	h.write(name, "---\n"+fields+text+h.one("\n", "\n", "\n", "\ndraft: true\n")+"---\n")
}

// saidOf returns what a result says, first of its lists, and what it has.
func saidOf(r *generator.Result) []string {
	said := []string{"", ""}
	for _, d := range r.Diagnostics {
		switch d.Code {
		case "list-divided":
			said[0] = d.Message + d.Hint
		case "list-crowded":
			said[1] = d.Message + d.Hint
		default:
			said = append(said, fmt.Sprint(d))
		}
	}
	if r.Failed() {
		return append(said, "failed")
	}
	for i := range r.Publication.Len() {
		said = append(said, r.Publication.Path(i))
	}
	return slices.Concat(said, []string{r.Site.Until.String()})
}
