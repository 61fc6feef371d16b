package frontmatter

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"belfry/internal/diag"

	"go.yaml.in/yaml/v4"
)

// maxFields is how many bytes of fields are read. The YAML reader takes a
// hundred times as many, and no page needs a tenth.
const maxFields = 256 << 10

// Parse returns the mapping that block holds, or nil with the reason reported.
func (d *Decoder) Parse(block []byte) *Node {
	if len(block) > maxFields {
		message := fmt.Sprintf("the fields have more than %d KiB", maxFields>>10)
		d.Report(diag.Position{}, "too-many-values", message, "long texts belong into the body, under the second ---")
		return nil
	}
	d.block, d.inLines = block, nil
	if root := readSimple(block); root != nil {
		d.checkCharacters(root)
		return root
	}
	var document Node
	err := yaml.Load(block, &document)
	if err != nil && !strings.Contains(err.Error(), "no documents") {
		d.reportYAML(err)
		return nil
	}
	if err != nil || document.Content[0].Tag == "!!null" {
		return &Node{Kind: Mapping, Column: 1} // at the line before the fields
	}
	root := document.Content[0]
	if root.Kind != Mapping {
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
func (d *Decoder) reportNotFields(root *Node) {
	if root.Kind == Scalar && root.Style == 0 {
		if s := d.lines().fieldWithoutColon(root.Line); s.length == 0 {
			d.reportSlip(s)
			return
		}
	}
	d.ReportAt(root, "not-fields", "here is "+KindOf(root)+", but fields are expected",
		"write each field on a line of its own, as in title: Onboarding meeting")
}

func (d *Decoder) reportYAML(err error) {
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
func (d *Decoder) reportSlip(s slip) {
	if lines := d.lines(); s.line > len(lines) {
		s.line, s.column, s.length = len(lines), 1+utf8.RuneCountInString(lines[len(lines)-1]), 0
	}
	pos := diag.Position{Line: max(s.line, 1) + d.line, Column: max(s.column, 1)}
	d.Report(pos, "yaml", s.message, s.hint).Length = s.length
}

// maxExpanded bounds how many values the front matter may have once its
// aliases are followed; no page needs a tenth of it.
const maxExpanded = 10_000

// boundAliases refuses front matter whose aliases repeat one another until
// nothing could hold the result.
func (d *Decoder) boundAliases(root *Node) bool {
	sizes := map[*Node]int{}
	var size func(n *Node) int
	size = func(n *Node) int {
		if n.Kind == Scalar {
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
	d.Report(d.Position(root), "too-many-values",
		"there are more than ten thousand values here, counting what aliases (*name) repeat",
		"write fewer, and write them out")
	return false
}
