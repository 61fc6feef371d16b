package site

import (
	"cmp"
	"slices"
	"strings"

	"belfry/internal/address"
	"belfry/internal/locale"
)

// An Edition is a site in one of its languages: the same facts, with the texts, names
// and addresses of that language. Where it has no text of its own, an entry stands in it
// with the text that it has, in whichever language, and has no page there.
type Edition struct {
	*Site
	Locale            *locale.Locale
	Name, Description string // of the site
	// Members and Partners are those of the site, in order of their titles.
	Members, Partners []*Organisation
	// Navigation and Contact are where those of the site lead in the edition.
	Navigation []address.Reference
	Contact    address.Reference // may be a mailto: link; may be none

	membersOf func() map[*Term][]*Organisation // worked out for the first who asks

	place  int          // among the site's editions
	folder address.Path // of all its addresses, without a slash at the end: "" or "/fr"
	texts  []*Text      // translations, by the numbers of what they translate; nil for none
}

// editions returns the site in each of its languages.
func (r *resolver) editions(s *Site) []*Edition {
	all := make([]*Edition, len(r.locales))
	first := r.language()
	for i, l := range r.locales {
		ed := &Edition{
			Site: s, Locale: l, place: i, folder: r.folders[i], texts: r.texts[i],
			Name: r.in.Config.Name.In(l.Tag(), first), Description: r.in.Config.Description.In(l.Tag(), first),
		}
		ed.Members, ed.Partners = ed.byTitle(s.Members, s.Partners)
		ed.membersOf = byCountry(ed.Members)
		ed.Contact = r.localizedReference(i, r.contact)
		for _, ref := range s.Navigation {
			ed.Navigation = append(ed.Navigation, r.localizedReference(i, address.Reference(ref.Name)))
		}
		all[i] = ed
	}
	return all
}

// byTitle returns members and partners in order of their titles.
func (ed *Edition) byTitle(members, partners []*Organisation) (m, p []*Organisation) {
	collate := ed.Locale.Collator()
	compare := func(x, y *Organisation) int {
		return cmp.Or(collate(ed.Text(x).Title, ed.Text(y).Title), cmp.Compare(x.Name, y.Name))
	}
	return sortedBy(slices.Clone(members), compare), sortedBy(slices.Clone(partners), compare)
}

// MembersOf returns the members in a country, in order of their titles.
func (ed *Edition) MembersOf(t *Term) []*Organisation { return ed.membersOf()[t] }

// Tag returns the BCP 47 tag of the edition's language.
func (ed *Edition) Tag() string { return ed.Locale.Tag() }

// IsFirst reports whether the edition is in the site's first language, whose addresses
// stand at the root.
func (ed *Edition) IsFirst() bool { return ed.place == 0 }

// At returns the address that a part of every edition has in this one: "/fr/news/" for
// NewsAddress.
func (ed *Edition) At(p address.Path) address.Path { return ed.folder + p }

// Within returns the address in the first edition of a part that this one has at an
// address of its own.
func (ed *Edition) Within(at address.Path) address.Path {
	return address.Path(strings.TrimPrefix(string(at), string(ed.folder)))
}

// An Item is a news item, an event, an organisation or a page.
type Item interface{ AsEntry() *Entry }

// An itemOf is an Item by a pointer to its type.
type itemOf[V any] interface {
	*V
	Item
}

// Text returns what an entry says in the edition: in its language, or as it was written.
func (ed *Edition) Text(i Item) *Text {
	e := i.AsEntry()
	if n := e.own.number; int(n) < len(ed.texts) && ed.texts[n] != nil {
		return ed.texts[n]
	}
	return &e.own
}

// IsIn reports whether a text is in the edition's language.
func (ed *Edition) IsIn(t *Text) bool { return t.Lang == ed.Tag() }

// Has reports whether the edition has a page of an entry.
func (ed *Edition) Has(i Item) bool { return ed.Text(i).edition == ed.place }

// Covers reports whether an address is one of the edition's.
func (ed *Edition) Covers(at address.Path) bool {
	if ed.folder != "" {
		return strings.HasPrefix(string(at), string(ed.folder)+"/")
	}
	for _, other := range ed.Editions[1:] {
		if other.Covers(at) {
			return false
		}
	}
	return true
}

// Title returns the title of an appointment. What the occurrence has of its own comes
// before what the event says.
func (ed *Edition) Title(a Appointment) string {
	return cmp.Or(ed.OwnTitle(a), ed.Text(a.Event).Title)
}

// OwnTitle returns the title that an occurrence has of its own; "" for none.
func (ed *Edition) OwnTitle(a Appointment) string {
	return cmp.Or(ed.Text(a.Event).of(a.Occurrence).Title, a.Occurrence.Title)
}

// Note returns the remark on an occurrence; "" for none.
func (ed *Edition) Note(a Appointment) string {
	return cmp.Or(ed.Text(a.Event).of(a.Occurrence).Note, a.Occurrence.Note)
}

// NameOf returns the name of a topic, a series or a country.
func (ed *Edition) NameOf(t *Term) string { return t.names[ed.place] }

// Calendar returns the address of an event's own calendar, which each edition has of all
// events: somebody may have subscribed to it while the event had a page there.
func (ed *Edition) Calendar(e *Event) address.Path { return ed.At(EventsAddress.Join(e.Name + ".ics")) }

// isPart reports whether each edition has an address of its own for what lies at one of
// the first.
func isPart(at address.Path) bool {
	return at == address.Home || at == NotFoundAddress || at == CalendarAddress ||
		slices.ContainsFunc(partFolders[:], func(f address.Path) bool { return strings.HasPrefix(string(at), string(f)) })
}

// partFolders are those that each edition has.
var partFolders = [...]address.Path{
	NewsAddress, EventsAddress, MembersAddress, PartnersAddress, TopicsAddress, CountriesAddress,
	SubscribeAddress, calendarsAddress,
}

// WithPage returns the items of a list of which the edition has a page: the list itself,
// where it has one of all.
func WithPage[V any, P itemOf[V]](ed *Edition, list []*V) []*V {
	is := func(v *V) bool { return ed.Has(P(v)) }
	for i, v := range list {
		if !is(v) {
			some := slices.Clone(list[:i])
			for _, v := range list[i:] {
				if is(v) {
					some = append(some, v)
				}
			}
			return some
		}
	}
	return list
}

// NamedWithPage returns what finds an item by its name that has a page in the edition.
func NamedWithPage[V any, P itemOf[V]](ed *Edition, named func(name string) *V) func(name string) *V {
	return func(name string) *V {
		if v := named(name); v != nil && ed.Has(P(v)) {
			return v
		}
		return nil
	}
}
