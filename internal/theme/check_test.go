package theme

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"belfry/internal/diag"
	"belfry/internal/locale"

	"pgregory.net/rapid"
)

// A sample has a field of each kind that a view may have.
type sample struct {
	Title  string
	HTML   template.HTML
	Count  int
	Size   float64
	Shown  bool
	Words  []string
	Rows   [][]inner
	Fixed  [2]inner
	Inner  inner
	Link   *inner
	Links  []*inner
	ByName map[string]inner
	ByNo   map[int]string
	Any    any
	At     time.Time
	Wait   time.Duration
	Err    error
	Each   func(func(string) bool)
	embedded
	hidden string
}

type embedded struct{ Below string }

type inner struct {
	Name string
	Next *inner
}

func (i inner) Upper() string                               { return strings.ToUpper(i.Name) }
func (i inner) With(s string, n int) string                 { return fmt.Sprint(i.Name, s, n) }
func (i inner) All(words ...string) []string                { return append(words, i.Name) }
func (i *inner) Pointed() string                            { return i.Name }
func (s sample) Checked(word string) (template.HTML, error) { return template.HTML(word), nil }
func (s sample) Named(name string) inner                    { return inner{Name: name} }

func fullSample() *sample {
	in := inner{"name", &inner{"next", &inner{"last", nil}}}
	each := func(yield func(string) bool) { yield("x") }
	return &sample{
		"title", "<b>", 3, 1.5, true,
		[]string{"a", "b", "c"}, [][]inner{{in, in}, {in}}, [2]inner{in, in}, in, &in, []*inner{&in},
		map[string]inner{"Key": in}, map[int]string{1: "one"}, in,
		time.Unix(0, 0).UTC(), time.Second, errors.New("e"), each, embedded{"below"}, "hidden",
	}
}

// checkedTheme parses a site's own template page, with partials beside it.
func checkedTheme(page string, own bool) (*Theme, []diag.Diagnostic) {
	en, _ := locale.Get("en")
	in := Input{
		Templates: map[string]string{
			"templates/page.html":  page,
			"templates/part.html":  `({{.Name}})`,
			"templates/loop.html":  `{{.Name}}{{with .Next}}{{template "loop" .}}{{end}}`,
			"templates/dot.html":   `[{{.}}]`,
			"templates/maybe.html": `{{with .}}{{.Name}}{{end}}`,
		},
		Strings: texts, Locale: en, Builtin: []string{"part", "loop", "dot", "maybe"},
		Views: map[string]reflect.Type{"page": reflect.TypeFor[*sample]()},
		Asset: func(name string) (string, bool) { return "/" + name, true },
	}
	if own {
		in.Own = []string{"templates/page.html"}
	}
	return Parse(in)
}

// TestAccepted: what renders is accepted, however odd it is.
func TestAccepted(t *testing.T) {
	for _, page := range []string{
		``, ` `, `{{/* a comment */}}`, `{{""}}`, `{{- 3 -}}`,
		`{{.Title}}{{.HTML}}{{.Count}}{{.Size}}{{.Shown}}{{.Below}}{{.At}}{{.Wait}}{{.Err}}{{.Any}}`,
		`{{$.Title}} {{$.Inner.Next.Next.Name}} {{(.Inner).Name}} {{(index .Rows 0 0).Next.Name}}`,
		`{{printf "%s %d" .Title .Count}} {{.Title | printf "%q" | len}} {{print .Words .Inner}} {{println}}`,
		`{{len .ByName}} {{html .Title}} {{.Title | urlquery}} {{js .Title}}`,
		`{{if eq .Title "a" "b" "title"}}x{{end}} {{if and .Link .Link.Name (lt .Count 5) (ge .Size 1.0)}}x{{end}}`,
		`{{not .Words}}`,

		`{{range .Words}}{{.}}{{else}}{{.Title}}{{end}} {{range $w := .Words}}{{$w}}{{$.Title}}{{end}}`,
		`{{range $i, $w := .Words}}{{$i}}{{$w}}{{if eq $i 1}}{{break}}{{end}}{{continue}}{{end}}`,
		`{{range 3}}{{.}}{{end}}{{range $n := .Count}}{{$n}}{{end}}`,
		`{{range $k, $v := .ByName}}{{$k}}{{$v.Name}}{{end}}{{range .ByNo}}{{.}}{{end}}`,
		`{{range .Each}}{{.}}{{end}}{{range .Fixed}}{{.Name}}{{end}}{{range .Links}}{{.Pointed}}{{.Name}}{{end}}`,
		`{{range .Rows}}{{range .}}{{.Upper}}{{.With "x" 3}}{{with .Next}}{{.Name}}{{end}}{{end}}{{end}}`,

		`{{.Inner.With "x" .Count}} {{"x" | .Named | printf "%v"}} {{(.Named "x").Name}}`,
		`{{range .Inner.All}}{{.}}{{end}}{{range .Inner.All "a" "b"}}{{.}}{{end}} {{.Checked "x"}} {{.Link.Pointed}}`,
		`{{.ByName.Key.Name}} {{index .ByName "Key" | printf "%v"}} {{(index .ByName "None").Name}}`,
		`{{index .ByNo 1}} {{index .Words 1}} {{index .Title 0}} {{slice .Words 1 2 | len}} {{slice .Title 1}}`,

		`{{$x := .Title}}{{$x}}{{$x = "y"}}{{$x}} {{$y := .Inner}}{{if .Shown}}{{$y = .Title}}{{end}}{{$y}}`,
		`{{$z := ""}}{{range .Links}}{{$z = .Name}}{{end}}{{$z}}`,
		`{{$last := .Title}}{{range .Rows}}{{if eq $last "title"}}{{else}}{{end}}{{$last = "x"}}{{end}}`,
		`{{$v := .Inner}}{{range .Words}}{{$v = .}}{{end}}{{$v}}`,
		`{{with .Inner}}{{.Name}}{{with $n := .Next}}{{$n.Name}}{{.Name}}{{$.Title}}{{end}}{{end}}`,
		`{{with .Link}}{{.Name}}{{else with .Inner}}{{.Upper}}{{else}}{{.Title}}{{end}}`,
		`{{with $x := .Title}}{{$x}}{{end}}{{with or .Link .Any}}{{.Name}}{{end}}`,
		`{{with and .Shown .Link}}{{.Name}}{{end}}{{(or .Link .Links).Name}}`,

		`{{template "part" .Inner}}{{template "part" .Link}}{{template "loop" .Link}}`,
		`{{template "dot" .Title}}{{template "dot"}}{{template "maybe"}}{{template "maybe" .Link}}`,
		`{{template "part" (.Named "x")}}{{template "part" .Any}}`,
		`{{define "mine"}}{{.Name}}{{$.Name}}{{end}}{{template "mine" .Inner}}`,
		`{{block "other" .Words}}{{range .}}{{.}}{{end}}{{end}} {{define "unused"}}{{.Nothing}}{{end}}`,
		`{{if false}}{{.Nothing}}{{template "part" .Title}}{{end}}{{if true}}{{else}}{{.Nothing}}{{end}}`,
		`{{with ""}}{{.Nothing}}{{end}}`,
		`{{.Any.Name}} {{.Any.Next.Name}} {{with .Any}}{{.Name}}{{end}} {{eq .Any .Any}}`,
		`{{range $x := .Links}}{{$x.Next.Next.Name}}{{end}}`,

		`<script>var a = {{.Words}}, b = {{.Inner}}, c = {{.Title}}, d = "{{.Title}}";</script>`,
		`<p onclick="f({{.Rows}})">{{.Title}}</p><!-- {{.Inner}} {{.Words}} -->`,
		`<style>p { width: {{.Count}}px }</style><a href="/{{.Title}}?q={{.Title}}">x</a>`,
		`<p {{if .Shown}}class="x"{{end}} title={{.Title}}>x</p><img alt='{{.Title}}'><input {{.Title}}>`,
		`{{define "attribute"}}class="{{.}}"{{end}}<p {{template "attribute" .Title}}>x</p>`,
		`{{define "open"}}<script>{{end}}{{define "close"}}</script>{{end}}` +
			`{{template "open"}}var x = {{.Words}};{{template "close"}}`,

		`{{t "plain"}} {{t "special" | printf "%s"}} {{template "dot" (t "plain")}}`,
		`{{asset "x.css"}} {{$a := asset "x.css"}}{{$a}}`,
		`{{print nil}} {{eq .Link nil}} {{if ne nil .Err}}x{{end}} {{'a'}} {{1e3}} {{0x1F}} {{1i}} {{true}}`,
		"{{range .Words}}\r\n{{end}}\ufeff", `<p>{{.Title}}`, `</p>{{.Title}}`,
	} {
		look, found := checkedTheme(page, true)
		for _, d := range found {
			if d.Severity == diag.Error {
				t.Errorf("in %s\nthere is %s: %s", page, d.Place(), d.Message)
			}
		}
		var made, want strings.Builder
		view := fullSample()
		if err := look.Render(&made, "page", view); err != nil {
			t.Errorf("%s\ndoes not render: %v", page, err)
		}
		if err := look.interpret(&want, "page", view); err != nil || made.String() != want.String() {
			t.Errorf("%s\nmakes %q, and html/template %q (%v)", page, &made, &want, err)
		}
	}
}

// TestReported: what is reported does not render.
func TestReported(t *testing.T) {
	for page, want := range map[string]string{
		`{{.Nothing}}`: "1:3", `{{.hidden}}`: "1:3", `{{.Inner.Nothing}}`: "1:9",
		`é{{.Inner.Next.Nothing}}`: "1:15", `{{.Title.X}}`: "1:9", `{{$.Inner.X}}`: "1:10",
		`{{(.Inner).X}}`: "1:11", `{{$x := .Inner}}{{$x.X}}`: "1:21",
		`{{(index .Words 0).X}}`: "1:19", `{{(.Named "x").X}}`: "1:15", `{{.ByName.Key.X}}`: "1:14",
		`{{range .Words}}{{.X}}{{end}}`: "1:19", `{{range .Inner}}{{end}}`: "1:9", `{{range .Title}}{{end}}`: "1:9",
		`{{range $i, $e := .Count}}{{end}}`: "1:9", `{{range .Shown}}{{end}}`: "1:9",
		`{{with .Inner}}{{.Title}}{{end}}`: "1:18", `{{printf "%s" .X | len}}`: "1:15", `{{.Inner.With "x"}}`: "1:9",
		`{{.Inner.Upper 1}}`: "1:9", `{{.Title 1}}`: "1:3", `{{. 1}}`: "1:3", `{{$ 1}}`: "1:3",
		`{{"x" | .Title}}`: "1:9", `{{len .Count}}`: "1:3", `{{not}}`: "1:3", `{{not 1 2}}`: "1:3",
		`{{eq .Count "3"}}`: "1:3", `{{lt .Size 1}}`: "1:3", `{{eq 1}}`: "1:3",
		`{{template "nothing"}}`: "1:12", `{{template "part" .Title}}`: "1:12",
		`{{template "part"}}`: "1:12", `{{define "d"}}{{.X}}{{end}}{{template "d" .Inner}}`: "1:17",
		`{{index .Count 1}}`: "1:3", `{{index .Words "a"}}`: "1:3", `{{index .Rows 0 0 0}}`: "1:3",
		`{{slice .Count 1}}`: "1:3", `{{printf .HTML}}`: "1:3", `{{lt .Shown true}}`: "1:3", `{{gt .Words 1}}`: "1:3",
		`<p class="x>{{.Title}}</p>`: "1:1", `<p>é</p><p class="x>`: "1:9", `<script>{{.Title}}`: "1:1",
		`{{if .Shown}}<p title="{{end}}`: "1:14", `<p><!-- {{.Title}}`: "1:4",
		`<p {{if .Shown}}title="{{end}}>`: "1:9", `<a b="{{.Title}}" <p>`: "1:1", `<p title=a"b>`: "1:1",
		`{{define "a"}}{{if .Shown}}{{template "b" .}}{{end}}{{end}}` +
			`{{define "b"}}<p title="{{template "a" .}}{{end}}{{template "a" .}}`: "1:74",
		`{{.Title | html | len}}`: "1:3",
	} {
		_, found := checkedTheme(page, true)
		var places []string
		for _, d := range found {
			places = append(places, fmt.Sprintf("%d:%d", d.Pos.Line, d.Pos.Column))
		}
		if !reflect.DeepEqual(places, []string{want}) {
			t.Errorf("in %s there are mistakes at %v, want %s: %v", page, places, want, found)
		}
		look, _ := checkedTheme(page, false)
		if err := look.Render(io.Discard, "page", fullSample()); err == nil {
			t.Errorf("%s renders", page)
		}
	}
}

// TestGuarded: what is looked at only where it is there is nothing to warn of.
func TestGuarded(t *testing.T) {
	for page, want := range map[string]int{
		`{{.Link.Name}}`: 1, `{{if .Link}}{{.Link.Name}}{{end}}`: 0, `{{if .Shown}}{{.Link.Name}}{{end}}`: 1,
		`{{range .Links}}{{if not .Next}}{{continue}}{{end}}{{.Next.Name}}{{end}}`:  0,
		`{{range .Links}}{{if .Next}}{{else}}{{break}}{{end}}{{.Next.Name}}{{end}}`: 0,
		`{{range .Links}}{{if not .Next}}{{end}}{{.Next.Name}}{{end}}`:              1,
		`{{range .Links}}{{if not .Next}}{{continue}}{{end}}{{end}}{{.Link.Name}}`:  1,
		`{{$has := and .Link .Link.Next}}{{if $has}}{{.Link.Next.Name}}{{end}}`:     0,
		`{{and .Link .Link.Name}}{{print (or (not .Link) .Link.Name)}}`:             0,
		`{{print .Link .Link.Name}}`:                                                1,
		`{{if and .Link .Link.Next}}{{with .Link}}{{.Next.Name}}{{end}}{{end}}`:     0,
		`{{with .Link}}{{.Next.Name}}{{end}}`:                                       1,

		`{{define "p"}}{{.Inner.Next.Name}}{{$.Inner.Next.Name}}{{end}}{{if .Inner.Next}}{{template "p" .}}{{end}}`: 0,
		`{{define "p"}}{{.Inner.Next.Name}}{{end}}{{if .Inner.Next}}{{template "p" .}}{{end}}{{template "p" .}}`:    1,
		`{{define "p"}}{{.Next.Name}}{{end}}{{if .Inner.Next}}{{template "p" .Inner}}{{end}}`:                       0,
		`{{define "p"}}{{.Next.Name}}{{end}}{{if .Link}}{{template "p" .Inner}}{{end}}`:                             1,
		`{{define "p"}}x{{end}}{{template "p" .Link}}`:                                                              0,
		`{{define "p"}}{{.Name}}{{end}}{{template "p" .Link}}`:                                                      1,
		`{{define "p"}}{{template "maybe" .}}{{end}}{{template "p" .Link}}`:                                         0,
		`{{define "p"}}{{with $}}{{.Name}}{{end}}{{end}}{{template "p" .Link}}`:                                     0,
		`{{define "p"}}{{$x := .}}{{with $x}}{{.Name}}{{end}}{{end}}{{template "p" .Link}}`:                         0,
	} {
		if _, found := checkedTheme(page, true); len(found) != want {
			t.Errorf("in %s there are %d warnings, want %d: %v", page, len(found), want, found)
		}
	}
}

// TestNoFalseAlarm: where all of a template is run, because all conditions hold, a
// mistake is reported only if it does not render.
// if it does not render.
func TestNoFalseAlarm(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		page := randomList(t, 3)
		_, found := checkedTheme(page, true)
		look, _ := checkedTheme(page, false)
		err := look.Render(io.Discard, "page", fullSample())
		for _, d := range found {
			if d.Severity == diag.Error && err == nil && !strings.Contains(d.Message, "cannot be shown") {
				t.Fatalf("%s\nrenders, but there is %s: %s (%s)", page, d.Place(), d.Message, d.Hint)
			}
		}
		followed := !strings.Contains(page, ".Each") && !strings.Contains(page, ".Any") &&
			!strings.Contains(page, "(or") && !strings.Contains(page, "(and")
		if followed && err != nil && len(found) == 0 && strings.Contains(err.Error(), "there is no field") {
			t.Fatalf("%s\nhas no mistake, but %v", page, err)
		}
	})
}

func randomList(t *rapid.T, depth int) string {
	var b strings.Builder
	for range rapid.IntRange(1, 3).Draw(t, "length") {
		b.WriteString(randomPart(t, depth))
	}
	return b.String()
}

func randomPart(t *rapid.T, depth int) string {
	kinds := []string{
		"{{%s}}", "{{$x := %s}}{{$x}}", "{{$y := %s}}{{$y.Name}}{{$y.Title}}",
		`{{template "part" %s}}`, `{{template "maybe" %s}}`, `{{template "dot" %s}}`,
	}
	if depth > 0 {
		kinds = append(kinds, "{{if %s}}%s{{end}}", "{{with %s}}%s{{end}}", "{{range %s}}%s{{end}}",
			"{{range $i, $e := %s}}{{$i}}{{$e}}%s{{end}}", "{{with $w := %s}}{{$w.Name}}%s{{end}}")
	}
	kind := rapid.SampledFrom(kinds).Draw(t, "kind")
	if strings.Count(kind, "%s") == 1 {
		return fmt.Sprintf(kind, randomValue(t, 2))
	}
	return fmt.Sprintf(kind, randomValue(t, 2), randomList(t, depth-1))
}

func randomValue(t *rapid.T, depth int) string {
	values := []string{
		".", "$", ".Title", ".Count", ".Size", ".Shown", ".Words", ".Rows", ".Fixed", ".Inner", ".Link",
		".Links", ".ByName", ".Any", ".Each", ".Below", ".Name", ".Next", ".Upper", ".At",
		"$.Inner.Next", "$.Link.Name", "$.Words", "$.Links", "$.Title", "$.Count", "$.Rows", "$.Nothing",
		`"x"`, "3", "1.5", "true",
	}
	if depth > 0 {
		values = append(values, "(%s)", "(%s).Name", "(%s).Next.Name",
			"(index %s 0)", "(len %s)", "(or (slice `x` 1) %s)", "(and %s %s)",
			"(print (eq %s %s) (lt %s %s) (not %s))", "(printf `%%v` %s)", "(print %s %s)",
			"(slice %s 0)", "(%s | len)",
			"($.Named %s)", "(%s | $.Named).Name", "($.Inner.With %s %s)", "($.Inner.All %s)")
	}
	value := rapid.SampledFrom(values).Draw(t, "value")
	if !strings.Contains(value, "%") {
		return value
	}
	args := make([]any, strings.Count(value, "%s"))
	for i := range args {
		args[i] = randomValue(t, depth-1)
	}
	return fmt.Sprintf(value, args...)
}
