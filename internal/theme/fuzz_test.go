package theme

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"belfry/internal/corpus"
	"belfry/internal/diag"
)

// FuzzTemplate: a site's own template, whatever is in it, is refused at its
// place or renders; what fails then is a fault with a place.
func FuzzTemplate(f *testing.F) {
	corpus.Seeds(f)
	for _, seed := range []string{
		`<h1>{{.Title}}</h1>{{range .Links}}{{.Name}}{{else}}none{{end}}`,
		`{{with .Inner}}{{.Name}}{{end}}{{template "part" .Link}}`,
		`{{$x := .Words}}{{range $i, $w := $x}}{{$i}}{{$w}}{{end}}`,
		`<a href="{{.Title}}" title='{{.Count}}'>`, `<script>var a = {{.Words}};</script>`,
		`<h1 class="a>`, `{{if .Shown}}<b{{end}}>`, `{{define "own"}}{{.}}{{end}}{{template "own" .Title}}`,
		`{{.Titel}}`, `{{range .Title}}{{end}}`, `{{printf "%d" .Count | html}}`, `{{index .Words 9}}`,
		`{{template "page" .}}`, `{{break}}`, `{{t "a"}}`, `{{asset "a.css"}}`, `{{`, `}}`, "\x00",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, page string) {
		if strings.Contains(page, `template "page"`) || strings.Contains(page, "template `page`") || len(page) > 1<<12 {
			t.Skip("a template that includes itself has no end")
		}
		look, found := checkedTheme(page, true)
		for _, d := range found {
			if d.File == "" || d.Message == "" || strings.Contains(d.Message, "\n") {
				t.Errorf("%+v lacks a place or a message", d)
			}
		}
		if diag.Count(found, diag.Error) > 0 {
			return
		}
		var fault *Fault
		var made, want strings.Builder
		view := fullSample()
		err := look.Render(&made, "page", view)
		if err != nil && !errors.As(err, &fault) {
			t.Errorf("it is accepted, and fails without a place: %v", err)
		}
		if look.interpret(&want, "page", view) == nil && made.String() != want.String() {
			t.Errorf("its program makes %q, and html/template %q", &made, &want)
		}
	})
}

// FuzzStrings: whatever a file of texts holds, each diagnostic stands at a place of
// the file.
func FuzzStrings(f *testing.F) {
	corpus.Seeds(f)
	for _, seed := range []string{
		"home: Home\n", "home: {yaer}\n", "home: \"{yaer}\"\n", "a: [b]\n", "x", "",
		"count-news: {one: \"{n} item\", other: \"{n} items\"}\n",
		"a: {few: b}\n", "a:\n  other: c\n  other: d\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		_, found := ParseStrings("templates/strings/en.yaml", slices.Clone(data))
		for _, d := range found {
			corpus.CheckPlace(t, d, "templates/strings/en.yaml", data)
		}
	})
}
