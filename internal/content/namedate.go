package content

import (
	"cmp"
	"path"
	"regexp"
	"strings"
	"time"

	"belfry/internal/diag"
)

var (
	leadingDate = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(?:[-_ ]+|$)`)
	nearlyDate  = regexp.MustCompile(`^(\d{4}|\d{2})` +
		`(?:-(\d{1,2})-(\d{1,2})|[_.](\d{1,2})[_.](\d{1,2})|(\d{2})(\d{2}))(?:[-_ ]+|$)`)
)

// BareName returns what a file called s is named: without a leading date and
// without its ending.
func BareName(s string) string {
	return leadingDate.ReplaceAllString(strings.TrimSuffix(s, ".md"), "")
}

// LeadingDate returns the date that the name of a file begins with.
func LeadingDate(name string) (date string, ok bool) {
	if !leadingDate.MatchString(name) {
		return "", false
	}
	return name[:len(time.DateOnly)], true
}

// datedName returns a name that begins with what was meant for a date as it
// should be, and the date; nearly is false where it begins with nothing like it.
func datedName(written string) (name, date string, nearly bool) {
	m := nearlyDate.FindStringSubmatch(written)
	if m == nil || len(m[1]) == 2 && m[6] != "" { // six digits may be any number
		return "", "", false
	}
	year := m[1]
	if len(year) == 2 {
		year = "20" + year
	}
	date = year + "-" + twoDigits(m[2]+m[4]+m[6]) + "-" + twoDigits(m[3]+m[5]+m[7])
	return date + "-" + cmp.Or(written[len(m[0]):], "NAME"), date, true
}

func twoDigits(s string) string { return strings.Repeat("0", max(2-len(s), 0)) + s }

// nearlyDated warns of a name that begins with what is nearly a date, or with a
// date that does not exist.
func (n FileName) nearlyDated() []diag.Diagnostic {
	written, _, _ := strings.Cut(path.Base(n.Path), ".")
	if written == "index" {
		written = path.Base(path.Dir(n.Path))
	}
	if len(written) > len(time.DateOnly) && written[len(time.DateOnly)] == '-' { // as most
		if _, err := time.Parse(time.DateOnly, written[:len(time.DateOnly)]); err == nil {
			return nil
		}
	}
	name, date, nearly := datedName(written)
	_, err := time.Parse(time.DateOnly, date)
	asDate := leadingDate.MatchString(written)
	if !nearly || asDate == (err == nil) {
		return nil
	}
	d := diag.Diagnostic{Severity: diag.Warning, Code: "file-name", File: n.Path,
		Message: "the file's name begins with what is nearly a date, so it is a part of the address " + string(n.address),
		Hint:    "rename the file to " + name + strings.TrimPrefix(path.Base(n.Path), written)}
	if path.Base(path.Dir(n.Path)) == written {
		d.Hint = "rename the folder to " + name
	}
	if asDate {
		d.Message = "there is no date " + date + ", with which the file's name begins; its address is " + string(n.address)
		d.Hint = "leave the date out, or write one that exists"
	}
	return []diag.Diagnostic{d}
}
