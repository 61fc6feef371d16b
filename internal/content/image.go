package content

import "belfry/internal/frontmatter"

var imageFields = fields[Image]{
	of("src", (*decoder).ref, func(i *Image) *Ref { return &i.Src }).Required().
		Says("its file, beside the text; with a slash before it, in content/ or static/", "library.png"),
	line("alt", func(i *Image) *string { return &i.Alt }).Hinted().
		Says("what it shows, for those who cannot see it", "The reading room of the new library"),
	line("credit", func(i *Image) *string { return &i.Credit }).
		Says("who made it", "City of Ghent"),
}

var translatedImageFields = fields[Image]{
	line("alt", func(i *Image) *string { return &i.Alt }),
}

// image reads a picture; one without a description is a mistake, for there
// are visitors who cannot see it.
func (d *decoder) image(n *node) *Image {
	i := frontmatter.Group(imageFields)(d, n)
	if i == nil || n.Kind != frontmatter.Mapping {
		return i
	}
	if alt := frontmatter.Lookup(n, "alt"); i.Alt == "" && (alt == nil || !frontmatter.Given(alt)) {
		d.ReportAt(n, "picture-without-alt", "this picture has no description",
			"say in alt: what it shows, for those who cannot see it")
	}
	return i
}

func (d *decoder) translatedAlt(n *node) string {
	i := frontmatter.Group(translatedImageFields)(d, n)
	if i == nil {
		return ""
	}
	return i.Alt
}
