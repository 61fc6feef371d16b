package markdown

import (
	"fmt"
	"strings"
)

// A worst case is a body of about n bytes that drives one part of goldmark to
// its slowest or most wordy.
type worstCase struct {
	name string
	make func(n int) string
}

// times repeats unit to n bytes.
func times(unit string) func(int) string {
	return func(n int) string { return strings.Repeat(unit, n/len(unit)+1) }
}

// around repeats open and close, each for half of n bytes.
func around(open, middle, closing string) func(int) string {
	return func(n int) string {
		half := n/(len(open)+len(closing)) + 1
		return strings.Repeat(open, half) + middle + strings.Repeat(closing, half)
	}
}

// after puts head before a body that fills up to n bytes.
func after(head string, rest func(int) string) func(int) string {
	return func(n int) string { return head + rest(max(n-len(head), 0)) }
}

// counted repeats a unit that differs by its number.
func counted(format string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
}

// growing repeats a mark once, twice, three times and so on.
func growing(mark, between string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 1; b.Len() < n; i++ {
			b.WriteString(strings.Repeat(mark, i))
			b.WriteString(between)
		}
		return b.String()
	}
}

// both joins the halves of two cases.
func both(x, y func(int) string) func(int) string {
	return func(n int) string { return x(n/2) + "\n\n" + y(n/2) }
}

func indents(marker string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, "%s%s a\n", strings.Repeat(" ", i*2), marker)
		}
		return b.String()
	}
}

func worstCases() []worstCase {
	manyNotes := ""
	for i := range 1000 {
		manyNotes += fmt.Sprintf("[^%d]: a\n\n", i)
	}
	longAddress := "[a]: /" + strings.Repeat("x", 1000) + "\n\n"
	return []worstCase{
		{"plain text", times("lorem ipsum ")},
		{"lines", times("a\n")},
		{"blank lines", times("\n")},
		{"paragraphs", times("a\n\n")},
		{"stars", times("*")},
		{"underscores", times("_")},
		{"tildes", times("~")},
		{"tildes apart", times("~a ")},
		{"emphasis openers", times("*a ")},
		{"emphasis closers", times("a* ")},
		{"emphasis", times("*a* ")},
		{"emphasis nested", around("*a ", "b", "a* ")},
		{"strong nested", around("**a ", "b", "a** ")},
		{"emphasis mixed", times("*a **b ")},
		{"emphasis mixed marks", times("*a _b ")},
		{"emphasis closers mixed", times("a**b*c_")},
		{"emphasis inside words", times("a**b")},
		{"emphasis of all kinds", times("*_~a ")},
		{"emphasis runs", growing("*", "a")},
		{"emphasis over lines", times("*a\n_b\n")},
		{"brackets open", times("[")},
		{"brackets closed", times("]")},
		{"brackets nested", around("[", "a", "]")},
		{"brackets nested in groups", times(strings.Repeat("[", 450) + "a" + strings.Repeat("]", 450) + " ")},
		{"brackets nested around text",
			times(strings.Repeat("[", 32) + strings.Repeat("a", 900) + strings.Repeat("]", 32) + "\n\n")},
		{"brackets nested around letters",
			times(strings.Repeat("[", 32) + strings.Repeat("ẞ", 300) + strings.Repeat("]", 32) + "\n\n")},
		{"brackets nested around references",
			times(strings.Repeat("[", 32) + strings.Repeat("ẞ", 300) + strings.Repeat("][]", 32) + "\n\n")},
		{"pictures open", times("![")},
		{"links open", times("[](")},
		{"links nested", around("[", "a", "](b)")},
		{"pictures nested", around("![", "a", "](b)")},
		{"links open with address", times("[a](b ")},
		{"links open with angle", times("[a](<b")},
		{"links with parentheses", times("[a](((")},
		{"links with titles", times("[a](b \"c")},
		{"links with mixed titles", times("[a](b 'c [a](b \"c ")},
		{"links one after another", times("[a](b)")},
		{"links one after another in paragraphs", times("[a](b)\n\n")},
		{"links with emphasis", times("[*a](b) ")},
		{"emphasis with links", times("*[a](b) ")},
		{"references missing", times("[a][b]")},
		{"references open", times("[a][")},
		{"references long", times("[" + strings.Repeat("a", 900) + "]")},
		{"references to a long address", after(longAddress, times("[a]"))},
		{"references to a long address in paragraphs", after(longAddress, times("[a]\n\n"))},
		{"references to a far address", func(n int) string {
			return "[a]:" + strings.Repeat(" ", n/2) + "/x\n\n" + times("[a]\n\n")(n/2)
		}},
		{"definitions", counted("[%d]: /a\n")},
		{"definitions equal", times("[a]: b\n")},
		{"definitions with titles", counted("[%d]: /a \"t\"\n")},
		{"definitions with open titles", counted("[%d]: /a\n\"t\n")},
		{"definitions in paragraphs", counted("[%d]: /a\n\n")},
		{"definitions then lines", both(counted("[%d]: /a\n"), times("a\n"))},
		{"definitions with long labels", times("[" + strings.Repeat("ß", 400) + "]: a\n")},
		{"less than", times("<")},
		{"tags open", times("<a ")},
		{"tags with attributes", times("<a b=\"c\" ")},
		{"tags with open attributes", times("<a b='c' d=\"")},
		{"tags", times("<b>")},
		{"tags in paragraphs", times("x <b>\n\n")},
		{"blocks of html", times("<div>\n\n")},
		{"blocks of html with attributes", times("<x a=\"b\" c=\"d\" e\n")},
		{"lines like html", times("<x\n")},
		{"html in one line", after("<div>", times("<br>a"))},
		{"html opened and closed otherwise", both(after("<p>", times("<li>")), after("<p>", times("</ul>")))},
		{"html open over paragraphs", both(after("<p>", times("<li>")), times("a\n\n"))},
		{"links beside html", after("<b>x</b>\n\n", times("[a](b)\n\n"))},
		{"closing tags open", times("</a ")},
		{"comments open", times("<!--")},
		{"comments open after text", times("a <!-- ")},
		{"instructions open", times("a <? ")},
		{"declarations open", times("a <!A ")},
		{"character data open", times("a <![CDATA[ ")},
		{"addresses in angles open", times("<https://a")},
		{"schemes in angles open", times("<a:")},
		{"mails in angles open", times("<a@a")},
		{"backticks of growing length", growing("`", " a ")},
		{"backticks of growing length over lines", growing("`", "\na\n")},
		{"backticks of growing length, then lines", both(growing("`", " a "), times("a\n"))},
		{"backticks in pairs", times("`a` ")},
		{"backslashes", times("\\")},
		{"entities", times("&amp;")},
		{"entities open", times("&a")},
		{"ampersands", times("&")},
		{"quotes nested", times("> ")},
		{"quotes nested, then lines", after(strings.Repeat(">", 30)+" a\n", times("\n"))},
		{"quotes deeper each line", func(n int) string {
			var b strings.Builder
			for i := 1; b.Len() < n; i++ {
				b.WriteString(strings.Repeat(">", i) + "a\n")
			}
			return b.String()
		}},
		{"quotes at the limit", times(strings.Repeat("> ", maxNesting-2) + "a\n")},
		{"lists nested on a line", times("- ")},
		{"lists nested", indents("-")},
		{"lists numbered nested", indents("1.")},
		{"lists at the limit", after(strings.Repeat("- ", maxNesting/2-2)+"a\n",
			times(strings.Repeat(" ", maxNesting-4)+"a\n"))},
		{"lists at the limit, blank", after(strings.Repeat("- ", maxNesting/2-2)+"a\n", times("\n"))},
		{"list items", times("- a\n")},
		{"list items empty", times("-\n")},
		{"list items loose", times("- a\n\n")},
		{"list items of changing kind", times("- a\n+ b\n")},
		{"list items with paragraphs", times("- a\n\n  b\n")},
		{"tasks", times("- [ ] a\n")},
		{"tabs", times("\t")},
		{"tabs and text", times("\ta\n")},
		{"tabs in lists", after("- a\n", times("\t\ta *b*\n"))},
		{"line of tabs in lists", after("- ", times("\t*a"))},
		{"table wide and long", func(n int) string {
			half := n / 4
			return strings.Repeat("|a", half/2) + "|\n" + strings.Repeat("|-", half/2) + "|\n" + strings.Repeat("|\n", n/4)
		}},
		{"table wide", func(n int) string {
			return strings.Repeat("|a", n/4) + "|\n" + strings.Repeat("|-", n/4) + "|\n"
		}},
		{"table long", after("|a|b|\n|-|-|\n", times("|a|b|\n"))},
		{"table with program text", after("|a|\n|-|\n", times("|`\\|`|\n"))},
		{"table with program text in one cell", after("|a|\n|-|\n", times("`\\|` "))},
		{"tables", times("|a|\n|-|\n\n")},
		{"lines of dashes and bars", times("-|-\n")},
		{"table headings that do not fit", times("a\n|-|-|\n")},
		{"headings equal", times("# a\n")},
		{"headings empty", times("#\n")},
		{"headings long", times("# " + strings.Repeat("é", 500) + "\n")},
		{"headings numbered, then equal", both(counted("# a-%d\n"), times("# a\n"))},
		{"headings underlined", times("a\n=\n")},
		{"rules", times("---\n")},
		{"program text", times("    a\n")},
		{"program text fenced", times("```\na\n```\n")},
		{"program text fenced and open", after("```\n", times("a\n"))},
		{"program text, blank", after("    a\n", times("\n"))},
		{"footnotes", counted("[^%d]: a\n\n")},
		{"footnotes used", counted("[^%[1]d]\n\n[^%[1]d]: a\n\n")},
		{"footnote used often", after("[^1]: a\n\n", times("[^1] "))},
		{"footnote used often in paragraphs", after("[^1]: a\n\n", times("[^1]\n\n"))},
		{"footnotes many, missing ones used", after(manyNotes, times("[^x]\n\n"))},
		{"footnote marks open", after("[^1]: a\n\n", times("[^"))},
		{"footnote pictures", after("[^1]: a\n\n", times("![^1] "))},
		{"footnotes nested", times("[^a]: ")},
		{"definition lists", times("a\n: b\n\n")},
		{"definition lists long", after("a\n", times(": b\n"))},
		{"definition terms", func(n int) string { return times("a\n")(n) + ": b\n" }},
		{"definition lists nested", times(": ")},
		{"web addresses", times("https://a.eu ")},
		{"web addresses joined", times("https://a.eu_")},
		{"www", times("www.")},
		{"www apart", times("www. ")},
		{"www joined", times("_www.a_b")},
		{"mail addresses", times("a@b.eu ")},
		{"mail addresses open", times("a@")},
		{"mail addresses with marks", times("a_a*a_a@")},
		{"mail address of underscores", times("a_")},
		{"full stops", times(".")},
		{"colons", times(":")},
		{"addresses with brackets", times("https://a.eu/((((((((")},
		{"address long", after("https://a.eu/", times(")"))},
		{"exclamation marks", times("!")},
		{"unicode", times("é*ß*")},
	}
}
