package markdown

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("word ", 70)
	for src, want := range map[string]string{
		"# A\n\n![b](c.png)\n\n- d\n\nE *f* `g`\n\\*h\\* &amp; [i](j.md)[^1]<b>k</b>.\n\nl\n\n[^1]: m": "E f g *h* & ik.",
		"# A\n\n- d\n\nE *f* `g`\n\\*h\\* &amp; [i](j.md)[^1]<b>k</b>.\n\nl\n\n[^1]: m":                "E f g *h* & ik.",
		"![b](c.png)\n\n![d](e.png) f":              "f",
		"<p><img src=a.png alt=b>\n\n<p>c<br>d</p>": "c d",
		"<div>a<b>b</b></div>":                      "ab",
		"- only a list":                             "",
		long:                                        strings.TrimSpace(strings.Repeat("word ", 60)) + "…",
		strings.Repeat("ä", 300):                    strings.Repeat("ä", 300),
		strings.Repeat("ä", 301):                    strings.Repeat("ä", 299) + "…",
		long[:296] + ", and more.":                  strings.TrimSpace(long[:296]) + "…",
	} {
		doc, _ := New().Parse([]byte(src), Options{Line: 1})
		if got := doc.Excerpt(); got != want {
			t.Errorf("excerpt of %.40q… is %q, want %q", src, got, want)
		}
	}
}

func TestCutIsABeginning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		limit := rapid.IntRange(2, 30).Draw(t, "limit")
		got := cut([]byte(text), limit)
		head, shortened := strings.CutSuffix(got, "…")
		switch {
		case utf8.RuneCountInString(text) <= limit:
			if got != text {
				t.Fatalf("got %q", got)
			}
		case !shortened || !strings.HasPrefix(text, head) || utf8.RuneCountInString(got) > limit:
			t.Fatalf("got %q", got)
		}
	})
}

func TestAddresses(t *testing.T) {
	for dest, want := range map[string]string{
		"a.md": "", "../a/b.md#c": "", "/a/": "", "#a": "", "?a": "", "a/b:c": "", "#a:b": "", "ä.md": "",
		"https://a.eu": "", "http://a": "", "mailto:a@b.eu": "", "TEL:112": "",
		"":                      "empty-link",
		"javascript:alert(1)":   "unsafe-link",
		"JavaScript:x":          "unsafe-link",
		"java\tscript:x":        "unsafe-link",
		"\x01javascript:x":      "unsafe-link",
		"java\u200bscript:x":    "unsafe-link",
		"vbscript:x":            "unsafe-link",
		"data:text/html,x":      "unsafe-link",
		"feed:javascript:x":     "unsafe-link",
		"view-source:https://a": "unsafe-link",
		"file:///etc/passwd":    "unsafe-link",
		"blob:https://a":        "unsafe-link",
		"ms-msdt:x":             "unsafe-link",
		"//a.eu":                "unsafe-link",
		`/\a.eu`:                "unsafe-link",
		`\\a.eu`:                "unsafe-link",
		"https:a.eu":            "unsafe-link",
		"https://":              "unsafe-link",
		"https:///a":            "unsafe-link",
		":a":                    "unsafe-link",
		"a:b":                   "unsafe-link",
	} {
		if _, wrong := classify(dest); wrong.code != want {
			t.Errorf("classify(%q) finds %q, want %q", dest, wrong.code, want)
		}
	}
}

func TestUnescape(t *testing.T) {
	for src, want := range map[string]string{
		`\*\a\\`:                               `*\a\`,
		"&amp;&lt;&copy;&copy &nosuch; &;":     "&<©&copy &nosuch; &;",
		"&#65;&#x42;&#X43;&#0;&#x;&#99999999;": "ABC\uFFFD&#x;&#99999999;",
		`\&amp;`:                               "&amp;",
		"&CounterClockwiseContourIntegral;":    "∳",
	} {
		if got := string(appendUnescaped(nil, []byte(src))); got != want {
			t.Errorf("%q becomes %q, want %q", src, got, want)
		}
	}
}
