package pages

import "html/template"

// Metadata is what machines read in the head of a page. Texts are plain.
// Addresses are absolute, as readers of the head want them; those of calendars
// may also begin at the root of the host.
type Metadata struct {
	Title, Description string
	Kind               string // of Open Graph: website or article
	Canonical          template.URL
	Image, ImageAlt    string
	Alternates         []Alternate // the page in other languages, and in its own
	NoIndex            bool        // it is not for search engines
	Calendars          []Link      // feeds to subscribe to
	Structured         template.JS // the page's subject as JSON-LD
}
