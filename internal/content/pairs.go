package content

import (
	"belfry/internal/calendar"
	"belfry/internal/diag"
)

// location reads a place; of a coordinate alone no map can make anything.
func (d *decoder) location(n *node) *Location {
	l := group(locationFields)(d, n)
	if l != nil {
		d.checkPair(n, "latitude", "longitude")
		d.checkPair(n, "longitude", "latitude")
	}
	return l
}

// checkPair reports a field that is given without the one that belongs to it.
func (d *decoder) checkPair(group *node, name, other string) {
	value, missing := lookup(group, name), lookup(group, other)
	if value != nil && given(value) && (missing == nil || !given(missing)) {
		d.reportAt(value, "missing-field", "there is a "+name+", but no "+other, "write both, or neither")
	}
}

// registration reads how to sign up.
func (d *decoder) registration(n *node) *Registration {
	r := group(registrationFields)(d, n)
	if r != nil && surelyBefore(r.Closes.When, r.Opens.When) {
		d.reportAt(lookup(n, "closes"), "closes-before-opens", "the registration closes before it opens ("+r.Opens.Plain()+")", LookAt(r.Closes.Date, r.Opens.Date))
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
		d.reportAt(lookup(root, "updated"), "updated-before-published", "this was updated before it was published ("+published.Plain()+")", LookAt(updated.Date, published.Date))
		d.found[len(d.found)-1].Severity = diag.Warning
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
