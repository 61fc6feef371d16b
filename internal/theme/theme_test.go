package theme

import (
	"fmt"
	"strings"
	"testing"

	"belfry/internal/locale"

	"github.com/google/go-cmp/cmp"
)

var texts = Strings{
	"plain":   {"": "News"},
	"special": {"": `Arts & <crafts> "here"`},
	"of-year": {"": "News of {year}"},
	"count":   {"one": "{n} event of {year}", "other": "{n} events of {year}"},
}

// themeOf parses one template called page, and the template inner.
func themeOf(t *testing.T, page string) (*Theme, []string) {
	t.Helper()
	en, _ := locale.Get("en")
	look, found := Parse(Input{
		Templates:   map[string]string{"templates/page.html": page, "templates/inner.html": "[{{.}}]"},
		StringsFile: "templates/strings/en.yaml", Strings: texts, Locale: en,
		Asset: func(name string) (string, bool) { return "/" + name + "?v=1&w=2", name == "css/site.css" },
	})
	var messages []string
	for _, d := range found {
		messages = append(messages, fmt.Sprintf("%s:%d:%d+%d: %s: %s (%s)",
			d.File, d.Pos.Line, d.Pos.Column, d.Length, d.Code, d.Message, d.Hint))
	}
	return look, messages
}

func TestTextsInTemplates(t *testing.T) {
	tests := map[string]string{
		`<p>{{t "plain"}}</p>`:                                `<p>News</p>`,
		`<p>{{t "special"}}</p>`:                              `<p>Arts &amp; &lt;crafts&gt; &#34;here&#34;</p>`,
		`<p title="{{t "special"}}">{{.}}</p>`:                `<p title="Arts &amp; &lt;crafts&gt; &#34;here&#34;">1</p>`,
		`<link href="{{asset "css/site.css"}}">`:              `<link href="/css/site.css?v=1&amp;w=2">`,
		`{{if .}}{{t "plain"}}{{else}}{{t "special"}}{{end}}`: `News`,
		`{{with .}}{{t "plain"}}{{end}}`:                      `News`,
		`{{template "inner" (t "plain")}}`:                    `[News]`,
		`{{template "inner" (printf "%s!" (t "plain"))}}`:     `[News!]`,
		`{{$x := t "special"}}<a title="{{$x}}">{{$x}}</a>{{.}}`: `<a title="Arts &amp; &lt;crafts&gt; &#34;here&#34;">` +
			`Arts &amp; &lt;crafts&gt; &#34;here&#34;</a>1`,
	}
	for page, want := range tests {
		look, found := themeOf(t, page)
		var b strings.Builder
		if err := look.Render(&b, "page", 1); err != nil || len(found) > 0 || b.String() != want {
			t.Errorf("%s gives %s (%v, %q), want %s", page, &b, err, found, want)
		}
	}
}

func TestMistakesInTemplates(t *testing.T) {
	tests := map[string][]string{
		"<p>\n{{t \"plan\"}}</p>": {"templates/page.html:2:5+6: unknown-text: " +
			`there is no text "plan" in templates/strings/en.yaml (did you mean plain?)`},
		`{{t "count"}}`: {"templates/page.html:1:5+7: unknown-text: " +
			`the text "count" depends on a number, which a template cannot give ()`},
		`{{if .}}{{asset "x.css"}}{{end}}`: {"templates/page.html:1:17+7: unknown-asset: " +
			"there is no file static/x.css ()"},
		"<p>\n\n{{if}}": {"templates/page.html:3:1+0: template: " +
			"{{if}} does not say of what (write it behind the word, as in {{if .Title}})"},
		"{{range .}}": {"templates/page.html:1:1+0: template: " +
			"an {{if}}, {{range}}, {{with}}, {{block}} or {{define}} is never closed (add {{end}} where it ends)"},
	}
	for page, want := range tests {
		_, found := themeOf(t, page)
		if diff := cmp.Diff(want, found); diff != "" {
			t.Errorf("in %s (-want +got):\n%s", page, diff)
		}
	}
}

func TestText(t *testing.T) {
	look, _ := themeOf(t, "")
	tests := map[string]string{
		look.Text("plain"):                         "News",
		look.Text("of-year", "year", "2024"):       "News of 2024",
		look.Count("count", 1, "year", "2024"):     "1 event of 2024",
		look.Count("count", 1200, "year", "{n}"):   "1,200 events of {n}",
		look.Text("missing"):                       "<missing>",
		look.Text("of-year", "year", "{year} <b>"): "News of {year} <b>",
	}
	for got, want := range tests {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestFailure: a template that does not fit its view is an error that names it.
func TestFailure(t *testing.T) {
	look, _ := themeOf(t, "{{.Missing}}")
	_, err := look.Part("page", struct{ Title string }{}).HTML()
	if err == nil || !strings.Contains(err.Error(), "page.html") {
		t.Errorf("the error is %v", err)
	}
}
