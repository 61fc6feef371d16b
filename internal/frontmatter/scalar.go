package frontmatter

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"
)

// Value returns the text of a value that is no prose: a date, a number, a name.
func (d *Decoder) Value(n *Node, expected string) (string, bool) {
	s, ok := d.Scalar(n, expected)
	switch bare := strings.Trim(s, quotationMarks); {
	case !ok:
	case bare != s:
		d.ReportAt(n, "quotation-marks", "typographic quotation marks are a part of the value", "write "+bare)
		return "", false
	case strings.ContainsRune(s, softHyphen):
		d.ReportAt(n, "dashes", "this has an invisible hyphen (U+00AD), as word processors put into long words",
			"type it anew: "+strings.ReplaceAll(s, string(softHyphen), ""))
		return "", false
	case typed.Replace(s) != s && !strings.Contains(s, "://"):
		d.ReportAt(n, "dashes", "these dashes or spaces are not those of a keyboard", "type it anew: "+typed.Replace(s))
		return "", false
	}
	return s, ok
}

const softHyphen = '\u00ad'

const quotationMarks = "“”„‟«»‘’‚‹›"

// typed replaces what word processors make of hyphens and spaces.
var typed = strings.NewReplacer(
	"\u2010", "-", "\u2011", "-", "\u2012", "-", "\u2013", "-", "\u2014", "-", "\u2212", "-",
	"\u00ad", "", "\u00a0", " ", "\u202f", " ",
)

// Retyped returns a value as a keyboard writes it: without typographic quotation
// marks, dashes and spaces.
func Retyped(s string) string { return typed.Replace(strings.Trim(s, quotationMarks)) }

// Scalar returns the text of a value that is neither a list nor a group.
func (d *Decoder) Scalar(n *Node, expected string) (string, bool) {
	if n.Kind != Scalar {
		d.ReportAt(n, "wrong-type", "here is "+KindOf(n)+", but "+expected+" is expected", d.insideHint(n))
		return "", false
	}
	if n.Style&yaml.TaggedStyle != 0 {
		d.ReportAt(n, "wrong-type", "a text cannot begin with !", d.lineHint(n))
		return "", false
	}
	if expected != "" && d.Commented(n, false, true) {
		return "", false
	}
	return strings.TrimSpace(n.Value), true
}

// Text reads one line of plain text.
func (d *Decoder) Text(n *Node) string {
	if n.Kind != Scalar {
		d.ReportAt(n, "wrong-type", "here is "+KindOf(n)+", but one line of text is expected", d.bracketHint(n))
		return ""
	}
	s, ok := d.Scalar(n, "")
	if ok && (d.Commented(n, true, true) || d.cut(n)) {
		return ""
	}
	if ok && strings.Contains(s, "\n") {
		d.ReportAt(n, "several-lines", "this text has several lines, but one is expected",
			"longer texts belong into the body, under the second ---")
		return ""
	}
	return norm.NFC.String(s)
}

// Bool reads true or false, also as yes and no.
func (d *Decoder) Bool(n *Node) bool {
	s, ok := d.Value(n, "true or false")
	switch strings.ToLower(s) {
	case "true", "yes":
		return true
	case "false", "no":
		return false
	}
	if ok {
		d.ReportAt(n, "wrong-type", fmt.Sprintf("%q is neither true nor false", s), meant(s, []string{"true", "false"}))
	}
	return false
}

// Count reads a whole number that is not negative.
func (d *Decoder) Count(n *Node) int {
	s, ok := d.Value(n, "a number")
	number, err := strconv.Atoi(s)
	switch {
	case !ok:
	case number > mostCount: // also where err says so
		d.ReportAt(n, "too-large", fmt.Sprintf("%q is far too large a number", s), "look whether a digit too many was typed")
	case err != nil || number < 0:
		d.ReportAt(n, "wrong-type", fmt.Sprintf("%q is not a whole number", s), countHint(s))
	default:
		return number
	}
	return 0
}

// mostCount is the largest number that a field holds.
const mostCount = 1<<31 - 1

var oneNumber = regexp.MustCompile(`^\D*?(\d{1,9})[^\d.,]*$`)

// countHint writes the only number of a text in digits alone.
func countHint(s string) string {
	if m := oneNumber.FindStringSubmatch(s); m != nil && !strings.Contains(s, "-") {
		return "write " + m[1]
	}
	return "write digits alone, as in 50"
}

// DecimalPoint returns a number that is written with a comma, or with a sign of
// degrees, as a number.
func DecimalPoint(s string) (number string, is bool) {
	bare := strings.TrimSpace(strings.TrimRight(strings.TrimSpace(s), "°"))
	number = strings.Replace(bare, ",", ".", 1)
	_, err := strconv.ParseFloat(number, 64)
	return number, err == nil && number != s
}
