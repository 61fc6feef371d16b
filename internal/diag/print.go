package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/width"
)

// Palette holds the terminal's escape sequences around the parts of a
// diagnostic. The zero Palette prints plain text.
type Palette struct {
	Error, Warning, Notice, Place, Hint, Reset string
}

// Print writes ds, one after another, each with its source line and a caret.
// lines returns the text of a line of a file, without its end, or false where
// there is none; it may be nil.
func Print(w io.Writer, ds []Diagnostic, lines func(file string, line int) (string, bool), p Palette) {
	to := printer{w: w, lines: lines, Palette: p}
	for _, d := range ds {
		to.print(d)
	}
}

// PrintEntries is Print for what has been merged.
func PrintEntries(w io.Writer, entries []Entry, lines func(file string, line int) (string, bool), p Palette) {
	to := printer{w: w, lines: lines, Palette: p}
	for _, e := range entries {
		to.print(e.Diagnostic)
		if e.Files > 0 {
			fmt.Fprintf(w, "      and in %d more files\n", e.Files)
		}
	}
}

// A printer writes diagnostics.
type printer struct {
	w     io.Writer
	lines func(file string, line int) (string, bool)
	Palette
	at mark
}

// A mark is a place in a line: before a number of characters, and of bytes.
type mark struct {
	file             string
	line             int
	characters, byte int
}

func (p *printer) print(d Diagnostic) {
	colour := [...]string{Error: p.Error, Warning: p.Warning, Notice: p.Notice}[d.Severity]
	fmt.Fprintf(p.w, "%s%s%s: %s%s%s: %s\n",
		p.Place, d.Place(), p.Reset, colour, d.Severity, p.Reset, printable(d.Message))
	p.excerpt(d, colour)
	if d.Hint != "" {
		fmt.Fprintf(p.w, "      %shint:%s %s\n", p.Hint, p.Reset, printable(d.Hint))
	}
}

// Place returns where d is: the file, and in it the line and column.
func (d Diagnostic) Place() string {
	if d.Pos.Line == 0 {
		return printable(d.File)
	}
	return fmt.Sprintf("%s:%d:%d", printable(d.File), d.Pos.Line, d.Pos.Column)
}

// Excerpt returns the source line of d with a caret under it, or "" where
// there is none; lines is as for Print.
func (d Diagnostic) Excerpt(lines func(file string, line int) (string, bool)) string {
	var b strings.Builder
	p := printer{w: &b, lines: lines}
	p.excerpt(d, "")
	return strings.TrimSuffix(b.String(), "\n")
}

// The part of a source line that is shown, in characters.
const (
	shownBefore = 60
	shownWidth  = 110
)

// excerpt writes the source line of d with a caret under it, where there is one.
func (p *printer) excerpt(d Diagnostic, colour string) {
	if p.lines == nil || d.Pos.Line == 0 {
		return
	}
	text, ok := p.lines(d.File, d.Pos.Line)
	if !ok || strings.TrimSpace(text) == "" {
		return
	}
	at, from := max(d.Pos.Column-1, 0), 0
	if at > shownWidth-10 {
		from = at - shownBefore
	}
	shown := first(text[p.find(d, text, from):], shownWidth)
	at = min(at-from, len(shown))
	marked := shown[at:min(at+max(d.Length, 1), len(shown))]
	fmt.Fprintf(p.w, "%5d | %s\n", d.Pos.Line, printable(string(shown)))
	marks := strings.Repeat("^", max(cells(marked), 1))
	fmt.Fprintf(p.w, "      | %s%s%s%s\n", padding(shown[:at]), colour, marks, p.Reset)
}

// find returns after how many bytes of a line a number of its characters end. It begins
// where the last diagnostic was, because a line can be long and have many.
func (p *printer) find(d Diagnostic, text string, characters int) int {
	if m := p.at; m.file != d.File || m.line != d.Pos.Line || m.characters > characters || m.byte > len(text) {
		p.at = mark{file: d.File, line: d.Pos.Line}
	}
	for p.at.characters < characters && p.at.byte < len(text) {
		_, n := utf8.DecodeRuneInString(text[p.at.byte:])
		p.at.byte += n
		p.at.characters++
	}
	return p.at.byte
}

// first returns the first characters of a text, at most n.
func first(text string, n int) []rune {
	var runes []rune
	for _, r := range text {
		if len(runes) == n {
			break
		}
		runes = append(runes, r)
	}
	return runes
}

// padding returns spaces as wide as text is on a terminal, keeping its tabs.
func padding(text []rune) string {
	var b strings.Builder
	for _, r := range text {
		if r == '\t' {
			b.WriteByte('\t')
			continue
		}
		b.WriteString(strings.Repeat(" ", cells([]rune{r})))
	}
	return b.String()
}

// cells returns how many cells of a terminal text takes, a tab one.
func cells(text []rune) int {
	n := 0
	for _, r := range text {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me) || joiner(r):
		case wide(r):
			n += 2
		default:
			n++
		}
	}
	return n
}

// joiner reports whether r joins what is around it into one sign, as in emoji
// of several people and in Indic scripts.
func joiner(r rune) bool { return r == '\u200c' || r == '\u200d' }

func wide(r rune) bool {
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// printable keeps what an author wrote from steering the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\t' || unicode.IsGraphic(r) || joiner(r) {
			return r
		}
		return utf8.RuneError
	}, s)
}
