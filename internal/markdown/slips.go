package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"belfry/internal/diag"
)

// Markup that nearly is some stays in the text as signs. What follows finds it
// in what goldmark has taken for text, so that code and links that were made are
// never looked at; a body without its signs pays a few searches for bytes.

func (p *page) slip(from, to int, message, hint string) {
	p.report(diag.Warning, "markup", p.span(from, to), message, hint)
}

// checkLines warns of lines of a paragraph that were meant for something else.
func (p *page) checkLines(paragraph ast.Node) {
	lines, bars := paragraph.Lines(), 0
	isEntry := paragraph.PreviousSibling() == nil && paragraph.Parent().Kind() == ast.KindListItem
	for i := range lines.Len() {
		line := lines.At(i)
		value := p.src[line.Start:line.Stop]
		switch {
		case len(value) < 3:
		case value[0] == '#':
			p.checkHeading(line.Start, value)
		case value[0] == '|', value[0] != '-' && bytes.Contains(value, spacedBar):
			bars++
		case value[0] >= utf8.RuneSelf:
			bullet := !(isEntry && i == 0) && p.checkBullet(line.Start, value)
			if bullet || p.checkEntries(lines, i, dashEntry, "entries begin with a hyphen") {
				return
			}
		case value[0] == '-':
			if p.checkEntries(lines, i, tightHyphen, "there is no space after the hyphen") {
				return
			}
		case value[0] == ':' && bytes.HasPrefix(value, []byte(":::")):
			p.reportInstruction(found{value, []int{0, len(bytes.TrimRight(value, "\n"))}, line.Start})
		case value[0] == '1':
			p.checkNumber(lines, i)
		}
	}
	if bars > 1 {
		p.checkTable(lines)
	}
}

var tightHeading = regexp.MustCompile(`^(#{2,6})([^#\s][^\n]*)`)

func (p *page) checkHeading(at int, line []byte) {
	if m := tightHeading.FindSubmatch(line); m != nil {
		words := bytes.TrimRight(m[2], "# \t\n") // a heading may end with signs as it begins
		p.slip(at, at+len(m[1]), "this is no heading, because there is no space after "+string(m[1]),
			"write "+string(m[1])+" "+short(words))
	}
}

// bullets are signs that word processors put before the entries of a list.
const bullets = "•·▪◦‣●○■□☐☑➢➤✓✔"

var tightEntry = regexp.MustCompile(`^(\S)[ \t\x{a0}]+(\S[^\n]*)`)

func (p *page) checkBullet(at int, line []byte) bool {
	m := tightEntry.FindSubmatch(line)
	if m == nil || !strings.Contains(bullets, string(m[1])) {
		return false
	}
	p.slip(at, at+len(m[1]), "this is no entry of a list, because entries begin with a hyphen", "write - "+short(m[2]))
	return true
}

// Entries as they are written by hand, or by a word processor that makes dashes of
// hyphens. One alone may be anything.
var (
	tightHyphen = regexp.MustCompile(`^(-)([^\s>-][^\n]*)`)
	dashEntry   = regexp.MustCompile(`^([–—])[ \x{a0}]+(\S[^\n]*)`)
)

// checkEntries warns of two lines that were meant for a list.
func (p *page) checkEntries(lines *text.Segments, i int, entry *regexp.Regexp, why string) bool {
	line := lines.At(i)
	m := entry.FindSubmatch(p.src[line.Start:line.Stop])
	if m == nil || i+1 == lines.Len() {
		return false
	}
	next := lines.At(i + 1)
	if !entry.Match(p.src[next.Start:next.Stop]) {
		return false
	}
	p.slip(line.Start, line.Start+len(m[1]), "this is no list, because "+why, "write - "+short(m[2]))
	return true
}

var (
	tightNumber = regexp.MustCompile(`^1\.([^\s\d.][^\n]*)`)
	nextNumber  = regexp.MustCompile(`^2\.[^\s\d.]`)
)

// checkNumber warns of two lines that count without a space.
func (p *page) checkNumber(lines *text.Segments, i int) {
	line := lines.At(i)
	m := tightNumber.FindSubmatch(p.src[line.Start:line.Stop])
	if m == nil || i+1 == lines.Len() {
		return
	}
	if next := lines.At(i + 1); nextNumber.Match(p.src[next.Start:next.Stop]) {
		p.slip(line.Start, line.Start+2, "this is no list, because there is no space after the number",
			"write 1. "+short(m[1]))
	}
}

var spacedBar = []byte(" | ")

// checkTable warns of lines with bars that make no table.
func (p *page) checkTable(lines *text.Segments) {
	rule, columns := false, 0
	for i := range lines.Len() {
		line := lines.At(i)
		value := bytes.TrimSpace(p.src[line.Start:line.Stop])
		inner := bytes.Count(bytes.Trim(value, "|"), spacedBar)
		switch {
		case onlyDashes(value) && bytes.IndexByte(value, '-') >= 0:
			rule = true
		case columns == 0 && (inner > 1 || value[0] == '|'):
			columns = inner + 1
		case inner+1 != columns:
			return
		}
	}
	if columns == 0 {
		return
	}
	first := lines.At(0)
	at := first.Start
	if rule {
		p.slip(at, first.Stop, "this is no table, because the line of dashes has not as many columns as the heading",
			"write "+ruleLine(columns)+" below the heading")
		return
	}
	p.slip(at, first.Stop, "this is no table, because there is no line of dashes below its heading",
		"write "+ruleLine(columns)+" below it")
}

func ruleLine(columns int) string { return "|" + strings.Repeat("---|", min(columns, 8)) }

// short returns the beginning of a text, for a hint.
func short(text []byte) string {
	if runes := []rune(strings.TrimSpace(string(text))); len(runes) > 40 {
		return string(runes[:39]) + "…"
	}
	return strings.TrimSpace(string(text))
}

// checkFences warns of program text that is opened and never closed: all that
// follows is shown as it is written, and its links are none.
func (p *page) checkFences(root ast.Node) {
	if !bytes.Contains(p.src, []byte("```")) && !bytes.Contains(p.src, []byte("~~~")) {
		return
	}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if block, ok := n.(*ast.FencedCodeBlock); ok && entering && block.Lines().Len() > 0 {
			p.checkFence(block)
		}
		if n.Type() == ast.TypeInline {
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

func (p *page) checkFence(block *ast.FencedCodeBlock) {
	first, last := block.Lines().At(0), block.Lines().At(block.Lines().Len()-1)
	closing, _, _ := bytes.Cut(p.src[last.Stop:], []byte("\n"))
	closing = bytes.TrimLeft(closing, " \t>")
	if bytes.HasPrefix(closing, []byte("```")) || bytes.HasPrefix(closing, []byte("~~~")) {
		return
	}
	opened := bytes.LastIndexByte(p.src[:first.Start], '\n') // the end of the line before
	at := 1 + bytes.LastIndexByte(p.src[:max(opened, 0)], '\n')
	at += len(p.src[at:opened]) - len(bytes.TrimLeft(p.src[at:opened], " \t>-*+"))
	p.slip(at, opened,
		"this begins program text, which is never closed, so all that follows is shown as it is written",
		"end it with a line of the same signs")
}

var inHTML = regexp.MustCompile(`\*\*[^*\s][^*\n]*\*\*|\[[^\[\]\n]+\]\([^()\s]+\)`)

// checkMarkdownIn warns of Markdown in lines of HTML, where it is not read.
func (p *page) checkMarkdownIn(m *markup) {
	if at := inHTML.FindIndex(m.data); at != nil {
		from := m.offset(at[0])
		p.slip(from, min(m.offset(at[1]-1)+1, len(p.src)),
			"this stays as it is written, because Markdown is not read inside HTML",
			"leave an empty line before and after it, or write it in HTML")
	}
}
