package pages

import (
	"io/fs"
	"os"
	"reflect"
	"testing"

	"belfry/internal/locale"
	"belfry/internal/theme"
)

// defaultTheme parses the templates and texts of Belfry itself, checked as a
// site's own are.
func defaultTheme(t *testing.T) *theme.Theme {
	t.Helper()
	root := os.DirFS("../..")
	in := theme.Input{Templates: map[string]string{}, Views: Views(), StringsFile: "templates/strings/en.yaml",
		Asset: func(name string) (string, bool) { return "/" + name, true }}
	in.Locale, _ = locale.Get("en")
	files, err := fs.Glob(root, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		in.Templates[file] = string(read(t, root, file))
	}
	in.Own, in.Strings = files, texts(t)
	look, found := theme.Parse(in)
	for _, d := range found {
		t.Errorf("%s: %s: %s (%s)", d.Place(), d.Severity, d.Message, d.Hint)
	}
	return look
}

func read(t *testing.T, root fs.FS, file string) []byte {
	t.Helper()
	data, err := fs.ReadFile(root, file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func texts(t *testing.T) theme.Strings {
	t.Helper()
	file, found := theme.ParseStrings("en.yaml", read(t, os.DirFS("../.."), "templates/strings/en.yaml"))
	for _, d := range found {
		t.Errorf("%s:%d: %s", d.File, d.Pos.Line, d.Message)
	}
	return file.Strings
}

// TestTemplates: the templates fit their views, each is used, and no view has a
// field that no template shows.
func TestTemplates(t *testing.T) {
	fields := defaultTheme(t).Fields()
	for _, view := range Views() {
		if view.Kind() == reflect.Struct && fields[view] == nil {
			t.Errorf("no template shows a %s", view)
		}
	}
	for view, shown := range fields {
		for f := range view.Fields() {
			if f.IsExported() && !shown[f.Name] {
				t.Errorf("%s.%s is shown by no template", view, f.Name)
			}
		}
	}
}
