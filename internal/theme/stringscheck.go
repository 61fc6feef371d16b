package theme

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"belfry/internal/diag"
	"belfry/internal/locale"
)

// check compares the texts of a file with Belfry's own in English. asked says
// whether a template of the site asks for a text: it may have texts of its own.
func (f *StringsFile) check(english Strings, asked func(id string) bool, l *locale.Locale) []diag.Diagnostic {
	c := &stringsChecker{file: f, locale: l}
	words := sync.OnceValue(func() *diag.Words { return diag.NewWords(slices.Collect(maps.Keys(english))) })
	for _, e := range f.entries {
		of, known := english[e.id.text]
		switch {
		case known:
			c.entry(e, of)
		case !asked(e.id.text):
			hint := "no template asks for it; take it out"
			if near, ok := words().Nearest(e.id.text); ok {
				hint = "did you mean " + near + "?"
			}
			c.report(diag.Error, "unknown-text", e.id, "there is no text "+e.id.text, hint)
		}
	}
	return c.found
}

// shownMissing is how many of the texts that are not translated are named.
const shownMissing = 10

// untranslated warns of the texts that a language shows in English, at its file.
func untranslated(file string, english, translated Strings) []diag.Diagnostic {
	var missing []string
	for _, id := range slices.Sorted(maps.Keys(english)) {
		if translated[id] == nil {
			missing = append(missing, id)
		}
	}
	n := len(missing)
	if n == 0 {
		return nil
	}
	message := fmt.Sprintf("%d texts are missing here, so they are in English", n)
	hint := "they are " + strings.Join(missing, ", ")
	switch {
	case n == 1:
		message, hint = "one text is missing here, so it is in English", "it is "+missing[0]
	case n > shownMissing:
		hint = fmt.Sprintf("they are %s … and %d more", strings.Join(missing[:shownMissing], ", "), n-shownMissing)
	}
	return []diag.Diagnostic{{
		Severity: diag.Warning, Code: "missing-texts", File: file,
		Message: message, Hint: hint,
	}}
}

type stringsChecker struct {
	file   *StringsFile
	locale *locale.Locale
	found  []diag.Diagnostic
}

func (c *stringsChecker) report(severity diag.Severity, code string, at stringsText, message, hint string) {
	c.found = append(c.found, diag.Diagnostic{
		Severity: severity, Code: code,
		File: c.file.file, Pos: at.pos, Length: at.length,
		Message: message, Hint: hint,
	})
}

// entry checks a text against its forms in English.
func (c *stringsChecker) entry(e stringsEntry, english Forms) {
	switch {
	case english.single() && e.hasForms():
		c.report(diag.Error, "wrong-type", e.id,
			"the text "+e.id.text+" does not depend on a number, so it has no forms", "write one text after the colon")
		return
	case english.choices() != nil:
		c.choices(e, english)
	case e.hasForms():
		c.categories(e)
	}
	known := placeholdersOf(english)
	for _, f := range e.forms {
		for _, p := range placeholders(f.text.text) {
			if !slices.Contains(known, p) {
				at := c.file.within(f.text, p)
				c.report(diag.Error, "unknown-placeholder", at, "there is no "+p+" for this text", placeholderHint(p, known))
			}
		}
		c.missing(f, english["other"]+english[""])
	}
}

// missing warns of what a form does not show, and the English text does.
func (c *stringsChecker) missing(f stringsForm, english string) {
	if f.text.text == "" || f.misnamed() {
		return
	}
	used := placeholders(f.text.text)
	for _, p := range placeholders(english) {
		if !slices.Contains(used, p) && showsAlways(p, f.category.text) {
			c.report(diag.Warning, "missing-placeholder", f.text, "this text does not show "+p, "in English it is: "+english)
		}
	}
}

// misnamed reports whether a form has a category that there is not.
func (f stringsForm) misnamed() bool { return f.category.text == "" && f.category != stringsText{} }

// showsAlways reports whether a form that is for a category has to show what a placeholder
// stands for: the form for one thing need not say a number, that for Monday no day.
func showsAlways(placeholder, category string) bool {
	switch placeholder {
	case "{n}":
		return countsUp(category)
	case dayPlaceholder, monthPlaceholder:
		return category == "" || category == "other"
	}
	return true
}

// countsUp reports whether a form stands for so many numbers that it has to
// say which.
func countsUp(category string) bool {
	return category == "" || category == "few" || category == "many" || category == "other"
}

// categories warns of forms that the language does not have, or that lack.
func (c *stringsChecker) categories(e stringsEntry) {
	all, common := categoriesOf(c.locale)
	given := map[string]bool{}
	for _, f := range e.forms {
		given[f.category.text] = true
		if f.category.text != "" && !slices.Contains(all, f.category.text) {
			message := "the language " + c.locale.Tag() + " has no form " + f.category.text + ", so this is never shown"
			c.report(diag.Warning, "unused-form", f.category, message, "its forms are "+strings.Join(all, ", "))
		}
	}
	for _, category := range common {
		if !given[category] && given["other"] {
			message := "the form " + category + " is missing, so the form other is shown in its place"
			c.report(diag.Warning, "missing-form", e.id, message, "add a line "+category+": …")
		}
	}
}

// choices reports forms of a text that depends on a day or a month that are of something
// else, and those that it must have.
func (c *stringsChecker) choices(e stringsEntry, english Forms) {
	all := english.choices()
	given := map[string]bool{}
	for _, f := range e.forms {
		given[f.category.text] = true
		if f.category.text != "" && !slices.Contains(all, f.category.text) {
			c.report(diag.Warning, "unused-form", f.category,
				"the text "+e.id.text+" has no form "+f.category.text+", so this is never shown",
				"its forms are "+strings.Join(all, ", "))
		}
	}
	if _, needed := english[WorkingDay]; needed && !given[WorkingDay] {
		c.report(diag.Warning, "missing-form", e.id, "the form "+WorkingDay+" is missing", "add a line "+WorkingDay+": …")
	}
}

// The placeholders of texts that depend on a day or a month.
const (
	dayPlaceholder   = "{day}"
	monthPlaceholder = "{month}"
)

// isByNumber reports whether a text that has forms has them for numbers, and not for
// days or months, of which the form other then shows the name.
func (f Forms) isByNumber() bool { return !f.single() && f.choices() == nil }

// choices returns the categories of a text that depends on a day or a month; nil for
// any other.
func (f Forms) choices() []string {
	switch other := f["other"]; {
	case strings.Contains(other, dayPlaceholder):
		return append(dayCategories(), "other")
	case strings.Contains(other, monthPlaceholder):
		return append(monthCategories(), "other")
	}
	return nil
}

// categoriesOf returns the plural categories that whole numbers have in a
// language, with other, which every text has, and those that small ones have.
func categoriesOf(l *locale.Locale) (all, common []string) {
	small, large := map[string]bool{}, map[string]bool{"other": true, l.Plural(1_000_000): true}
	for n := range 200 {
		small[l.Plural(n)] = true
	}
	for _, category := range pluralCategories() {
		if small[category] {
			common = append(common, category)
		}
		if small[category] || large[category] {
			all = append(all, category)
		}
	}
	return all, common
}

var placeholderPattern = regexp.MustCompile(`\{[^{}]*\}`)

func placeholders(text string) []string { return placeholderPattern.FindAllString(text, -1) }

// placeholdersOf returns all that the forms of a text have, in order. One that
// depends on a number can always show it.
func placeholdersOf(forms Forms) []string {
	var all []string
	for category, text := range forms {
		all = append(all, placeholders(text)...)
		if category != "" && forms.isByNumber() {
			all = append(all, "{n}")
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func placeholderHint(p string, known []string) string {
	if near, ok := diag.Nearest(p, known); ok {
		return "did you mean " + near + "?"
	}
	if len(known) == 0 {
		return "this text has nothing to fill in; write it without braces"
	}
	return "it has " + strings.Join(known, ", ")
}

// within returns the place of a part of a text.
func (f *StringsFile) within(text stringsText, part string) stringsText {
	from := text.pos.Column - 1
	for line := text.pos.Line; line >= 1 && line <= len(f.lines); line++ {
		runes := []rune(f.lines[line-1])
		rest := string(runes[min(from, len(runes)):])
		if before, _, ok := strings.Cut(rest, part); ok {
			column := 1 + min(from, len(runes)) + utf8.RuneCountInString(before)
			return stringsText{part, diag.Position{Line: line, Column: column}, utf8.RuneCountInString(part)}
		}
		from = 0
	}
	return text
}
