package content

import (
	"belfry/internal/calendar"
	"belfry/internal/frontmatter"
)

// A Member is the front matter of a member association.
type Member struct {
	Title, Country string
	Summary        string
	Website        Ref
	Logo           Ref
	Joined         calendar.When
	Contact        Ref // mailto:, a web address or an address of this site
}

var memberFields = fields[Member]{
	line("title", func(m *Member) *string { return &m.Title }).Required().
		Says("the name of the association", "Government of Flanders"),
	of("country", (*decoder).country, func(m *Member) *string { return &m.Country }).Required().
		Says("two capital letters", "BE"),
	of("website", (*decoder).webAt, func(m *Member) *Ref { return &m.Website }).
		Says("its address on the web", "https://association.example"),
	of("logo", (*decoder).ref, func(m *Member) *Ref { return &m.Logo }).
		Says("its logo, a picture beside the text", "logo.png"),
	of("joined", (*decoder).when, func(m *Member) *calendar.When { return &m.Joined }).
		Says("when it joined", "2024-01-16"),
	of("contact", (*decoder).contact, func(m *Member) *Ref { return &m.Contact }).
		Says("how to reach the association: mailto: and an address of the house, or a page",
			"mailto:office@association.example"),
	line("summary", func(m *Member) *string { return &m.Summary }).
		Says("one line for lists", "All municipalities of Flanders."),
}

// A Partner is the front matter of a partner of the network.
type Partner struct {
	Title, Role, Summary string
	Website              Ref
	Logo                 Ref
	Contact              Ref
}

var partnerFields = fields[Partner]{
	line("title", func(p *Partner) *string { return &p.Title }).Required().
		Says("the name of the partner", "Open & Agile Smart Cities"),
	line("role", func(p *Partner) *string { return &p.Role }).
		Says("what it does in the network", "Coordinator"),
	of("website", (*decoder).webAt, func(p *Partner) *Ref { return &p.Website }).
		Says("its address on the web", "https://oasc.example"),
	of("logo", (*decoder).ref, func(p *Partner) *Ref { return &p.Logo }).
		Says("its logo, a picture beside the text", "logo.png"),
	of("contact", (*decoder).contact, func(p *Partner) *Ref { return &p.Contact }).
		Says("how to reach the partner, as of a member", "https://oasc.example/contact"),
	line("summary", func(p *Partner) *string { return &p.Summary }).
		Says("one line for lists", "A network of cities."),
}

// A Page is the front matter of a plain page.
type Page struct {
	Title, Summary string
	// Menu is the page's place in the navigation, counted from 1; 0 is none.
	Menu    int
	Aliases []Ref
}

var pageFields = fields[Page]{
	line("title", func(p *Page) *string { return &p.Title }).Required().
		Says("the title", "About the network"),
	line("summary", func(p *Page) *string { return &p.Summary }).
		Says("one line under the title, and for search engines", "Who we are."),
	of("menu", (*decoder).Count, func(p *Page) *int { return &p.Menu }).
		Says("its place in the navigation, from 1; without it, the page stands at the foot", "2"),
	of("aliases", frontmatter.Each((*decoder).alias), func(p *Page) *[]Ref { return &p.Aliases }).
		Says("former addresses, which lead here", "[/about-us/]"),
}
