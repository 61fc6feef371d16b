// Package frontmatter reads the fields of a file, which are written in YAML:
// each value with its place, and every slip in the writing said in the words of
// somebody who does not know YAML. Which fields there are, and what they mean,
// is for those to say who call it.
//
// A file that people write goes through three steps:
//
//	d := &frontmatter.Decoder{File: name}
//	data, ok := d.CheckText(data)          // plain text in UTF-8
//	root, body, line := d.Split(data, r)   // fields between two lines ---, and the rest
//	page := frontmatter.Decode(d, pageFields, root)
//	// d.Found is what is wrong
//
// A file that has nothing but fields goes through Parse in place of Split.
//
// Fields are a table: each has a name, a reader of its value, and the place that
// the value is kept at. The readers of a Decoder know texts, numbers and the like;
// Each, Group and GroupsOf make readers of lists and groups of others. Who has
// values of another kind embeds Decoder in a type of their own, whose methods are
// readers, too:
//
//	var pageFields = frontmatter.Fields[*decoder, Page]{
//		frontmatter.Of("title", (*decoder).Text, func(p *Page) *string { return &p.Title }).
//			Prose().Required(),
//		frontmatter.Of("start", (*decoder).date, func(p *Page) *Date { return &p.Start }),
//	}
//
// A reader reports what is wrong with a value (Decoder.ReportAt), and returns the
// zero value then; the others are read all the same, so that one run shows all.
package frontmatter

import "belfry/internal/diag"

// A Decoder reads the fields of one file and collects what is wrong in them. It
// needs nothing but File.
type Decoder struct {
	// File is the path in the site's folder, with slashes.
	File string
	// Foreign explains a key that there is not, where it is known from elsewhere;
	// nil where nothing is.
	Foreign func(*Decoder, UnknownKey) (Explanation, bool)
	// Found is what is wrong with the file.
	Found []diag.Diagnostic

	line    int    // of the file, before the first line of the YAML block
	block   []byte // the YAML block
	inLines block  // its lines, for the first mistake that asks
}

func (d *Decoder) base() *Decoder { return d }

// AnyDecoder is a *Decoder, or a pointer to a type that embeds one.
type AnyDecoder interface{ base() *Decoder }

// Position returns where n stands in the file.
func (d *Decoder) Position(n *Node) diag.Position {
	if n.Line+d.line < 1 { // that of fields of which there are none
		return diag.Position{}
	}
	return diag.Position{Line: n.Line + d.line, Column: n.Column}
}

// Report adds a mistake at a place of the file. The diagnostic that it returns may
// be changed until the next one is reported.
func (d *Decoder) Report(pos diag.Position, code, message, hint string) *diag.Diagnostic {
	d.Found = append(d.Found, diag.Diagnostic{
		Severity: diag.Error, Code: code,
		File: d.File, Pos: pos,
		Message: message, Hint: hint,
	})
	return &d.Found[len(d.Found)-1]
}

// ReportAt is Report for all of n.
func (d *Decoder) ReportAt(n *Node, code, message, hint string) *diag.Diagnostic {
	reported := d.Report(d.Position(n), code, message, hint)
	reported.Length = Width(n)
	return reported
}

// ReportMissing reports that a group of fields lacks one.
func (d *Decoder) ReportMissing(group *Node, name string) {
	d.Report(d.Position(group), "missing-field", "the field "+name+" is missing", "add a line "+name+": …")
}
