package locale

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

//go:embed data/countries.txt
var countryList string

// countryCodes is countryList taken apart, in order.
var countryCodes = sync.OnceValue(func() []string { return strings.Fields(countryList) })

// CountryCodes lists the 249 alpha-2 codes that ISO 3166-1 assigns, sorted,
// without such as EU, UK or XK. The slice is the caller's.
func CountryCodes() []string {
	return slices.Clone(countryCodes())
}

// IsCountry reports whether code is one of CountryCodes, in capitals.
func IsCountry(code string) bool {
	_, ok := slices.BinarySearch(countryCodes(), code)
	return ok
}

// Country is the name of a country or territory, as it stands in a list or a
// heading; ok is false unless IsCountry(code).
func (l *Locale) Country(code string) (name string, ok bool) {
	i, ok := slices.BinarySearch(countryCodes(), code)
	if !ok {
		return "", false
	}
	return l.table.Countries[i], true
}
