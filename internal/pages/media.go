package pages

import (
	"cmp"

	"belfry/internal/site"
)

// A Picture is an image with its description.
type Picture struct {
	Address       string
	Width, Height int // in pixels; 0 where they are not known
	Alt, Credit   string
}

// share sets what other sites show when the page is linked to.
func (v *Page) share(p *publisher, i *site.Image, says *site.Text) {
	if i != nil {
		v.Metadata.Image, v.Metadata.ImageAlt = p.site.Base.URL(i.Address), cmp.Or(says.Alt, i.Alt)
	}
}

// image returns the picture of an item that says a text.
func (l linker) image(i *site.Image, says *site.Text) *Picture {
	if i == nil {
		return nil
	}
	return &Picture{l.site.Base.Path(i.Address), i.Width, i.Height, cmp.Or(says.Alt, i.Alt), i.Credit}
}
