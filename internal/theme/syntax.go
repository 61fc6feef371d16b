package theme

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"belfry/internal/diag"
)

// What the parser of templates says, in the words of those who write them. Of
// the last group of a pattern a message speaks in place of %.
var syntaxWords = []struct {
	said          *regexp.Regexp
	message, hint string
}{
	{regexp.MustCompile(`^unexpected EOF$`),
		"an {{if}}, {{range}}, {{with}}, {{block}} or {{define}} is never closed", "add {{end}} where it ends"},
	{regexp.MustCompile(`^unexpected \{\{end\}\}`),
		"there is an {{end}} too many",
		"take it out, or write before it what it ends: {{if …}}, {{range …}}, {{with …}}"},
	{regexp.MustCompile(`^unexpected \{\{(else)\}\}`),
		"there is an {{else}} that belongs to nothing", "take it out, or write {{if …}} before it"},

	{regexp.MustCompile(`^(?:bad character U\+[0-9A-F]+|unrecognized character in action: U\+[0-9A-F]+) '(.+)'$`),
		"the character % has no meaning between {{ and }}", "is a } missing, or does a text lack its quotation marks?"},
	{regexp.MustCompile(`^unexpected bad character U\+[0-9A-F]+ '(.+)' in `),
		"the character % has no meaning here", "is a } missing, or does a text lack its quotation marks?"},

	{regexp.MustCompile(`^unclosed action`), "a {{ is never closed", "add }} where it ends"},
	{regexp.MustCompile(`^unclosed comment$|^comment ends before closing delimiter$`),
		"a comment is never closed", "comments are written as {{/* … */}}"},
	{regexp.MustCompile(`^unterminated (?:raw )?quoted string$`),
		"a quotation mark is never closed", "add another one where the text ends"},
	{regexp.MustCompile(`^unterminated character constant$`),
		"an apostrophe is never closed", `texts between {{ and }} stand in quotation marks: "…"`},
	{regexp.MustCompile(`^unclosed left paren$`), "a ( is never closed", "add ) where it ends"},
	{regexp.MustCompile(`^unexpected right paren`), "there is a ) too many", "take it out"},

	{regexp.MustCompile(`^empty command$|^missing value for command$`),
		"there is nothing between {{ and }}", "write what to show, as in {{.Title}}"},
	{regexp.MustCompile(`^missing value for (\w+)$`),
		"{{%}} does not say of what", "write it behind the word, as in {{% .Title}}"},
	{regexp.MustCompile(`^undefined variable "(.+)"$`),
		"there is no variable % here", "name a field of the page, which begins with a dot, or set it before: {{% := …}}"},
	{regexp.MustCompile(`^malformed character constant: (.+)$`),
		"% is no text", `texts between {{ and }} stand in quotation marks: "…"`},
	{regexp.MustCompile(`^unexpected "([{}])" in `),
		"a single % stands between {{ and }}", "what begins with {{ ends with }}, and one cannot stand within another"},
	{regexp.MustCompile(`^unexpected "?([^"]+?)"? in ` +
		`(?:operand|command|if|range|with|template clause|input|define clause|block clause|end|else)`),
		"% is not expected here", "fields are written with a dot, as in {{.Title}}, and texts in quotation marks"},
}

var noFunction = regexp.MustCompile(`^function "(.+)" not defined$`)

// standardFunctions are those that all templates have.
var standardFunctions = []string{
	"and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge",
	"len", "index", "slice", "print", "printf", "println", "html", "js", "urlquery",
}

// templateError turns an error of the template parser into a diagnostic.
func templateError(file, text string, err error) diag.Diagnostic {
	d := diag.Diagnostic{Code: "template", File: file}
	_, line, _, said, ok := located(err)
	if ok {
		d.Pos = diag.Position{Line: min(line, lastLine(text)), Column: 1}
	}
	d.Message, d.Hint = syntaxMessage(said)
	return d
}

// lastLine returns the number of the last line of text that has something.
func lastLine(text string) int {
	return 1 + strings.Count(strings.TrimRight(text, " \t\r\n"), "\n")
}

func syntaxMessage(said string) (message, hint string) {
	if m := noFunction.FindStringSubmatch(said); m != nil {
		return "there is no function " + m[1], functionHint(m[1])
	}
	for _, w := range syntaxWords {
		if m := w.said.FindStringSubmatch(said); m != nil {
			what := m[len(m)-1]
			return strings.ReplaceAll(w.message, "%", what), strings.ReplaceAll(w.hint, "%", what)
		}
	}
	return said, ""
}

// functionHint names the functions that there are.
func functionHint(name string) string {
	known := slices.Sorted(maps.Keys(binding))
	known = append(known, standardFunctions...)
	if near, ok := diag.Nearest(name, known); ok {
		return "did you mean " + near + "?"
	}
	if first := name[:1]; strings.ToUpper(first) == first && first != "_" {
		return "a field begins with a dot: ." + name
	}
	asField := strings.ToUpper(name[:1]) + name[1:]
	return "known are " + strings.Join(known, ", ") + "; a field begins with a dot: ." + asField
}
