package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"belfry/internal/content"
)

// OccurrenceUID identifies an occurrence in calendars: by the event, and an
// added date by the event and the day on which it is due. Its time is no part of
// that: a meeting that begins an hour later is the same. Several on one day are
// told apart by their order. No name has a dot, so the UID is no other event's.
func (e *Event) OccurrenceUID(o *Occurrence) string {
	if !o.Added {
		return e.UID
	}
	name, host, hasHost := strings.Cut(e.UID, "@")
	name += "." + o.Due.Date.Time().Format("20060102")
	if o.Place > 1 {
		name += "-" + strconv.Itoa(o.Place)
	}
	if hasHost {
		name += "@" + host
	}
	return name
}

// A uidOwner is the file that has a UID, and where it says so.
type uidOwner struct {
	file string
	at   content.Ref
}

// Uids are whose each UID is.
type uids struct {
	byUID map[string]uidOwner
	taken bool // one is that of two events
}

// ownersOfUIDs finds whose each UID is, and reports what two events have. Where the
// events are those of the last site, and nothing is withheld, it need not look again.
func (r *resolver) ownersOfUIDs(s *Site, last *past) *uids {
	u := &uids{byUID: map[string]uidOwner{}}
	if last.site != nil && !last.twoOfUID && len(r.withheld) == 0 && slices.Equal(last.site.Events, s.Events) {
		return u
	}
	for i, e := range valuesOf[*Event](r.names, content.KindEvent) {
		if r.ended(i) {
			break
		}
		u.take(r, r.named(content.KindEvent, e.Name), e)
	}
	return u
}

// take notes that the UIDs of an event and of its added dates are its own. Calendar
// programs take two events with one UID for the same.
func (u *uids) take(r *resolver, d *content.Document, e *Event) {
	u.claim(r.findings, e.UID, d.Path, d.Event.UID)
	for i := range e.Occurrences {
		if o := &e.Occurrences[i]; o.Added {
			u.claim(r.findings, e.OccurrenceUID(o), d.Path, d.Event.UID)
		}
	}
}

// uidOf returns the UID of an event: its own, or one from its name.
func (g *ground) uidOf(d *content.Document) string {
	return cmp.Or(d.Event.UID.Name, d.Name+"@"+g.uidHost)
}

// claim notes whose UID it is, and reports one that is taken.
func (u *uids) claim(f *findings, uid, file string, own content.Ref) {
	first, taken := u.byUID[uid]
	if !taken {
		u.byUID[uid] = uidOwner{file, own}
		return
	}
	u.taken = true
	report := func(file string, at content.Ref, other string) {
		f.failAt(file, at, "uid-taken", "the uid "+uid+" is also that of "+other,
			"a uid is for one event only: take it out where the file was copied from the other")
	}
	report(first.file, first.at, file)
	report(file, own, first.file)
}
