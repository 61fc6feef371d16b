package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"belfry/internal/diag"
	"belfry/internal/generator"

	"github.com/chromedp/chromedp"
)

// pageOf writes a template for news with a part of its own.
func pageOf(t *testing.T, dir, part string) {
	t.Helper()
	write(t, filepath.Join(dir, "templates/news.html"),
		[]byte(`{{template "head" .Page}}<h1>{{.Page.Title}}</h1>`+part+`{{.Body}}{{template "foot" .Page}}`))
}

// counted makes a page count in the tab how often it is loaded.
const counted = `<script>sessionStorage.loads = 1 + Number(sessionStorage.loads ?? 0)</script>`

// TestBrowserTampered: a page whose own script keeps changes from being made is
// loaded again, once for each edit, and is right.
func TestBrowserTampered(t *testing.T) {
	tab := browser(t)
	dir := newSite(t)
	pageOf(t, dir, counted+`<script>
		const set = Object.getOwnPropertyDescriptor(Node.prototype, "nodeValue").set;
		const value = Object.getOwnPropertyDescriptor(Node.prototype, "nodeValue");
		Object.defineProperty(Node.prototype, "nodeValue", {...value, set(v) { set.call(this, v + " (tampered)") }});
	</script>`)
	v := serve(t, dir, false)
	open(t, tab, v.address+savedAddress)
	for i, title := range []string{"One", "Two", "One", "Two"} {
		write(t, filepath.Join(dir, saved), post(title))
		untilTrue(t, tab, fmt.Sprintf(
			`document.querySelector("h1")?.textContent === "%s" && sessionStorage.loads === "%d"`, title, i+2))
	}
	time.Sleep(500 * time.Millisecond) // in which it might be loaded again
	if loads := evaluate[string](t, tab, "sessionStorage.loads"); loads != "5" {
		t.Errorf("after four edits the page was loaded %s times", loads)
	}
	untilTrue(t, tab, `!document.querySelector("belfry-preview")`)
}

// TestBrowserNeverRight: a page that loading does not mend either is not loaded
// again and again, and says that it is not up to date.
func TestBrowserNeverRight(t *testing.T) {
	tab := browser(t)
	dir := newSite(t)
	pageOf(t, dir, counted+`<script>
		document.addEventListener("readystatechange", () =>
			document.querySelector("script[data-page]").dataset.page = "other");
		document.addEventListener("DOMContentLoaded", () => document.querySelector("h1").textContent = "Tampered");
		const value = Object.getOwnPropertyDescriptor(Node.prototype, "nodeValue");
		Object.defineProperty(Node.prototype, "nodeValue", {...value, set() {}});
	</script>`)
	v := serve(t, dir, false)
	open(t, tab, v.address+savedAddress)
	const stuck = `document.querySelector("belfry-preview")?.shadowRoot.querySelector(".ribbon")` +
		`?.textContent.includes("could not be brought up to date")`
	untilTrue(t, tab, stuck)
	loads := evaluate[string](t, tab, "sessionStorage.loads")
	time.Sleep(500 * time.Millisecond)
	if now := evaluate[string](t, tab, "sessionStorage.loads"); now != loads || loads != "2" {
		t.Errorf("the page was loaded %s times, then %s times", loads, now)
	}
}

// TestBrowserFields: what is typed and chosen stays in its field wherever that
// stands then, and all else of a field follows; one that nobody has touched is
// as the page says.
func TestBrowserFields(t *testing.T) {
	tab := browser(t)
	dir := newSite(t)
	pageOf(t, dir, `<p>First <input name="a" value="1"></p><p><textarea name="b">two</textarea></p>`+
		`<p><input name="untouched" value="3"><textarea name="idle">4</textarea></p>`+"\n"+
		`<p><select name="c"><option>One<option>Two</select></p>`+
		`<p><input type="checkbox" name="d"></p><p contenteditable>Text</p>`)
	v := serve(t, dir, false)
	open(t, tab, v.address+savedAddress)
	must(t, chromedp.Do(tab,
		chromedp.Focus("[name=a]"), chromedp.KeyEvent("x"), chromedp.Focus("[name=b]"), chromedp.KeyEvent("y"),
		chromedp.Click("[name=d]"), chromedp.Focus("[name=c]"), chromedp.KeyEvent("T"),
		chromedp.Focus("p[contenteditable]"), chromedp.KeyEvent("z")))
	has := func(expression, want string) {
		t.Helper()
		if got := evaluate[string](t, tab, "String("+expression+")"); got != want {
			t.Errorf("%s is %q, not %q", expression, got, want)
		}
	}
	value := func(name string) string { return `document.querySelector("[name=` + name + `]").value` }
	const typed = `document.querySelector("p[contenteditable]")`
	typedText := evaluate[string](t, tab, typed+".textContent")
	chosen := evaluate[string](t, tab, value("a")+"+"+value("b"))
	pageOf(t, dir, `<p>New <input name="new" value="0"></p><p>Second <input name="a" value="5" class="wide"></p>`+
		`<p>Moved <select name="c"><option>Zero<option>One<option>Two</select></p>`+"\n"+
		`<p><textarea name="b" rows="9">six</textarea></p>`+
		`<p><input name="untouched" value="7"><textarea name="idle">8</textarea></p>`+
		`<p><input type="checkbox" name="d" title="e"></p><p contenteditable class="wide">Other</p>`)
	write(t, filepath.Join(dir, saved), post("Changed"))
	untilTrue(t, tab, `document.querySelector("h1").textContent === "Changed" && `+
		`document.querySelector("[name=new]") && window.mark === 1`)
	has(value("a")+"+"+value("b"), chosen)
	has(value("new")+"+"+value("untouched")+"+"+value("idle"), "078")
	has(value("c"), "Two")
	has(`document.querySelector("[name=d]").checked`, "true")
	has(`document.querySelector("[name=a]").className + `+
		`document.querySelector("[name=a]").parentNode.textContent`, "wideSecond ")
	has(`document.querySelector("[name=b]").rows`, "9")
	has(`document.activeElement === `+typed+` && `+typed+`.className`, "wide")
	has(typed+".textContent", typedText)
}

// TestBrowserWithoutScripts: what is for browsers without scripts is not shown
// after a change either.
func TestBrowserWithoutScripts(t *testing.T) {
	tab := browser(t)
	dir := newSite(t)
	top, err := os.ReadFile("../../templates/top.html")
	must(t, err)
	write(t, filepath.Join(dir, "templates/top.html"), fmt.Appendf(top[:len(top):len(top)],
		"<noscript><style>h1 { color: rgb(1, 0, 0) }</style></noscript>\n"))
	page := func(title, quoted string) {
		pageOf(t, dir, `<noscript><p class=`+quoted+`>No <b>scripts</b></p>`+
			`<style>h1 { color: rgb(2, 0, 0) }</style></noscript>`)
		write(t, filepath.Join(dir, saved), post(title))
	}
	page("One", "'a'")
	v := serve(t, dir, false)
	open(t, tab, v.address+savedAddress)
	for i, title := range []string{"Two", "Three", "Four"} {
		page(title, fmt.Sprintf("'a%d'", i))
		untilTrue(t, tab, fmt.Sprintf(`document.querySelector("h1").textContent === "%s" && `+
			`document.querySelector("body noscript").textContent.includes("a%d")`, title, i))
		colour := evaluate[string](t, tab, `getComputedStyle(document.querySelector("h1")).color`)
		if colour == "rgb(1, 0, 0)" || colour == "rgb(2, 0, 0)" {
			t.Errorf("after %s the heading is of the colour that is for others: %s", title, colour)
		}
	}
	untilTrue(t, tab, `window.mark === 1`)
}

// TestBrowserStyleUndo: a style sheet stays until the one in its place is there,
// and where that is taken back meanwhile.
func TestBrowserStyleUndo(t *testing.T) {
	tab := browser(t)
	slow := make(chan bool)
	sheets := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/1.css" {
			<-slow
		}
		w.Header().Set("Content-Type", "text/css")
		fmt.Fprintf(w, "h1 { color: rgb(%s, 0, 0) }", r.URL.Path[1:2])
	}))
	defer sheets.Close()
	dir := newSite(t)
	top, err := os.ReadFile("../../templates/top.html")
	must(t, err)
	style := func(n int) {
		write(t, filepath.Join(dir, "templates/top.html"), fmt.Appendf(top[:len(top):len(top)],
			"<link rel=\"stylesheet\" href=\"%s/%d.css\">\n", sheets.URL, n))
	}
	shows := func(colour, sheets int) {
		t.Helper()
		untilTrue(t, tab, fmt.Sprintf(`getComputedStyle(document.querySelector("h1")).color === "rgb(%d, 0, 0)" && `+
			`document.querySelectorAll("link[rel=stylesheet]").length === %d`, colour, 1+sheets))
	}
	style(1)
	v := serve(t, dir, false)
	open(t, tab, v.address+savedAddress)
	shows(1, 1)
	style(2)
	shows(1, 2)
	style(1)
	shows(1, 1)
	style(3)
	shows(1, 2)
	close(slow)
	shows(3, 1)
	untilTrue(t, tab, `window.mark === 1`)
}

// TestBrowserBadge: warnings, then notices, each with its true count.
func TestBrowserBadge(t *testing.T) {
	tab := browser(t)
	dir := newSite(t)
	var found []diag.Diagnostic
	for i := range 60 {
		found = append(found, diag.Diagnostic{Severity: diag.Notice, File: "f", Message: fmt.Sprintf("notice %d", i)})
	}
	warning := func(message string) diag.Diagnostic {
		return diag.Diagnostic{Severity: diag.Warning, File: "f", Message: message}
	}
	for _, test := range []struct {
		found         []diag.Diagnostic
		summary, list string
	}{
		{append(found[:1:1], warning("first"), warning("second")),
			"2 warnings, 1 notice", "ffirst|fsecond|fnotice 0"},
		{found[1:2], "1 notice", "fnotice 1"},
		{found, "60 notices", ""},
	} {
		noEditor := func(string, int, int) string { return "" }
		listed := listingsOf(&generator.Result{Diagnostics: test.found}, noEditor)
		text, err := json.Marshal(message{listings: listed})
		must(t, err)
		pageOf(t, dir, `<script>window.EventSource = class {`+
			` constructor() { setTimeout(() => this.onmessage({ data: JSON.stringify(`+string(text)+`) })) }`+
			` close() {} }</script>`)
		v := serve(t, dir, false)
		open(t, tab, v.address+savedAddress)
		const root = `document.querySelector("belfry-preview")?.shadowRoot`
		untilTrue(t, tab, root+`?.querySelector("summary")?.textContent === "`+test.summary+`"`)
		const entries = `[...` + root + `.querySelectorAll("details li")].map((e) => e.textContent).join("|")`
		if list := evaluate[string](t, tab, entries); test.list != "" && list != test.list {
			t.Errorf("the badge lists %s", list)
		}
		shot(t, tab, "badge")
	}
}
