package preview

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// browser starts a browser, or skips the test where there is none.
func browser(t *testing.T) context.Context {
	t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv("BELFRY_REQUIRE") == "all" {
			t.Fatal("chromium is required and not installed")
		}
		t.Skip("chromium is not installed: the preview is not tried in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()), chromedp.WindowSize(768, 800),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, cancel = context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(cancel)
	must(t, chromedp.Do(ctx))
	return ctx
}

// open shows a page of the preview in a tab, and marks it: a page that is loaded
// again has no mark.
func open(t *testing.T, tab context.Context, address string) {
	t.Helper()
	must(t, chromedp.Do(tab, chromedp.Navigate(address), chromedp.WaitReady("body")))
	evaluate[bool](t, tab, "window.mark = 1; true")
}

// evaluate returns what an expression gives in a tab: in the next page, where the tab
// goes to that meanwhile.
func evaluate[V any](t *testing.T, tab context.Context, expression string) V {
	t.Helper()
	v, err := chromedp.Run(tab, chromedp.Evaluate[V](expression))
	for i := 0; i < 100 && err != nil && isLeaving(err); i++ {
		time.Sleep(20 * time.Millisecond)
		v, err = chromedp.Run(tab, chromedp.Evaluate[V](expression))
	}
	if err != nil {
		t.Fatalf("%s: %v", expression, err)
	}
	return v
}

// isLeaving reports whether an evaluation failed because the tab went to another page.
func isLeaving(err error) bool {
	return slices.ContainsFunc([]string{"navigated or closed", "context was destroyed", "Cannot find context"},
		func(said string) bool { return strings.Contains(err.Error(), said) })
}

// untilTrue waits until an expression is true in a tab.
func untilTrue(t *testing.T, tab context.Context, expression string) {
	t.Helper()
	until(t, func() string {
		if evaluate[bool](t, tab, "Boolean("+expression+")") {
			return ""
		}
		const words = "(document.body?.innerText.slice(0, 300) ?? '') + " +
			"(document.querySelector('belfry-preview')?.shadowRoot.textContent ?? '')"
		return expression + " is not true; the page has " + evaluate[string](t, tab, words)
	})
}

// formSite has a news page with a field, details and a long text.
func formSite(t *testing.T) string {
	dir := newSite(t)
	write(t, filepath.Join(dir, "templates/news.html"), []byte(`{{template "head" .Page}}<h1>{{.Page.Title}}</h1>
<link rel="stylesheet" href="{{asset "css/own.css"}}">
<label>Field <input id="field"></label> <select id="choice"><option>One<option>Two</select>
<details id="more"><summary>More</summary>Details</details>
{{.Body}}<div style="height: 4000px"></div>
{{template "foot" .Page}}`))
	return dir
}

// TestBrowser: an edit shows without a reload, and leaves alone what the reader
// does; other tabs are not touched.
func TestBrowser(t *testing.T) {
	first := browser(t)
	v := serve(t, formSite(t), false)
	other, cancel := chromedp.NewContext(first)
	defer cancel()
	const count = `window.changes = 0; new MutationObserver(() => window.changes++).observe(document, ` +
		`{subtree: true, childList: true, attributes: true, characterData: true}); true`
	open(t, other, v.address+"/about/")
	evaluate[bool](t, other, count)
	open(t, first, v.address+savedAddress)
	must(t, chromedp.Do(first, chromedp.Focus("#field"), chromedp.KeyEvent("typed")))
	evaluate[bool](t, first, `document.querySelector("#field").setSelectionRange(2, 4);
		document.querySelector("#choice").value = "Two"; document.querySelector("#more").open = true;
		scrollTo({top: 700, behavior: 'instant'}); true`)
	time.Sleep(300 * time.Millisecond) // both tabs have been told how they are
	for i := range 3 {
		write(t, filepath.Join(v.dir, saved), post(fmt.Sprintf("Edit %d", i)))
		untilTrue(t, first, fmt.Sprintf(
			`document.querySelector("h1").textContent === "Edit %d" && document.title.startsWith("Edit %[1]d")`, i))
		for expression, want := range map[string]string{
			"window.mark":                                           "1",
			"document.activeElement.id":                             "field",
			`document.querySelector("#field").value`:                "typed",
			`document.querySelector("#field").selectionStart`:       "2",
			`document.querySelector("#choice").value`:               "Two",
			`document.querySelector("#more").open`:                  "true",
			"scrollY":                                               "700",
			`document.querySelectorAll("script[data-page]").length`: "1",
		} {
			if got := evaluate[string](t, first, "String("+expression+")"); got != want {
				t.Errorf("after edit %d, %s is %s, not %s", i, expression, got, want)
			}
		}
	}
	if n := evaluate[int](t, other, "window.changes"); n != 0 {
		t.Errorf("another tab was changed %d times", n)
	}
}

// TestBrowserStyle: a changed style sheet takes effect without a reload.
func TestBrowserStyle(t *testing.T) {
	tab := browser(t)
	dir := newSite(t)
	write(t, filepath.Join(dir, "static/css/site.css"), []byte("h1 { color: rgb(1, 2, 3) }\n"))
	v := serve(t, dir, false)
	const colour = `getComputedStyle(document.querySelector("h1")).color === `
	open(t, tab, v.address+savedAddress)
	untilTrue(t, tab, colour+`"rgb(1, 2, 3)"`)
	write(t, filepath.Join(dir, "static/css/site.css"), []byte("h1 { color: rgb(4, 5, 6) }\n"))
	untilTrue(t, tab, colour+`"rgb(4, 5, 6)"`)
	untilTrue(t, tab, `window.mark === 1 && document.querySelectorAll("link[rel=stylesheet]").length === 1`)
}

// TestBrowserMistakes: mistakes stand over every open page until they are
// mended, and are text whatever they quote.
func TestBrowserMistakes(t *testing.T) {
	tab := browser(t)
	v := serve(t, newSite(t), false)
	const root = `document.querySelector("belfry-preview")?.shadowRoot`
	open(t, tab, v.address+"/about/")
	write(t, filepath.Join(v.dir, saved),
		[]byte("---\ntitle: First\npublished: 2025-06-10\n<img src=x onerror=window.mark=2>: 1\n---\n"))
	untilTrue(t, tab, root+`?.querySelector("section")?.textContent.includes("<img src=x onerror=window.mark=2>")`)
	shot(t, tab, "mistakes")
	for expression, want := range map[string]string{
		root + `.querySelectorAll("img").length`:                    "0",
		root + `.querySelector("section li a").href`:                "editor:" + saved + ":4:1",
		root + `.querySelector("section").role`:                     "alert",
		`document.querySelector("h1").textContent`:                  "About",
		root + `.querySelector("pre").textContent.includes("^^^^")`: "true",
	} {
		if got := evaluate[string](t, tab, "String("+expression+")"); got != want {
			t.Errorf("%s is %s, not %s", expression, got, want)
		}
	}
	write(t, filepath.Join(v.dir, saved),
		[]byte("---\ntitle: First\npublished: 2025-06-10\n---\n\n<center>Raw</center>\n"))
	untilTrue(t, tab, `!`+root+`?.querySelector("section") && `+
		root+`?.querySelector("details summary").textContent === "1 warning"`)
	shot(t, tab, "warnings")
	write(t, filepath.Join(v.dir, saved), post("Mended"))
	untilTrue(t, tab, `!document.querySelector("belfry-preview") && window.mark === 1`)
}

// TestBrowserVanishedPage: a page whose file is deleted shows that, and comes
// back with it; one that could not be shown from the start appears.
func TestBrowserVanishedPage(t *testing.T) {
	tab := browser(t)
	dir := newSite(t)
	write(t, filepath.Join(dir, saved), []byte("---\ntitle: [\n"))
	v := serve(t, dir, false)
	open(t, tab, v.address+savedAddress)
	untilTrue(t, tab, `document.querySelector("belfry-preview")?.shadowRoot.querySelector("section") != null`)
	write(t, filepath.Join(dir, saved), post("Here"))
	untilTrue(t, tab, `document.querySelector("h1")?.textContent === "Here"`)
	evaluate[bool](t, tab, "window.mark = 1; true")
	if err := os.Remove(filepath.Join(dir, saved)); err != nil {
		t.Fatal(err)
	}
	untilTrue(t, tab, `document.querySelector("h1")?.textContent !== "Here" && window.mark === 1`)
	write(t, filepath.Join(dir, saved), []byte("---\ntitle: Back\npublished: 2025-06-20\n---\n"))
	untilTrue(t, tab, `document.querySelector("belfry-preview")?.shadowRoot`+
		`.querySelector(".ribbon")?.textContent.includes("2025-06-20")`)
	shot(t, tab, "ribbon")
	write(t, filepath.Join(dir, saved), post("Back"))
	untilTrue(t, tab, `document.querySelector("h1")?.textContent === "Back" && window.mark === 1`)
}

// TestBrowserCatchesUp: a tab that heard nothing for a while is up to date when
// it hears again.
func TestBrowserCatchesUp(t *testing.T) {
	tab := browser(t)
	v := serve(t, newSite(t), false)
	open(t, tab, v.address+savedAddress)
	evaluate[bool](t, tab, "dispatchEvent(new PageTransitionEvent('pagehide'))")
	write(t, filepath.Join(v.dir, saved), post("While asleep"))
	v.untilShown(t, savedAddress, "While asleep")
	time.Sleep(200 * time.Millisecond)
	if title := evaluate[string](t, tab, `document.querySelector("h1").textContent`); title != "First" {
		t.Errorf("a tab that listens to nothing shows %s", title)
	}
	evaluate[bool](t, tab, "dispatchEvent(new PageTransitionEvent('pageshow'))")
	untilTrue(t, tab, `document.querySelector("h1").textContent === "While asleep" && window.mark === 1`)
}

// shot keeps a picture of a tab, where BELFRY_SHOTS names a folder for it.
func shot(t *testing.T, tab context.Context, name string) {
	t.Helper()
	dir := os.Getenv("BELFRY_SHOTS")
	if dir == "" {
		return
	}
	data, err := chromedp.Run(tab, chromedp.CaptureScreenshot())
	must(t, err)
	write(t, filepath.Join(dir, strings.ToLower(name)+".png"), data)
}

// TestBrowserUndo: a change that is taken back while the page is being fetched
// does not stay.
func TestBrowserUndo(t *testing.T) {
	tab := browser(t)
	v := serve(t, newSite(t), false)
	write(t, filepath.Join(v.dir, saved), post("One"))
	v.untilShown(t, savedAddress, "Text of One.")
	open(t, tab, v.address+savedAddress)
	evaluate[bool](t, tab, `window.real = window.fetch; window.answers = 0;
		window.fetch = (...a) => window.real(...a).then((r) =>
			new Promise((done) => setTimeout(() => { window.answers++; done(r) }, 500))); true`)
	time.Sleep(200 * time.Millisecond)
	write(t, filepath.Join(v.dir, saved), post("Two"))
	v.untilShown(t, savedAddress, "Text of Two.")
	time.Sleep(100 * time.Millisecond) // the page is being fetched
	write(t, filepath.Join(v.dir, saved), post("One"))
	untilTrue(t, tab, `window.answers >= 2 && document.querySelector("h1").textContent === "One" && window.mark === 1`)
}

// TestBrowserForeignPath: a path that looks like another host fetches nothing
// from there.
func TestBrowserForeignPath(t *testing.T) {
	tab := browser(t)
	v := serve(t, newSite(t), false)
	asked := make(chan string, 10)
	foreign := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.URL.Path
		w.Header().Set("Access-Control-Allow-Origin", "*")
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, `<!doctype html><body><img src=x onerror="window.mark=2"><script data-page="1"></script>`)
	}))
	defer foreign.Close()
	open(t, tab, v.address+"//"+strings.TrimPrefix(foreign.URL, "http://")+"/")
	write(t, filepath.Join(v.dir, "content/site.yaml"),
		[]byte("name: Other\nurl: https://network.example\ntopics: {water: {name: W}, light: {name: L}}\n"))
	untilTrue(t, tab, `document.title.endsWith("Other")`)
	select {
	case path := <-asked:
		t.Errorf("the other host is asked for %s", path)
	case <-time.After(300 * time.Millisecond):
	}
}

// TestBrowserOrderOfStyles: a changed style sheet stays where it is among others.
func TestBrowserOrderOfStyles(t *testing.T) {
	tab := browser(t)
	dir := newSite(t)
	write(t, filepath.Join(dir, "static/css/site.css"), []byte("h1 { color: rgb(1, 1, 1) }\n"))
	write(t, filepath.Join(dir, "static/css/own.css"), []byte("h1 { color: rgb(2, 2, 2) }\n"))
	top, err := os.ReadFile("../../templates/top.html")
	must(t, err)
	write(t, filepath.Join(dir, "templates/top.html"),
		append(top, []byte(`<link rel="stylesheet" href="{{asset "css/own.css"}}">`+"\n")...))
	v := serve(t, dir, false)
	open(t, tab, v.address+savedAddress)
	write(t, filepath.Join(dir, "static/css/site.css"), []byte("h1 { color: rgb(3, 3, 3); margin-top: 7px }\n"))
	untilTrue(t, tab, `getComputedStyle(document.querySelector("h1")).marginTop === "7px" && window.mark === 1`)
	colour := evaluate[string](t, tab, `getComputedStyle(document.querySelector("h1")).color`)
	if colour != "rgb(2, 2, 2)" {
		t.Errorf("the colour is %s", colour)
	}
}

// TestBrowserTemplateFault: a template that cannot make a page is a mistake with
// its place, and the page comes back when it is mended.
func TestBrowserTemplateFault(t *testing.T) {
	tab := browser(t)
	dir := newSite(t)
	template := filepath.Join(dir, "templates/news.html")
	write(t, template, []byte("<h1>\n{{.Nothing}}</h1>"))
	v := serve(t, dir, false)
	open(t, tab, v.address+savedAddress)
	untilTrue(t, tab, `document.querySelector("belfry-preview")?.shadowRoot.querySelector("section li")`+
		`?.textContent.startsWith("templates/news.html:2:3there is no field .Nothing here")`)
	write(t, template, []byte("<h1>{{.Page.Title}}</h1>"))
	untilTrue(t, tab, `document.querySelector("h1")?.textContent === "First" && !document.querySelector("belfry-preview")`)
	evaluate[bool](t, tab, "window.mark = 1; true")
	write(t, template, []byte("<h1>{{.Nothing}}</h1>"))
	untilTrue(t, tab, `document.querySelector("belfry-preview")?.shadowRoot.querySelector("section") != null`)
	write(t, template, []byte("<h1>{{.Page.Title}}!</h1>"))
	untilTrue(t, tab, `document.querySelector("h1").textContent === "First!" && `+
		`window.mark === 1 && !document.querySelector("belfry-preview")`)
}

// TestBrowserServerEnds: a page says that nobody answers any more.
func TestBrowserServerEnds(t *testing.T) {
	tab := browser(t)
	v := serve(t, newSite(t), false)
	open(t, tab, v.address+savedAddress)
	time.Sleep(200 * time.Millisecond)
	v.stop()
	untilTrue(t, tab, `document.querySelector("belfry-preview")?.shadowRoot`+
		`.querySelector(".ribbon")?.textContent.includes("does not answer")`)
}
