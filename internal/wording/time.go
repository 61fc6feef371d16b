package wording

import (
	"belfry/internal/calendar"
	"belfry/internal/site"
)

// A Time is a date or time as a reader sees it and as a machine reads it.
type Time struct {
	ISO  string // for the datetime attribute: a date, or a time with its offset (RFC 3339)
	Text string
}

// OrNone returns nil for no time.
func (t Time) OrNone() *Time {
	if t.ISO == "" {
		return nil
	}
	return &t
}

// A When says when an event takes place. Zone names the zone of the times in
// words; it is empty where there are none.
type When struct {
	Time Time
	Zone string
}

// Date returns a date as news show it, and the zero Time for none.
func (w Words) Date(m site.Moment) Time {
	if m.IsZero() {
		return Time{}
	}
	iso := m.Shown.Date.String()
	if !m.AllDay {
		iso = w.zone.ISO(m.At)
	}
	return Time{iso, w.locale.Date(m.Shown.Time())}
}

// Time returns a date with its time of day, if it has one.
func (w Words) Time(m site.Moment, zone *calendar.Zone) Time {
	if m.IsZero() || m.AllDay {
		return w.Date(m)
	}
	return Time{zone.ISO(m.At), w.dateAndTime(m.Shown)}
}

// Day returns a date with its day of the week.
func (w Words) Day(d calendar.Date) Time {
	return Time{d.String(), w.locale.DateWithWeekday(d.Time())}
}

// Month names a month and its year.
func (w Words) Month(m calendar.Month) string { return w.locale.Month(m.First().Time()) }

func (w Words) dateAndTime(l calendar.Local) string {
	date, clock := w.locale.DateWithWeekday(l.Time()), w.locale.Time(l.Time())
	return w.theme.Text("date-and-time", "date", date, "time", clock)
}

// When returns the time of an appointment.
func (w Words) When(a site.Appointment) When {
	e, o := a.Event, a.Occurrence
	if o.AllDay {
		return When{Time: Time{o.Start.Date.String(), w.days(o.Start.Date, o.End.Date)}}
	}
	v := When{Time: Time{ISO: e.Zone.ISO(o.StartAt)}, Zone: w.Zone(e.Zone)}
	switch {
	case o.IsMoment():
		v.Time.Text = w.dateAndTime(o.Start)
	case o.Start.Date == o.End.Date && e.Zone == e.EndZone:
		start, end := o.Start.Time(), o.End.Time()
		v.Time.Text = w.theme.Text("date-and-time",
			"date", w.locale.DateWithWeekday(start), "time", w.locale.TimeInterval(start, end))
	case e.Zone != e.EndZone:
		v.Time.Text = w.dateAndTime(o.Start) + " (" + v.Zone + ") – " + w.dateAndTime(o.End)
		v.Zone = w.Zone(e.EndZone)
	default:
		v.Time.Text = w.dateAndTime(o.Start) + " – " + w.dateAndTime(o.End)
	}
	return v
}

func (w Words) days(first, last calendar.Date) string {
	if first == last {
		return w.locale.DateWithWeekday(first.Time())
	}
	return w.locale.DateInterval(first.Time(), last.Time())
}

// DayOf says which day of several d is, and nothing for an appointment of one day.
func (w Words) DayOf(a site.Appointment, d calendar.Date) string {
	first, last := a.Occurrence.FirstDay(), a.Occurrence.LastDay()
	if first == last {
		return ""
	}
	day, days := first.DaysUntil(d)+1, first.DaysUntil(last)+1
	return w.theme.Text("day-of-days", "day", w.locale.Number(day), "days", w.locale.Number(days))
}
