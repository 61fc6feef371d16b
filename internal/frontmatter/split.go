package frontmatter

import (
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"belfry/internal/diag"

	"github.com/adrg/frontmatter"
)

// Split separates the front matter from the body. It returns the mapping of
// the front matter (nil where there is none to read) and the line on which the
// body starts. The body is a part of data; reader is one to read with, whose state does
// not count.
func (d *Decoder) Split(data []byte, reader *bufio.Reader) (root *Node, body []byte, bodyLine int) {
	start := blankLines(data)
	d.line = start + 1
	var raw []byte
	found := false
	format := frontmatter.NewFormat("---", "---", func(block []byte, _ any) error {
		raw, found = block, true
		return nil
	})
	head := headOf(data)
	reader.Reset(bytes.NewReader(head))
	if _, err := frontmatter.Parse(reader, nil, format); err != nil || !found {
		d.reportNoFrontMatter(data, start)
		return nil, nil, 1
	}
	return d.Parse(raw), data[len(head):], 1 + bytes.Count(head, []byte("\n"))
}

// headOf returns data up to the end of the second line ---, which ends the front
// matter; all of it where there is none.
func headOf(data []byte) []byte {
	end, marks := 0, 0
	for line := range bytes.Lines(data) {
		end += len(line)
		if string(bytes.TrimSpace(line)) != "---" {
			continue
		}
		if marks++; marks == 2 {
			return data[:end]
		}
	}
	return data
}

// blankLines returns the number of lines before the first one with text.
func blankLines(data []byte) int {
	text := bytes.TrimLeft(data, " \t\r\n")
	return bytes.Count(data[:len(data)-len(text)], []byte("\n"))
}

func (d *Decoder) reportNoFrontMatter(data []byte, start int) {
	first, rest, _ := bytes.Cut(bytes.TrimLeft(data, " \t\r\n"), []byte("\n"))
	pos := diag.Position{Line: start + 1, Column: 1}
	switch string(bytes.TrimSpace(first)) {
	case "":
		d.Report(diag.Position{}, "no-front-matter", "the file is empty", beginFields)
	case "---":
		hint := "end it with a line that is only ---"
		if line, text := nearlyClosed(rest); line > 0 {
			hint = fmt.Sprintf("write --- instead of %s in line %d", text, pos.Line+line)
		}
		d.Report(pos, "unclosed-front-matter", "the front matter that begins here is never closed", hint)
	default:
		d.reportOtherStart(pos, strings.TrimSpace(string(first)))
	}
}

const beginFields = "begin it with a line ---, then title: and the other fields, then a line ---"

// reportOtherStart explains a first line that does not begin front matter.
func (d *Decoder) reportOtherStart(pos diag.Position, first string) {
	message, hint := "the first line is not three hyphens", "write ---"
	switch {
	case strings.HasPrefix(first, "+++"):
		message = "the fields are written in TOML, as another program has them"
		hint = `write --- instead of +++ before and after them, and each field with a colon, as in title: "Kick-off"`
	case strings.HasPrefix(first, "{"):
		message, hint = "the fields are written in JSON, as another program has them", beginFields
	case strings.Trim(first, "-–—―_=~") != "":
		d.Report(pos, "no-front-matter", "the file does not begin with front matter", beginFields)
		return
	}
	d.Report(pos, "no-front-matter", message, hint).Length = utf8.RuneCountInString(first)
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
