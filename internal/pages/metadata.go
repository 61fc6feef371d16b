package pages

import (
	"html/template"
	"strings"
)

// metadata is what machines read in the head of a page. Texts are plain.
// Addresses are absolute, as readers of the head want them; those of calendars
// may also begin at the root of the host.
type metadata struct {
	title, description string
	kind               string // of Open Graph: website or article
	canonical          string
	image, imageAlt    string
	noIndex            bool
	calendars          []Link // feeds to subscribe to
	structured         template.HTML
}

// html returns the metadata as elements of the head.
func (m metadata) html() template.HTML {
	var b strings.Builder
	b.Grow(512 + len(m.description) + 3*len(m.canonical))
	element(&b, "<meta name=\"description\" content=\"", m.description)
	if m.noIndex {
		b.WriteString("<meta name=\"robots\" content=\"noindex\">\n")
	} else {
		element(&b, "<link rel=\"canonical\" href=\"", m.canonical)
		element(&b, "<meta property=\"og:url\" content=\"", m.canonical)
	}
	for _, c := range m.calendars {
		b.WriteString("<link rel=\"alternate\" type=\"text/calendar\" title=\"")
		b.WriteString(template.HTMLEscapeString(c.Text))
		element(&b, "\" href=\"", c.Address)
	}
	element(&b, "<meta property=\"og:title\" content=\"", m.title)
	element(&b, "<meta property=\"og:type\" content=\"", m.kind)
	element(&b, "<meta property=\"og:image\" content=\"", m.image)
	element(&b, "<meta property=\"og:image:alt\" content=\"", m.imageAlt)
	b.WriteString(string(m.structured))
	return template.HTML(b.String())
}

// element writes an element whose last attribute has been opened, and nothing
// where it has no value.
func element(b *strings.Builder, opening, value string) {
	if value == "" {
		return
	}
	b.WriteString(opening)
	b.WriteString(template.HTMLEscapeString(value))
	b.WriteString("\">\n")
}
