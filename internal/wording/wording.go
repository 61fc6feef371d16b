// Package wording says in the words of one language when things are, how often, where
// and how they stand: for pages, calendars and feeds alike.
//
// It knows the texts of the interface and the language's ways with dates. The times of
// an event are said as the clocks of its zone show them, all others as those of the
// site's zone do.
package wording

import (
	"belfry/internal/calendar"
	"belfry/internal/content"
	"belfry/internal/locale"
	"belfry/internal/site"
	"belfry/internal/theme"
)

// Words say what there is to say about the parts of a site. They may be used from
// several goroutines.
type Words struct {
	theme   *theme.Theme
	edition *site.Edition
	locale  *locale.Locale // the edition's
	zone    *calendar.Zone // the site's
}

// For returns the words for an edition, with the texts of its theme.
func For(ed *site.Edition, t *theme.Theme) Words { return Words{t, ed, ed.Locale, ed.Zone} }

// Join puts texts behind one another, without those that are empty.
func Join(separator string, parts ...string) string {
	joined := ""
	for _, part := range parts {
		if part != "" && joined != "" {
			joined += separator
		}
		joined += part
	}
	return joined
}

// Zone names a zone by its city, which people know better than its abbreviation.
func (w Words) Zone(z *calendar.Zone) string {
	if z.Name() == "UTC" {
		return "UTC"
	}
	return w.theme.Text("zone-time", "city", w.locale.City(z.Name()))
}

// Where returns where an appointment takes place, on the map and online, in one
// line.
func (w Words) Where(a site.Appointment) string {
	format := ""
	if f := a.Format(); f == "online" || f == "hybrid" {
		format = w.Format(f)
	}
	return Join(", ", w.Place(a.Location()), format)
}

// Format names a way to attend an event; "" for none.
func (w Words) Format(format string) string {
	if format == "" {
		return ""
	}
	return w.theme.Text("format-" + format)
}

// Place returns the address of the place where people meet, in one line; "" for
// none.
func (w Words) Place(l *content.Location) string {
	if l == nil {
		return ""
	}
	parts := []string{l.Name, l.Street, l.City}
	if country, ok := w.locale.Country(l.Country); ok && country != l.City {
		parts = append(parts, country)
	}
	return Join(", ", parts...)
}

// Languages lists languages by their tags.
func (w Words) Languages(tags []string) string {
	names := make([]string, len(tags))
	for i, tag := range tags {
		if _, official := locale.Get(tag); official {
			names[i] = w.theme.Text("language-" + tag)
		} else {
			names[i] = w.locale.Language(tag)
		}
	}
	return w.locale.ListAnd(names)
}

// InLanguage says that a text is in a language: "in Bulgarian".
func (w Words) InLanguage(tag string) string {
	if _, official := locale.Get(tag); official {
		return w.theme.Text("written-in-" + tag)
	}
	return w.theme.Text("written-in", "language", w.locale.Language(tag))
}
