package content

import "go.yaml.in/yaml/v4"

var imageFields = fields[Image]{
	need(of("src", (*decoder).ref, func(i *Image) *Ref { return &i.Src })),
	line("alt", func(i *Image) *string { return &i.Alt }),
	line("credit", func(i *Image) *string { return &i.Credit }),
}

var translatedImageFields = fields[Image]{
	line("alt", func(i *Image) *string { return &i.Alt }),
}

// image reads a picture; one without a description is a mistake, for there
// are visitors who cannot see it.
func (d *decoder) image(n *node) *Image {
	i := group(imageFields)(d, n)
	if i == nil || n.Kind != yaml.MappingNode {
		return i
	}
	if alt := lookup(n, "alt"); i.Alt == "" && (alt == nil || !given(alt)) {
		d.reportAt(n, "picture-without-alt", "this picture has no description", "say in alt: what it shows, for those who cannot see it")
	}
	return i
}

func (d *decoder) translatedAlt(n *node) string {
	i := group(translatedImageFields)(d, n)
	if i == nil {
		return ""
	}
	return i.Alt
}
