package theme_test

import (
	"fmt"
	"html/template"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"belfry/internal/locale"
	"belfry/internal/pages"
	"belfry/internal/theme"
	"belfry/internal/wording"

	"pgregory.net/rapid"
)

// defaultTheme has the templates and texts of Belfry itself.
func defaultTheme(t testing.TB) *theme.Theme {
	t.Helper()
	root := os.DirFS("../..")
	in := theme.Input{
		Templates: map[string]string{}, Views: pages.Views(),
		Asset: func(name string) (string, bool) { return "/" + name, true },
	}
	in.Locale, _ = locale.Get("en")
	files, err := fs.Glob(root, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := fs.ReadFile(root, file)
		if err != nil {
			t.Fatal(err)
		}
		in.Templates[file] = string(text)
	}
	text, err := fs.ReadFile(root, "templates/strings/en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	strings, _ := theme.ParseStrings("en.yaml", text)
	in.Strings = strings.Strings
	look, found := theme.Parse(in)
	if len(found) > 0 {
		t.Fatal(found)
	}
	return look
}

// TestProgramsOfAllViews: no page of Belfry's own templates needs html/template.
func TestProgramsOfAllViews(t *testing.T) {
	look := defaultTheme(t)
	for name, view := range pages.Views() {
		if !look.HasProgram(name, view) {
			t.Errorf("the template %s has no program for a %s", name, view)
		}
	}
}

// TestProgramsEqualTemplates: whatever a view holds, its program makes of it the
// bytes that html/template makes.
func TestProgramsEqualTemplates(t *testing.T) {
	look := defaultTheme(t)
	views := pages.Views()
	names := slices.Sorted(maps.Keys(views))
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "template")
		view := drawn(t, look, views[name], name, 0).Interface()
		compare(t, look, name, view)
	})
}

func compare(t interface{ Fatalf(string, ...any) }, look *theme.Theme, name string, view any) {
	var made, want strings.Builder
	errMade, errWant := look.Render(&made, name, view), look.Interpret(&want, name, view)
	if fmt.Sprint(errMade) != fmt.Sprint(errWant) {
		t.Fatalf("%s fails with %v, and html/template with %v", name, errMade, errWant)
	}
	if errWant == nil && made.String() != want.String() {
		t.Fatalf("%s makes of %#v\n%s\nand html/template\n%s", name, view, &made, &want)
	}
}

// nasty are texts that are escaped here or there.
var nasty = []string{
	"", "a", "Kick-off", "<b>&amp;\"'+`", "café – Ωμέγα", "\x00\x01\xff\xfe", "a=b&c=d;e", "</script><!--",
	"\u2028\ufffd", "javascript:alert(1)", "https://a.example/b?c=d&e=%2f%zz#f", "mailto:a@b.example",
	"webcal://a.example/b.ics", "/höhe/news/é (1)/", "2026-01-01T10:00:00+01:00", "{\"a\":\"</b>\"}",
	"data:x", "//a.example", "%", "#",
}

// drawn returns a value of a type.
func drawn(t *rapid.T, look *theme.Theme, of reflect.Type, name string, depth int) reflect.Value {
	v := reflect.New(of).Elem()
	if of == reflect.TypeFor[theme.Part]() {
		if rapid.IntRange(0, 3).Draw(t, name) > 0 {
			part := look.Part("link", pages.Link{Text: rapid.SampledFrom(nasty).Draw(t, name), Address: template.URL("/")})
			v.Set(reflect.ValueOf(part))
		}
		return v
	}
	switch of.Kind() {
	case reflect.String:
		v.SetString(rapid.OneOf(rapid.SampledFrom(nasty), rapid.String()).Draw(t, name))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, name))
	case reflect.Int:
		v.SetInt(int64(rapid.OneOf(rapid.SampledFrom([]int{0, 1, -5}), rapid.Int()).Draw(t, name)))
	case reflect.Pointer:
		if rapid.Bool().Draw(t, name) {
			v.Set(drawn(t, look, of.Elem(), name, depth+1).Addr())
		}
	case reflect.Slice:
		for i := range rapid.IntRange(0, max(0, 3-depth/2)).Draw(t, name) {
			v.Set(reflect.Append(v, drawn(t, look, of.Elem(), fmt.Sprint(name, i), depth+1)))
		}
	case reflect.Struct:
		for i := range of.NumField() {
			if f := of.Field(i); f.IsExported() {
				v.Field(i).Set(drawn(t, look, f.Type, name+"."+f.Name, depth+1))
			}
		}
	default:
		panic("a view has a " + of.String() + " at " + path.Base(name))
	}
	return v
}

// TestSharedTemplates: a template may be rendered by itself and within others at
// once, for the first time.
func TestSharedTemplates(t *testing.T) {
	for range 20 {
		look := defaultTheme(t)
		var group sync.WaitGroup
		for name, view := range map[string]any{
			"link": pages.Link{}, "trail": []pages.Link{{}, {}}, "links": []pages.Link{{}},
			"time": wording.Time{}, "when": wording.When{},
		} {
			for _, render := range [...]func(io.Writer, string, any) error{look.Render, look.Interpret} {
				group.Go(func() {
					if err := render(io.Discard, name, view); err != nil {
						t.Error(err)
					}
				})
			}
		}
		group.Wait()
	}
}
