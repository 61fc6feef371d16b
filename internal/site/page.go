package site

import "belfry/internal/content"

// A PlainPage is a page such as About.
type PlainPage struct {
	Entry
	// Menu is the place in the navigation, from 1; 0 is none.
	Menu int
}

// page makes a plain page.
func (r *resolver) page(d *content.Document) *PlainPage {
	if d.Page == nil {
		return nil
	}
	return &PlainPage{Entry: r.entryOf(d, d.Page.Title, d.Page.Summary), Menu: d.Page.Menu}
}
