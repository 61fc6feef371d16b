package content

import (
	"slices"
	"strings"

	"belfry/internal/calendar"
	"belfry/internal/frontmatter"
)

// A misread is a date or time that could not be read. What to write instead
// depends on what stands beside it, so it is reported when the whole file has
// been read.
type misread struct {
	at  *node
	why *calendar.ParseError
}

// when reads a date, or a date and a time.
func (d *decoder) when(n *node) (none calendar.When) {
	s, ok := d.Scalar(n, "a date")
	if !ok {
		return none
	}
	w, wrong := readWhen(s)
	if wrong == nil {
		return w
	}
	clean := frontmatter.Retyped(s)
	if _, still := readWhen(clean); still == nil {
		d.Value(n, "a date") // says what to type anew
	} else if clean != s {
		d.misread = append(d.misread, misread{n, still})
	} else {
		d.misread = append(d.misread, misread{n, wrong})
	}
	return none
}

// readWhen is calendar.ParseWhen, which understands names of months in other
// languages too when it says what to write.
func readWhen(s string) (calendar.When, *calendar.ParseError) {
	w, err := calendar.ParseWhen(s)
	if err == nil {
		return w, nil
	}
	wrong := err.(*calendar.ParseError)
	if len(wrong.Meant.Starts) > 0 {
		return w, wrong
	}
	if _, err := calendar.ParseWhen(englishDate(s)); err != nil {
		if english := err.(*calendar.ParseError); len(english.Meant.Starts) > 0 {
			english.Message = strings.Replace(english.Message, englishDate(s), s, 1)
			return w, english
		}
	}
	return w, wrong
}

// reportMisread reports the dates and times that could not be read.
func (d *decoder) reportMisread(root *node, kind Kind) {
	for _, m := range d.misread {
		hint := m.why.Hint
		if p, ok := placeOf(root, "", m.at); ok && len(m.why.Meant.Starts) > 0 {
			p.event = kind == KindEvent
			p.root = root
			hint = p.hint(m.why)
		}
		d.ReportAt(m.at, m.why.Code, m.why.Message, hint)
	}
	d.misread = nil
}

// A place is where a value stands: under a name, in a group of fields that
// stands under outer.
type place struct {
	root, group *node
	outer, name string
	event       bool // the file is one of an event
}

// placeOf finds the place of n in a group of fields.
func placeOf(group *node, outer string, n *node) (p place, ok bool) {
	for i := 0; group != nil && i+1 < len(group.Content) && !ok; i += 2 {
		name, values := group.Content[i].Value, []*node{group.Content[i+1]}
		if values[0].Kind == frontmatter.Sequence {
			values = values[0].Content
		}
		for _, v := range values {
			if v.Line == n.Line && v.Column == n.Column && v.Kind != frontmatter.Mapping {
				return place{group: group, outer: outer, name: name}, true
			}
			if v.Kind == frontmatter.Mapping && !ok {
				p, ok = placeOf(v, name, n)
			}
		}
	}
	return p, ok
}

// hint says what to write at the place, of which something is understood.
func (p place) hint(why *calendar.ParseError) string {
	m := why.Meant
	local := p.isEventTime() && m.Zone != "" && !m.Starts[0].IsInstant()
	switch {
	case m.NoDate:
		return p.hintOfClock(why)
	case len(m.Ends) > 0 && (p.isEventTime() || p.other() != ""):
		return p.hintOfRange(m) + p.zoneToo(m, local)
	case local:
		return "write " + plain(m.Starts) + p.zoneToo(m, local)
	case m.Zone != "" && !m.Starts[0].IsInstant() && why.Hint == "write "+plain(m.Starts): // no offset is known of it
		return "write the time as the clocks of the site show it, as in " + plain(m.Starts)
	}
	return why.Hint
}

func plain(values []calendar.When) string {
	texts := make([]string, len(values))
	for i, w := range values {
		texts[i] = w.Plain()
	}
	return strings.Join(texts, " or ")
}

// isEventTime reports whether times at the place are local in the event's zone.
func (p place) isEventTime() bool {
	names := []string{"start", "end", "except", "also", "previous_start"}
	if p.outer == "changes" {
		names = []string{"on", "start", "end"}
	}
	return p.event && (p.outer == "" || p.outer == "changes") && slices.Contains(names, p.name)
}

// other returns the field for the other end of what begins or ends at the
// place, or "".
func (p place) other() string {
	return map[string]string{"start": "end", "end": "start", "opens": "closes", "closes": "opens"}[p.name]
}

// has reports whether a field is given beside the place.
func (p place) has(name string) bool {
	n := frontmatter.Lookup(p.group, name)
	return n != nil && frontmatter.Given(n)
}

// hintOfRange is for a text with a start and an end.
func (p place) hintOfRange(m calendar.Meant) string {
	last := p.name == "end" || p.name == "closes"
	var texts []string
	for i, start := range m.Starts {
		from, to := start.Plain(), m.Ends[i].Plain()
		switch {
		case p.other() == "":
			texts = append(texts, from)
		case last && p.has(p.other()):
			texts = append(texts, p.name+": "+to)
		case last:
			texts = append(texts, p.other()+": "+from+" and "+p.name+": "+to)
		case p.given() != "":
			texts = append(texts, p.name+": "+from)
		default:
			texts = append(texts, p.name+": "+from+" and "+p.other()+": "+to)
		}
	}
	hint := "write " + strings.Join(texts, ", or ")
	if given := p.given(); given != "" && !last {
		hint += ", because " + given + " is given"
	}
	return hint
}

// given returns the field that says already when it ends what begins at the
// place, or "".
func (p place) given() string {
	switch other := p.other(); {
	case other != "" && p.has(other):
		return other
	case p.name == "start" && p.has("duration"):
		return "duration"
	}
	return ""
}

// zoneToo says where the zone goes that is named behind a local time.
func (p place) zoneToo(m calendar.Meant, local bool) string {
	switch name, known := calendar.CanonicalZone(m.Zone); {
	case !local:
		return ""
	case frontmatter.Lookup(p.root, "timezone") != nil:
		return "; the zone stands under timezone"
	case known && strings.Contains(name, "/") && strings.Contains(m.Zone, "/"):
		return ", and timezone: " + name
	}
	return ", and the zone under timezone, as in Europe/Brussels"
}

// hintOfClock is for a time of day without a date, which may be that of the
// field beside it.
func (p place) hintOfClock(why *calendar.ParseError) string {
	w, beside := why.Meant.Starts[0], []string{}
	switch {
	case p.isEventTime() && p.name == "start":
		beside = []string{"on", "end"}
	case p.isEventTime() && p.name == "end":
		beside = []string{"start", "on"}
		if len(why.Meant.Ends) > 0 {
			w = why.Meant.Ends[0]
		}
	}
	for _, name := range beside {
		if values := whenAt(frontmatter.Lookup(p.group, name)); len(values) > 0 {
			return p.hintBeside(name, values, w)
		}
	}
	return why.Hint
}

// whenAt returns the date that n holds, or those that it may be meant for.
func whenAt(n *node) []calendar.When {
	if n == nil || frontmatter.Follow(n).Kind != frontmatter.Scalar {
		return nil
	}
	w, wrong := readWhen(strings.TrimSpace(frontmatter.Follow(n).Value))
	switch {
	case wrong == nil:
		return []calendar.When{w}
	case wrong.Meant.NoDate:
		return nil
	}
	return wrong.Meant.Starts
}

// hintBeside gives a time of day the date of the field beside it.
func (p place) hintBeside(name string, values []calendar.When, clock calendar.When) string {
	dated := make([]calendar.When, len(values))
	for i, base := range values {
		dated[i] = p.beside(base, clock)
	}
	hint := p.name + ": " + plain(dated)
	if p.name == "end" && name == "start" && values[0].AllDay {
		return "take it out for a whole day, or write a time in start and " + hint
	}
	return "write " + hint
}

// beside returns a time of day on the date of the field beside it. An end on
// an earlier clock is on the day after.
func (p place) beside(base, clock calendar.When) calendar.When {
	w := base
	w.AllDay, w.Clock = false, clock.Clock
	if clock.UTC {
		w.UTC, w.HasOffset, w.Offset = true, false, 0
	}
	w = w.On(base.Date)
	if p.name == "end" && !base.AllDay && w.Compare(base.Local) < 0 {
		w = w.On(base.Date.AddDays(1))
	}
	return w
}
