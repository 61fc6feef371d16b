package main

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// repeatedSite has something to say of most kinds: a warning, a notice, a withheld file,
// an event of which only its file says when it was changed.
var repeatedSite = map[string]string{
	"content/site.yaml": "name: Network\nurl: https://network.example\nlanguages: [en]\ntimezone: Europe/Brussels\n" +
		"topics: {water: {name: Water}}\n",
	"content/news/water.md":     "---\ntitle: Water\npublished: 2025-01-02\ntopics: [water]\n---\nClear water.\n",
	"content/news/later.md":     "---\ntitle: Later\npublished: 2026-01-03\n---\nNot yet.\n",
	"content/news/drawing.svg":  "<svg/>",
	"content/events/meeting.md": "---\ntitle: Meeting\nstart: 2026-02-03 10:00\n---\nAll meet.\n",
	"content/events/over.md":    "---\ntitle: Over\nstart: 2025-12-01 10:00\npublished: 2025-01-01\n---\nIt was.\n",
	"static/terms.txt":          "terms",
	"static/leftover.bak":       "x",
}

// A sameTwice is a site that stands twice: made with --cache, and without.
type sameTwice struct {
	*testing.T
	cached, plain string   // folders that each hold a site, and public/
	env           []string // besides what the test has
}

// build builds both, and compares what they say and leave.
func (r sameTwice) build(flags ...string) {
	r.Helper()
	say := func(dir string, flags []string) string {
		c := belfryCommand(append([]string{"build"}, flags...)...)
		c.Dir, c.Env = dir, append(os.Environ(), r.env...)
		said, err := c.CombinedOutput()
		if exit := (*exec.ExitError)(nil); err != nil && !errors.As(err, &exit) {
			r.Fatal(err)
		}
		return duration.ReplaceAllString(string(said), "(TIME)")
	}
	if !slices.Contains(flags, "--now") {
		flags = append(flags, "--now", "2026-01-01 10:00")
	}
	want := say(r.plain, flags)
	if got := say(r.cached, append(flags, "--cache")); got != want {
		r.Errorf("with --cache it says\n%s\ninstead of\n%s", got, want)
	}
	if !maps.EqualFunc(tree(r.T, r.plain, "."), tree(r.T, r.cached, "."), bytes.Equal) {
		r.Error("with --cache it leaves other files")
	}
}

var duration = regexp.MustCompile(`\([0-9.]+m?s\)`)

// each does something in both folders.
func (r sameTwice) each(do func(dir string) error) {
	r.Helper()
	for _, dir := range []string{r.cached, r.plain} {
		if err := do(dir); err != nil {
			r.Fatal(err)
		}
	}
}

// beginTwice builds a site until there is nothing left to do.
func beginTwice(t *testing.T) sameTwice {
	r := sameTwice{t, t.TempDir(), t.TempDir(), []string{cacheVariable + t.TempDir()}}
	r.each(func(dir string) error {
		for name, text := range repeatedSite {
			file := filepath.Join(dir, name)
			writeFile(t, file, []byte(text))
			if err := os.Chtimes(file, time.Time{}, time.Unix(1.7e9, 0)); err != nil {
				return err
			}
		}
		return nil
	})
	r.build()
	time.Sleep(2100 * time.Millisecond) // until nothing is as young as a tick of the clock
	r.build()
	return r
}

// forgetTexts removes what is kept of the texts.
func (r sameTwice) forgetTexts() (was bool) {
	return r.forget("*" + shelfEnding)
}

// forget removes what is kept in files that match a pattern.
func (r sameTwice) forget(pattern string) (was bool) {
	files, err := filepath.Glob(filepath.Join(strings.TrimPrefix(r.env[0], cacheVariable), "belfry", pattern))
	if err != nil {
		r.Fatal(err)
	}
	for _, file := range files {
		if err := os.Remove(file); err != nil {
			r.Fatal(err)
		}
	}
	return len(files) > 0
}

// cacheVariable names the user's cache folder.
const cacheVariable = "XDG_CACHE_HOME="

// edits are what can happen between two builds, and what each is done to.
var edits = map[string]func(dir string) error{
	"a letter, with the old size and time": func(dir string) error {
		return replaceQuietly(filepath.Join(dir, "content/news/water.md"), "Clear", "Clean")
	},
	"a letter of a copied file": func(dir string) error {
		return replaceQuietly(filepath.Join(dir, "static/terms.txt"), "terms", "TERMS")
	},
	"a new text":               adding("content/pages/about.md", "---\ntitle: About\n---\nIt is.\n"),
	"a text without name":      adding("content/news/a b.fr.de.md", "x"),
	"a mistake":                adding("content/news/wrong.md", "---\ntitel: Wrong\n---\n"),
	"a template":               adding("templates/404.html", "{{define \"404\"}}Not here.{{end}}"),
	"a text of the pages":      adding("templates/strings/en.yaml", "news: Tidings\n"),
	"a stray folder":           adding("news/a.md", "---\ntitle: A\n---\n"),
	"a file left behind":       adding("static/other.bak", "x"),
	"an output's letter":       overwriting("public/terms.txt", "TERMS"),
	"a page's letters":         overwriting("public/news/water/index.html", "<p>x"),
	"a foreign file":           adding("public/own.html", "x"),
	"what a killed build left": adding("public/news/.belfry-0", "x"),
	"another setting": func(dir string) error {
		return replaceQuietly(filepath.Join(dir, "content/site.yaml"), "Network", "Netwerk")
	},
	"a text less": func(dir string) error { return os.Remove(filepath.Join(dir, "content/news/water.md")) },
	"the time of a file that counts": func(dir string) error {
		return os.Chtimes(filepath.Join(dir, "content/events/meeting.md"), time.Time{}, time.Unix(1.71e9, 0))
	},
	"a page less":    func(dir string) error { return os.RemoveAll(filepath.Join(dir, "public/news/water")) },
	"all pages less": func(dir string) error { return os.RemoveAll(filepath.Join(dir, "public")) },
	"no list":        func(dir string) error { return os.Remove(filepath.Join(dir, "public/.belfry")) },
}

func adding(name, text string) func(dir string) error {
	return func(dir string) error {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			return err
		}
		return os.WriteFile(file, []byte(text), 0o666)
	}
}

func overwriting(name, text string) func(dir string) error {
	return func(dir string) error {
		file := filepath.Join(dir, name)
		data, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		return replaceQuietly(file, string(data[:len(text)]), text)
	}
}

// replaceQuietly changes the bytes of a file, and sets its time back.
func replaceQuietly(file, old, text string) error {
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	if err := os.WriteFile(file, bytes.Replace(data, []byte(old), []byte(text), 1), 0o666); err != nil {
		return err
	}
	return os.Chtimes(file, time.Time{}, info.ModTime())
}

// TestRepeatedBuild: a build with --cache of what is as the last one left it makes
// nothing, and says the same; after any change, and with any other flag, it does what one
// without does. BELFRY_MORE tries all of them, and all else a few.
func TestRepeatedBuild(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the cache folder is named by another variable")
	}
	tries := map[string]func(r sameTwice){
		"nothing": func(r sameTwice) {
			r.forgetTexts()
			if r.build(); r.forgetTexts() {
				r.Error("nothing has changed, and the texts are parsed")
			}
		},
	}
	tries["words that nobody has read"] = func(r sameTwice) {
		r.forget("*" + sealEnding)
		full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
		if err != nil {
			r.Skip(err)
		}
		defer full.Close()
		c := belfryCommand("build", "--cache", "--now", "2026-01-01 10:00")
		c.Dir, c.Env, c.Stdout, c.Stderr = r.cached, append(os.Environ(), r.env...), full, full
		if err := c.Run(); err != nil {
			r.Fatal(err)
		}
		r.build()
	}
	tries["another word about commits"] = func(r sameTwice) {
		r.each(func(dir string) error { return os.Mkdir(filepath.Join(dir, ".git"), 0o777) })
		r.build()
		r.env = append(r.env, "PATH=")
		r.build()
	}
	for name, edit := range edits {
		tries[name] = func(r sameTwice) {
			r.each(edit)
			r.build()
			r.build()
		}
	}
	for _, flags := range []string{
		"--drafts", "--base-url https://other.example/below", "--quiet", "--strict", "--max-errors 1", "--max-errors 0",
		"--verify", "--now 2026-01-02", "--now 2026-01-03", "--now 2025-12-31", "--out other",
	} {
		tries[flags] = func(r sameTwice) {
			r.build(strings.Fields(flags)...)
			r.build()
		}
	}
	few := []string{
		"nothing", "a letter, with the old size and time", "the time of a file that counts", "a letter of a copied file",
		"a page less", "words that nobody has read", "another word about commits", "--quiet", "--now 2026-01-02",
	}
	for _, name := range slices.Sorted(maps.Keys(tries)) {
		if !slices.Contains(few, name) && os.Getenv("BELFRY_MORE") == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tries[name](beginTwice(t))
		})
	}
}
