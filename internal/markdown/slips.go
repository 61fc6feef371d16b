package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
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
			if !(isEntry && i == 0) && p.checkBullet(line.Start, value) || p.checkEntries(lines, i, dashEntry, "entries begin with a hyphen") {
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
		p.slip(at, at+len(m[1]), "this is no heading, because there is no space after "+string(m[1]), "write "+string(m[1])+" "+short(words))
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
		p.slip(line.Start, line.Start+2, "this is no list, because there is no space after the number", "write 1. "+short(m[1]))
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
		p.slip(at, first.Stop, "this is no table, because the line of dashes has not as many columns as the heading", "write "+ruleLine(columns)+" below the heading")
		return
	}
	p.slip(at, first.Stop, "this is no table, because there is no line of dashes below its heading", "write "+ruleLine(columns)+" below it")
}

func ruleLine(columns int) string { return "|" + strings.Repeat("---|", min(columns, 8)) }

// short returns the beginning of a text, for a hint.
func short(text []byte) string {
	if runes := []rune(strings.TrimSpace(string(text))); len(runes) > 40 {
		return string(runes[:39]) + "…"
	}
	return strings.TrimSpace(string(text))
}

// checkInline warns of markup within lines that did not take.
func (p *page) checkInline(root ast.Node) {
	var wanted []inlineSlip
	seen := p.bracketSigns()
	for _, s := range inlineSlips {
		if s.suspected(p, seen) {
			wanted = append(wanted, s)
		}
	}
	if len(wanted) == 0 {
		return
	}
	for _, r := range p.runs(root) {
		piece := p.src[r.from:r.to]
		for _, s := range wanted {
			for _, m := range s.pattern.FindAllSubmatchIndex(piece, -1) {
				s.report(p, found{piece, m, r.from})
			}
		}
	}
}

// An inlineSlip is a kind of markup that did not take.
type inlineSlip struct {
	// suspected reports, from what is quickly seen, whether a body can have it.
	suspected func(*page, signs) bool
	pattern   *regexp.Regexp
	report    func(*page, found)
}

// found is a match of a pattern in a piece of the source that begins at offset.
type found struct {
	piece  []byte
	match  []int
	offset int
}

func (f found) from() int { return f.offset + f.match[0] }
func (f found) to() int   { return f.offset + f.match[1] }

func (f found) group(i int) string {
	if f.match[2*i] < 0 {
		return ""
	}
	return string(f.piece[f.match[2*i]:f.match[2*i+1]])
}

// Signs are what the brackets of a body tell at a glance.
type signs struct {
	links                int  // ](
	spaced               bool // ] (
	turned, note, nested bool // )[ and [^ and [[
	tag                  bool // [/ and [a
}

func (p *page) bracketSigns() (s signs) {
	src := p.src
	for i := bytes.IndexByte(src, '['); i >= 0; i = nextByte(src, i, '[') {
		s.turned = s.turned || i > 0 && src[i-1] == ')'
		if i+1 < len(src) {
			next := src[i+1]
			s.note, s.nested = s.note || next == '^', s.nested || next == '['
			s.tag = s.tag || next == '/' || 'a' <= next && next <= 'z'
		}
	}
	for i := bytes.IndexByte(src, ']'); i >= 0; i = nextByte(src, i, ']') {
		rest := src[i+1:]
		if bytes.HasPrefix(rest, []byte("(")) {
			s.links++
		}
		s.spaced = s.spaced || bytes.HasPrefix(rest, []byte(" ("))
	}
	return s
}

// nextByte returns where c stands next behind i, or -1.
func nextByte(src []byte, i int, c byte) int {
	next := bytes.IndexByte(src[i+1:], c)
	if next < 0 {
		return -1
	}
	return i + 1 + next
}

// contains reports whether a body has one of some texts.
func (p *page) contains(texts ...string) bool {
	for _, text := range texts {
		if bytes.Contains(p.src, []byte(text)) {
			return true
		}
	}
	return false
}

var inlineSlips = [...]inlineSlip{
	{func(p *page, s signs) bool { return s.links > p.made || s.spaced },
		regexp.MustCompile(`!?\[([^\[\]\n]*)\]( ?)\(([^()\n]*)\)`), (*page).reportLooseLink},
	{func(p *page, s signs) bool { return s.links > p.made },
		regexp.MustCompile(`!?\[([^\[\]\n]+)\]\(((?:https?://|www\.|\.{0,2}/)[^\s()\[\]]*)(?:\s|$)`), (*page).reportOpenLink},
	{func(_ *page, s signs) bool { return s.nested }, regexp.MustCompile(`\[\[([^\[\]\n]+)\]\]`), (*page).reportWikiLink},
	{func(_ *page, s signs) bool { return s.turned }, regexp.MustCompile(`\(([^()\n]+)\)\[((?:https?://|www\.|mailto:|\.{0,2}/)[^\[\]\s]*)\]`), (*page).reportTurnedLink},
	{func(_ *page, s signs) bool { return s.note }, regexp.MustCompile(`\[\^([^\[\]\s]+)\]`), (*page).reportNoNote},
	{func(p *page, _ signs) bool { return bytes.Count(p.src, []byte("**")) > 2*p.bold },
		regexp.MustCompile(`(?:^|[\s(])(\*\* +([^*\n]+?) *\*\*|\*\*([^*,\s][^*,\n]*?) +\*\*)`), (*page).reportLooseBold},
	{func(p *page, _ signs) bool { return bytes.IndexByte(p.src, '{') >= 0 && p.contains("{{", "{%") },
		regexp.MustCompile(`\{\{<[^{}\n]*>\}\}|\{\{%[^{}\n]*%\}\}|\{\{-? *[a-z_]+(?:\.[a-z_]+)+(?: *\|[^{}\n]*)? *-?\}\}|\{%[^{}\n]*%\}`), (*page).reportInstruction},
	{func(p *page, s signs) bool {
		return s.tag && p.contains("=", "[/", "[gallery", "[embed", "[contact-form", "[playlist")
	},
		regexp.MustCompile(`\[/?(?:(?:gallery|caption|embed|audio|video|playlist|contact-form-7|vc_\w+|et_pb_\w+)(?: [^\]\n]*)?|[a-z][a-z0-9_-]*(?: [a-z_-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s\]"']+))+ ?/?)\]`), (*page).reportInstruction},
}

// A textRun is a piece of the source that was taken for text, with the addresses
// that stand in it for themselves.
type textRun struct{ from, to int }

func (p *page) runs(root ast.Node) []textRun {
	var all []textRun
	add := func(from, to int) {
		if last := len(all) - 1; last >= 0 && from >= all[last].to && len(bytes.TrimSpace(p.src[all[last].to:from])) == 0 && from-all[last].to < 2 {
			all[last].to = to
			return
		}
		all = append(all, textRun{from, to})
	}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.CodeSpan, *ast.Image:
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			if entering && !n.IsRaw() {
				add(n.Segment.Start, n.Segment.Stop)
			}
		case *ast.AutoLink:
			if at, ok := p.offset(n.Label(p.src)); entering && ok {
				add(at, at+len(n.Label(p.src)))
			}
		case *extast.FootnoteLink, *extast.FootnoteBacklink:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return all
}

// pictureSize is what some programs read behind the address of a picture.
var pictureSize = regexp.MustCompile(`\s+=\d*x\d*$`)

var likeAddress = regexp.MustCompile(`^(?:https?://|www\.|mailto:|tel:|\.{0,2}/)|\.[A-Za-z]{2,4}$`)

func (p *page) reportTurnedLink(f found) {
	p.slip(f.from(), f.to(), "this is no link, because the brackets are the other way round", "write ["+f.group(1)+"]("+whole(f.group(2))+")")
}

// whole returns an address that begins with www. as a link has to name it.
func whole(address string) string {
	if strings.HasPrefix(address, "www.") {
		return "https://" + address
	}
	return address
}

func (p *page) reportOpenLink(f found) {
	rest := p.src[f.to():]
	next := bytes.IndexAny(rest, "()[]\n") // a bracket that closes belongs to an address with a space
	if (next < 0 || rest[next] != ')') && (p.opensLink(f.from()) || p.src[f.from()] == '!') {
		p.slip(f.from(), f.to(), "this is no link, because the bracket behind the address is missing", "write ["+f.group(1)+"]("+f.group(2)+")")
	}
}

func (p *page) reportWikiLink(f found) {
	p.slip(f.from(), f.to(), "this is no link here, as it is in a wiki", "write [text](address)")
}

func (p *page) reportNoNote(f found) {
	p.slip(f.from(), f.to(), "there is no note for the mark [^"+f.group(1)+"]", "write the note on a line of its own: [^"+f.group(1)+"]: …")
}

func (p *page) reportLooseBold(f found) {
	from := f.offset + f.match[2]
	p.slip(from, from+len(f.group(1)), "this is not bold, because there is a space inside the stars", "write **"+short([]byte(f.group(2)+f.group(3)))+"**")
}

func (p *page) reportInstruction(f found) {
	p.slip(f.from(), f.to(), "this is an instruction for another program, which stays in the text as it is",
		"write a picture as ![what it shows](picture.jpg), a video as a link, or delete it")
}

// reportLooseLink warns of brackets that were meant for a link or a picture.
func (p *page) reportLooseLink(f found) {
	at, label, gap, dest := f.from(), f.group(1), f.group(2), pictureSize.ReplaceAllString(strings.TrimSpace(f.group(3)), "")
	picture := p.src[at] == '!'
	if !picture && !p.opensLink(at) || strings.HasPrefix(label, "^") || !likeAddress.MatchString(dest) || gap != "" && strings.Contains(dest, " ") {
		return
	}
	what, mark := "link", ""
	if picture {
		what, mark = "picture", "!"
	}
	why := "because there is a space in the address"
	if gap != "" {
		why = "because there is a space between the brackets"
	}
	hint := "write " + mark + "[" + label + "](" + whole(dest) + ")"
	switch _, rest, hasScheme := strings.Cut(dest, ":"); {
	case dest == strings.TrimSpace(f.group(3)) && gap == "" && !strings.ContainsFunc(dest, unicode.IsSpace):
		return // what is wrong with it is unknown
	case hasScheme && !strings.ContainsFunc(strings.TrimSpace(rest), unicode.IsSpace):
		hint = "write " + mark + "[" + label + "](" + strings.ReplaceAll(dest, " ", "") + ")"
	case hasScheme:
		hint = "an address has no spaces; copy it anew"
	case strings.ContainsFunc(dest, unicode.IsSpace):
		hint = "write " + mark + "[" + label + "](<" + dest + ">)"
	}
	p.slip(at, f.to(), "this is no "+what+", "+why, hint)
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
	p.slip(at, opened, "this begins program text, which is never closed, so all that follows is shown as it is written", "end it with a line of the same signs")
}

var inHTML = regexp.MustCompile(`\*\*[^*\s][^*\n]*\*\*|\[[^\[\]\n]+\]\([^()\s]+\)`)

// checkMarkdownIn warns of Markdown in lines of HTML, where it is not read.
func (p *page) checkMarkdownIn(m *markup) {
	if at := inHTML.FindIndex(m.data); at != nil {
		from := m.offset(at[0])
		p.slip(from, min(m.offset(at[1]-1)+1, len(p.src)), "this stays as it is written, because Markdown is not read inside HTML",
			"leave an empty line before and after it, or write it in HTML")
	}
}
