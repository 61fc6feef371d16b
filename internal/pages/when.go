package pages

import (
	"strings"

	"belfry/internal/calendar"
	"belfry/internal/content"
	"belfry/internal/site"
)

// A Time is a date or time as a reader sees it and as a machine reads it.
type Time struct {
	ISO  string // for the datetime attribute
	Text string
}

// orNone returns nil for no time.
func (t Time) orNone() *Time {
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

const isoWithOffset = "2006-01-02T15:04:05-07:00"

// momentText returns a date as news show it, and the zero Time for none.
func (p *publisher) momentText(m site.Moment) Time {
	if m.IsZero() {
		return Time{}
	}
	iso := m.Shown.Date.String()
	if !m.AllDay {
		iso = p.site.Zone.At(m.At).Format(isoWithOffset)
	}
	return Time{iso, p.site.Locale.Date(m.Shown.Time())}
}

// timeText returns a date with its time of day, if it has one.
func (p *publisher) timeText(m site.Moment, zone *calendar.Zone) Time {
	if m.IsZero() || m.AllDay {
		return p.momentText(m)
	}
	return Time{zone.At(m.At).Format(isoWithOffset), p.dateTime(m.Shown)}
}

func (p *publisher) dateTime(l calendar.Local) string {
	date, clock := p.site.Locale.DateWithWeekday(l.Time()), p.site.Locale.Time(l.Time())
	return p.theme.Text("date-and-time", "date", date, "time", clock)
}

// when returns the time of an occurrence in words.
func (p *publisher) when(e *site.Event, o *site.Occurrence) When {
	if o.AllDay {
		return When{Time: Time{o.Start.Date.String(), p.days(o.Start.Date, o.End.Date)}}
	}
	w := When{Time: Time{ISO: e.Zone.At(o.StartAt).Format(isoWithOffset)}, Zone: p.zoneName(e.Zone)}
	start, end := o.Start.Time(), o.End.Time()
	switch {
	case o.IsMoment():
		w.Time.Text = p.dateTime(o.Start)
	case o.Start.Date == o.End.Date && e.Zone == e.EndZone:
		w.Time.Text = p.theme.Text("date-and-time", "date", p.site.Locale.DateWithWeekday(start), "time", p.site.Locale.TimeInterval(start, end))
	default:
		w.Time.Text = p.dateTime(o.Start) + " – " + p.dateTime(o.End)
		if e.Zone != e.EndZone {
			w.Time.Text = p.dateTime(o.Start) + " (" + w.Zone + ") – " + p.dateTime(o.End)
			w.Zone = p.zoneName(e.EndZone)
		}
	}
	return w
}

func (p *publisher) days(first, last calendar.Date) string {
	if first == last {
		return p.site.Locale.DateWithWeekday(first.Time())
	}
	return p.site.Locale.DateInterval(first.Time(), last.Time())
}

// zoneName names a zone by its city, which people know better than its
// abbreviation.
func (p *publisher) zoneName(z *calendar.Zone) string {
	if z.Name() == "UTC" {
		return "UTC"
	}
	city := z.Name()[strings.LastIndexByte(z.Name(), '/')+1:]
	return p.theme.Text("zone-time", "city", strings.ReplaceAll(city, "_", " "))
}

// whereOf returns where an occurrence takes place, on the map and online, in
// one line.
func (p *publisher) whereOf(e *site.Event, o *site.Occurrence) string {
	format := ""
	if f := formatOf(e, o); f == "online" || f == "hybrid" {
		format = p.theme.Text("format-" + f)
	}
	return joinNonEmpty(", ", p.place(locationOf(e, o)), format)
}

// place returns the address of the place where people meet, in one line.
func (p *publisher) place(l *content.Location) string {
	if l == nil {
		return ""
	}
	parts := []string{l.Name, l.Street, l.City}
	if country, ok := p.site.Locale.Country(l.Country); ok && country != l.City {
		parts = append(parts, country)
	}
	return joinNonEmpty(", ", parts...)
}
