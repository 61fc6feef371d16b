// Package locale knows the 24 official languages of the European Union: their
// own names, dates and times of day, weekdays and months, names of countries,
// plural categories, numbers, lists and alphabetical order.
//
//	fr, ok := locale.Get("fr")
//	fr.Date(start)            // 3 juin 2024
//	fr.DateInterval(from, to) // 7–9 mai 2026
//	fr.Month(start)           // juin 2024, for a heading
//	fr.Plural(2)              // other
//
// English is that of Europe (CLDR's en-IE: 3 June 2024, 10:00) and Portuguese
// that of Portugal (pt-PT). Clocks have 24 hours everywhere.
//
// Many languages write a month or a weekday otherwise in a date than alone: 7
// stycznia, but styczeń 2026. Names within a date follow the date; the methods
// Month, MonthName and Weekday give the form that stands alone.
//
// Times are civil: a method reads the year, month, day, hour and minute that t
// shows in its own location and never converts. Who wants another zone passes
// t.In(zone).
//
// All words and patterns come from the Unicode CLDR 48.2; gen/cldr.mjs writes
// the files in data/ and says what it had to choose, gen/intl.mjs what ICU
// answers, for the tests. A language is decoded when it is first asked for.
// Results may hold no-break and thin spaces, where the language sets them.
package locale

import (
	"embed"
	"encoding/json"
	"strings"
	"sync"
	"time"
)

// tags are the languages, in order; each has its file in data/.
const tags = "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv"

//go:embed data/*.json
var data embed.FS

// loaders has, for each tag, what decodes its file once. It never changes.
var loaders = newLoaders()

// A Locale is what is known of one language. It never changes, and all
// goroutines may use it. Only Get makes one.
type Locale struct {
	tag   string
	table *table
}

// Get returns the locale of one of Tags, spelled exactly so; ok is false for
// any other tag.
func Get(tag string) (l *Locale, ok bool) {
	load, ok := loaders[tag]
	if !ok {
		return nil, false
	}
	return load(), true
}

// Tags lists the languages, sorted: "bg", "cs" … "sv". The slice is the caller's.
func Tags() []string {
	return strings.Fields(tags)
}

// Tag is the language's BCP 47 tag without a region, as in Tags: "en".
func (l *Locale) Tag() string { return l.tag }

// Endonym is what the language calls itself, in its own capitals and small
// letters: "Deutsch", "français".
func (l *Locale) Endonym() string { return l.table.Endonym }

// FirstWeekday is the day a week starts with in the language's main country:
// Sunday in Portugal and Malta, Monday elsewhere.
func (l *Locale) FirstWeekday() time.Weekday { return l.table.FirstWeekday }

func newLoaders() map[string]func() *Locale {
	m := make(map[string]func() *Locale)
	for _, tag := range Tags() {
		m[tag] = sync.OnceValue(func() *Locale { return load(tag) })
	}
	return m
}

// load panics if the binary's own data is broken; a test loads every language.
func load(tag string) *Locale {
	text, err := data.ReadFile("data/" + tag + ".json")
	if err != nil {
		panic("locale: " + err.Error())
	}
	t := new(table)
	if err := json.Unmarshal(text, t); err != nil {
		panic("locale: data/" + tag + ".json: " + err.Error())
	}
	return &Locale{tag: tag, table: t}
}
