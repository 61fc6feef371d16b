package preview

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// A draft is what the page of the saved file is made of, as an author changes it.
type draft struct {
	edition                            int
	title, before, link, heading, last string // "" for none
	label, summary, more               string
}

func (d draft) save(v *served, t *testing.T) {
	t.Helper()
	write(t, filepath.Join(v.dir, "templates/news.html"), []byte(`{{template "head" .Page}}`+
		`<style>html { scroll-behavior: auto !important }</style>`+
		`<div style="height: 600px"></div><h1>{{.Page.Title}}</h1>
`+d.more+`<p><label>`+d.label+` <input name="typed" placeholder="`+d.label+`"></label></p>
<details><summary>`+d.summary+`</summary>It is open.</details>
{{.Body}}<div style="height: 4000px"></div>
{{template "foot" .Page}}`))
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %s\npublished: 2025-06-10\n---\n\n", d.title)
	for _, paragraph := range []string{
		d.before, "What the reader reads is steady.", "With a [" + d.link + "](../events/meeting.md).",
		"## " + d.heading, d.last, fmt.Sprintf("Edition %d.", d.edition),
	} {
		if paragraph != "" {
			b.WriteString(paragraph + "\n\n")
		}
	}
	write(t, filepath.Join(v.dir, saved), []byte(b.String()))
}

// edits are what an author does to a draft, one after another.
var edits = []struct {
	name string
	do   func(*draft)
}{
	{"the title", func(d *draft) { d.title = "Renamed" }},
	{"the text of a paragraph", func(d *draft) { d.before = "Before, in other words." }},
	{"the text of a link", func(d *draft) { d.link = "place to meet" }},
	{"a paragraph goes", func(d *draft) { d.last = "" }},
	{"a heading", func(d *draft) { d.heading = "Another heading" }},
	{"a label", func(d *draft) { d.label = "Your name" }},
	{"a paragraph before all goes", func(d *draft) { d.before = "" }},
	{"a field and details come before those that are there", func(d *draft) {
		d.more = `<p><label>New <input name="new"></label></p><details><summary>New</summary>It is closed.</details>`
	}},
	{"a paragraph comes before all", func(d *draft) { d.before = "Again before." }},
	{"much at once", func(d *draft) {
		d.title, d.link, d.heading, d.last = "Last", "last link", "Last heading", "The end."
	}},
}

// untilSame waits until a tab shows the draft as the preview sends it.
func (v *served) untilSame(t *testing.T, tab context.Context, d draft) {
	t.Helper()
	until(t, func() string {
		body := v.get(t, savedAddress).body
		edition := fmt.Sprintf("Edition %d.", d.edition)
		if !strings.Contains(body, edition) || !strings.Contains(body, d.more+"<p><label>"+d.label) {
			return "the draft is not served"
		}
		text, err := json.Marshal(body)
		must(t, err)
		return evaluate[string](t, tab, `(() => {
			const seen = (page) => page.title + page.querySelector("main").innerHTML.replaceAll(' open=""', "");
			const [now, sent] = [seen(document), seen(new DOMParser().parseFromString(`+string(text)+`, "text/html"))];
			return now === sent ? "" : now + "\nis not\n" + sent;
		})()`)
	})
}

const (
	readersText    = `[...document.querySelectorAll("main p")].find((p) => p.textContent.includes("steady"))`
	readersField   = `document.querySelector("[name=typed]")`
	readersDetails = `[...document.querySelectorAll("details")].find((d) => d.textContent.includes("is open"))`
)

// A reader does something in a tab, and what it has made true is to stay so.
type reader struct {
	name string
	do   func(*testing.T, context.Context)
	has  string
}

var readers = []reader{
	{"click", func(t *testing.T, tab context.Context) {
		x, y := at(t, tab, 0)
		must(t, chromedp.Do(tab, chromedp.MouseClickXY(x, y)))
	}, `document.activeElement.id === "b-main"`},
	{"double click", func(t *testing.T, tab context.Context) {
		x, y := at(t, tab, 28)
		must(t, chromedp.Do(tab, chromedp.MouseClickXY(x, y), chromedp.MouseClickXY(x, y, chromedp.ClickCount(2))))
	}, `document.activeElement.id === "b-main" && getSelection().toString() === "steady"`},
	{"skip link", func(t *testing.T, tab context.Context) {
		must(t, chromedp.Do(tab, chromedp.Focus(".skip"), chromedp.KeyEvent("\r")))
	}, `document.activeElement.id === "b-main"`},
	{"link", func(t *testing.T, tab context.Context) {
		must(t, chromedp.Do(tab, chromedp.Focus(`main a[href="/events/meeting/"]`)))
	}, `document.activeElement.getAttribute("href") === "/events/meeting/"`},
	{"details", func(t *testing.T, tab context.Context) {
		must(t, chromedp.Do(tab, chromedp.Click("main summary")))
	}, readersDetails + `.open && document.querySelectorAll("details[open]").length === 1` +
		` && document.activeElement === ` + readersDetails + `.firstChild`},
	{"field", func(t *testing.T, tab context.Context) {
		must(t, chromedp.Do(tab, chromedp.Focus("[name=typed]"), chromedp.KeyEvent("typed words")))
		evaluate[bool](t, tab, readersField+`.setSelectionRange(2, 5); true`)
	}, `document.activeElement === ` + readersField + ` && document.activeElement.value === "typed words"` +
		` && document.activeElement.selectionStart === 2 && document.activeElement.selectionEnd === 5`},
	{"selection", func(t *testing.T, tab context.Context) {
		x, y := at(t, tab, 5)
		toX, toY := at(t, tab, 21)
		must(t, chromedp.Do(tab,
			chromedp.MouseEvent("mousePressed", x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)),
			chromedp.MouseEvent("mouseMoved", toX, toY, chromedp.ButtonLeft),
			chromedp.MouseEvent("mouseReleased", toX, toY, chromedp.ButtonLeft, chromedp.ClickCount(1))))
	}, `getSelection().toString() === "the reader reads"`},
}

// at returns where in a tab a character of the reader's text begins.
func at(t *testing.T, tab context.Context, character int) (x, y float64) {
	t.Helper()
	place := evaluate[[]float64](t, tab, fmt.Sprintf(`(() => {
		const range = document.createRange(), text = %s.firstChild;
		range.setStart(text, %d);
		range.setEnd(text, %[2]d + 1);
		const place = range.getBoundingClientRect();
		return [place.left, place.top + place.height / 2];
	})()`, readersText, character))
	return place[0], place[1]
}

// TestBrowserReader: whatever a reader has done in the page, every edit shows
// without a reload, and takes nothing away from them.
func TestBrowserReader(t *testing.T) {
	tab := browser(t)
	for _, r := range readers {
		t.Run(r.name, func(t *testing.T) {
			dir := newSite(t)
			d := draft{
				title: "Draft", before: "Before.", link: "meeting", heading: "A heading", last: "Deleted.",
				label: "Name", summary: "More",
			}
			d.save(&served{dir: dir}, t)
			v := serve(t, dir, false)
			v.untilShown(t, savedAddress, "Deleted.")
			open(t, tab, v.address+savedAddress)
			evaluate[bool](t, tab, `scrollTo({top: 450, behavior: "instant"}); true`)
			r.do(t, tab)
			untilTrue(t, tab, r.has)
			scrolled := evaluate[float64](t, tab, "scrollY")
			for _, edit := range edits {
				edit.do(&d)
				d.edition++
				d.save(v, t)
				v.untilSame(t, tab, d)
				untilTrue(t, tab, "window.mark === 1")
				if !evaluate[bool](t, tab, r.has) {
					t.Errorf("%s: %s is not true; the focus is on %s, and selected is %q", edit.name, r.has,
						evaluate[string](t, tab, `document.activeElement.outerHTML.slice(0, 80)`),
						evaluate[string](t, tab, `getSelection().toString()`))
				}
				if now := evaluate[float64](t, tab, "scrollY"); now != scrolled {
					t.Errorf("%s: scrolled from %v to %v", edit.name, scrolled, now)
				}
			}
		})
	}
}
