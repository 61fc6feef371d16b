package generator_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"belfry"
	"belfry/internal/diag"
	"belfry/internal/generator"
	"belfry/internal/history"
	"belfry/internal/shelf"

	"github.com/google/go-cmp/cmp"
)

// histories returns how many random histories are tried: few where a person
// waits for the tests.
func histories() int {
	if os.Getenv("BELFRY_MORE") != "" {
		return 120
	}
	return 6
}

// TestRefreshIsGenerate: after any history of edits, of texts that refer to each other
// in all ways, with mistakes, and while time passes, a refresh says and publishes what
// is said and published of the same folder by a generator that has seen nothing before.
func TestRefreshIsGenerate(t *testing.T) {
	for seed := range histories() {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			h := &edits{t: t, dir: t.TempDir(), random: rand.New(rand.NewPCG(uint64(seed), 2))}
			h.begin()
			o := generator.Options{Dir: h.dir, Defaults: belfry.Defaults, Workers: 2, Drafts: seed%5 == 0}
			var known *history.History
			if seed%2 == 0 { // then the times of files count
				known = h.history()
			}
			again := o
			if seed%3 > 0 {
				again.Shelf = h.shelf(seed%3 == 2)
			}
			g := generator.New(again)
			now := time.Date(2025, 6, 10, 8, 0, 0, 0, time.UTC)
			for step := range 40 {
				if h.random.IntN(4) == 0 {
					now = now.Add(time.Duration(h.random.IntN(40*60)) * time.Minute)
				}
				c := generator.Changes{All: step == 0, Paths: h.some(), Now: now, History: known}
				if h.random.IntN(3) == 0 && h.isCutShort(g, c) {
					h.paths = c.Paths
					continue
				}
				got, err := g.Refresh(t.Context(), c)
				h.check(err)
				o.Now, o.History = now, known
				want, err := generator.Generate(t.Context(), o)
				h.check(err)
				if diff := cmp.Diff(told(t, want), told(t, got)); diff != "" {
					t.Fatalf("after step %d, which changed %v (-clean +again):\n%s", step, c.Paths, diff)
				}
				h.mistaken = mistaken(want)
			}
		})
	}
}

// isCutShort reports whether a refresh is left off in its midst, and not tried again at
// once.
func (h *edits) isCutShort(g *generator.Generator, c generator.Changes) bool {
	p := generator.NewPatience(h.random.IntN(1 << h.random.IntN(8)))
	defer p.End()
	_, err := g.Refresh(p, c)
	return err != nil && !c.All && h.random.IntN(2) == 0
}

// told returns all that a result says and publishes.
func told(t *testing.T, r *generator.Result) map[string]string {
	all := map[string]string{}
	for i, d := range r.Diagnostics {
		all[fmt.Sprintf("diagnostic %03d", i)] = fmt.Sprint(d)
	}
	all["until"] = r.Site.Until.String()
	for _, w := range slices.Concat(r.Site.Withheld, r.Site.Early) {
		all["withheld "+w.Source] = w.Because()
	}
	for _, n := range r.Site.News {
		all["news"] += fmt.Sprint(n.Source, n.Own().Title, n.Published.At, n.Image != nil, "\n")
	}
	for _, e := range r.Site.Events {
		all["events"] += fmt.Sprint(e.Source, e.Own().Title, e.Stamp, e.Image != nil, "\n")
	}
	for _, m := range r.Site.Media {
		all["media"] += string(m.Address) + "\n"
	}
	all["undated"] = fmt.Sprint(r.Site.Undated, r.Site.FromFiles, r.Site.Uncommitted)
	if r.Failed() {
		return all
	}
	for i := range r.Publication.Len() {
		o := r.Publication.At(i)
		var b bytes.Buffer
		if err := o.Produce(t.Context(), &b); err != nil {
			t.Fatal(o.Path, err)
		}
		all[o.Path] = fmt.Sprint(o.MediaType, o.Stage, o.Source, "\n", b.String())
	}
	return all
}

// mistaken returns the files that have mistakes.
func mistaken(r *generator.Result) (files []string) {
	for _, d := range r.Diagnostics {
		if d.Severity == diag.Error && strings.HasSuffix(d.File, ".md") {
			files = append(files, d.File)
		}
	}
	return slices.Compact(files)
}

// edits make random changes to a site.
type edits struct {
	t      *testing.T
	dir    string
	random *rand.Rand
	paths  []string // that have been changed
	count  int
	// mistaken are the files with mistakes. Now and then they are taken away until there
	// are none, so that there is a publication to compare.
	mistaken []string
	tidies   bool
}

func (h *edits) check(err error) {
	h.t.Helper()
	if err != nil && !os.IsNotExist(err) {
		h.t.Fatal(err)
	}
}

func (h *edits) history() *history.History {
	known, err := history.Read(h.t.Context(), h.dir)
	h.check(err)
	return known
}

func (h *edits) shelf(kept bool) *shelf.Shelf {
	o := shelf.Options{Room: h.t.TempDir()}
	if kept {
		o.File = filepath.Join(o.Room, "site.shelf")
	}
	s := shelf.Open(o)
	h.t.Cleanup(s.Close)
	return s
}

func (h *edits) write(name, text string) {
	file := filepath.Join(h.dir, filepath.FromSlash(name))
	h.check(os.MkdirAll(filepath.Dir(file), 0o777))
	h.check(os.WriteFile(file, []byte(text), 0o666))
	h.paths = append(h.paths, name)
}

// one returns one of some texts.
func (h *edits) one(of ...string) string { return of[h.random.IntN(len(of))] }

// begin writes a site.
func (h *edits) begin() {
	h.config()
	for range 12 {
		h.step()
	}
}

// some makes a few changes, and returns the paths that they are about.
func (h *edits) some() []string {
	if h.tidies = h.tidies && len(h.mistaken) > 0 || h.random.IntN(8) == 0; h.tidies {
		for _, name := range h.mistaken {
			h.check(os.Remove(filepath.Join(h.dir, name)))
			h.paths = append(h.paths, name)
		}
	}
	for range h.random.IntN(3) {
		if !h.tidies {
			h.step()
		}
	}
	if h.random.IntN(3) == 0 {
		h.copy()
	}
	paths := h.paths
	h.paths = nil
	return paths
}

func (h *edits) step() {
	h.count++
	switch h.random.IntN(40) {
	default:
		h.alter()
	case 20, 21, 22, 23, 24:
		h.write(h.name("news"), h.news())
	case 0, 1, 2, 3, 4, 5, 6, 7:
		h.write(h.name("events"), h.event())
	case 8:
		h.write(h.name(h.one("members", "partners")), h.organisation())
	case 9:
		text := fmt.Sprintf("---\ntitle: Page %d\n%s---\n%s", h.count, h.fields("menu: 1", h.alias()), h.body())
		h.write(h.name("pages"), text)
	case 10:
		h.picture()
	case 11, 12:
		h.remove()
	case 13:
		h.touch()
	case 14:
		h.config()
	case 25, 26, 27, 28:
		h.translate()
	case 15:
		h.write("static/"+h.one("a.png", "c.txt", "news/x/index.html"), fmt.Sprint(h.count))
	}
}

// name returns the path of a text, mostly of one that there is. There are few, so that
// they refer to each other and take each other's names.
func (h *edits) name(folder string) string {
	if known := h.files("content/" + folder + "/"); len(known) > 0 && h.random.IntN(10) > 0 {
		return h.one(known...)
	}
	date := h.one("", "", "", "2025-06-01-", "2025/")
	language := h.one("", "", "", "", "", ".fr")
	return "content/" + folder + "/" + date + h.one("a", "b", "c", "d", "e", "É") + language + ".md"
}

// translate writes the translation of a text that there is.
func (h *edits) translate() {
	known := slices.DeleteFunc(h.files("content/"), func(name string) bool { return strings.Count(name, ".") != 1 })
	if len(known) == 0 {
		return
	}
	name := strings.TrimSuffix(h.one(known...), path.Ext(h.one(known...)))
	h.write(name+h.one(".fr", ".fr", ".el", ".uk")+".md", fmt.Sprintf("---\ntitle: Titre %d\n%s---\n%s", h.count,
		h.fields("summary: Court", "status_reason: Raison", "image: {alt: B}"), h.body()))
}

// fields returns some of the fields, each with a line of its own.
func (h *edits) fields(of ...string) string {
	var b strings.Builder
	for _, f := range of {
		if h.random.IntN(3) == 0 {
			b.WriteString(f + "\n")
		}
	}
	return b.String()
}

func (h *edits) alias() string {
	return "aliases: [" + h.one("/old/", "/older/", "/news/a/", "/events/b/", "/c/") + "]"
}

func (h *edits) address() string {
	return h.one("/news/", "/news/a/", "/events/b/", "/a/", "/old/", "/events/2025/07/", "/news/c/#part",
		"https://a.example", "https://network.example/events/a/", "/none/", "/media/a.png")
}

func (h *edits) date() string { return fmt.Sprintf("2025-06-%02d", 5+h.random.IntN(16)) }

func (h *edits) organisation() string {
	return fmt.Sprintf("---\ntitle: Who %d\n%s---\n%s", h.count, h.fields(
		h.one("country: BE", "country: LU", "website: https://a.example"), "contact: "+h.address(), "logo: a.png",
	), h.body())
}

func (h *edits) news() string {
	published := h.one("2024-12-30", "2025-06-01", "2025-06-02", h.date())
	return fmt.Sprintf("---\ntitle: News %d\npublished: %s\n%s---\n%s", h.count, published, h.fields(
		"topics: ["+h.one("water", "light", "water, light", "lights")+"]",
		"countries: ["+h.one("BE", "US", "BE, LU")+"]",
		"events: ["+h.one("a", "b", "c", "none")+"]",
		"promoted_by: ["+h.one("a", "b")+"]",
		h.one("", "", "", "expires: "+h.date(), "draft: true"),
		"image: {src: "+h.one("a.png", "../events/b.png", "/a.png")+", alt: A}",
		h.alias(), "summary: Summary", "updated: "+h.date(),
	), h.body())
}

func (h *edits) event() string {
	start := h.one("06-10", "06-12", "07-01", "03-30")
	return fmt.Sprintf("---\ntitle: Event %d\nstart: 2025-%s 10:00\n%s---\n%s", h.count, start, h.fields(
		"end: 2025-07-01 12:00",
		h.one("repeat: every week on Tuesday", "repeat: every month on the 1st until 2025-12-31"),
		"uid: "+h.one("x", "y")+"@network.example",
		"organisers: ["+h.one("a", "b", "a, c")+"]",
		"topics: ["+h.one("water", "light")+"]",
		"series: "+h.one("meetings", "others"),
		"country: "+h.one("BE", "US"),
		h.one("", "", "published: "+h.date(), "draft: true"),
		"image: {src: a.png, alt: A}",
		"attachments: [{src: "+h.one("a.png", "c.pdf")+", title: A}]",
		"registration: {url: "+h.address()+", closes: 2025-06-1"+h.one("1", "2")+" 09:00}",
		"agenda: "+h.address(), "updated: "+h.date(), "also: [2025-06-20]", h.alias(),
		"format: "+h.one("online", "hybrid"),
	), h.body())
}

func (h *edits) body() string {
	var b strings.Builder
	for range h.random.IntN(3) {
		target := h.one("a.md", "b.md", "../events/a.md", "../events/b.md#part", "../news/c.md#part", "../pages/a.md",
			"a.png", "2025/b.md", "../news/É.md", "../news/2024/", "/old/", "2025-06-01-c.md", "none.md", "#part",
			h.address())
		if known := h.files("content/"); h.random.IntN(4) > 0 && len(known) > 0 { // as seen from news/
			target = strings.Replace(h.one(known...), "content/", "../", 1) + h.one("", "#part")
		}
		b.WriteString("\n" + h.one("", "", "!") + "[A](" + target + ")\n")
	}
	return b.String() + h.one("", "\n# Part\n", "\n## Part\n\n# Other\n", "\nWords.\n", "\n<b>Raw</b>\n")
}

func (h *edits) picture() {
	var b bytes.Buffer
	h.check(png.Encode(&b, image.NewGray(image.Rect(0, 0, 1+h.random.IntN(3), 1))))
	folder := h.one("news", "events", "news/2025", "members")
	h.write("content/"+folder+"/"+h.one("a.png", "b.png", "c.pdf"), b.String())
}

// files returns the paths below a folder of what may be removed.
func (h *edits) files(folder string) []string {
	var paths []string
	h.check(filepath.WalkDir(h.dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != "site.yaml" {
			if name, _ := filepath.Rel(h.dir, path); strings.HasPrefix(filepath.ToSlash(name), folder) {
				paths = append(paths, filepath.ToSlash(name))
			}
		}
		return nil
	}))
	return paths
}

// alterations are what alter replaces by each other.
var alterations = [][2]string{
	{"# Part", "# Else"}, {"published: 2024", "published: 2025"}, {"aliases: [/old/]", "aliases: [/older/]"},
	{"title: ", "title: New "}, {"draft: true", "draft: false"}, {"countries: [BE]", "countries: [US]"},
	{"topics: [water]", "topics: [light]"}, {"a.png", "b.png"}, {"title:", "titel:"}, {"10:00", "11:00"},
}

// alter changes one thing in a text, and nothing else.
func (h *edits) alter() {
	noText := func(name string) bool { return !strings.HasSuffix(name, ".md") }
	known := slices.DeleteFunc(h.files("content/"), noText)
	if len(known) == 0 {
		return
	}
	name := h.one(known...)
	data, err := os.ReadFile(filepath.Join(h.dir, name))
	h.check(err)
	a := alterations[h.random.IntN(len(alterations))]
	from, to := a[0], a[1]
	if h.random.IntN(2) == 0 {
		from, to = to, from
	}
	h.write(name, strings.Replace(string(data), from, to, 1))
}

// copy copies a file to a folder beside it, or moves it there, so that a text takes the
// name of another.
func (h *edits) copy() {
	known := h.files("content/")
	if len(known) == 0 {
		return
	}
	from := h.one(known...)
	data, err := os.ReadFile(filepath.Join(h.dir, from))
	h.check(err)
	h.write(path.Dir(from)+"/"+h.one("0", "zz")+"/"+path.Base(from), string(data))
	if h.random.IntN(2) == 0 {
		h.check(os.Remove(filepath.Join(h.dir, from)))
		h.paths = append(h.paths, from)
	}
}

func (h *edits) remove() {
	if paths := h.files(""); len(paths) > 0 {
		name := h.one(paths...)
		h.check(os.Remove(filepath.Join(h.dir, name)))
		h.paths = append(h.paths, name)
	}
}

// touch writes a file as it was, at another time.
func (h *edits) touch() {
	if paths := h.files(""); len(paths) > 0 {
		name := h.one(paths...)
		at := time.Date(2025, 1, 1+h.random.IntN(300), 0, 0, 0, 0, time.UTC)
		h.check(os.Chtimes(filepath.Join(h.dir, name), at, at))
		h.paths = append(h.paths, name)
	}
}

func (h *edits) config() {
	h.write("content/site.yaml", fmt.Sprintf("name: Network\nurl: https://%s\nlanguages: [%s]\ntimezone: %s\n"+
		"navigation: [/news/, /events/]\ntopics:\n  water: {name: {en: Water, fr: Eau}}\n  %s: {name: Light}\n"+
		"series:\n  meetings: {name: Meetings}\n",
		h.one("network.example", "network.example/sub"), h.one("en, fr", "en, fr, el", "fr, en", "en"),
		h.one("Europe/Brussels", "Europe/Athens"),
		h.one("light", "lights")))
}
