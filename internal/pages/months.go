package pages

import (
	"time"

	"belfry/internal/calendar"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/theme"
	"belfry/internal/wording"
)

// A MonthPage is the view of a month: as a sheet, and the same as a list.
type MonthPage struct {
	Page       Page
	Caption    string // of the sheet
	Weekdays   []WeekdayName
	Weeks      [][]SheetDay // of the sheet
	Days       []ListDay    // none in a month whose events are withheld
	Prev, Next *Link
	Subscribe  Subscription
}

// A WeekdayName heads a column of the sheet.
type WeekdayName struct{ Short, Full string }

// A SheetDay is a cell of the sheet. Days of the neighbouring months have no
// number and are empty.
type SheetDay struct {
	Number int
	ISO    string
	Text   string // the whole date in words
	Anchor string // of the day in the list
	Events []SheetEvent
	More   string // how many events the cell does not show, in words
}

// A SheetEvent is an event in a cell. Note is read out after the title: the
// status, the time zone where it is another one, which of several days it is.
type SheetEvent struct {
	Link   Link
	Time   string
	Note   string
	Struck bool
}

// A ListDay is a day with events.
type ListDay struct {
	Anchor string
	Day    wording.Time
	Events List
}

// shownPerDay is how many events a cell of the sheet shows.
const shownPerDay = 3

func (p *publisher) months() {
	var crowded map[calendar.Month]crowdedMonth
	if p.site.IsFirst() {
		crowded = p.crowdedMonths()
	}
	for _, m := range p.site.Schedule.AllMonths() {
		at := site.MonthAddress(site.EventsAddress, m)
		p.noteCrowded(at, crowded[m].is)
		addPage(p, at, "", publication.Listing, "month", func() MonthPage { return p.monthPage(m) })
	}
	for _, m := range p.site.Schedule.Empty {
		p.hide(site.MonthAddress(site.EventsAddress, m))
	}
}

func (p *publisher) monthPage(m calendar.Month) MonthPage {
	before, after := p.site.Schedule.Neighbours(m)
	at, name := site.MonthAddress(site.EventsAddress, m), p.words.Month(m)
	title := p.theme.Text("events-in-month", "month", name)
	v := MonthPage{
		Page:     p.base(at, site.EventsAddress, title, p.site.Description),
		Caption:  name,
		Weekdays: p.weekdays(), Prev: p.monthLink(before), Next: p.monthLink(after),
		Subscribe: p.allEvents(),
	}
	v.Page.Trail = p.trail(p.section("events", site.EventsAddress))
	v.Page.Metadata.Calendars = p.wholeFeed()
	v.Page.Metadata.NoIndex = len(p.site.Schedule.In[m]) == 0
	days := appointmentsByDay(m, p.site.Schedule.In[m])
	for _, week := range m.Weeks(p.site.Locale.FirstWeekday()) {
		row := make([]SheetDay, len(week))
		for i, d := range week {
			if d.YearMonth() == m {
				row[i] = p.sheetDay(d, days[d.Day])
			}
		}
		v.Weeks = append(v.Weeks, row)
	}
	v.Days = p.listDays(m, days)
	return v
}

func (p *publisher) weekdays() []WeekdayName {
	first := p.site.Locale.FirstWeekday()
	names := make([]WeekdayName, 7)
	for i := range names {
		d := (first + time.Weekday(i)) % 7
		names[i] = WeekdayName{p.site.Locale.WeekdayShort(d), p.site.Locale.Weekday(d)}
	}
	return names
}

// appointmentsByDay returns for each day of m what takes place on it.
func appointmentsByDay(m calendar.Month, list []site.Appointment) [32][]site.Appointment {
	var days [32][]site.Appointment
	for _, a := range list {
		first, last := a.Occurrence.FirstDay(), a.Occurrence.LastDay()
		if first.Before(m.First()) {
			first = m.First()
		}
		if m.Last().Before(last) {
			last = m.Last()
		}
		for d := first.Day; d <= last.Day; d++ {
			days[d] = append(days[d], a)
		}
	}
	return days
}

// dayAnchor begins the name of a day's place in the page of a month.
const dayAnchor = "d-"

func anchor(d calendar.Date) string { return dayAnchor + d.String() }

func (p *publisher) sheetDay(d calendar.Date, list []site.Appointment) SheetDay {
	v := SheetDay{Number: d.Day, ISO: d.String(), Text: p.site.Locale.DateWithWeekday(d.Time())}
	if len(list) == 0 {
		return v
	}
	v.Anchor = anchor(d)
	shown := list
	if len(list) > shownPerDay {
		shown = list[:shownPerDay]
		v.More = p.theme.Count("more-events", len(list)-shownPerDay, "date", p.site.Locale.DayMonth(d.Time()))
	}
	for _, a := range shown {
		v.Events = append(v.Events, p.sheetEvent(a, d))
	}
	return v
}

func (p *publisher) sheetEvent(a site.Appointment, d calendar.Date) SheetEvent {
	v := SheetEvent{Link: p.itemCalled(p.site.Title(a), a.Event), Note: p.words.DayOf(a, d), Struck: a.IsCancelled()}
	if !a.Occurrence.AllDay && d == a.Occurrence.FirstDay() {
		v.Time = p.site.Locale.Time(a.Occurrence.Start.Time())
		if a.Event.Zone != p.site.Zone {
			v.Note = wording.Join(", ", p.words.Zone(a.Event.Zone), v.Note)
		}
	}
	v.Note = wording.Join(", ", p.words.Status(a), v.Note)
	return v
}

func (p *publisher) listDays(m calendar.Month, days [32][]site.Appointment) []ListDay {
	var list []ListDay
	month := p.layOutMonth(days)
	for d, on := range days {
		if len(on) == 0 {
			continue
		}
		date := calendar.Date{Year: m.Year, Month: m.Month, Day: d}
		full := func(a site.Appointment) theme.Part { return p.cardOnDay(a, date) }
		brief := func(a site.Appointment) theme.Part { return p.briefOnDay(a, date) }
		day := p.words.Day(date)
		list = append(list, ListDay{anchor(date), day, laidOut(p.theme, on, month.ofDay(p, on), full, brief)})
	}
	return list
}

// A monthLayout is how the days of a month show what takes place on them so that
// all fit on its page. Each day has its own room there, because links lead to it.
type monthLayout struct {
	brief     bool
	roomOfDay int
}

func (p *publisher) layOutMonth(days [32][]site.Appointment) monthLayout {
	var all size
	sheet := 0
	for _, on := range days {
		all = all.plus(totalOf(on, p.appointmentSize))
		sheet += totalOf(latest(on, shownPerDay), p.appointmentSize).brief
	}
	l := monthLayout{brief: all.full > p.room-sheet, roomOfDay: all.brief}
	if all.brief > p.room-sheet {
		l.roomOfDay = (p.room - sheet) / len(days)
	}
	return l
}

func (l monthLayout) ofDay(p *publisher, on []site.Appointment) layout {
	day := layout{brief: l.brief, shown: len(on)}
	if l.brief {
		day.shown = fitting(l.roomOfDay, sizes(on, p.appointmentSize), func(s size) int { return s.brief })
	}
	return day
}
