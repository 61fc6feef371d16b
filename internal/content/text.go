package content

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"belfry/internal/diag"
)

var utf8BOM = []byte("\xEF\xBB\xBF")

// checkText makes sure that data is text that people can have written: UTF-8
// without control characters. It returns data without a byte order mark, and
// false where nothing more can be read from it.
func (d *decoder) checkText(data []byte) ([]byte, bool) {
	if bytes.HasPrefix(data, []byte("\xFF\xFE")) || bytes.HasPrefix(data, []byte("\xFE\xFF")) {
		d.report(diag.Position{Line: 1, Column: 1}, "not-utf-8", "the file is written in UTF-16", "save it as UTF-8")
		return nil, false
	}
	data = bytes.TrimPrefix(data, utf8BOM)
	if plainText(data) {
		return data, true
	}
	return data, d.checkRunes(data)
}

// plainText reports whether data is printable ASCII with line ends and tabs,
// as most of every file is.
func plainText(data []byte) bool {
	for _, b := range data {
		if b >= utf8.RuneSelf || b < ' ' && b != '\n' && b != '\t' && b != '\r' {
			return false
		}
	}
	return true
}

func (d *decoder) checkRunes(data []byte) bool {
	pos := diag.Position{Line: 1, Column: 1}
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			d.report(pos, "not-utf-8", "the text is not valid UTF-8 from here on", "save the file as UTF-8")
			return false
		}
		if r != '\n' && r != '\t' && r != '\r' && (r < ' ' || 0x7F <= r && r < 0xA0) {
			d.reportControl(pos, r)
			return false
		}
		if invisible(r) {
			d.found = append(d.found, diag.Diagnostic{Severity: diag.Warning, Code: "invisible-character", File: d.file, Pos: pos,
				Message: fmt.Sprintf("there is an invisible character here (U+%04X)", r), Hint: "it may have come with a copied text; delete it"})
		}
		i += size
		pos.Column++
		if r == '\n' {
			pos = diag.Position{Line: pos.Line + 1, Column: 1}
		}
	}
	return true
}

func (d *decoder) reportControl(pos diag.Position, r rune) {
	if r == 0 {
		d.report(pos, "control-character", "there is a NUL character here, which no text has", "is this a Markdown file?")
		return
	}
	d.report(pos, "control-character", fmt.Sprintf("there is a control character here (U+%04X)", r), "delete it")
}

// invisible reports whether r changes how the text around it is shown or
// compared without being seen: controls of writing direction, zero-width
// spaces. Joiners stay, emoji and several scripts need them.
func invisible(r rune) bool {
	return 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069 ||
		r == 0x200B || r == 0x2060 || r == 0xFEFF || 0xE0000 <= r && r <= 0xE007F
}
