package publication

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func outputs(paths ...string) []Output {
	list := make([]Output, len(paths))
	for i, path := range paths {
		list[i] = Output{Path: path, Source: fmt.Sprintf("content/%d.md", i), Render: func(w io.Writer) error {
			_, err := io.WriteString(w, path)
			return err
		}}
	}
	return list
}

func TestLookup(t *testing.T) {
	p, _ := New(outputs("b/index.html", "a.xml", "b.html"), nil, nil)
	for i, path := range []string{"a.xml", "b.html", "b/index.html"} {
		if o := p.Lookup(path); o == nil || o.Path != path || p.At(i) != o {
			t.Errorf("at %s is %v", path, o)
		}
	}
	if o := p.Lookup("b"); o != nil || p.Len() != 3 {
		t.Errorf("at b is %v", o)
	}
}

func TestCollisions(t *testing.T) {
	tests := map[string]struct {
		paths []string
		want  int
	}{
		"different":          {[]string{"a/index.html", "b/index.html", "a.ics", "ab/index.html", "a/b/index.html"}, 0},
		"equal":              {[]string{"a/index.html", "a/index.html"}, 1},
		"three":              {[]string{"a", "a", "a"}, 2},
		"case":               {[]string{"news/Kick-off/index.html", "news/kick-off/index.html"}, 1},
		"case of a folder":   {[]string{"News/a.html", "news/a.html"}, 1},
		"full case folding":  {[]string{"straße.html", "STRASSE.html"}, 1},
		"Greek sigma":        {[]string{"ός.html", "ΌΣ.html"}, 1},
		"normalisation":      {[]string{"caf\u00e9.html", "cafe\u0301.html"}, 1},
		"both":               {[]string{"CAF\u00c9.html", "cafe\u0301.html"}, 1},
		"accent matters":     {[]string{"cafe.html", "caf\u00e9.html"}, 0},
		"file and folder":    {[]string{"a", "a/index.html"}, 1},
		"file far above":     {[]string{"a", "a/b/c/index.html"}, 1},
		"in another case":    {[]string{"A", "a/index.html"}, 1},
		"the same beginning": {[]string{"a", "ab/index.html"}, 0},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, found := New(outputs(test.paths...), nil, nil)
			if len(found) != test.want {
				t.Errorf("%d collisions of %q, want %d", len(found), test.paths, test.want)
			}
			for _, c := range found {
				if c.First == c.Second {
					t.Errorf("%s collides with itself", c.First.Path)
				}
			}
		})
	}
}

// somePath draws a short path in which collisions are likely.
var somePath = rapid.Custom(func(t *rapid.T) string {
	part := rapid.StringOfN(rapid.RuneFrom([]rune("aAbéÉßsσςΣıIİiǰ\u030c\u0301\u0345ᾳΐ")), 1, 3, -1)
	return strings.Join(rapid.SliceOfN(part, 1, 2).Draw(t, "parts"), "/")
})

// TestInputOrder: the order of the outputs that New is given does not matter.
func TestInputOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := outputs(rapid.SliceOfN(somePath, 0, 6).Draw(t, "paths")...)
		first, collisions := New(list, nil, nil)
		second, others := New(rapid.Permutation(list).Draw(t, "order"), nil, nil)
		if describe(first, collisions) != describe(second, others) {
			t.Fatalf("%s\nand\n%s", describe(first, collisions), describe(second, others))
		}
	})
}

func describe(p *Publication, collisions []Collision) string {
	var b strings.Builder
	for i := range p.Len() {
		fmt.Fprintln(&b, p.At(i).Path, p.At(i).Source)
	}
	for _, c := range collisions {
		fmt.Fprintln(&b, c.First.Source, "and", c.Second.Source)
	}
	return b.String()
}

// TestSpellings: two spellings of one path are one on some file system.
func TestSpellings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		path := somePath.Draw(t, "path")
		spell := rapid.SampledFrom([]func(string) string{norm.NFC.String, norm.NFD.String, strings.ToLower, strings.ToUpper})
		other := spell.Draw(t, "first")(spell.Draw(t, "second")(path))
		if other == path || !strings.EqualFold(norm.NFD.String(other), norm.NFD.String(path)) {
			t.Skip("the same, or not only another case")
		}
		if _, found := New(outputs(path, other), nil, nil); len(found) == 0 {
			t.Fatalf("%+q and %+q do not collide", path, other)
		}
	})
}

// TestInputIsKept: New leaves the outputs that it is given as they are.
func TestInputIsKept(t *testing.T) {
	list := outputs("b", "a", "c")
	New(list, nil, nil)
	if got := []string{list[0].Path, list[1].Path, list[2].Path}; !slices.Equal(got, []string{"b", "a", "c"}) {
		t.Errorf("the outputs are now %q", got)
	}
}
