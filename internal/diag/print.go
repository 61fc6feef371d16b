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
	for _, d := range ds {
		printOne(w, d, lines, p)
	}
}

// PrintEntries is Print for what has been merged.
func PrintEntries(w io.Writer, entries []Entry, lines func(file string, line int) (string, bool), p Palette) {
	for _, e := range entries {
		printOne(w, e.Diagnostic, lines, p)
		if e.Files > 0 {
			fmt.Fprintf(w, "      and in %d more files\n", e.Files)
		}
	}
}

func printOne(w io.Writer, d Diagnostic, lines func(string, int) (string, bool), p Palette) {
	colour := [...]string{Error: p.Error, Warning: p.Warning, Notice: p.Notice}[d.Severity]
	fmt.Fprintf(w, "%s%s%s: %s%s%s: %s\n", p.Place, d.Place(), p.Reset, colour, d.Severity, p.Reset, printable(d.Message))
	printExcerpt(w, d, lines, colour, p.Reset)
	if d.Hint != "" {
		fmt.Fprintf(w, "      %shint:%s %s\n", p.Hint, p.Reset, printable(d.Hint))
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
	printExcerpt(&b, d, lines, "", "")
	return strings.TrimSuffix(b.String(), "\n")
}

// The part of a source line that is shown, in characters.
const (
	shownBefore = 60
	shownWidth  = 110
)

func printExcerpt(w io.Writer, d Diagnostic, lines func(string, int) (string, bool), colour, reset string) {
	if lines == nil || d.Pos.Line == 0 {
		return
	}
	if text, ok := lines(d.File, d.Pos.Line); ok && strings.TrimSpace(text) != "" {
		printLine(w, d, text, colour, reset)
	}
}

func printLine(w io.Writer, d Diagnostic, text, colour, reset string) {
	runes := []rune(strings.ToValidUTF8(text, "\uFFFD"))
	at := min(max(d.Pos.Column-1, 0), len(runes))
	from := 0
	if at > shownWidth-10 {
		from = at - shownBefore
	}
	to := min(from+shownWidth, len(runes))
	marked := runes[at:min(at+max(d.Length, 1), to)]
	fmt.Fprintf(w, "%5d | %s\n", d.Pos.Line, printable(string(runes[from:to])))
	marks := strings.Repeat("^", max(cells(marked), 1))
	fmt.Fprintf(w, "      | %s%s%s%s\n", padding(runes[from:at]), colour, marks, reset)
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
