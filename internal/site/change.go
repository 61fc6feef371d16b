package site

import "belfry/internal/content"

// change lets one occurrence differ.
func (r *recurring) change(c content.Change) {
	if c.On.IsZero() || r.reportTime(c.On) || r.reportTime(c.Start) ||
		!r.checkOffset(r.file, c.On, r.event.Zone, "timezone") {
		return
	}
	i := r.indexOf(c.On)
	if i < 0 {
		r.reportNoDate(c.On)
		return
	}
	o := &r.event.Occurrences[i]
	before := *o
	if r.changed[o.Due] {
		r.failAt(r.file, c.On.Written, "changed-twice",
			"the date "+o.Due.Date.String()+" is changed twice", "write what differs into one entry")
		return
	}
	r.changed[o.Due] = true
	if !c.Start.IsZero() {
		r.checkTime(r.file, c.Start, r.event.Zone, "timezone")
		due, added, place := o.Due, o.Added, o.Place
		*o = r.at(r.usual(c.Start.When))
		o.Due, o.Added, o.Place = due, added, place
	}
	r.changeEnd(c, o)
	o.Changed = true
	o.Title, o.Status, o.Location, o.Join, o.Note = c.Title, c.Status, c.Location, r.outside(r.file, c.Join), c.Note
	r.checkChanged(c, before, o)
}

// checkChanged warns of a change that leaves a date as it was. Of one that cannot
// be read it is not known.
func (r *recurring) checkChanged(c content.Change, before Occurrence, o *Occurrence) {
	same := o.StartAt.Equal(before.StartAt) && o.EndAt.Equal(before.EndAt) &&
		(c.Title == "" || c.Title == r.title) && (c.Status == "" || c.Status == r.event.Status) &&
		c.Location == nil && c.Join.Name == "" && c.Note == ""
	if !same || r.failed {
		return
	}
	r.warnAt(r.file, c.On.Written, "change-of-nothing",
		"this changes nothing: on "+before.Due.Date.String()+" all is as on the other dates",
		"take the entry out, or add what differs: start, end, title, status, location, join or note")
}

func (r *recurring) changeEnd(c content.Change, o *Occurrence) {
	if c.End.IsZero() {
		return
	}
	r.checkTime(r.file, c.End, r.event.EndZone, r.endField)
	if c.End.AllDay != o.AllDay {
		r.failAt(r.file, c.End.Written, "mixed-times",
			"the changed end does not fit the start: give both a time, or neither", "")
		return
	}
	o.End, o.EndAt = c.End.Shown(r.event.EndZone), c.End.In(r.event.EndZone)
	if o.AllDay {
		o.EndAt = startOfDay(o.End.Date.AddDays(1), r.event.Zone)
	}
	if o.EndAt.Before(o.StartAt) {
		r.changedEndBeforeStart(c, o)
	}
	*o = r.bounded(*o, c.End.Written, "end")
}

func (r *recurring) changedEndBeforeStart(c content.Change, o *Occurrence) {
	shown, start := o.Start, o.Start.Date.String()
	if !o.AllDay {
		shown = r.event.EndZone.Local(o.StartAt)
		start = clockText(shown)
	}
	r.failAt(r.file, c.End.Written, "end-before-start",
		"the changed occurrence ends before it starts ("+start+")", content.LookAt(o.End.Date, shown.Date))
}
