package locale

import (
	"time"

	"golang.org/x/text/language"
)

// A table is one file of data/, with its patterns compiled. It is never
// modified once decoded.
type table struct {
	// Locale is the CLDR's, with a region where the bare tag would mean another.
	Locale       language.Tag `json:"locale"`
	Endonym      string       `json:"endonym"`
	FirstWeekday time.Weekday `json:"firstWeekday"`
	Months       monthNames   `json:"months"`
	Weekdays     weekdayNames `json:"weekdays"`
	Patterns     patterns     `json:"patterns"`
	Intervals    intervals    `json:"intervals"`
	List         separators   `json:"list"`
	Number       numerals     `json:"number"`
	// Countries stand in the order of CountryCodes.
	Countries []string `json:"countries"`
	// First is the first day of a month in a date, where it is no bare number.
	First string `json:"first"`
	// Cities are those that time zones are named after, by the name of the zone, where
	// the language calls them otherwise.
	Cities map[string]string `json:"cities"`
}

// monthNames start with January.
type monthNames struct {
	Format      [12]string `json:"format"`
	StandAlone  [12]string `json:"standAlone"`
	Abbreviated [12]string `json:"abbreviated"`
}

// weekdayNames start with Sunday, as time.Weekday does.
type weekdayNames struct {
	Format     [7]string `json:"format"`
	StandAlone [7]string `json:"standAlone"`
	Short      [7]string `json:"short"`
	Narrow     [7]string `json:"narrow"`
}

type patterns struct {
	Date        pattern `json:"date"`
	WeekdayDate pattern `json:"weekdayDate"`
	ShortDate   pattern `json:"shortDate"`
	DayMonth    pattern `json:"dayMonth"`
	Month       pattern `json:"month"`
	Time        pattern `json:"time"`
}

// intervals are named for the greatest part in which the two ends differ.
type intervals struct {
	Day   interval `json:"day"`
	Month interval `json:"month"`
	Year  interval `json:"year"`
	Time  interval `json:"time"`
}

// separators stand between the items of a list: of two, before the last of
// more, and elsewhere.
type separators struct {
	Pair   string `json:"pair"`
	Last   string `json:"last"`
	Middle string `json:"middle"`
}

type numerals struct {
	Group string `json:"group"`
	Minus string `json:"minus"`
	// MinimumGroupingDigits is how many digits must stand before the first
	// separator: with 2, 1234 has none and 12 345 has one.
	MinimumGroupingDigits int `json:"minimumGroupingDigits"`
}
