package diag

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/agnivade/levenshtein"
)

func TestPrint(t *testing.T) {
	for _, test := range []struct {
		name, line, want string
		d                Diagnostic
	}{
		{"a whole file", "", "f: error: m\n", Diagnostic{}},
		{"a place", "title", "f:1:1: error: m\n    1 | title\n      | ^\n", Diagnostic{Pos: Position{1, 1}}},
		{"a length", "title: x", "f:1:8: error: m\n    1 | title: x\n      |        ^\n",
			Diagnostic{Pos: Position{1, 8}, Length: 9}},
		{"behind the line", "ab", "f:1:9: error: m\n    1 | ab\n      |   ^\n", Diagnostic{Pos: Position{1, 9}}},
		{"an empty line", " ", "f:1:1: error: m\n", Diagnostic{Pos: Position{1, 1}}},
		{"a tab", "\ta", "f:1:2: error: m\n    1 | \ta\n      | \t^\n", Diagnostic{Pos: Position{1, 2}}},
		{"wide before", "\u4f1ax", "f:1:2: error: m\n    1 | \u4f1ax\n      |   ^\n", Diagnostic{Pos: Position{1, 2}}},
		{"wide itself", "\u4f1a\u8b70", "f:1:1: error: m\n    1 | \u4f1a\u8b70\n      | ^^^^\n",
			Diagnostic{Pos: Position{1, 1}, Length: 2}},
		{"combining", "e\u0301x", "f:1:3: error: m\n    1 | e\u0301x\n      |  ^\n", Diagnostic{Pos: Position{1, 3}}},
		{"a combining mark itself", "e\u0301", "f:1:2: error: m\n    1 | e\u0301\n      |  ^\n",
			Diagnostic{Pos: Position{1, 2}}},
		{"escapes of a terminal", "a\x1b[2Jb", "f:1:6: error: m\n    1 | a\ufffd[2Jb\n      |      ^\n",
			Diagnostic{Pos: Position{1, 6}}},
		{"a hint", "", "f: error: m\n      hint: h\n", Diagnostic{Hint: "h"}},
		{"a warning", "", "f: warning: m\n", Diagnostic{Severity: Warning}},
		{"a notice", "", "f: notice: m\n", Diagnostic{Severity: Notice}},
		{"line ends in a message", "", "f: error: a\ufffdb\n", Diagnostic{Message: "a\nb"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := test.d
			d.File = "f"
			if d.Message == "" {
				d.Message = "m"
			}
			var b strings.Builder
			Print(&b, []Diagnostic{d}, func(string, int) (string, bool) { return test.line, true }, Palette{})
			if b.String() != test.want {
				t.Errorf("printed\n%s\nwant\n%s", b.String(), test.want)
			}
		})
	}
}

func TestPrintCutsLongLines(t *testing.T) {
	line := strings.Repeat("a", 300) + "!" + strings.Repeat("b", 300)
	var b strings.Builder
	lineOf := func(string, int) (string, bool) { return line, true }
	Print(&b, []Diagnostic{{File: "f", Pos: Position{1, 301}, Message: "m"}}, lineOf, Palette{})
	lines := strings.Split(b.String(), "\n")
	if at := strings.IndexByte(lines[1], '!'); at < 0 || at != strings.IndexByte(lines[2], '^') {
		t.Errorf("the caret does not stand under the mistake:\n%s", b.String())
	}
	if len(lines[1]) > 120 {
		t.Errorf("%d characters of the line are shown", len(lines[1]))
	}
}

func TestPrintColours(t *testing.T) {
	var b strings.Builder
	p := Palette{Error: "<e>", Warning: "<w>", Place: "<p>", Hint: "<h>", Reset: "<r>"}
	Print(&b, []Diagnostic{{Severity: Warning, File: "f", Message: "m", Hint: "h"}}, nil, p)
	if want := "<p>f<r>: <w>warning<r>: m\n      <h>hint:<r> h\n"; b.String() != want {
		t.Errorf("printed %q, want %q", b.String(), want)
	}
}

func TestSort(t *testing.T) {
	a := Diagnostic{File: "a", Pos: Position{2, 1}, Message: "x"}
	b := Diagnostic{File: "a", Pos: Position{10, 1}, Message: "x"}
	c := Diagnostic{File: "b", Pos: Position{1, 1}, Message: "x"}
	d := Diagnostic{File: "b", Pos: Position{1, 2}, Message: "x"}
	if got := Sort([]Diagnostic{d, b, c, a, b}); !slices.Equal(got, []Diagnostic{a, b, c, d}) {
		t.Errorf("sorted as %v", got)
	}
}

func TestNearest(t *testing.T) {
	known := []string{"summary", "start", "status", "topics", "title", "Europe/Brussels", "be"}
	for word, want := range map[string]string{
		"sumary": "summary", "Title": "title", "titel": "title", "stat": "start", "Europe/Brusels": "Europe/Brussels",
		"BE": "be", "ab": "", "colour": "", "": "",
	} {
		if got, ok := Nearest(word, known); got != want || ok != (want != "") {
			t.Errorf("the nearest to %q is %q, want %q", word, got, want)
		}
	}
}

// TestWords: among many words the nearest is the same as among all of them one by
// one, wherever the slip is, and however often it is asked for.
func TestWords(t *testing.T) {
	var known []string
	for i := range 600 {
		noun, verb := []string{"council", "budget", "Water", "théâtre"}[i%4], []string{"meets", "opens", "report"}[i%3]
		known = append(known, fmt.Sprintf("/news/%s-%s-%d/", noun, verb, i*37))
	}
	words := NewWords(known)
	for i := 0; i < len(known); i += 67 {
		runes := []rune(known[i])
		for at := range runes {
			before, rest := string(runes[:at]), string(runes[at+1:])
			for _, word := range []string{before + rest, before + "x" + string(runes[at:]), before + "x" + rest} {
				want, _ := Nearest(word, known)
				for range 2 {
					got, _ := words.Nearest(word)
					if levenshtein.ComputeDistance(fold(got), fold(word)) > levenshtein.ComputeDistance(fold(want), fold(word)) {
						t.Fatalf("the nearest to %q is %q, want %q", word, got, want)
					}
				}
			}
		}
	}
	for _, far := range []string{"", "x", "/members/", strings.Repeat("/news/", 1000)} {
		if got, ok := words.Nearest(far); ok {
			t.Errorf("the nearest to %.20q is %q", far, got)
		}
	}
}

// TestPrintLongLine: what is wrong with a line takes no longer for what else is wrong
// with it.
func TestPrintLongLine(t *testing.T) {
	const number = 20_000
	text := strings.Repeat("[ä](/nope/) ", number)
	var found []Diagnostic
	for i := range number {
		found = append(found, Diagnostic{File: "a.md", Pos: Position{1, 12*i + 5}, Length: 6, Message: "dead"})
	}
	lines := func(string, int) (string, bool) { return text, true }
	began := time.Now()
	var all strings.Builder
	Print(&all, found, lines, Palette{})
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it takes %v", took)
	}
	var last strings.Builder
	Print(&last, found[number-1:], lines, Palette{})
	if !strings.HasSuffix(all.String(), last.String()) {
		t.Errorf("the last one is shown as\n%s\namong others, and by itself as\n%s", all.String()[all.Len()-400:], &last)
	}
}
