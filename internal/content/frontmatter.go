package content

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

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
	first, rest, _ := bytes.Cut(bytes.TrimLeft(data, " \t\r\n"), []byte("\n"))
	pos := diag.Position{Line: start + 1, Column: 1}
	switch string(bytes.TrimSpace(first)) {
	case "":
		d.report(diag.Position{}, "no-front-matter", "the file is empty", beginFields)
	case "---":
		hint := "end it with a line that is only ---"
		if line, text := nearlyClosed(rest); line > 0 {
			hint = fmt.Sprintf("write --- instead of %s in line %d", text, pos.Line+line)
		}
		d.report(pos, "unclosed-front-matter", "the front matter that begins here is never closed", hint)
	default:
		d.reportOtherStart(pos, strings.TrimSpace(string(first)))
	}
}

const beginFields = "begin it with a line ---, then title: and the other fields, then a line ---"

// reportOtherStart explains a first line that does not begin front matter.
func (d *decoder) reportOtherStart(pos diag.Position, first string) {
	switch {
	case strings.HasPrefix(first, "+++"):
		d.report(pos, "no-front-matter", "the fields are written in TOML, as another program has them",
			`write --- instead of +++ before and after them, and each field with a colon, as in title: "Kick-off"`)
	case strings.HasPrefix(first, "{"):
		d.report(pos, "no-front-matter", "the fields are written in JSON, as another program has them", beginFields)
	case strings.Trim(first, "-–—―_=~") == "":
		d.report(pos, "no-front-matter", "the first line is not three hyphens", "write ---")
	default:
		d.report(pos, "no-front-matter", "the file does not begin with front matter", beginFields)
		return
	}
	d.found[len(d.found)-1].Length = utf8.RuneCountInString(first)
}

// nearlyClosed finds the first line that was probably meant to be ---: one
// with other dashes, or more or fewer of them.
func nearlyClosed(fields []byte) (line int, text string) {
	for l := range strings.Lines(string(fields)) {
		line++
		if text = strings.TrimSpace(l); text != "" && strings.Trim(text, "-–—_.=") == "" {
			return line, text
		}
	}
	return 0, ""
}

// maxFields is how many bytes of fields are read. The YAML reader takes a
// hundred times as many, and no page needs a tenth.
const maxFields = 256 << 10

// parseYAML returns the mapping that block holds, or nil with the reason reported.
func (d *decoder) parseYAML(block []byte) *node {
	if len(block) > maxFields {
		d.report(diag.Position{}, "too-many-values", fmt.Sprintf("the fields have more than %d KiB", maxFields>>10), "long texts belong into the body, under the second ---")
		return nil
	}
	d.block, d.inLines = block, nil
	var document node
	err := yaml.Load(block, &document)
	if err != nil && !strings.Contains(err.Error(), "no documents") {
		d.reportYAML(err)
		return nil
	}
	if err != nil || document.Content[0].Tag == "!!null" {
		return &node{Kind: yaml.MappingNode, Column: 1} // at the line before the fields
	}
	root := document.Content[0]
	if root.Kind != yaml.MappingNode {
		d.reportNotFields(root)
		return nil
	}
	if !d.boundAliases(root) {
		return nil
	}
	d.checkCharacters(root)
	return root
}

// reportNotFields explains fields that are none, often for want of a space.
func (d *decoder) reportNotFields(root *node) {
	if root.Kind == yaml.ScalarNode && root.Style == 0 {
		if s := d.lines().fieldWithoutColon(root.Line); s.length == 0 {
			d.reportSlip(s)
			return
		}
	}
	d.reportAt(root, "not-fields", "here is "+kindOf(root)+", but fields are expected", "write each field on a line of its own, as in title: Onboarding meeting")
}

func (d *decoder) reportYAML(err error) {
	var load *yaml.LoadError
	if several := (*yaml.LoadErrors)(nil); errors.As(err, &several) && len(several.Errors) > 0 {
		load = several.Errors[0]
	} else if !errors.As(err, &load) {
		load = &yaml.LoadError{Message: err.Error()}
	}
	d.reportSlip(explain(d.block, load))
}

// reportSlip reports a mistake in the writing of YAML; one that shows behind the
// last line stands at its end.
func (d *decoder) reportSlip(s slip) {
	if lines := d.lines(); s.line > len(lines) {
		s.line, s.column, s.length = len(lines), 1+utf8.RuneCountInString(lines[len(lines)-1]), 0
	}
	d.report(diag.Position{Line: max(s.line, 1) + d.line, Column: max(s.column, 1)}, "yaml", s.message, s.hint)
	d.found[len(d.found)-1].Length = s.length
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
	d.report(d.position(root), "too-many-values", "there are more than ten thousand values here, counting what aliases (*name) repeat", "write fewer, and write them out")
	return false
}
