package content

import (
	"belfry/internal/calendar"
	"belfry/internal/frontmatter"
)

// News is the front matter of an announcement.
type News struct {
	Title, Summary string
	Published      calendar.When
	Updated        calendar.When
	Expires        calendar.When
	Image          *Image
	Topics         []Ref
	Countries      []string // ISO 3166-1 alpha-2, in capitals
	PromotedBy     []Ref    // partners
	Events         []Ref
	Author         string
	Draft          bool
	Aliases        []Ref // addresses of this site
}

var newsFields = fields[News]{
	line("title", func(n *News) *string { return &n.Title }).Required(),
	of("published", (*decoder).when, func(n *News) *calendar.When { return &n.Published }).Required(),
	of("updated", (*decoder).when, func(n *News) *calendar.When { return &n.Updated }),
	line("summary", func(n *News) *string { return &n.Summary }),
	of("image", (*decoder).image, func(n *News) **Image { return &n.Image }).
		Holding(imageFields.Names()),
	of("topics", (*decoder).refs, func(n *News) *[]Ref { return &n.Topics }),
	of("countries", frontmatter.EachOf((*decoder).country, countryNamed), func(n *News) *[]string { return &n.Countries }),
	of("promoted_by", (*decoder).refs, func(n *News) *[]Ref { return &n.PromotedBy }),
	of("events", (*decoder).refs, func(n *News) *[]Ref { return &n.Events }),
	line("author", func(n *News) *string { return &n.Author }),
	of("draft", (*decoder).Bool, func(n *News) *bool { return &n.Draft }),
	of("expires", (*decoder).when, func(n *News) *calendar.When { return &n.Expires }),
	of("aliases", frontmatter.Each((*decoder).alias), func(n *News) *[]Ref { return &n.Aliases }),
}

// checkNews reports what does not fit together in one news item.
func (d *decoder) checkNews(n *News, root *node) {
	if expires := frontmatter.Lookup(root, "expires"); expires != nil && surelyBefore(n.Expires, n.Published) {
		d.ReportAt(expires, "expires-before-published",
			"this expires before it is published ("+n.Published.Plain()+")", LookAt(n.Expires.Date, n.Published.Date))
	}
	d.checkUpdated(root, n.Published, n.Updated)
}
