package site

import (
	"fmt"

	"belfry/internal/calendar"
	"belfry/internal/content"
	"belfry/internal/diag"
)

// How many days an event lasts. Each month that it touches has a page that lists
// each of its days: a slip in the year of an end would make thousands.
const (
	usualDays   = 31   // more may be as they were meant
	mostDays    = 400  // unless the event says that it is long
	mostLong    = 3653 // ten years
	mostAllDays = 10_000
)

// bounded returns an occurrence that lasts no longer than events do. One that
// does is reported at the field that says so, and is over at once: a draft with
// that slip has its months, too.
func (r *recurring) bounded(o Occurrence, at content.Ref, field string) Occurrence {
	days, most := o.lasts(), mostDays
	look := lookAtLength(o, field)
	hint := look + "; write long: true where the event lasts so long"
	if r.long {
		most, hint = mostLong, "make several events of it"
	}
	message := "the event lasts " + diag.Number(days) + " days"
	switch {
	case days > most:
		r.failAt(r.file, at, "too-long", message+", and "+diag.Number(most)+" are possible", hint)
		return r.cutShort(o)
	case days > usualDays && !r.long:
		r.noticeAt(r.file, at, "lasts-long",
			message, look+" where that is not meant; long: true says that it is")
	}
	return o
}

// lookAtLength says where the slip is likely in the length of an occurrence.
func lookAtLength(o Occurrence, field string) string {
	switch {
	case field == "duration":
		return "look at the number"
	case o.Start.Date.Year == o.End.Date.Year:
		return "look at the month of end"
	}
	return "look at the year of end"
}

// cutShort returns an occurrence that is a moment, or one day.
func (r *recurring) cutShort(o Occurrence) Occurrence {
	if o.AllDay {
		o.End, o.EndAt = o.Start, startOfDay(o.Start.Date.AddDays(1), r.event.Zone)
		return o
	}
	o.End, o.EndAt = r.event.EndZone.Local(o.StartAt), o.StartAt
	return o
}

// lasts returns how many days the occurrence lasts, begun ones counted: one of a
// duration of 2d lasts two, though it touches three.
func (o *Occurrence) lasts() int {
	days := o.Start.Date.DaysUntil(o.End.Date)
	if o.AllDay || (calendar.Local{Date: o.End.Date, Clock: o.Start.Clock}).Compare(o.End) < 0 {
		days++
	}
	return days
}

// days returns how many days the occurrence touches.
func (o *Occurrence) days() int { return 1 + o.FirstDay().DaysUntil(o.LastDay()) }

// lengthOf returns where the length of an event is written, and in which field.
func lengthOf(c *content.Event) (at content.Ref, field string) {
	if c.End.IsZero() {
		return c.Duration.Written, "duration"
	}
	return c.End.Written, "end"
}

// boundAllDays reports an event whose dates have more days in all than those of
// events do, and lets it take place once: each day has its place in a month.
func (r *recurring) boundAllDays(c *content.Event) {
	all := 0
	for i := range r.event.Occurrences {
		all += r.event.Occurrences[i].days()
	}
	if all <= mostAllDays {
		return
	}
	r.failAt(r.file, datesOf(c), "too-many-days",
		fmt.Sprintf("the event takes place %s times and lasts %s days in all, and %s are possible",
			diag.Number(len(r.event.Occurrences)), diag.Number(all), diag.Number(mostAllDays)),
		"look at its end, and at until; for what goes on and on, write the first date and say the rest in the text")
	r.event.Occurrences, r.event.Recurrence = []Occurrence{r.first}, nil
}

// datesOf returns where it is written that an event takes place several times.
func datesOf(c *content.Event) content.Ref {
	if c.Repeat.Name != "" || len(c.Also) == 0 {
		return c.Repeat
	}
	return firstOf(c.Also)
}

// warnOfOverlap warns of an event that begins again before it has ended; its
// occurrences are in order. Dates that do not take place are in nobody's way.
func (r *recurring) warnOfOverlap(c *content.Event) {
	var last *Occurrence // to end of those before
	for i := range r.event.Occurrences {
		o := &r.event.Occurrences[i]
		if status := (Appointment{r.event, o}).Status(); status == "cancelled" || status == "postponed" {
			continue
		}
		if last != nil && last.overlaps(o) {
			r.reportOverlap(datesOf(c), last, o)
			return
		}
		if last == nil || last.EndAt.Before(o.EndAt) {
			last = o
		}
	}
}

// overlaps reports whether a later occurrence begins before o has ended. An hour
// that the clocks are put back or forward makes no difference.
func (o *Occurrence) overlaps(later *Occurrence) bool {
	if o.AllDay {
		return later.StartAt.Before(o.EndAt)
	}
	return later.Start.Time().Sub(o.Start.Time()) < o.EndAt.Sub(o.StartAt)
}

func (r *recurring) reportOverlap(at content.Ref, earlier, later *Occurrence) {
	r.warnAt(r.file, at, "dates-overlap",
		fmt.Sprintf("the event begins again on %s before it has ended (%s)",
			dayOrTime(later.AllDay, later.Start), dayOrTime(earlier.AllDay, earlier.End)),
		"look at its end, and at how often it takes place")
}

func dayOrTime(allDay bool, l calendar.Local) string {
	if allDay {
		return l.Date.String()
	}
	return clockText(l)
}
