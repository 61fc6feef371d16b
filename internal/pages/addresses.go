package pages

import (
	"fmt"
	"strconv"
	"strings"

	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/site"
)

// The addresses that the pages of a site have in common. Those of what editors
// write come with it.
const (
	newsAddress      address.Path = "/news/"
	eventsAddress    address.Path = "/events/"
	membersAddress   address.Path = "/members/"
	partnersAddress  address.Path = "/partners/"
	topicsAddress    address.Path = "/topics/"
	seriesAddress    address.Path = "/events/series/"
	countriesAddress address.Path = "/countries/"
	subscribeAddress address.Path = "/subscribe/"
	notFoundAddress  address.Path = "/404.html"

	calendarAddress  address.Path = "/calendar.ics" // of all events
	calendarsAddress address.Path = "/calendar/"    // of those of slices

	eventsForOthers address.Path = "/api/events.json"
	schemaOfEvents  address.Path = "/api/events.schema.json"
	sitemapAddress  address.Path = "/sitemap.xml"
	robotsAddress   address.Path = "/robots.txt"
)

// yearAddress returns that of a year in a section.
func yearAddress(section address.Path, year int) address.Path {
	return section.Folder(strconv.Itoa(year))
}

// monthAddress returns that of a month in the calendar.
func monthAddress(m calendar.Month) address.Path {
	return eventsAddress.Folder(fmt.Sprintf("%04d", m.Year)).Folder(fmt.Sprintf("%02d", m.Month))
}

// newsMonthAddress returns that of a month in the archives of news.
func newsMonthAddress(m calendar.Month) address.Path {
	return yearAddress(newsAddress, m.Year).Folder(fmt.Sprintf("%02d", m.Month))
}

// eventCalendar returns the address of the calendar of one event.
func eventCalendar(e *site.Event) address.Path { return eventsAddress.Join(e.Name + ".ics") }

// yearCalendar returns the address of the calendar of a year.
func yearCalendar(year int) address.Path { return calendarsAddress.Join(strconv.Itoa(year) + ".ics") }

// formatCalendar returns the address of the calendar of a format.
func formatCalendar(format string) address.Path {
	return calendarsAddress.Join("format/" + format + ".ics")
}

// calendarOf returns the address of the calendar of a term.
func (f family) calendarOf(t *site.Term) address.Path {
	return calendarsAddress.Join(f.calendars + "/" + strings.ToLower(t.ID) + ".ics")
}
