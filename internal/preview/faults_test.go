package preview

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"belfry/internal/theme"
)

// report returns the next report of a preview.
func (v *served) report(t *testing.T) Report {
	t.Helper()
	select {
	case r := <-v.reports:
		return r
	case <-time.After(waited):
		t.Fatal("nothing is reported")
		return Report{}
	}
}

// mustBe holds a report to how many faults it has, and how many are new.
func (r Report) mustBe(t *testing.T, again bool, faults, fresh int) {
	t.Helper()
	if r.Again != again || len(r.Faults) != faults || r.New != fresh || r.Good == nil || r.Result == nil {
		t.Errorf("reported again: %t, faults %v, %d of them new", r.Again, r.Faults, r.New)
	}
}

// replace writes a file at once: there is no empty one meanwhile.
func replace(t *testing.T, file string, data []byte) {
	t.Helper()
	next := filepath.Join(t.TempDir(), "next")
	write(t, next, data)
	must(t, os.Rename(next, file))
}

// TestFaults: what keeps pages from being rendered is reported once for each
// state: when a browser asks for the page, and with the state where it is open.
func TestFaults(t *testing.T) {
	dir := newSite(t)
	news, page := filepath.Join(dir, "templates/news.html"), filepath.Join(dir, "templates/page.html")
	write(t, news, []byte("{{slice .Page.Title 99}}"))
	write(t, page, []byte("{{slice .Page.Title 98}}"))
	v := serve(t, dir, false)
	v.report(t).mustBe(t, false, 0, 0)
	for range 3 {
		v.get(t, savedAddress)
		v.get(t, "/news/second/") // by the same template
	}
	v.report(t).mustBe(t, true, 1, 1)
	about := v.tab(t, "/about/")
	if m := about.next(t); len(m.Problems.List) != 1 {
		t.Errorf("the tab is told %+v", m)
	}
	r := v.report(t)
	r.mustBe(t, true, 2, 1)
	var fault *theme.Fault
	if !errors.As(r.Faults[1], &fault) || fault.Diagnostic.File != "templates/page.html" {
		t.Errorf("the second is %v", r.Faults[1])
	}
	replace(t, filepath.Join(dir, saved), post("Changed"))
	v.report(t).mustBe(t, false, 1, 1) // of the tab alone
	about.close()
	until(t, func() string {
		if n := len(v.server.tabs.addresses()); n != 0 {
			return fmt.Sprintf("%d pages are open", n)
		}
		return ""
	})
	replace(t, page, []byte("{{.Page.Title}}"))
	v.report(t).mustBe(t, false, 0, 0)
	if len(v.reports) > 0 {
		t.Errorf("reported once more: %+v", v.report(t))
	}
}

// TestFaultsBehindMistakes: while the site has mistakes, they are shown and not why
// a page of the site before cannot be rendered.
func TestFaultsBehindMistakes(t *testing.T) {
	dir := newSite(t)
	news := filepath.Join(dir, "templates/news.html")
	write(t, news, []byte("{{slice .Page.Title 99}}"))
	v := serve(t, dir, false)
	v.report(t).mustBe(t, false, 0, 0)
	v.get(t, savedAddress)
	v.report(t).mustBe(t, true, 1, 1)
	replace(t, news, []byte("{{.Page.Titel}}"))
	v.report(t).mustBe(t, false, 0, 0)
	a := v.get(t, savedAddress)
	if a.status != 500 || !strings.Contains(a.body, ".Titel") || strings.Contains(a.body, "slice") {
		t.Errorf("the page is answered with %d %s", a.status, a.body)
	}
	tab := v.tab(t, savedAddress)
	if m := tab.next(t); len(m.Problems.List) != 1 || !strings.Contains(m.Problems.List[0].Message, ".Titel") {
		t.Errorf("the tab is told %+v", m)
	}
	replace(t, news, []byte("{{.Page.Title}}"))
	v.report(t).mustBe(t, false, 0, 0)
}

// TestFaultsAreBounded: a state with ever new faults takes no more and more memory,
// and what is of another state is forgotten.
func TestFaultsAreBounded(t *testing.T) {
	f, now := newFaults(), new(state)
	f.begin(now)
	for i := range 10 * maxFaults {
		f.add(now, fmt.Errorf("fault %d", i))
	}
	if met, fresh := f.take(); len(met) != maxFaults || fresh != maxFaults {
		t.Errorf("%d faults, %d of them new", len(met), fresh)
	}
	next := &state{failure: "another"}
	f.begin(next)
	f.add(now, errors.New("of the state before"))
	f.add(next, errors.New("of this"))
	f.add(next, errors.New("and another"))
	if met, fresh := f.take(); fmt.Sprint(met, fresh) != "[and another of this] 2" {
		t.Errorf("%v, %d of them new", met, fresh)
	}
}

// TestTooManyTabs: there is an end to how many pages are kept up to date, and
// one that is closed makes room.
func TestTooManyTabs(t *testing.T) {
	all := newTabs()
	for i := range maxTabs {
		if !all.open(fmt.Sprint(i % 10)) {
			t.Fatal("there is no room for", i)
		}
	}
	if all.open("0") {
		t.Error("there is no end")
	}
	all.close("0")
	if !all.open("new") || len(all.addresses()) != 11 {
		t.Errorf("after one is closed %v are open", all.addresses())
	}
}
