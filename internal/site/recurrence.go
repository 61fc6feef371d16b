package site

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"belfry/internal/calendar"
	"belfry/internal/content"
	"belfry/internal/ical"
)

// A Recurrence is how an event repeats.
type Recurrence struct {
	Rule calendar.Rule
	// First is the first occurrence by the rule, whatever became of it.
	First Occurrence
	// Except are the starts that the rule gives and that are left out, in order.
	Except []calendar.Local
}

// Standard returns the rule as an RRULE value for an event in zone; see
// calendar.Rule.Standard.
func (r *Recurrence) Standard(zone *calendar.Zone) string {
	return r.Rule.Standard(calendar.When{Local: r.First.Start, AllDay: r.First.AllDay}, zone)
}

// recur gives e all the times at which it takes place: by its rule up to the
// horizon, without the exceptions, with the additions and the changes.
func (r *resolver) recur(d *content.Document, c *content.Event, e *Event) {
	rec := recurring{
		resolver: r, file: d.Path, event: e, title: c.Title, endField: endZoneField(c),
		failed: d.Failed(), long: c.Long, changed: map[calendar.Local]bool{},
	}
	rec.find(d, c)
}

// find finds the times of an event.
func (r *recurring) find(d *content.Document, c *content.Event) {
	e := r.event
	at, field := lengthOf(c)
	r.first = r.bounded(r.occurrence(d, c, e.Zone, e.EndZone), at, field)
	e.Occurrences = []Occurrence{r.first}
	if c.Repeat.Name != "" {
		r.byRule(c.Repeat)
	}
	r.days = make(map[calendar.Date]bool, len(e.Occurrences)+len(c.Also))
	for _, o := range e.Occurrences {
		r.days[o.Due.Date] = true
	}
	r.leaveOut(c.Except)
	r.addDates(c.Also)
	r.noteGaps(c.Repeat)
	for _, change := range c.Changes {
		r.change(change)
	}
	if len(e.Occurrences) == 0 {
		r.failAt(d.Path, firstOf(c.Except), "no-dates", "all dates of the event are left out",
			"keep the file, so that calendars learn of it: write status: cancelled in place of except")
		e.Occurrences = []Occurrence{r.first}
	}
	r.boundAllDays(c)
	slices.SortFunc(e.Occurrences, func(x, y Occurrence) int {
		return cmp.Or(x.StartAt.Compare(y.StartAt), x.Due.Compare(y.Due))
	})
	r.warnOfOverlap(c)
}

func firstOf(list []content.WhenAt) content.Ref {
	if len(list) == 0 {
		return content.Ref{}
	}
	return list[0].Written
}

// A recurring event is one whose times are being found.
type recurring struct {
	*resolver
	file     string
	event    *Event
	first    Occurrence
	changed  map[calendar.Local]bool // by when they were due
	days     map[calendar.Date]bool  // on which an occurrence is, or was, due
	absent   int                     // how many dates were named on which none is
	until    calendar.Date           // the last day for which the rule has been followed
	endField string                  // that sets the zone of the end
	title    string                  // of the event
	failed   bool                    // the file has mistakes
	long     bool                    // its dates are meant to last longer than those of others
}

// horizonMonths is how far rules without an end are followed where site.yaml
// does not say it.
const horizonMonths = 24

func (r *resolver) horizon() calendar.Date {
	months := cmp.Or(r.in.Config.Horizon, horizonMonths)
	return calendar.DateOf(r.o.Now.UTC().AddDate(0, months, 0))
}

func (r *recurring) byRule(text content.Ref) {
	rule, err := calendar.ParseRule(text.Name)
	if err != nil {
		return // reported where the file was read
	}
	rule = rule.In(r.event.Zone, r.first.AllDay)
	horizon := calendar.Date{Year: 9999, Month: 12, Day: 31}
	if rule.Endless() {
		horizon = r.horizon()
		if horizon.Before(r.first.Start.Date) {
			horizon = r.first.Start.Date
		}
	}
	starts, err := rule.Expand(r.first.Start, horizon)
	if err != nil {
		r.reportRule(text, err.(*calendar.ParseError))
		return
	}
	if r.beginsTooEarly(text, starts) {
		return
	}
	r.until = lastDay(rule, starts, horizon)
	if r.clocksChangeDuring(r.first) {
		r.warnOfLength(text)
	}
	r.event.Recurrence = &Recurrence{Rule: rule, First: r.first}
	r.event.Occurrences = r.event.Occurrences[:0]
	for _, start := range starts {
		o := r.at(start)
		o.Changed = r.clocksChangeDuring(o)
		r.event.Occurrences = append(r.event.Occurrences, o)
		if !r.first.AllDay && r.refuseReading(text, start) {
			return
		}
	}
}

// warnOfLength says that the clocks change during the first occurrence, whose
// length all others have too.
func (r *recurring) warnOfLength(text content.Ref) {
	length := r.first.EndAt.Sub(r.first.StartAt)
	hours := strings.TrimSuffix(strings.TrimSuffix(length.String(), "0s"), "0m")
	r.warnAt(r.file, text, "length-across-clock-change",
		fmt.Sprintf("the clocks in %s change during the first date, so it lasts %s, and all others do too",
			r.event.Zone.Name(), hours),
		"let the rule begin a date earlier or later if the others shall end at the same time of day")
}

func (r *recurring) reportRule(text content.Ref, err *calendar.ParseError) {
	r.failAt(r.file, asRead(text), err.Code, err.Message, err.Hint)
}

// beginsTooEarly reports a rule that begins before its clocks went as they do
// today. A calendar with it would have to say how they went before, and readers
// that understand that not are lost for all its events. Single dates have no such
// bounds.
func (r *recurring) beginsTooEarly(text content.Ref, starts []calendar.Local) bool {
	zone, from := r.event.Zone, r.rulesFrom(r.event.Zone)
	if end := r.rulesFrom(r.event.EndZone); end.After(from) {
		zone, from = r.event.EndZone, end
	}
	if r.first.AllDay || !r.first.StartAt.Before(from) {
		return false
	}
	hint := "take repeat out, and write the dates after the first under also"
	for _, start := range starts {
		if at, _ := r.event.Zone.Resolve(start); !at.Before(from) {
			hint = "write start: " + clockText(start) + ", the rule's first date since, and the dates before it under also"
			break
		}
	}
	r.reportRule(text, &calendar.ParseError{Code: "rule-begins-too-early",
		Message: fmt.Sprintf("the rule begins before %s, since when the clocks in %s go as calendar programs understand them",
			calendar.DateOf(from), zone.Name()),
		Hint: hint})
	return true
}

// rulesFrom returns since when an event in zone may recur.
func (g *ground) rulesFrom(zone *calendar.Zone) time.Time {
	return g.rules.Of(zone.Name(), func() time.Time { return ical.RulesFrom(zone) })
}

// refuseReading reports a rule that meets a time which the clocks skip or show
// twice: calendar programs differ in what they make of it.
func (r *recurring) refuseReading(text content.Ref, start calendar.Local) bool {
	_, reading := r.event.Zone.Resolve(start)
	if reading == calendar.Once {
		return false
	}
	what := "the clocks skip that time"
	if reading == calendar.Twice {
		what = "the clocks show that time twice"
	}
	r.reportRule(text, &calendar.ParseError{Code: "rule-meets-clock-change",
		Message: fmt.Sprintf("the rule meets %s in %s, when %s", clockText(start), r.event.Zone.Name(), what),
		Hint:    "choose another time of day: calendar programs differ in what they make of it"})
	return true
}

func clockText(l calendar.Local) string {
	return fmt.Sprintf("%s %02d:%02d", l.Date, l.Hour, l.Minute)
}

// at returns the occurrence that starts at start and lasts as long as the
// first: whole days, or the same exact time (RFC 5545 3.8.5.3).
func (r *recurring) at(start calendar.Local) Occurrence {
	o := Occurrence{AllDay: r.first.AllDay, Start: start, Due: start}
	if o.AllDay {
		o.End.Date = start.Date.AddDays(r.first.Start.Date.DaysUntil(r.first.End.Date))
		o.StartAt, o.EndAt = startOfDay(o.Start.Date, r.event.Zone), startOfDay(o.End.Date.AddDays(1), r.event.Zone)
		return o
	}
	o.StartAt, _ = r.event.Zone.Resolve(start)
	o.EndAt = o.StartAt.Add(r.first.EndAt.Sub(r.first.StartAt))
	o.End = r.event.EndZone.Local(o.EndAt)
	return o
}

// clocksChangeDuring reports whether an occurrence ends at another local time
// than its start and its length say, or at one that the clocks show twice. Such
// a one counts as changed: calendar programs differ in whether a rule keeps the
// length or the time of the end, so they are told both times.
func (r *recurring) clocksChangeDuring(o Occurrence) bool {
	if o.AllDay {
		return false
	}
	end := r.event.Zone.Local(o.EndAt)
	_, reading := r.event.Zone.Resolve(end)
	return reading != calendar.Once || end.Time().Sub(o.Start.Time()) != o.EndAt.Sub(o.StartAt)
}

// indexOf returns the index of the occurrence that is due on a date, or at a time.
func (r *recurring) indexOf(w content.WhenAt) int {
	due := w.Shown(r.event.Zone)
	if !r.days[due.Date] {
		return -1
	}
	return slices.IndexFunc(r.event.Occurrences, func(o Occurrence) bool {
		return o.Due == due || w.AllDay && o.Due.Date == due.Date
	})
}

func (r *recurring) reportNoDate(w content.WhenAt) {
	shown := w.Shown(r.event.Zone)
	day := shown.Date
	atAnyTime := calendar.When{Local: calendar.Local{Date: day}, AllDay: true}
	if i := r.indexOf(content.WhenAt{When: atAnyTime}); i >= 0 {
		due := r.event.Occurrences[i].Due
		r.failAt(r.file, w.Written, "no-such-date",
			fmt.Sprintf("the event takes place on %s at %s, not at %s", day, due.Clock, shown.Clock),
			"write "+day.String())
		return
	}
	r.failAt(r.file, w.Written, "no-such-date", "the event does not take place on "+day.String(), r.nearest(day))
}

// mostExplained is for how many dates the nearest ones are looked for.
const mostExplained = 50

// nearest names the dates before and after a day.
func (r *recurring) nearest(day calendar.Date) string {
	if r.absent++; r.absent > mostExplained {
		return ""
	}
	var before, after string
	for _, o := range r.event.Occurrences {
		if o.Due.Date.Before(day) {
			before = o.Due.Date.String()
		} else if after == "" {
			after = o.Due.Date.String()
		}
	}
	switch {
	case before != "" && after != "":
		return "it takes place on " + before + " and on " + after
	case before+after != "":
		return "the nearest date is " + before + after
	}
	return ""
}

func (r *recurring) leaveOut(except []content.WhenAt) {
	for _, w := range except {
		if w.IsZero() || r.reportTime(w) || !r.checkOffset(r.file, w, r.event.Zone, "timezone") {
			continue
		}
		i := r.indexOf(w)
		if i < 0 {
			r.reportNoDate(w)
			continue
		}
		if r.event.Recurrence != nil {
			r.event.Recurrence.Except = append(r.event.Recurrence.Except, r.event.Occurrences[i].Due)
		}
		r.event.Occurrences = slices.Delete(r.event.Occurrences, i, i+1)
	}
	if r.event.Recurrence != nil {
		slices.SortFunc(r.event.Recurrence.Except, calendar.Local.Compare)
	}
}

// addDates adds single dates; one without a time is at the usual time.
func (r *recurring) addDates(also []content.WhenAt) {
	onDay := map[calendar.Date]int{}
	for _, w := range also {
		if w.IsZero() || r.reportTime(w) {
			continue
		}
		start := r.usual(w.When)
		if r.days[start.Date] && slices.ContainsFunc(r.event.Occurrences, func(o Occurrence) bool { return o.Due == start }) {
			r.failAt(r.file, w.Written, "repeated-date",
				"the event takes place on "+w.Date.String()+" already", "take the date out of also")
			continue
		}
		if !r.checkTime(r.file, w, r.event.Zone, "timezone") {
			continue
		}
		o := r.at(start)
		onDay[start.Date]++
		o.Added, o.Place = true, onDay[start.Date]
		r.days[start.Date] = true
		r.event.Occurrences = append(r.event.Occurrences, o)
	}
}

// reportTime reports a date with a time, of an event that lasts whole days.
func (r *recurring) reportTime(w content.WhenAt) bool {
	if w.IsZero() || w.AllDay || !r.first.AllDay {
		return false
	}
	r.failAt(r.file, w.Written, "mixed-times",
		"the event lasts whole days, so a date without a time is expected", "write "+w.Date.String())
	return true
}

// usual returns a start as it is written, at the usual time where only a date is.
func (r *recurring) usual(w calendar.When) calendar.Local {
	start := w.Shown(r.event.Zone)
	if w.AllDay {
		start.Clock = r.first.Start.Clock
	}
	return start
}
