package pages

import (
	"belfry/internal/address"
	"belfry/internal/content"
	"belfry/internal/site"
)

// A size is how many bytes the card of an entry takes with Belfry's own
// templates: in full, and with its title and date alone. It is a little more
// than that, rather than less.
type size struct{ full, brief int }

// What the tags of a card take with its date in words, those of other entries, those of
// a link, and what there is of a term in words.
const newsCardTags, eventCardTags, organisationTags, offerTags, linkTags, countTags = 200, 450, 120, 500, 40, 120

// linkSize measures a link, whose address has no signs that HTML escapes.
func linkSize(text, address string) int { return linkTags + escaped(text) + len(address) }

func sizeOfLink(l Link) size {
	n := linkSize(l.Text, string(l.Address))
	return size{n, n}
}

func placeSize(l *content.Location) int {
	if l == nil {
		return 0
	}
	return escaped(l.Name) + escaped(l.Street) + escaped(l.City)
}

func sizeOfOrganisation(e OrganisationEntry) size {
	brief := organisationTags + linkSize(e.Link.Text, string(e.Link.Address)) + escaped(e.Label)
	return size{brief + escaped(e.Summary), brief}
}

// Measures are the sizes of cards, and how many bytes there are for them on a page.
type measures struct {
	linker
	room int // set once the frames are known, for which the tally is needed
}

// linkSize measures a link to a path of the site.
func (m *measures) linkSize(text string, at address.Path) int {
	return linkSize(text, m.site.Base.Path(at))
}

// newsSize measures a news item, which may be one that is withheld.
func (m *measures) newsSize(n *site.News) size {
	says := m.site.Text(n)
	brief := newsCardTags + m.linkSize(says.Title, says.Address)
	full := brief + escaped(says.Summary)
	for _, t := range n.Topics {
		full += m.linkSize(m.site.NameOf(t), t.Address)
	}
	return size{full, brief}
}

func (m *measures) appointmentSize(a site.Appointment) size {
	e, says := a.Event, m.site.Text(a.Event)
	brief := eventCardTags + m.linkSize(m.site.Title(a), says.Address)
	full := brief + max(escaped(says.Summary), escaped(m.site.Note(a))) + placeSize(a.Location())
	if e.Recurrence != nil {
		rule := e.Recurrence.Rule
		full += 200 + 20*(len(rule.ByDay)+len(rule.ByMonth)+len(rule.ByMonthDay)+len(rule.ByYearDay)+len(rule.BySetPos))
	}
	return size{full, brief}
}

func (m *measures) listedSize(l listed) size { return m.appointmentSize(l.Appointment) }
