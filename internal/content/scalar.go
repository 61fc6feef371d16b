package content

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"belfry/internal/calendar"
	"belfry/internal/diag"
	"belfry/internal/locale"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"
)

// value returns the text of a value that is no prose: a date, a number, a name.
func (d *decoder) value(n *node, expected string) (string, bool) {
	s, ok := d.scalar(n, expected)
	switch bare := strings.Trim(s, quotationMarks); {
	case !ok:
	case bare != s:
		d.reportAt(n, "quotation-marks", "typographic quotation marks are a part of the value", "write "+bare)
		return "", false
	case typed.Replace(s) != s && !strings.Contains(s, "://"):
		d.reportAt(n, "dashes", "these dashes or spaces are not those of a keyboard", "type it anew: "+typed.Replace(s))
		return "", false
	}
	return s, ok
}

const quotationMarks = "“”„‟«»‘’‚‹›"

// typed replaces what word processors make of hyphens and spaces.
var typed = strings.NewReplacer("\u2010", "-", "\u2011", "-", "\u2012", "-", "\u2013", "-", "\u2014", "-", "\u2212", "-", "\u00ad", "", "\u00a0", " ", "\u202f", " ")

// scalar returns the text of a value that is neither a list nor a group.
func (d *decoder) scalar(n *node, expected string) (string, bool) {
	if n.Kind != yaml.ScalarNode {
		d.reportAt(n, "wrong-type", "here is "+kindOf(n)+", but "+expected+" is expected", d.insideHint(n))
		return "", false
	}
	if n.Style&yaml.TaggedStyle != 0 {
		d.reportAt(n, "wrong-type", "a text cannot begin with !", d.lineHint(n))
		return "", false
	}
	if expected != "" && d.commented(n, false, true) {
		return "", false
	}
	return strings.TrimSpace(n.Value), true
}

// text reads one line of plain text.
func (d *decoder) text(n *node) string {
	if n.Kind != yaml.ScalarNode {
		d.reportAt(n, "wrong-type", "here is "+kindOf(n)+", but one line of text is expected", d.bracketHint(n))
		return ""
	}
	s, ok := d.scalar(n, "")
	if ok && (d.commented(n, true, true) || d.cut(n)) {
		return ""
	}
	if ok && strings.Contains(s, "\n") {
		d.reportAt(n, "several-lines", "this text has several lines, but one is expected", "longer texts belong into the body, under the second ---")
		return ""
	}
	return norm.NFC.String(s)
}

// textAt reads a line of text that other files may have to be compared with.
func (d *decoder) textAt(n *node) Ref { return d.refTo(d.text(n), n) }

// boolean reads true or false, also as yes and no.
func (d *decoder) boolean(n *node) bool {
	s, ok := d.value(n, "true or false")
	switch strings.ToLower(s) {
	case "true", "yes":
		return true
	case "false", "no":
		return false
	}
	if ok {
		d.reportAt(n, "wrong-type", fmt.Sprintf("%q is neither true nor false", s), meant(s, []string{"true", "false"}))
	}
	return false
}

// count reads a whole number that is not negative.
func (d *decoder) count(n *node) int {
	s, ok := d.value(n, "a number")
	number, err := strconv.Atoi(s)
	if ok && (err != nil || number < 0 || number > 1<<31-1) {
		d.reportAt(n, "wrong-type", fmt.Sprintf("%q is not a whole number", s), countHint(s))
		return 0
	}
	return number
}

var oneNumber = regexp.MustCompile(`^\D*?(\d{1,9})[^\d.,]*$`)

// countHint writes the only number of a text in digits alone.
func countHint(s string) string {
	if m := oneNumber.FindStringSubmatch(s); m != nil && !strings.Contains(s, "-") {
		return "write " + m[1]
	}
	return "write digits alone, as in 50"
}

// degrees returns a reader of a geographic coordinate of at most limit.
func degrees(limit float64) func(*decoder, *node) *float64 {
	return func(d *decoder, n *node) *float64 {
		s, ok := d.value(n, "a number of degrees")
		number, err := strconv.ParseFloat(s, 64)
		if ok && (err != nil || number != number || number < -limit || number > limit) {
			d.reportAt(n, "wrong-type", fmt.Sprintf("%q is not a number of degrees between -%g and %g", s, limit, limit), degreesHint(s))
			return nil
		}
		return &number
	}
}

// degreesHint writes degrees with a decimal point, where s has another sign.
func degreesHint(s string) string {
	if point, is := decimalPoint(s); is {
		return "write " + point
	}
	return "write degrees with a point, as in 50.8467"
}

// decimalPoint returns a number that is written with a comma, or with a sign of
// degrees, as a number.
func decimalPoint(s string) (number string, is bool) {
	bare := strings.TrimSpace(strings.TrimRight(strings.TrimSpace(s), "°"))
	number = strings.Replace(bare, ",", ".", 1)
	_, err := strconv.ParseFloat(number, 64)
	return number, err == nil && number != s
}

// ref reads the name of something defined elsewhere.
func (d *decoder) ref(n *node) Ref {
	s, ok := d.value(n, "a name")
	if ok && s == "" {
		d.reportAt(n, "wrong-type", "a name is expected, but the text is empty", "")
	}
	return d.refTo(norm.NFC.String(s), n)
}

// country reads an ISO 3166-1 alpha-2 code.
func (d *decoder) country(n *node) string {
	s, ok := d.value(n, "a country's code")
	if !ok || locale.IsCountry(s) {
		return s
	}
	hint := "write the two letters of ISO 3166-1, as in BE"
	switch upper, named := strings.ToUpper(s), countryNamed(s); {
	case named != "":
		hint = "write " + named
	case upper == "EL":
		hint = "Greece is GR in ISO 3166-1"
	case upper == "UK":
		hint = "the United Kingdom is GB in ISO 3166-1"
	case locale.IsCountry(upper):
		hint = "write " + upper + ", in capitals"
	}
	d.reportAt(n, "unknown-country", fmt.Sprintf("%q is not a country's code", s), hint)
	return ""
}

// countryNamed returns the code of the country with an English name, or "".
func countryNamed(name string) string {
	english, _ := locale.Get("en")
	for _, code := range locale.CountryCodes() {
		if known, _ := english.Country(code); strings.EqualFold(known, name) {
			return code
		}
	}
	return ""
}

// language reads the tag of one of the official languages of the EU, which a
// site can be written in.
func (d *decoder) language(n *node) string {
	s, ok := d.value(n, "a language's tag")
	if !ok || isLanguage(s) {
		return s
	}
	hint := "they are " + strings.Join(locale.Tags(), ", ")
	if tag, named := locale.SpokenNamed(s); named && isLanguage(tag) {
		hint = "write " + tag
	}
	if isLanguage(strings.ToLower(s)) {
		hint = "write " + strings.ToLower(s) + ", in small letters"
	}
	d.reportAt(n, "unknown-language", fmt.Sprintf("%q is not the tag of an official language of the EU", s), hint)
	return ""
}

// spoken reads the tag of a language that is spoken at an event, which may be
// any.
func (d *decoder) spoken(n *node) string {
	s, ok := d.value(n, "a language's tag")
	if !ok || isLanguage(s) {
		return s
	}
	tag, well := locale.IsSpoken(s)
	if well {
		return s
	}
	hint := "languages are written with their tags, as in en, fr or uk"
	if isLanguage(tag) {
		hint = "write " + tag + ", in small letters"
	} else if tag = cmp.Or(tag, languageNamed(s)); tag != "" {
		hint = "write " + tag
	}
	d.reportAt(n, "unknown-language", fmt.Sprintf("%q is not the tag of a language", s), hint)
	return ""
}

// languageNamed returns the tag of the language with a name, or "".
func languageNamed(name string) string {
	if tag, named := locale.SpokenNamed(name); named {
		return tag
	}
	return locale.SpokenIn(name)
}

// zone reads the name of a time zone and returns the name used today.
func (d *decoder) zone(n *node) string {
	s, ok := d.value(n, "the name of a time zone")
	if !ok {
		return ""
	}
	name, known := calendar.CanonicalZone(s)
	if !known {
		d.reportAt(n, "unknown-time-zone", fmt.Sprintf("there is no time zone %q", s), d.zoneHint(s))
		return ""
	}
	return name
}

// zoneHint says what the name of a time zone may have been meant for.
func (d *decoder) zoneHint(s string) string {
	names, plain := calendar.ZoneNames(), strings.ReplaceAll(s, " ", "_")
	for _, name := range names {
		if _, city, _ := strings.Cut(name, "/"); strings.EqualFold(plain, city) {
			return "write " + name
		}
	}
	if near, ok := d.zones().Nearest(s); ok {
		return "did you mean " + near + "?"
	}
	return "time zones are named by region and city, as in Europe/Brussels"
}

// zoneWords returns the names of time zones.
func zoneWords() *diag.Words { return diag.NewWords(calendar.ZoneNames()) }

// duration reads a length of time.
func (d *decoder) duration(n *node) calendar.Duration {
	return scalarOf(d, n, "a length of time, as in 1h30m,", calendar.ParseDuration)
}

// scalarOf reads a value that package calendar understands; a mistake comes
// back as a *calendar.ParseError.
func scalarOf[V any](d *decoder, n *node, expected string, parse func(string) (V, error)) (zero V) {
	s, ok := d.value(n, expected)
	if !ok {
		return zero
	}
	value, err := parse(s)
	if err != nil {
		wrong := err.(*calendar.ParseError)
		d.reportAt(n, wrong.Code, wrong.Message, wrong.Hint)
		return zero
	}
	return value
}
