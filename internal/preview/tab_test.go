package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// A tab listens to the stream of one page.
type tab struct {
	messages chan message
	close    func()
}

func (v *served) tab(t testing.TB, address string) *tab {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	r, err := http.NewRequestWithContext(ctx, "GET", v.address+streamPath+"?address="+url.QueryEscape(address), nil)
	must(t, err)
	answer, err := (&http.Client{}).Do(r)
	must(t, err)
	if media := answer.Header.Get("Content-Type"); answer.StatusCode != 200 || media != "text/event-stream" {
		t.Fatalf("the stream: %d %s", answer.StatusCode, media)
	}
	o := &tab{messages: make(chan message, 100), close: cancel}
	t.Cleanup(cancel)
	go func() {
		defer answer.Body.Close()
		lines := bufio.NewScanner(answer.Body)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			if text, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				var m message
				_ = json.Unmarshal([]byte(text), &m) // an empty one fails the test
				o.messages <- m
			}
		}
	}()
	return o
}

func (o *tab) next(t testing.TB) message {
	t.Helper()
	select {
	case m := <-o.messages:
		return m
	case <-time.After(waited):
		t.Fatal("the tab is told nothing")
		return message{}
	}
}

func (o *tab) mustBeQuiet(t *testing.T) {
	t.Helper()
	select {
	case m := <-o.messages:
		t.Errorf("a tab whose page has not changed is told %+v", m)
	case <-time.After(100 * time.Millisecond):
	}
}

// TestTabs: a tab is told how its page is at once and when it changes, and
// nothing when others change.
func TestTabs(t *testing.T) {
	v := serve(t, newSite(t), false)
	first, about, nowhere := v.tab(t, savedAddress), v.tab(t, "/about/"), v.tab(t, "/news/later/")
	before, other, missing := first.next(t), about.next(t), nowhere.next(t)
	if before.Page == "" || before.Page == other.Page || missing.Page == other.Page {
		t.Errorf("the pages are %q, %q and %q", before.Page, other.Page, missing.Page)
	}
	write(t, filepath.Join(v.dir, saved), post("Changed"))
	after := first.next(t)
	if after.Page == before.Page {
		t.Error("the page has not changed")
	}
	about.mustBeQuiet(t)
	nowhere.mustBeQuiet(t)

	write(t, filepath.Join(v.dir, "content/news/later.md"), post("Later"))
	if m := nowhere.next(t); m.Page == missing.Page {
		t.Error("a page that comes is not told of")
	}
	must(t, os.Remove(filepath.Join(v.dir, "content/news/later.md")))
	if m := nowhere.next(t); m.Page != missing.Page {
		t.Error("a page that goes is not told of")
	}
	about.mustBeQuiet(t)
	if late := v.tab(t, savedAddress).next(t); late.Page != after.Page {
		t.Error("a tab that comes late is told something else")
	}
}

// TestMistakes: with a mistake the last good site goes on being served, and all
// tabs are told, until it is mended.
func TestMistakes(t *testing.T) {
	v := serve(t, newSite(t), false)
	about := v.tab(t, "/about/")
	good := about.next(t)
	want := build(t, v.dir)
	write(t, filepath.Join(v.dir, saved), []byte("---\ntitle: First\npublished: 2025-06-32\n---\n\n<center>Text.\n"))
	m := about.next(t)
	if m.Page != good.Page || len(m.Problems.List) != 1 || len(m.Warnings.List) != 1 {
		t.Fatalf("the tab is told %+v", m)
	}
	p := m.Problems.List[0]
	placed := p.Place == saved+":3:12" && p.Edit == "editor:"+saved+":3:12"
	if !placed || !strings.Contains(p.Excerpt, "published: 2025-06-32\n") || !strings.Contains(p.Excerpt, "^^^^") {
		t.Errorf("the problem is %+v", p)
	}
	if d := v.difference(t, want, nil); d != "" {
		t.Errorf("the last good site is served no more: %s", d)
	}
	write(t, filepath.Join(v.dir, saved), post("Mended"))
	if m := about.next(t); len(m.Problems.List) != 0 || len(m.Warnings.List) != 0 || m.Page != good.Page {
		t.Errorf("the mended site tells %+v", m)
	}
}

// TestMistakesFromTheStart: where there has been no good site yet, every page
// says why.
func TestMistakesFromTheStart(t *testing.T) {
	dir := newSite(t)
	write(t, filepath.Join(dir, saved), []byte("---\ntitle: <script>alert(1)</script>\n---\n"))
	v := serve(t, dir, false)
	home := v.tab(t, "/")
	if m := home.next(t); m.Page != "" || len(m.Problems.List) != 1 {
		t.Errorf("the tab is told %+v", m)
	}
	a, body := v.ask(t, "GET", "/")
	told := strings.Contains(body, saved) && scriptTag.MatchString(body)
	if a.StatusCode != 503 || !told || strings.Contains(body, "<script>alert") {
		t.Errorf("%d %s", a.StatusCode, body)
	}
	write(t, filepath.Join(dir, saved), post("Mended"))
	if m := home.next(t); m.Page == "" || len(m.Problems.List) != 0 {
		t.Errorf("the mended site tells %+v", m)
	}
	v.untilBuilt(t, nil)
}

// TestWithheld: the page of an item that a build withholds says why it is not there.
func TestWithheld(t *testing.T) {
	dir := newSite(t)
	write(t, filepath.Join(dir, saved), []byte("---\ntitle: First\npublished: 2025-06-20\n---\n"))
	v := serve(t, dir, false)
	if m := v.tab(t, savedAddress).next(t); m.Ribbon != saved+": will be published on 2025-06-20" {
		t.Errorf("the ribbon is %q", m.Ribbon)
	}
	if m := v.tab(t, "/about/").next(t); m.Ribbon != "" {
		t.Errorf("another page has the ribbon %q", m.Ribbon)
	}
}

// TestUntranslated: the page of an item says in which languages it is not there yet.
func TestUntranslated(t *testing.T) {
	dir := newSite(t)
	config := filepath.Join(dir, "content", "site.yaml")
	data, err := os.ReadFile(config)
	if err != nil {
		t.Fatal(err)
	}
	write(t, config, append(data, "\nlanguages: [en, fr]\n"...))
	v := serve(t, dir, false)
	tab, french := v.tab(t, savedAddress), strings.TrimSuffix(saved, ".md")+".fr.md"
	want := []problem{{Place: french, Message: "no French text yet", Edit: "editor:" + french + ":1:1"}}
	if m := tab.next(t); !slices.Equal(m.Untranslated, want) {
		t.Errorf("the tab is told %+v", m.Untranslated)
	}
	if m := v.tab(t, "/").next(t); m.Untranslated != nil {
		t.Errorf("the first page is told %+v", m.Untranslated)
	}
	write(t, filepath.Join(dir, french), []byte("---\ntitle: Billet\n---\n"))
	if m := tab.next(t); m.Untranslated != nil {
		t.Errorf("the translated page is told %+v", m.Untranslated)
	}
}

// TestLinkedFolderWhileBroken: a folder that has become a link shows nothing
// that lies elsewhere, while the last good site is served.
func TestLinkedFolderWhileBroken(t *testing.T) {
	v := serve(t, newSite(t), false)
	v.untilShown(t, "/css/own.css", "black")
	elsewhere := t.TempDir()
	write(t, filepath.Join(elsewhere, "own.css"), []byte("secret"))
	write(t, filepath.Join(v.dir, saved), []byte("---\ntitle: [\n"))
	until(t, func() string {
		if v.server.state.Load().found.Problems.List == nil {
			return "the mistake is not seen"
		}
		return ""
	})
	must(t, os.RemoveAll(filepath.Join(v.dir, "static", "css")))
	must(t, os.Symlink(elsewhere, filepath.Join(v.dir, "static", "css")))
	if a, body := v.ask(t, "GET", "/css/own.css"); a.StatusCode != 404 || strings.Contains(body, "secret") {
		t.Errorf("%d %s", a.StatusCode, body)
	}
}

// TestWhatIsDueAppears: an item appears when its time has come, though no file
// has changed.
func TestWhatIsDueAppears(t *testing.T) {
	dir := newSite(t)
	write(t, filepath.Join(dir, saved), []byte("---\ntitle: Due\npublished: 2025-06-15 14:01\n---\n")) // 12:01 UTC
	var later atomic.Bool
	v := serveAt(t, dir, false, func() time.Time {
		if later.Load() {
			return now.Add(2 * time.Minute)
		}
		return now
	})
	until(t, func() string {
		if a := v.get(t, savedAddress); a.status != 404 {
			return "it is there already"
		}
		return ""
	})
	later.Store(true)
	v.untilShown(t, savedAddress, "Due")
}
