package content

import (
	"bufio"
	"bytes"
	"errors"
	"strings"

	"belfry/internal/diag"

	"github.com/adrg/frontmatter"
	"go.yaml.in/yaml/v4"
)

type node = yaml.Node

// split separates the front matter from the body. It returns the mapping of
// the front matter (nil where there is none to read) and the line on which the
// body starts.
func (d *decoder) split(data []byte, reader *bufio.Reader) (root *node, body []byte, bodyLine int) {
	start := blankLines(data)
	d.line = start + 1
	var raw []byte
	found := false
	format := frontmatter.NewFormat("---", "---", func(block []byte, _ any) error {
		raw, found = block, true
		return nil
	})
	reader.Reset(bytes.NewReader(data))
	body, err := frontmatter.Parse(reader, nil, format)
	if err != nil || !found {
		d.reportNoFrontMatter(data, start)
		return nil, nil, 1
	}
	bodyLine = 1 + bytes.Count(data[:len(data)-len(body)], []byte("\n"))
	return d.parseYAML(raw), body, bodyLine
}

// blankLines returns the number of lines before the first one with text.
func blankLines(data []byte) int {
	text := bytes.TrimLeft(data, " \t\r\n")
	return bytes.Count(data[:len(data)-len(text)], []byte("\n"))
}

func (d *decoder) reportNoFrontMatter(data []byte, start int) {
	first, _, _ := bytes.Cut(bytes.TrimLeft(data, " \t\r\n"), []byte("\n"))
	pos := diag.Position{Line: start + 1, Column: 1}
	if string(bytes.TrimSpace(first)) == "---" {
		d.report(pos, "unclosed-front-matter", "the front matter that begins here is never closed", "end it with a line that is only ---")
		return
	}
	d.report(pos, "no-front-matter", "the file does not begin with front matter", "begin it with a line ---, then title: and the other fields, then a line ---")
}

// parseYAML returns the mapping that block holds, or nil with the reason reported.
func (d *decoder) parseYAML(block []byte) *node {
	var document node
	if err := yaml.Load(block, &document); err != nil {
		d.reportYAML(err, len(bytes.TrimSpace(block)) == 0)
		return nil
	}
	root := document.Content[0]
	if root.Kind == yaml.ScalarNode && root.Tag == "!!null" {
		return &node{Kind: yaml.MappingNode, Line: 1, Column: 1}
	}
	if root.Kind != yaml.MappingNode {
		d.reportAt(root, "not-fields", "the front matter is "+kindOf(root)+", but fields are expected", "write each field on a line of its own, as in title: Onboarding meeting")
		return nil
	}
	if !d.boundAliases(root) {
		return nil
	}
	return root
}

func (d *decoder) reportYAML(err error, empty bool) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		var several *yaml.LoadErrors
		if errors.As(err, &several) && len(several.Errors) > 0 {
			load = several.Errors[0]
		}
	}
	if load == nil {
		d.report(diag.Position{Line: max(d.line, 1), Column: 1}, "yaml", "the fields cannot be read: "+err.Error(), "")
		return
	}
	if empty || strings.Contains(load.Message, "no documents") {
		d.report(diag.Position{Line: max(d.line, 1), Column: 1}, "no-fields", "there are no fields", "write at least title:")
		return
	}
	mark := load.Mark
	if mark.Line == 0 || strings.HasPrefix(load.ContextMsg, "while scanning a quoted scalar") {
		mark = load.ContextMark
	}
	pos := diag.Position{Line: max(mark.Line, 1) + d.line, Column: max(mark.Column, 1)}
	message, hint := inPlainWords(load.Message)
	d.report(pos, "yaml", message, hint)
}

// inPlainWords says what the YAML reader met as somebody would who does not
// know YAML.
func inPlainWords(message string) (plain, hint string) {
	switch {
	case strings.Contains(message, "mapping values are not allowed"):
		return "a colon stands inside a text that is not in quotes", `put the text in quotes: title: "Digital twins: the next step"`
	case strings.Contains(message, "end of stream"):
		return "a quotation mark is opened here and never closed", "close it at the end of the text"
	case strings.Contains(message, "did not find expected ',' or ']'"):
		return "a list that is opened with [ is not closed with ]", "write lists as [one, two]"
	case strings.Contains(message, "did not find expected ',' or '}'"):
		return "a group that is opened with { is not closed with }", ""
	case strings.Contains(message, "cannot start any token"):
		return "a text cannot begin with this character", "put the text in quotes; indent with spaces, not with tabs"
	case strings.Contains(message, "did not find expected key"):
		return "this line does not fit the fields around it", "fields of one group begin in the same column, and texts with : or # are put in quotes"
	case strings.Contains(message, "unknown anchor"):
		return "a text that begins with * has to be in quotes", ""
	case strings.Contains(message, "multiple"), strings.Contains(message, "document start"):
		return "the front matter has a second part", "keep all fields between the first two lines ---"
	case strings.Contains(message, "could not find expected ':'"):
		return "this line has no colon after the field's name", "write the field, a colon, a space and its text"
	}
	return "the fields cannot be read: " + message, "put texts with special characters in quotes"
}

// maxExpanded bounds how many values the front matter may have once its
// aliases are followed; no page needs a tenth of it.
const maxExpanded = 10_000

// boundAliases refuses front matter whose aliases repeat one another until
// nothing could hold the result.
func (d *decoder) boundAliases(root *node) bool {
	sizes := map[*node]int{}
	var size func(n *node) int
	size = func(n *node) int {
		if n.Kind == yaml.ScalarNode {
			return 1
		}
		if known, seen := sizes[n]; seen {
			return known
		}
		sizes[n] = maxExpanded + 1 // a value that contains itself has no end
		total := 1
		if n.Alias != nil {
			total = size(n.Alias)
		}
		for _, c := range n.Content {
			total = min(total+size(c), maxExpanded+1)
		}
		sizes[n] = total
		return total
	}
	if size(root) <= maxExpanded {
		return true
	}
	d.reportAt(root, "too-many-values", "the aliases (*name) in these fields repeat one another more than ten thousand times", "write the values out")
	return false
}
