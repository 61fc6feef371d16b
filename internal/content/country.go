package content

import (
	"fmt"
	"strings"

	"belfry/internal/locale"
)

// country reads an ISO 3166-1 alpha-2 code.
func (d *decoder) country(n *node) string {
	s, ok := d.Value(n, "a country's code")
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
	d.ReportAt(n, "unknown-country", fmt.Sprintf("%q is not a country's code", s), hint)
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
