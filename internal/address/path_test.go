package address

import (
	"testing"

	"pgregory.net/rapid"
)

func TestFile(t *testing.T) {
	for file, at := range map[string]Path{
		"index.html": "/", "news/kick-off/index.html": "/news/kick-off/",
		"404.html": "/404.html", "calendar.ics": "/calendar.ics",
		"docs/myindex.html": "/docs/myindex.html", "index.html/index.html": "/index.html/",
	} {
		if got := OfFile(file); got != at {
			t.Errorf("the address of %s is %s, want %s", file, got, at)
		}
		if got := at.File(); got != file {
			t.Errorf("the file at %s is %s, want %s", at, got, file)
		}
	}
}

// TestFileOfAPath: a web server shows at a path the file of that path.
func TestFileOfAPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := Home
		for _, name := range rapid.SliceOf(rapid.StringMatching(`[a-zà-ÿα-ω0-9%?#!(. -]+`)).Draw(t, "names") {
			p = p.Folder(name)
		}
		if rapid.Bool().Draw(t, "a file") {
			p = p.Join(rapid.StringMatching(`[a-z]+[.]ics`).Draw(t, "name"))
		}
		if got := OfFile(p.File()); got != p {
			t.Errorf("the file at %s is %s, which is at %s", p, p.File(), got)
		}
		b := Base{"https://network.example", "/sub/höhe"}
		if got, is := b.Within(string(b.Root + p)); !is || got != p {
			t.Errorf("within the site %s is %s (%v)", p, got, is)
		}
	})
}

func TestBase(t *testing.T) {
	home, sub := Base{Origin: "https://network.example"}, Base{"https://network.example", "/höhe"}
	for _, c := range [...]struct {
		base      Base
		p         Path
		path, url string
	}{
		{home, "/", "/", "https://network.example/"},
		{sub, "/", "/h%C3%B6he/", "https://network.example/h%C3%B6he/"},
		{sub, "/news/έργο/", "/h%C3%B6he/news/%CE%AD%CF%81%CE%B3%CE%BF/",
			"https://network.example/h%C3%B6he/news/%CE%AD%CF%81%CE%B3%CE%BF/"},
		{home, "/media/photo (1)%?.jpg", "/media/photo%20%281%29%25%3F.jpg",
			"https://network.example/media/photo%20%281%29%25%3F.jpg"},
	} {
		if path, url := c.base.Path(c.p), c.base.URL(c.p); path != c.path || url != c.url {
			t.Errorf("%s of %v is %s and %s, want %s and %s", c.p, c.base, path, url, c.path, c.url)
		}
	}
}

func TestReference(t *testing.T) {
	b := Base{"https://network.example", "/sub"}
	for r, want := range map[Reference][2]string{
		"":             {"", ""},
		"/news/?a=b#c": {"/sub/news/?a=b#c", "https://network.example/sub/news/?a=b#c"},
		"/news/έργο/": {"/sub/news/%CE%AD%CF%81%CE%B3%CE%BF/",
			"https://network.example/sub/news/%CE%AD%CF%81%CE%B3%CE%BF/"},
		"https://bürger.example/höhe": {"https://xn--brger-kva.example/h%C3%B6he",
			"https://xn--brger-kva.example/h%C3%B6he"},
		"mailto:office@network.example":  {"mailto:office@network.example", "mailto:office@network.example"},
		"https://city.example/sub/news/": {"https://city.example/sub/news/", "https://city.example/sub/news/"},
	} {
		if got := [2]string{b.Reference(r), b.ReferenceURL(r)}; got != want {
			t.Errorf("%q is %q, want %q", r, got, want)
		}
	}
}

func TestWithin(t *testing.T) {
	for path, want := range map[string]Path{
		"/sub/": "/", "/sub/news/": "/news/", "/sub": "", "/subway/": "", "/": "", "/news/": "",
	} {
		got, is := Base{Root: "/sub"}.Within(path)
		if is != (want != "") || is && got != want {
			t.Errorf("%s is %s (%v), want %s", path, got, is, want)
		}
	}
}
