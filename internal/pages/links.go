package pages

import (
	"html/template"
	"strings"

	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/site"
	"belfry/internal/theme"
	"belfry/internal/uri"
	"belfry/internal/wording"
)

// A Link is a text that leads somewhere.
type Link struct {
	Text string
	// Address is as it stands in a page: the path of one of this site,
	// percent-encoded, or a URL, whose scheme was checked where it was read.
	Address template.URL
	// Rel is the rel attribute: noopener where people act on another site.
	Rel string
	// Current says how the page stands to what the link leads to, as aria-current
	// does: page, or true for a part of the site. It is empty where it does not.
	Current string
	Lang    string // of the text, where it is another than the page's
	In      string // says the same in words
}

// current returns the link as it stands on a page that it leads to.
func (l Link) current(is bool, how string) Link {
	if is {
		l.Current = how
	}
	return l
}

// outside returns a link to another site.
func outside(text, address string) Link {
	return Link{Text: text, Address: template.URL(uri.Encode(address)), Rel: "noopener"}
}

// joinLink returns the link to where people join; nil for nowhere.
func joinLink(text, address string) *Link {
	if address == "" {
		return nil
	}
	return new(outside(text, address))
}

// A linker makes links to the parts of a site.
type linker struct {
	site  *site.Edition
	theme *theme.Theme
	words wording.Words
}

func newLinker(ed *site.Edition, t *theme.Theme) linker { return linker{ed, t, wording.For(ed, t)} }

// link returns the link to a path of the site.
func (l linker) link(text string, at address.Path) Link {
	return Link{Text: text, Address: template.URL(l.site.Base.Path(at))}
}

// part returns the link to what each edition has at an address of its own.
func (l linker) part(text string, at address.Path) Link { return l.link(text, l.site.At(at)) }

// section returns the link to the list of a part of the site.
func (l linker) section(id string, at address.Path) Link { return l.part(l.theme.Text(id), at) }

// item returns the link to the page of an item, in the language of the edition or in its own.
func (l linker) item(i site.Item) Link { return l.itemCalled(l.site.Text(i).Title, i) }

// itemCalled returns the link to the page of an item by another title than its own.
func (l linker) itemCalled(title string, i site.Item) Link {
	text := l.site.Text(i)
	link := l.link(title, text.Address)
	if link.Lang = l.otherLanguage(text); link.Lang != "" {
		link.In = l.words.InLanguage(link.Lang)
	}
	return link
}

// otherLanguage returns the language of a text where it is not the edition's.
func (l linker) otherLanguage(t *site.Text) string {
	if l.site.IsIn(t) {
		return ""
	}
	return t.Lang
}

// reference returns the link that an editor wrote.
func (l linker) reference(text string, r address.Reference) Link {
	return Link{Text: text, Address: template.URL(l.site.Base.Reference(r))}
}

// monthLink returns the link to a month, and nil for none.
func (l linker) monthLink(m *calendar.Month) *Link {
	if m == nil {
		return nil
	}
	return new(l.part(l.words.Month(*m), site.MonthAddress(site.EventsAddress, *m)))
}

func (l linker) termLinks(terms []*site.Term) []Link {
	links := make([]Link, len(terms))
	for i, t := range terms {
		links[i] = l.part(l.site.NameOf(t), t.Address)
	}
	return links
}

// termLink returns the link to a term, and nothing for none.
func (l linker) termLink(t *site.Term) *Link {
	if t == nil {
		return nil
	}
	return new(l.part(l.site.NameOf(t), t.Address))
}

func (l linker) organisationLinks(list []*site.Organisation) []Link {
	links := make([]Link, len(list))
	for i, o := range list {
		links[i] = l.item(o)
	}
	return links
}

// contactLink names a mailto: link or an address by what it leads to.
func (l linker) contactLink(contact address.Reference) *Link {
	switch {
	case contact == "":
		return nil
	case contact.Local():
		return new(l.reference(l.theme.Text("contact"), contact))
	}
	text := strings.TrimPrefix(strings.TrimPrefix(string(contact), "mailto:"), "https://")
	return new(l.reference(strings.TrimPrefix(text, "http://"), contact))
}
