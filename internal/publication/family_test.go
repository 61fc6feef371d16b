package publication

import (
	"fmt"
	"io"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// entry is what families of tests are made of.
type entry struct{ name, path string }

// familyOf returns the family of entries in news/ with a suffix, and all its outputs
// one by one.
func familyOf(suffix string, names []string) (f Family, others, all []Output) {
	byName := map[string]*entry{}
	of := Entries[entry]{
		Name: func(e *entry) string { return e.name }, Named: func(name string) *entry { return byName[name] },
	}
	output := func(e *entry) Output {
		return Output{Source: "content/" + e.path, Render: func(w io.Writer) error {
			_, err := io.WriteString(w, e.path)
			return err
		}}
	}
	for _, name := range names {
		byName[name] = &entry{name, "news/" + name + suffix}
		of.List = append(of.List, byName[name])
		o := output(byName[name])
		o.Path, o.Stage, o.MediaType = byName[name].path, Single, "text/plain"
		all = append(all, o)
	}
	f, others = of.Family(Family{Folder: "/news/", Suffix: suffix, Stage: Single, MediaType: "text/plain"}, output)
	return f, others, all
}

// TestFamilies: families are as their outputs one by one, also in what they collide with.
func TestFamilies(t *testing.T) {
	name := rapid.StringOfN(rapid.RuneFrom([]rune("abAé-")), 1, 2, -1)
	names := rapid.SliceOfNDistinct(name, 0, 4, rapid.ID)
	path := rapid.OneOf(somePath, rapid.Custom(func(t *rapid.T) string {
		parts := []string{
			"", "a", "b", "A", "ab", "index.html", "a.ics", "b.html", "index.html/a", "a.ics/b", "a/index.html/b",
		}
		path := rapid.SampledFrom([]string{"news", "News", "news/", "news/a/", "new/", "", "fr/", "Fr/"}).Draw(t, "folder")
		return path + rapid.SampledFrom(parts).Draw(t, "file")
	}))
	fits := func(path string) bool { return path != "" && path[len(path)-1] != '/' }
	rapid.Check(t, func(t *rapid.T) {
		pages, oddPages, allPages := familyOf("/index.html", names.Draw(t, "pages"))
		feeds, oddFeeds, allFeeds := familyOf(".ics", names.Draw(t, "calendars"))
		held := outputs(rapid.SliceOfN(path.Filter(fits), 0, 2).Draw(t, "paths")...)
		inFrench := outputs("fr/index.html", "fr/news/a.html")
		part := Part{Folder: "fr", Make: func() ([]Output, []Family) { return slices.Clone(inFrench), nil }}
		p, found := New(slices.Concat(held, oddPages, oddFeeds), []Family{pages, feeds}, []Part{part})
		all, want := New(slices.Concat(held, allPages, allFeeds, inFrench), nil, nil)
		if got, want := describe(p, found), describe(all, want); got != want {
			t.Fatalf("%s\nand one by one\n%s", got, want)
		}
		for i := range p.Len() {
			stage, media := p.Kind(i)
			at, other := p.At(i), all.Lookup(p.Path(i))
			if at.Path != p.Path(i) || at.Stage != stage || at.MediaType != media {
				t.Fatalf("%s is %+v", p.Path(i), at)
			}
			if len(found) == 0 && (whole(at) != whole(other) || whole(p.Lookup(at.Path)) != whole(other)) {
				t.Fatalf("%s is %s, and %s one by one", p.Path(i), whole(at), whole(other))
			}
		}
		if o := p.Lookup("fr/none.html"); o != nil {
			t.Fatalf("there is %s", o.Path)
		}
		if o := p.Lookup("news/c/index.html"); o != nil {
			t.Fatalf("found %+v", o)
		}
	})
}

// whole returns all of an output.
func whole(o *Output) string {
	var s stringWriter
	_ = o.Render(&s) // does not fail
	return fmt.Sprint(o.Path, o.MediaType, o.Stage, o.Source, s)
}

type stringWriter string

func (s *stringWriter) Write(b []byte) (int, error) { *s += stringWriter(b); return len(b), nil }
