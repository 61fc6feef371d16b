package frontmatter

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"belfry/internal/character"
	"belfry/internal/diag"
)

var utf8BOM = []byte("\xEF\xBB\xBF")

// CheckText makes sure that data, from a file that people write, is plain text
// in UTF-8. It returns data without a byte order mark.
func CheckText(file string, data []byte) ([]byte, []diag.Diagnostic) {
	d := &Decoder{File: file}
	data, _ = d.CheckText(data)
	return data, d.Found
}

// CheckText makes sure that data is text that people can have written: UTF-8
// without control characters. It returns data without a byte order mark, and
// false where nothing more can be read from it.
func (d *Decoder) CheckText(data []byte) ([]byte, bool) {
	if what, hint := otherFormat(data); what != "" {
		d.Report(diag.Position{}, "not-a-text", "this is "+what+", not a text", hint)
		return nil, false
	}
	if isUTF16(data) {
		d.Report(diag.Position{}, "not-utf-8", "the file is written in UTF-16", saveAsUTF8)
		return nil, false
	}
	data = bytes.TrimPrefix(data, utf8BOM)
	if !plainText(data) && !d.checkRunes(data) {
		return data, false
	}
	return data, d.checkConflict(data)
}

const saveAsUTF8 = inNotepad + "Save with Encoding: UTF-8"

const inNotepad = "save it as UTF-8: in Notepad with File, Save as, Encoding: UTF-8; in VS Code with "

// copyText says how to make a text of what a word processor has written.
const copyText = "copy its words into a new file, made with a program for plain text such as Notepad or VS Code"

// otherFormat names what a file is that begins as no text does, with what to do
// about it; "" for a text.
func otherFormat(data []byte) (what, hint string) {
	starts := func(mark string) bool { return bytes.HasPrefix(data, []byte(mark)) }
	has := func(mark string) bool { return bytes.Contains(data[:min(len(data), 4<<10)], []byte(mark)) }
	switch {
	case starts("PK\x03\x04") && has("word/"), starts("\xD0\xCF\x11\xE0"):
		return "a Word document", copyText
	case starts("PK\x03\x04") && has("opendocument.text"):
		return "a document of LibreOffice", copyText
	case starts("PK\x03\x04"):
		return "a Word document, or another packed file", copyText
	case starts("{\\rtf"):
		return "a document in rich text (RTF)", copyText
	case starts("%PDF"):
		return "a PDF document", "give it the ending .pdf and link to it, or " + copyText
	}
	return "", ""
}

// isUTF16 reports whether data begins with a byte order mark of UTF-16, or
// with two ASCII characters in it.
func isUTF16(data []byte) bool {
	if len(data) < 4 {
		return false
	}
	a, b, c, e := data[0], data[1], data[2], data[3]
	return a == 0xFF && b == 0xFE || a == 0xFE && b == 0xFF ||
		a != 0 && b == 0 && c != 0 && e == 0 || a == 0 && b != 0 && c == 0 && e != 0
}

var conflictMark = []byte("<<<<<<< ")

// checkConflict refuses a text in which git has left two versions.
func (d *Decoder) checkConflict(data []byte) bool {
	at := bytes.Index(data, conflictMark)
	for at > 0 && data[at-1] != '\n' {
		next := bytes.Index(data[at+1:], conflictMark)
		if next < 0 {
			return true
		}
		at += 1 + next
	}
	if at < 0 {
		return true
	}
	line := 1 + bytes.Count(data[:at], []byte("\n"))
	d.Report(diag.Position{Line: line, Column: 1}, "merge-conflict",
		"two versions of the text stand here, which git could not merge",
		"keep one, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>")
	return false
}

// plainText reports whether data is printable ASCII with line ends and tabs,
// as most of every file is.
func plainText(data []byte) bool {
	for i, b := range data {
		if b >= 0x7F || b < ' ' && b != '\n' && b != '\t' && (b != '\r' || !endsLine(data[i:])) {
			return false
		}
	}
	return true
}

// endsLine reports whether data begins with a line's end, LF or CR LF. A CR
// alone would be one for YAML and none for an editor program.
func endsLine(data []byte) bool {
	return data[0] == '\n' || data[0] == '\r' && len(data) > 1 && data[1] == '\n'
}

func (d *Decoder) checkRunes(data []byte) bool {
	pos := diag.Position{Line: 1, Column: 1}
	var open openEnded
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			d.reportNotUTF8(pos, data)
			return false
		case character.Of(r) == character.Fine, endsLine(data[i:]):
		case character.Of(r) == character.Control:
			d.reportControl(pos, r)
			return false
		default:
			d.reportCharacter(pos, r, open.has(data, i))
		}
		i += size
		pos.Column++
		if r == '\n' {
			pos, open = diag.Position{Line: pos.Line + 1, Column: 1}, openEnded{line: i}
		}
	}
	return true
}

// openEnded knows of one line which characters have an effect that goes on beyond
// it. The line is looked at once, when it has such a character.
type openEnded struct {
	line    int // where it begins
	known   bool
	offsets []int // in the line
}

func (o *openEnded) has(data []byte, at int) bool {
	if !o.known {
		line, _, _ := bytes.Cut(data[o.line:], []byte("\n"))
		o.known, o.offsets = true, character.Unclosed(string(line))
	}
	_, found := slices.BinarySearch(o.offsets, at-o.line)
	return found
}

// reportCharacter says what is wrong with a character that a text should not have.
func (d *Decoder) reportCharacter(pos diag.Position, r rune, unclosed bool) *diag.Diagnostic {
	f, _ := character.FaultOf(r, unclosed)
	reported := d.Report(pos, f.Code, f.Message, f.Hint)
	if !f.Stops {
		reported.Severity = diag.Warning
	}
	return reported
}

// reportNotUTF8 says at the first byte that is no UTF-8 what the file is instead.
func (d *Decoder) reportNotUTF8(pos diag.Position, data []byte) {
	if isWindows1252(data) {
		d.Report(pos, "not-utf-8", "the file is written in Windows-1252, an encoding of older programs",
			inNotepad+"Reopen with Encoding: Windows 1252, then Save with Encoding: UTF-8")
		return
	}
	d.Report(pos, "not-utf-8", "the text is not valid UTF-8 from here on", saveAsUTF8)
}

// isWindows1252 reports whether all that is not ASCII can be characters of
// Windows-1252, most of them letters, and none is a character in UTF-8.
func isWindows1252(data []byte) bool {
	letters, others := 0, 0
	for i := 0; i < len(data); i++ {
		switch b := data[i]; {
		case b < utf8.RuneSelf:
			continue
		case firstRune(data[i:]) != utf8.RuneError:
			return false
		case b == 0x81, b == 0x8D, b == 0x8F, b == 0x90, b == 0x9D:
			return false
		case b >= 0xC0:
			letters++
		default:
			others++
		}
	}
	return letters >= others || others < 10
}

func firstRune(data []byte) rune {
	r, _ := utf8.DecodeRune(data)
	return r
}

func (d *Decoder) reportControl(pos diag.Position, r rune) {
	switch r {
	case 0:
		d.Report(pos, "control-character", "there is a NUL character here, which no text has", "is this a Markdown file?")
	case '\r':
		d.Report(pos, "control-character", "a line ends here as it did on old Macs (CR)",
			"save the file with the line ends LF or CR LF")
	default:
		d.reportCharacter(pos, r, false)
	}
}
