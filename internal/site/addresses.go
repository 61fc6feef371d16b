package site

import (
	"fmt"
	"strconv"
	"strings"

	"belfry/internal/address"
	"belfry/internal/calendar"
)

// The addresses of what every site has. Those of what editors write come with it.
const (
	NewsAddress      address.Path = "/news/"
	EventsAddress    address.Path = "/events/"
	MembersAddress   address.Path = "/members/"
	PartnersAddress  address.Path = "/partners/"
	TopicsAddress    address.Path = "/topics/"
	SeriesAddress    address.Path = "/events/series/"
	CountriesAddress address.Path = "/countries/"
	SubscribeAddress address.Path = "/subscribe/"
	NotFoundAddress  address.Path = "/404.html"

	CalendarAddress  address.Path = "/calendar.ics" // of all events
	calendarsAddress address.Path = "/calendar/"    // of those of parts of the site

	EventsJSONAddress   address.Path = "/api/events.json"
	EventsSchemaAddress address.Path = "/api/events.schema.json"
	SitemapAddress      address.Path = "/sitemap.xml"
	RobotsAddress       address.Path = "/robots.txt"
)

// YearAddress returns that of a year in a section.
func YearAddress(section address.Path, year int) address.Path {
	return section.Folder(strconv.Itoa(year))
}

// MonthAddress returns that of a month in a section: of events, or in the archives of
// news.
func MonthAddress(section address.Path, m calendar.Month) address.Path {
	return section.Folder(fmt.Sprintf("%04d", m.Year)).Folder(fmt.Sprintf("%02d", m.Month))
}

// YearCalendar returns the address of the calendar of a year.
func YearCalendar(year int) address.Path { return calendarsAddress.Join(strconv.Itoa(year) + ".ics") }

// FormatCalendar returns the address of the calendar of a way to attend events.
func FormatCalendar(format string) address.Path {
	return calendarsAddress.Join("format/" + format + ".ics")
}

// termCalendar returns the address of the calendar of a term, of a kind of terms.
func termCalendar(kind, id string) address.Path {
	return calendarsAddress.Join(kind + "/" + strings.ToLower(id) + ".ics")
}
