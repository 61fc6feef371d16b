package theme

import (
	"maps"
	"slices"
	"strings"
	"time"

	"belfry/internal/diag"
	"belfry/internal/frontmatter"
)

// Strings are the texts of the interface in one language, by id. A text that
// depends on a number has a form for each plural category (CLDR: "one", "few",
// "other" …), one that depends on a day or a month may have a form for each of these;
// one that depends on nothing has the form "" alone.
type Strings map[string]Forms

// Forms are the forms of a text, by category.
type Forms map[string]string

// A StringsFile is a file of templates/strings/.
type StringsFile struct {
	Strings Strings
	file    string
	lines   []string
	entries []stringsEntry
}

// A stringsEntry is a text of a file, with its places.
type stringsEntry struct {
	id    stringsText
	forms []stringsForm
}

type stringsForm struct {
	category stringsText // "" where the text has no forms
	text     stringsText
}

// A stringsText is a part of a file, and where it stands.
type stringsText struct {
	text   string
	pos    diag.Position
	length int // in characters
}

// ParseStrings reads a file of templates/strings/.
func ParseStrings(file string, data []byte) (*StringsFile, []diag.Diagnostic) {
	r := &stringsReader{frontmatter.Decoder{File: file}}
	f := &StringsFile{Strings: Strings{}, file: file}
	data, ok := r.CheckText(data)
	if !ok {
		return f, r.Found
	}
	f.lines = strings.Split(string(data), "\n")
	for key, n := range frontmatter.Pairs(r.Parse(data)) {
		if _, twice := f.Strings[key.Value]; twice {
			r.ReportAt(key, "repeated-key", key.Value+" is given twice", "keep one of them")
		}
		if r.Commented(n, true, true) {
			continue
		}
		if empty(n) {
			r.reportEmpty(key, "text")
			continue
		}
		e := stringsEntry{id: r.textAt(key.Value, key), forms: r.forms(n)}
		f.Strings[key.Value] = Forms{}
		for _, form := range e.forms {
			f.Strings[key.Value][form.category.text] = form.text.text
		}
		f.entries = append(f.entries, e)
	}
	return f, r.Found
}

// A stringsReader reads a file of texts and collects what is wrong in it.
type stringsReader struct{ frontmatter.Decoder }

func (r *stringsReader) textAt(text string, n *frontmatter.Node) stringsText {
	return stringsText{text, r.Position(n), frontmatter.Width(n)}
}

// pluralCategories are those of CLDR.
func pluralCategories() []string { return []string{"zero", "one", "two", "few", "many", "other"} }

// WorkingDay is the category of any day from Monday to Friday.
const WorkingDay = "working-day"

// dayCategories are those of a text that depends on a day: the days of the week, and
// WorkingDay.
func dayCategories() []string {
	var all []string
	for d := range 7 {
		all = append(all, strings.ToLower(time.Weekday(d).String()))
	}
	return append(all, WorkingDay)
}

func monthCategories() []string {
	var all []string
	for m := time.January; m <= time.December; m++ {
		all = append(all, strings.ToLower(m.String()))
	}
	return all
}

// categoriesLike returns the categories of the kind that a word is one of, or else those of
// texts that depend on a number, as most do.
func categoriesLike(word string) []string {
	for _, all := range [...][]string{dayCategories(), monthCategories()} {
		if slices.Contains(all, word) {
			return all
		}
	}
	return pluralCategories()
}

// empty reports whether nothing stands after a colon, or an empty text in quotes:
// a link or a heading would have nothing to read.
func empty(n *frontmatter.Node) bool {
	return n.Kind == frontmatter.Scalar && strings.TrimSpace(n.Value) == ""
}

func (r *stringsReader) reportEmpty(key *frontmatter.Node, what string) {
	message := "the " + what + " " + key.Value + " is empty"
	r.ReportAt(key, "missing-field", message, "write it after the colon, or take the line out")
}

// isPlaceholder reports whether a text is a placeholder alone, without quotes,
// which is a group for YAML.
func isPlaceholder(n *frontmatter.Node) bool {
	return frontmatter.InBrackets(n) && len(n.Content) == 2 && frontmatter.IsNull(n.Content[1]) && n.Content[1].Value == ""
}

func (r *stringsReader) forms(n *frontmatter.Node) []stringsForm {
	if n.Kind != frontmatter.Mapping || isPlaceholder(n) {
		return []stringsForm{{text: r.interfaceText(n)}}
	}
	var forms []stringsForm
	other := false // is given, or may be meant
	for key, text := range frontmatter.Pairs(n) {
		f := stringsForm{category: r.textAt(r.Word(key, categoriesLike(key.Value), nil), key)}
		if empty(text) {
			r.reportEmpty(key, "form")
		} else {
			f.text = r.interfaceText(text)
		}
		other = other || f.category.text == "" || f.category.text == "other"
		forms = append(forms, f)
	}
	if !other {
		r.ReportMissing(n, "other")
	}
	return forms
}

func (r *stringsReader) interfaceText(n *frontmatter.Node) stringsText {
	most := &frontmatter.Bound{Characters: 2000, Hint: "texts of the interface are short; longer ones belong into a page"}
	if n.Kind == frontmatter.Scalar && !r.FitsText("a text", most, n) {
		return r.textAt("", n)
	}
	return r.textAt(r.Text(n), n)
}

// over returns texts with those of the file over them, but for those that have
// forms where none can be chosen, which check reports. f may be nil.
func (f *StringsFile) over(texts Strings) Strings {
	all := maps.Clone(texts)
	if all == nil {
		all = Strings{}
	}
	for _, e := range f.all() {
		if of, known := texts[e.id.text]; !known || !e.hasForms() || !of.single() {
			all[e.id.text] = f.Strings[e.id.text]
		}
	}
	return all
}

func (f *StringsFile) all() []stringsEntry {
	if f == nil {
		return nil
	}
	return f.entries
}

func (e stringsEntry) hasForms() bool {
	return len(e.forms) != 1 || e.forms[0].category != stringsText{}
}

// single reports whether a text does not depend on a number.
func (f Forms) single() bool {
	_, ok := f[""]
	return ok
}
