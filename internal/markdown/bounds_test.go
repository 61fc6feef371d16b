package markdown

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"belfry/internal/corpus"
	"belfry/internal/diag"
)

// Work is measured as memory taken over the whole of a Parse, which a machine's
// speed does not change: goldmark takes some for each node, record and search.
// It may grow with the body, but no faster.
const (
	mostOutput      = 16 // bytes of HTML for each byte of the body …
	mostOutputMore  = 1 << 20
	mostMemory      = 3000 // bytes taken for each byte of the body …
	mostMemoryMore  = 1 << 20
	largestAccepted = 1 << 13
)

// boundedMemory is what a bound limits, not the size of the body: a table's cells.
var boundedMemory = map[string]int{"table wide and long": 64 << 20}

// Every worst case is refused, or written with linear output and memory: at the
// largest size that passes the bounds, at half of it, and at ten times.
func TestWorstCases(t *testing.T) {
	if corpus.UnderRace {
		t.Skip("the race detector empties pools, and memory is what is measured")
	}
	p := New()
	for _, c := range worstCases() {
		t.Run(c.name, func(t *testing.T) {
			n := largestPassing(p, c)
			half, whole := measure(t, c, n/2), measure(t, c, n)
			if whole > 2*half+half/2+mostMemoryMore+boundedMemory[c.name] {
				t.Errorf("%d bytes take %d bytes of memory, half of them %d", n, whole, half)
			}
			measure(t, c, 10*n)
		})
	}
}

// largestPassing returns the largest power of two, up to a limit that keeps the
// test short, at which a case is not refused.
func largestPassing(p *Parser, c worstCase) int {
	n := largestAccepted
	for ; n > 64; n /= 2 {
		if _, found := p.Parse([]byte(c.make(n)), Options{Line: 1}); !isRefused(found) {
			break
		}
	}
	return n
}

// measure reads a case of n bytes and returns the memory that took.
func measure(t *testing.T, c worstCase, n int) int {
	src := []byte(c.make(n))
	var before, after runtime.MemStats
	p := New()
	runtime.ReadMemStats(&before)
	doc, found := p.Parse(src, Options{Line: 1})
	runtime.ReadMemStats(&after)
	taken := int(after.TotalAlloc - before.TotalAlloc)
	if isRefused(found) && !doc.Empty() {
		t.Errorf("a refused body of %d bytes has HTML", len(src))
	}
	if doc.size > mostOutput*len(src)+mostOutputMore {
		t.Errorf("%d bytes become %d", len(src), doc.size)
	}
	if taken > mostMemory*len(src)+mostMemoryMore+boundedMemory[c.name] {
		t.Errorf("%d bytes take %d bytes of memory", len(src), taken)
	}
	return taken
}

func isRefused(found []diag.Diagnostic) bool {
	return len(found) > 0 && found[0].Code == "too-complex"
}

// Each bound refuses where it is passed, and lets pass what is just within it.
func TestBounds(t *testing.T) {
	marks := func(n int) string { return strings.Repeat("[", n) }
	quotes := func(n int) string { return "a\n\n" + strings.Repeat("> ", n) + "b" }
	nested := func(n int) string { return "a\n" + strings.Repeat("*b ", n) + strings.Repeat("c*", n) }
	table := func(rows int) string {
		return strings.Repeat("|a", 100) + "|\n" + strings.Repeat("|-", 100) + "|\n" + strings.Repeat("|b|\n", rows-1)
	}
	notes := func(n int) string { return counted("[^%06d]: a\n\n")(n * 14) }
	noteMarks := func(n int) string { return "[^1]: a\n\n" + strings.Repeat("b[^1]\n\n", n) }
	definitions := func(n int) string { return "a\n\n" + counted("[%06d]: a\n")(n*12) }
	references := func(n int) string {
		return "[a]: /" + strings.Repeat("b", 1023) + "\n\n" + strings.Repeat("[a]\n\n", n)
	}
	contained := func(n int) string {
		return strings.Repeat("> ", 22) + "a\n" + strings.Repeat(strings.Repeat(">", 22)+"\n", n)
	}
	for _, c := range []struct {
		name           string
		within, beyond string
		pos            diag.Position
		message        string
	}{
		{"lines", strings.Repeat("\n", maxLines), strings.Repeat("\n", maxLines+1),
			diag.Position{Line: maxLines + 1, Column: 1}, "this text has more than 100000 lines"},
		{"nesting", quotes(maxNesting - 1), quotes(maxNesting + 1),
			diag.Position{Line: 3, Column: 49}, "lists and quotes are nested more than 12 levels deep"},
		{"marks", "a\n\n" + marks(22000), "a\n\n" + marks(24000), diag.Position{Line: 3, Column: 2}, ""},
		{"mark nesting", nested(maxMarkNesting), nested(maxMarkNesting + 1),
			diag.Position{Line: 2, Column: 151}, "bold, italic and links are nested more than 50 levels deep"},
		{"cells", "a\n\n" + table(maxCells/100), "a\n\n" + table(maxCells/100+1),
			diag.Position{Line: 3, Column: 1}, "the tables of this text have more than 100000 cells"},
		{"footnotes", notes(maxFootnotes), notes(maxFootnotes + 1),
			diag.Position{Line: 2*maxFootnotes + 1, Column: 1}, "this text has more than 2000 footnotes"},
		{"footnote marks", noteMarks(maxFootnoteMarks), noteMarks(maxFootnoteMarks + 1),
			diag.Position{Line: 3 + 2*maxFootnoteMarks, Column: 2}, "this text refers to footnotes more than 5000 times"},
		{"definitions", definitions(5000), definitions(5001), diag.Position{Line: 3, Column: 1},
			"this paragraph defines 5001 addresses ([name]: address), which is too many"},
		{"references", references(1024), references(1025), diag.Position{Line: 3 + 2*1024, Column: 1},
			"the addresses of this text's [references] add up to more than 1048576 characters"},
		{"lines in containers", contained(22_000), contained(23_000), diag.Position{},
			"the lists and quotes of this text have more than 500000 lines, counted at each level"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, found := New().Parse([]byte(c.within), Options{Line: 1}); isRefused(found) {
				t.Errorf("what is within is refused: %v", found)
			}
			doc, found := New().Parse([]byte(c.beyond), Options{File: "a.md", Line: 1})
			if !isRefused(found) || len(found) > 1 || !doc.Empty() {
				t.Fatalf("what is beyond is not refused")
			}
			if c.pos.Line > 0 && found[0].Pos.Line != c.pos.Line || c.message != "" && found[0].Message != c.message {
				t.Errorf("found %+v, want it at %+v: %s", found[0], c.pos, c.message)
			}
		})
	}
}

// Marks that goldmark looks for partners of, or for the ends of, all count: the
// search takes time and no memory.
func TestMarksOfAllKindsCount(t *testing.T) {
	for _, mark := range []string{"*a ", "_a ", "~a ", "[ ", "![", "] ", "<a ", "`a "} {
		src := strings.Repeat(mark, 20_000)
		if _, found := New().Parse([]byte(src), Options{Line: 1}); !isRefused(found) {
			t.Errorf("many %q are not refused", mark)
		}
	}
}

// What editors write, at its largest, passes.
func TestLargeDocuments(t *testing.T) {
	repeat := func(format string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	for name, src := range map[string]string{
		"minutes of 1 MiB": strings.Repeat(ordinary, 1<<20/len(ordinary)),
		"minutes of 5 MiB": strings.Repeat(ordinary, 5<<20/len(ordinary)),
		"list of 3000":     repeat("- item %d with a [link](a.md) and *emphasis*\n", 3000),
		"table of 500 rows": "|a|b|c|d|e|f|g|h|i|j|\n|-|-|-|-|-|-|-|-|-|-|\n" +
			repeat("|%[1]d|b|**c**|d|e|f|[g](h.md)|h|i|j|\n", 500),
		"300 headings":              repeat("## Heading %d\n\nText.\n\n", 300),
		"500 footnotes":             repeat("Text[^%[1]d].\n\n[^%[1]d]: Note.\n\n", 500),
		"1000 links in paragraphs":  repeat("See [link %d](a.md).\n\n", 1000),
		"1000 links in a paragraph": repeat("[link %d](../members/a-long-name.md), ", 1000),
		"1000 references":           repeat("[link %d]\n", 1000) + "\n" + repeat("[link %d]: ../members/a.md\n", 1000),
		"a paragraph of 50 kB":      repeat("**Name %d** of the *town*, ", 2000),
		"long paragraphs with few marks": repeat("%d"+
			strings.Repeat(" *a* _b_", 16)+strings.Repeat(" word", 10_000)+"\n\n", 200),
		"a wide table": strings.Repeat("|a", 100) + "\n" + strings.Repeat("|-", 100) + "\n" +
			strings.Repeat(strings.Repeat("|b", 100)+"\n", 300),
		"a list of lists": repeat("- a %d\n  - b\n    - c\n      - d\n        - e\n", 3000),
	} {
		if _, found := New().Parse([]byte(src), Options{Line: 1}); len(found) > 0 {
			t.Errorf("%s: %v", name, found[0])
		}
	}
}
