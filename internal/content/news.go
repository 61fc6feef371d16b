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
	line("title", func(n *News) *string { return &n.Title }).Required().
		Says("the headline", "A guide to open data for small towns"),
	of("published", (*decoder).when, func(n *News) *calendar.When { return &n.Published }).Required().
		Says("the date from which it is shown, with a time of day if you like", "2026-03-02"),
	of("updated", (*decoder).when, func(n *News) *calendar.When { return &n.Updated }).
		Says("when it was last changed, shown beside the date", "2026-03-05 09:00"),
	line("summary", func(n *News) *string { return &n.Summary }).
		Says("one line for lists; without it, the beginning of the text",
			"How a town of 5,000 people published its first ten lists."),
	of("image", (*decoder).image, func(n *News) **Image { return &n.Image }).
		Holding(imageFields.Names()).
		Says("a picture", "{src: library.png, alt: The reading room of the new library}"),
	of("topics", (*decoder).refs, func(n *News) *[]Ref { return &n.Topics }).
		Says("short names of topics, from content/site.yaml", "[training, digital-twins]"),
	of("countries", frontmatter.EachOf((*decoder).country, countryNamed), func(n *News) *[]string { return &n.Countries }).
		Says("the countries it is about", "[BE, NL]"),
	of("promoted_by", (*decoder).refs, func(n *News) *[]Ref { return &n.PromotedBy }).
		Says("partners that stand behind it: the names of their files in content/partners/", "[oasc]"),
	of("events", (*decoder).refs, func(n *News) *[]Ref { return &n.Events }).
		Says("events that it is about: the names of their files, without the date", "[network-meet-up]"),
	line("author", func(n *News) *string { return &n.Author }).
		Says("who wrote it", "The secretariat"),
	of("draft", (*decoder).Bool, func(n *News) *bool { return &n.Draft }).
		Says("true keeps it back", "true"),
	of("expires", (*decoder).when, func(n *News) *calendar.When { return &n.Expires }).
		Says("the last day on which it is shown", "2026-12-31"),
	of("aliases", frontmatter.Each((*decoder).alias), func(n *News) *[]Ref { return &n.Aliases }).
		Says("former addresses, which lead here", "[/news/old-name/]"),
}

// checkNews reports what does not fit together in one news item.
func (d *decoder) checkNews(n *News, root *node) {
	if expires := frontmatter.Lookup(root, "expires"); expires != nil && surelyBefore(n.Expires, n.Published) {
		d.ReportAt(expires, "expires-before-published",
			"this expires before it is published ("+n.Published.Plain()+")", LookAt(n.Expires.Date, n.Published.Date))
	}
	d.checkUpdated(root, n.Published, n.Updated)
}
