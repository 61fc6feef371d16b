package markdown

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

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
	{func(_ *page, s signs) bool { return s.turned },
		regexp.MustCompile(`\(([^()\n]+)\)\[((?:https?://|www\.|mailto:|\.{0,2}/)[^\[\]\s]*)\]`), (*page).reportTurnedLink},
	{func(_ *page, s signs) bool { return s.note }, regexp.MustCompile(`\[\^([^\[\]\s]+)\]`), (*page).reportNoNote},
	{func(p *page, _ signs) bool { return bytes.Count(p.src, []byte("**")) > 2*p.bold },
		regexp.MustCompile(`(?:^|[\s(])(\*\* +([^*\n]+?) *\*\*|\*\*([^*,\s][^*,\n]*?) +\*\*)`), (*page).reportLooseBold},
	{func(p *page, _ signs) bool { return bytes.IndexByte(p.src, '{') >= 0 && p.contains("{{", "{%") },
		regexp.MustCompile(`\{\{<[^{}\n]*>\}\}|\{\{%[^{}\n]*%\}\}|` +
			`\{\{-? *[a-z_]+(?:\.[a-z_]+)+(?: *\|[^{}\n]*)? *-?\}\}|\{%[^{}\n]*%\}`), (*page).reportInstruction},
	{func(p *page, s signs) bool {
		return s.tag && p.contains("=", "[/", "[gallery", "[embed", "[contact-form", "[playlist")
	},
		regexp.MustCompile(`\[/?(?:` +
			`(?:gallery|caption|embed|audio|video|playlist|contact-form-7|vc_\w+|et_pb_\w+)(?: [^\]\n]*)?|` +
			`[a-z][a-z0-9_-]*(?: [a-z_-]+=(?:"[^"\n]*"|'[^'\n]*'|[^\s\]"']+))+ ?/?)\]`), (*page).reportInstruction},
}

// A textRun is a piece of the source that was taken for text, with the addresses
// that stand in it for themselves.
type textRun struct{ from, to int }

func (p *page) runs(root ast.Node) []textRun {
	var all []textRun
	add := func(from, to int) {
		if last := len(all) - 1; last >= 0 && p.adjoins(all[last], from) {
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

// adjoins reports whether nothing stands between a run and from but an end of a
// line, or a space.
func (p *page) adjoins(r textRun, from int) bool {
	return r.to <= from && from-r.to < 2 && len(bytes.TrimSpace(p.src[r.to:from])) == 0
}

// pictureSize is what some programs read behind the address of a picture.
var pictureSize = regexp.MustCompile(`\s+=\d*x\d*$`)

var likeAddress = regexp.MustCompile(`^(?:https?://|www\.|mailto:|tel:|\.{0,2}/)|\.[A-Za-z]{2,4}$`)

func (p *page) reportTurnedLink(f found) {
	p.slip(f.from(), f.to(), "this is no link, because the brackets are the other way round",
		"write ["+f.group(1)+"]("+whole(f.group(2))+")")
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
		p.slip(f.from(), f.to(), "this is no link, because the bracket behind the address is missing",
			"write ["+f.group(1)+"]("+f.group(2)+")")
	}
}

func (p *page) reportWikiLink(f found) {
	p.slip(f.from(), f.to(), "this is no link here, as it is in a wiki", "write [text](address)")
}

func (p *page) reportNoNote(f found) {
	p.slip(f.from(), f.to(), "there is no note for the mark [^"+f.group(1)+"]",
		"write the note on a line of its own: [^"+f.group(1)+"]: …")
}

func (p *page) reportLooseBold(f found) {
	from := f.offset + f.match[2]
	p.slip(from, from+len(f.group(1)), "this is not bold, because there is a space inside the stars",
		"write **"+short([]byte(f.group(2)+f.group(3)))+"**")
}

func (p *page) reportInstruction(f found) {
	p.slip(f.from(), f.to(), "this is an instruction for another program, which stays in the text as it is",
		"write a picture as ![what it shows](picture.jpg), a video as a link, or delete it")
}

// reportLooseLink warns of brackets that were meant for a link or a picture.
func (p *page) reportLooseLink(f found) {
	at, label, gap := f.from(), f.group(1), f.group(2)
	dest := pictureSize.ReplaceAllString(strings.TrimSpace(f.group(3)), "")
	picture := p.src[at] == '!'
	twoSpaces := gap != "" && strings.Contains(dest, " ")
	if !picture && !p.opensLink(at) || strings.HasPrefix(label, "^") || !likeAddress.MatchString(dest) || twoSpaces {
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
