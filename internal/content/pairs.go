package content

import (
	"fmt"
	"strconv"

	"belfry/internal/calendar"
	"belfry/internal/diag"
	"belfry/internal/frontmatter"
)

// location reads a place; of a coordinate alone no map can make anything.
func (d *decoder) location(n *node) *Location {
	l := frontmatter.Group(locationFields)(d, n)
	if l != nil {
		d.checkPair(n, "latitude", "longitude")
		d.checkPair(n, "longitude", "latitude")
	}
	return l
}

// checkPair reports a field that is given without the one that belongs to it.
func (d *decoder) checkPair(group *node, name, other string) {
	value, missing := frontmatter.Lookup(group, name), frontmatter.Lookup(group, other)
	if value != nil && frontmatter.Given(value) && (missing == nil || !frontmatter.Given(missing)) {
		d.ReportAt(value, "missing-field", "there is a "+name+", but no "+other, "write both, or neither")
	}
}

// registration reads how to sign up.
func (d *decoder) registration(n *node) *Registration {
	r := frontmatter.Group(registrationFields)(d, n)
	if r != nil && surelyBefore(r.Closes.When, r.Opens.When) {
		message := "the registration closes before it opens (" + r.Opens.Plain() + ")"
		at, hint := frontmatter.Lookup(n, "closes"), LookAt(r.Closes.Date, r.Opens.Date)
		d.ReportAt(at, "closes-before-opens", message, hint)
	}
	return r
}

// LookAt says where the slip is likely of two times that are the wrong way
// round.
func LookAt(a, b calendar.Date) string {
	if a == b {
		return "look at the time"
	}
	return "look at the day, the month and the year"
}

// checkUpdated warns of a change before the first publication. It is shown all
// the same: a text may be changed while it waits for its day.
func (d *decoder) checkUpdated(root *node, published, updated calendar.When) {
	if surelyBefore(updated, published) {
		message := "this was updated before it was published (" + published.Plain() + ")"
		at, hint := frontmatter.Lookup(root, "updated"), LookAt(updated.Date, published.Date)
		d.ReportAt(at, "updated-before-published", message, hint).Severity = diag.Warning
	}
}

// surelyBefore reports whether a is over before b begins, in whatever zone the
// local one of them is. It is false where one is not given.
func surelyBefore(a, b calendar.When) bool {
	a, b = a.Universal(), b.Universal()
	switch {
	case a.IsZero() || b.IsZero():
		return false
	case a.UTC != b.UTC:
		return a.Date.AddDays(1).Before(b.Date)
	case a.AllDay || b.AllDay:
		return a.Date.Before(b.Date)
	}
	return a.Local.Compare(b.Local) < 0
}

// degrees returns a reader of a geographic coordinate of at most limit.
func degrees(limit float64) func(*decoder, *node) *float64 {
	return func(d *decoder, n *node) *float64 {
		s, ok := d.Value(n, "a number of degrees")
		number, err := strconv.ParseFloat(s, 64)
		if ok && (err != nil || number != number || number < -limit || number > limit) {
			message := fmt.Sprintf("%q is not a number of degrees between -%g and %g", s, limit, limit)
			d.ReportAt(n, "wrong-type", message, degreesHint(s))
			return nil
		}
		return &number
	}
}

// degreesHint writes degrees with a decimal point, where s has another sign.
func degreesHint(s string) string {
	if point, is := frontmatter.DecimalPoint(s); is {
		return "write " + point
	}
	return "write degrees with a point, as in 50.8467"
}
