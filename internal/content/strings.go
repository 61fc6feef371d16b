package content

import (
	"maps"
	"strings"

	"belfry/internal/diag"
	"belfry/internal/frontmatter"
)

// Strings are the texts of the interface in one language, by id. A text that
// depends on a number has a form for each plural category (CLDR: "one", "few",
// "other" …); one that does not has the form "" alone.
type Strings map[string]Forms

// Forms are the plural forms of a text, by category.
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
	id    Ref
	forms []stringsForm
}

type stringsForm struct {
	category Ref // "" where the text has no forms
	text     Ref
}

// ParseStrings reads a file of templates/strings/.
func ParseStrings(file string, data []byte) (*StringsFile, []diag.Diagnostic) {
	d := newDecoder(file, nil)
	f := &StringsFile{Strings: Strings{}, file: file}
	data, ok := d.CheckText(data)
	if !ok {
		return f, d.Found
	}
	f.lines = strings.Split(string(data), "\n")
	root := d.Parse(data)
	for i := 0; root != nil && i+1 < len(root.Content); i += 2 {
		key, n := root.Content[i], frontmatter.Follow(root.Content[i+1])
		if _, twice := f.Strings[key.Value]; twice {
			d.ReportAt(key, "repeated-key", key.Value+" is given twice", "keep one of them")
		}
		if d.Commented(n, true, true) {
			continue
		}
		if empty(n) {
			d.reportEmpty(key, "text")
			continue
		}
		e := stringsEntry{id: d.refTo(key.Value, key), forms: d.forms(n)}
		f.Strings[key.Value] = Forms{}
		for _, form := range e.forms {
			f.Strings[key.Value][form.category.Name] = form.text.Name
		}
		f.entries = append(f.entries, e)
	}
	return f, d.Found
}

// pluralCategories are those of CLDR.
func pluralCategories() []string { return []string{"zero", "one", "two", "few", "many", "other"} }

// empty reports whether nothing stands after a colon, or an empty text in quotes:
// a link or a heading would have nothing to read.
func empty(n *node) bool { return n.Kind == frontmatter.Scalar && strings.TrimSpace(n.Value) == "" }

func (d *decoder) reportEmpty(key *node, what string) {
	d.ReportAt(key, "missing-field", "the "+what+" "+key.Value+" is empty", "write it after the colon, or take the line out")
}

// isPlaceholder reports whether a text is a placeholder alone, without quotes,
// which is a group for YAML.
func isPlaceholder(n *node) bool {
	return frontmatter.InBrackets(n) && len(n.Content) == 2 && frontmatter.IsNull(n.Content[1]) && n.Content[1].Value == ""
}

func (d *decoder) forms(n *node) []stringsForm {
	if n.Kind != frontmatter.Mapping || isPlaceholder(n) {
		return []stringsForm{{text: d.interfaceText(n)}}
	}
	var forms []stringsForm
	categories := pluralCategories()
	other := false // is given, or may be meant
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, text := n.Content[i], frontmatter.Follow(n.Content[i+1])
		f := stringsForm{category: d.refTo(d.Word(key, categories, nil), key)}
		if empty(text) {
			d.reportEmpty(key, "form")
		} else {
			f.text = d.interfaceText(text)
		}
		other = other || f.category.Name == "" || f.category.Name == "other"
		forms = append(forms, f)
	}
	if !other {
		d.ReportMissing(n, "other")
	}
	return forms
}

func (d *decoder) interfaceText(n *node) Ref {
	most := &frontmatter.Bound{Characters: 2000, Hint: "texts of the interface are short; longer ones belong into a page"}
	if n.Kind == frontmatter.Scalar && !d.FitsText("a text", most, n) {
		return d.refTo("", n)
	}
	return d.textAt(n)
}

// Over returns texts with those of the file over them, but for those that have
// forms where none can be chosen, which Check reports. f may be nil.
func (f *StringsFile) Over(texts Strings) Strings {
	all := maps.Clone(texts)
	if all == nil {
		all = Strings{}
	}
	for _, e := range f.all() {
		if of, known := texts[e.id.Name]; !known || !e.hasForms() || !of.single() {
			all[e.id.Name] = f.Strings[e.id.Name]
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
	return len(e.forms) != 1 || e.forms[0].category != Ref{}
}

// single reports whether a text does not depend on a number.
func (f Forms) single() bool {
	_, ok := f[""]
	return ok
}
