package markdown

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"belfry/internal/diag"
)

// Each address is marked as «address»; the marks are taken out before reading.
var marked = map[string]string{
	"inline":                  "a [b](«c.md») d",
	"title":                   "[b](   «c.md»   \"t\")",
	"angles":                  "[b](<«c d.md»>)",
	"emphasis":                "*a **b [c](«d.md») e** f*",
	"same link twice":         "[a](«b.md») [a](«b.md») [a](«b.md»)",
	"address in its own text": "[b.md](«b.md»)",
	"address in code before":  "`[a](b.md)` [a](«b.md»)",
	"picture":                 "![a](«b.png»)",
	"picture in link":         "[![a](«b.png»)](«c.md»)",
	"letters before":          "äöü € [ß](«ä.md»)",
	"lines":                   "a\nb [c](«d.md»)\n\ne\n\nf [g](«h.md»)\n",
	"text over lines":         "[a\nb\nc](«d.md»)",
	"address on a line below": "[a](\n«b.md»)",
	"tabs":                    "\ta\n\n-\t[b](«c.md»)\n\n\t[d](«e.md»)\t[f](«g.md»)",
	"lists":                   "- a\n  - [b](«c.md»)\n\n    [d](«e.md»)\n1) [f](«g.md»)",
	"quotes":                  "> a\n> [b](«c.md»)\n>> [d](«e.md»)\nlazy [f](«g.md»)",
	"table": "| a | b |\n|---|---|\n| [c](«d.md») | `\\|` [e](«f.md») |\n" +
		"[g](«h.md») | ![i](«j.png») |",
	"heading":              "# a [b](«c.md») #\n\nd [e](«f.md»)\n---\n",
	"reference":            "a [b][r]\n\n[r]: «c.md» \"t\"",
	"reference in a quote": "> [r]:\n>   «c.md»\n\n[r]",
	"fragment":             "[a](«#b») [c](«/d/»)",
	"escapes":              "[a](«b\\_c&amp;.md»)",
	"definition list":      "a [b](«c.md»)\n: d [e](«f.md»)",
	"task":                 "- [ ] [a](«b.md»)",
	"after html":           "<b>a</b> [c](«d.md»)",
	"after an address":     "https://x.eu [a](«b.md») a_b@x.eu [c](«d.md»)",
	"parentheses":          "[a](«b(c(d)).md»)",
}

func TestPositions(t *testing.T) {
	for name, text := range marked {
		for _, ending := range []string{"\n", "\r\n"} {
			src, want := unmark(strings.ReplaceAll(text, "\n", ending), 11)
			doc, _ := New().Parse([]byte(src), Options{Line: 11})
			var got []place
			for _, l := range doc.Links() {
				got = append(got, place{l.Pos, l.Length})
			}
			// A picture inside a link is shown after the link begins.
			if name == "picture in link" {
				got[0], got[1] = got[1], got[0]
			}
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(place{})); diff != "" {
				t.Errorf("%s, lines ending in %q (-want +got):\n%s", name, ending, diff)
			}
		}
	}
}

// unmark takes the marks out of text and returns what they enclose.
func unmark(text string, line int) (src string, places []place) {
	var b strings.Builder
	for i, part := range strings.FieldsFunc(text, func(r rune) bool { return r == '«' || r == '»' }) {
		if i%2 == 1 {
			before := b.String()
			start := strings.LastIndexByte(before, '\n') + 1
			places = append(places, place{
				diag.Position{
					Line:   line + strings.Count(before, "\n"),
					Column: 1 + utf8.RuneCountInString(before[start:]),
				},
				utf8.RuneCountInString(part),
			})
		}
		b.WriteString(part)
	}
	return b.String(), places
}

// Places are the same in whatever order they are asked for.
func TestPlacesInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := rapid.StringOf(rapid.SampledFrom([]rune("aé\n👩"))).Draw(t, "src")
		var p page
		p.reset([]byte(src), Options{Line: 3})
		for _, at := range rapid.SliceOf(rapid.IntRange(0, len(src))).Draw(t, "offsets") {
			if !utf8.ValidString(src[:at]) {
				continue
			}
			want := diag.Position{Line: 3, Column: 1}
			for _, r := range src[:at] {
				if want.Column++; r == '\n' {
					want.Line, want.Column = want.Line+1, 1
				}
			}
			if got := p.place(at); got != want {
				t.Fatalf("%d in %q is %v, not %v", at, src, got, want)
			}
		}
	})
}
