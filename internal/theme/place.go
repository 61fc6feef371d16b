package theme

import (
	"strings"
	"text/template/parse"
	"unicode/utf8"

	"belfry/internal/diag"
	"belfry/internal/source"
)

// fileOf returns the file that a tree was read from. A template that another
// one defines stands in that one's file.
func fileOf(parseName string) string { return source.TemplatesDir + "/" + parseName + ".html" }

// position returns the place of a byte in a template.
func (in *Input) position(file string, at parse.Pos) diag.Position {
	text := in.Templates[file]
	before := text[:min(int(at), len(text))]
	line := strings.Count(before, "\n") + 1
	return diag.Position{Line: line, Column: utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1}
}

// mistake returns a mistake in a template.
func (in *Input) mistake(file string, at parse.Pos, length int, message, hint string) diag.Diagnostic {
	return diag.Diagnostic{
		Code: "template", File: file, Pos: in.position(file, at), Length: length,
		Message: message, Hint: hint,
	}
}
