package content

import (
	"belfry/internal/diag"

	"go.yaml.in/yaml/v4"
)

// Strings are the texts of the interface in one language, by id. A text that
// depends on a number has a form for each plural category (CLDR: "one", "few",
// "other" …); one that does not has the form "" alone.
type Strings map[string]Forms

// Forms are the plural forms of a text, by category.
type Forms map[string]string

// ParseStrings reads a file of templates/strings/.
func ParseStrings(file string, data []byte) (Strings, []diag.Diagnostic) {
	d := &decoder{file: file}
	texts := Strings{}
	data, ok := d.checkText(data)
	if !ok {
		return texts, d.found
	}
	root := d.parseYAML(data)
	for i := 0; root != nil && i+1 < len(root.Content); i += 2 {
		key, n := root.Content[i], follow(root.Content[i+1])
		if _, twice := texts[key.Value]; twice {
			d.reportAt(key, "repeated-key", key.Value+" is given twice", "keep one of them")
		}
		texts[key.Value] = d.forms(n)
	}
	return texts, d.found
}

func (d *decoder) forms(n *node) Forms {
	if n.Kind != yaml.MappingNode {
		return Forms{"": d.text(n)}
	}
	forms := Forms{}
	category := word("zero", "one", "two", "few", "many", "other")
	for i := 0; i+1 < len(n.Content); i += 2 {
		forms[category(d, n.Content[i])] = d.text(follow(n.Content[i+1]))
	}
	if forms["other"] == "" {
		d.reportMissing(n, "other")
	}
	return forms
}
