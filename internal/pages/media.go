package pages

import "belfry/internal/site"

// A Picture is an image with its description.
type Picture struct {
	Address       string
	Width, Height int // in pixels; 0 where they are not known
	Alt           string
	Lang          string // of Alt, where it is another than the page's
	Credit        string
}

// altOf returns the description of the picture of an item, and its language, where that is
// another than the edition's.
func (l linker) altOf(item site.Item, i *site.Image) (alt, lang string) {
	if says := l.site.Text(item); says.Alt != "" {
		return says.Alt, ""
	}
	return i.Alt, l.otherLanguage(item.AsEntry().Own())
}

// share sets what other sites show when the page of an item is linked to.
func (v *Page) share(p *publisher, item site.Item, i *site.Image) {
	if i != nil {
		v.Metadata.Image = p.site.Base.URL(i.Address)
		v.Metadata.ImageAlt, _ = p.altOf(item, i)
	}
}

// image returns the picture of an item.
func (l linker) image(item site.Item, i *site.Image) *Picture {
	if i == nil {
		return nil
	}
	alt, lang := l.altOf(item, i)
	return &Picture{l.site.Base.Path(i.Address), i.Width, i.Height, alt, lang, i.Credit}
}
