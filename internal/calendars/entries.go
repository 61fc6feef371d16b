package calendars

import (
	"cmp"
	"strings"

	"belfry/internal/address"
	"belfry/internal/ical"
	"belfry/internal/site"
	"belfry/internal/uri"
)

// entriesOf returns the entries of an event in calendars.
func (v *maker) entriesOf(e *site.Event) []ical.Encoded {
	return v.entries.Of(e, func() []ical.Encoded { return v.encode(e) })
}

func (v *maker) entriesOfAll(events []*site.Event) []ical.Encoded {
	list := make([]ical.Encoded, 0, len(events))
	for _, e := range events {
		list = append(list, v.entriesOf(e)...)
	}
	return list
}

// sizeOf returns how many bytes an event takes in a calendar.
func (v *maker) sizeOf(e *site.Event) int {
	return v.sizes.Of(e, func() int { return sizeOf(v.entriesOf(e)) })
}

// sizeOf returns how many bytes entries take.
func sizeOf(list []ical.Encoded) int {
	size := 0
	for _, entry := range list {
		size += entry.Size()
	}
	return size
}

// encode returns the entries of an event: itself with its rule, each occurrence
// that differs, and each added date, which several readers would lose if it
// stood with the rule.
func (v *maker) encode(e *site.Event) []ical.Encoded {
	var list []ical.Encoded
	add := func(entry ical.Event) { list = append(list, v.encoder().Encode(&entry, v.site.Tag())) }
	if r := e.Recurrence; r != nil {
		entry := v.entry(site.Appointment{Event: e, Occurrence: &r.First})
		entry.Rule = r.Standard(e.Zone)
		for _, start := range r.Except {
			entry.Except = append(entry.Except, ical.Time{Local: start, Zone: e.Zone, AllDay: r.First.AllDay})
		}
		add(entry)
	}
	for i := range e.Occurrences {
		o := &e.Occurrences[i]
		if e.Recurrence != nil && !o.Added && !o.Changed {
			continue
		}
		entry := v.entry(e.Appointment(i))
		switch {
		case o.Added:
			entry.UID, entry.Parent = e.OccurrenceUID(o), e.UID
		case e.Recurrence != nil:
			entry.Due = &ical.Time{Local: o.Due, Zone: e.Zone, AllDay: o.AllDay}
		}
		add(entry)
	}
	return list
}

// entry returns an appointment as an entry. Several programs show no other sign of a
// status than that in the title.
func (v *maker) entry(a site.Appointment) ical.Event {
	e, o, page := a.Event, a.Occurrence, v.site.Base.URL(v.site.Text(a.Event).Address)
	entry := ical.Event{
		UID: e.UID, Stamp: e.Stamp.Changed, Created: e.Stamp.Created, Sequence: e.Stamp.Sequence,
		Start:  ical.Time{Local: o.Start, Zone: e.Zone, AllDay: o.AllDay, At: o.StartAt},
		End:    ical.Time{Local: o.End, Zone: e.EndZone, AllDay: o.AllDay, At: o.EndAt},
		HasEnd: !o.IsMoment(), Status: statusOf(a), URL: page,
		Language: v.languageOf(a),
		Summary:  v.words.TitleWithStatus(a), Description: v.text(a, page), Location: v.words.Where(a),
		Categories: v.termNames(e.Topics), Organizer: v.organizer(e),
		Conference: a.Join(), ConferenceLabel: v.theme.Text("join"),
	}
	if l := a.Location(); l != nil {
		entry.Latitude, entry.Longitude = l.Latitude, l.Longitude
	}
	if e.Image != nil {
		entry.Image = ical.Link{Address: v.site.Base.URL(e.Image.Address), MediaType: e.Image.MediaType}
	}
	for _, m := range e.Attachments {
		link := ical.Link{Address: v.site.Base.URL(m.Address), MediaType: m.BareMediaType()}
		entry.Attachments = append(entry.Attachments, link)
	}
	return entry
}

// languageOf returns the language of the title of an appointment: that of the event's text, or
// where the occurrence has a title of its own, of what is written first.
func (v *maker) languageOf(a site.Appointment) string {
	if title := a.Occurrence.Title; title != "" && v.site.OwnTitle(a) == title {
		return a.Event.Own().Lang
	}
	return v.site.Text(a.Event).Lang
}

// text is what calendar programs show under the title. Several of them show no other
// link, so it names the page and where to join.
func (v *maker) text(a site.Appointment, page string) string {
	var b strings.Builder
	says := v.site.Text(a.Event)
	for _, text := range [...]string{cmp.Or(says.StatusReason, a.Event.StatusReason), v.site.Note(a), says.Summary} {
		if text != "" {
			b.WriteString(text + "\n\n")
		}
	}
	if join := a.Join(); join != "" {
		b.WriteString(v.theme.Text("join-at", "address", uri.Encode(join)) + "\n")
	}
	b.WriteString(page)
	return b.String()
}

func (v *maker) termNames(terms []*site.Term) []string {
	names := make([]string, len(terms))
	for i, t := range terms {
		names[i] = v.site.NameOf(t)
	}
	return names
}

// statusOf returns the status of an appointment as calendars have it (RFC 5545
// 3.8.1.11).
func statusOf(a site.Appointment) string {
	switch a.Status() {
	case "cancelled":
		return "CANCELLED"
	case "tentative", "postponed":
		return "TENTATIVE"
	default:
		return "CONFIRMED"
	}
}

// organizer names the first organiser, else the network. The address is a page
// of this site: no calendar program shall write to somebody by itself.
func (v *maker) organizer(e *site.Event) ical.Organizer {
	if len(e.Organisers) > 0 {
		o := e.Organisers[0]
		text := v.site.Text(o)
		return ical.Organizer{Name: text.Title, Address: cmp.Or(o.Website, v.site.Base.URL(text.Address))}
	}
	return ical.Organizer{Name: v.site.Name, Address: v.site.Base.URL(v.site.At(address.Home))}
}
