package wording

import "belfry/internal/site"

// Status says in one or two words that an appointment is not as it was announced,
// and nothing where it is.
func (w Words) Status(a site.Appointment) string {
	switch status := a.Status(); {
	case status != "scheduled":
		return w.statusNamed(status)
	case !a.Event.PreviousStart.IsZero(), a.IsMoved():
		return w.theme.Text("status-rescheduled")
	}
	return ""
}

// OwnStatus says the status of an appointment where it has one of its own.
func (w Words) OwnStatus(a site.Appointment) string {
	if a.Occurrence.Status == "" && !a.IsMoved() {
		return ""
	}
	return w.Status(a)
}

func (w Words) statusNamed(status string) string { return w.theme.Text("status-" + status) }

// TitleWithStatus is the title with the status before it, where it is not as planned.
func (w Words) TitleWithStatus(a site.Appointment) string {
	if status := a.Status(); status != "scheduled" {
		return w.theme.Text("title-with-status", "status", w.statusNamed(status), "title", w.edition.Title(a))
	}
	return w.edition.Title(a)
}

// Difference says how an appointment differs from the others of its event.
func (w Words) Difference(a site.Appointment) string {
	o := a.Occurrence
	status, moved := "", ""
	if o.Status != "" && o.Status != "scheduled" {
		status = w.statusNamed(o.Status)
	}
	if a.IsMoved() {
		moved = w.theme.Text("moved-from", "date", w.locale.Date(o.Due.Time()))
	}
	return Join(", ", status, w.edition.OwnTitle(a), moved, w.Place(o.Location), w.edition.Note(a))
}

// Announcement says above all else that an event is not as it was announced; ""
// for one that is.
func (w Words) Announcement(e *site.Event) string {
	status, date := "", ""
	if e.Status != "scheduled" {
		status = w.theme.Text("banner-" + e.Status)
	}
	if !e.PreviousStart.IsZero() && (e.Status == "scheduled" || e.Status == "tentative") {
		date = w.theme.Text("banner-rescheduled", "date", w.Time(e.PreviousStart, e.Zone).Text)
	}
	return Join(" ", status, date)
}
