package content

import (
	"fmt"
	"strings"

	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/character"
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

// alias reads a former address of this site, from which visitors are sent on.
func (d *decoder) alias(n *node) Ref {
	r := d.ref(n)
	if r.Name == "" { // which has been reported
		return Ref{}
	}
	inner, begins := strings.CutPrefix(r.Name, "/")
	inner, ends := strings.CutSuffix(inner, "/")
	f := formerFault(inner)
	what, taken := section(inner)
	switch {
	case !begins || !ends || f.Kind == address.Empty:
		d.ReportAt(n, "not-an-address", fmt.Sprintf("%q is not an address of this site", r.Name),
			"former addresses are written as /old/name/")
	case refused(f): // which has been reported
	case f.Kind != address.Fine && f.Part == inner:
		d.ReportAt(n, "not-an-address", f.Message("this address"), "take it out of aliases")
	case f.Kind != address.Fine:
		d.ReportAt(n, "not-an-address", f.Message("a part of this address"), "take it out of aliases")
	case taken:
		d.ReportAt(n, "address-taken", "the address "+r.Name+" is taken: "+what, "take it out, or choose another one")
	default:
		return r
	}
	return Ref{}
}

// formerFault returns what is wrong with a former address, without the slashes
// around it. It is written as people type it, and no part of it is hidden.
func formerFault(inner string) address.Fault {
	f := address.Check(inner)
	for part := range strings.SplitSeq(inner, "/") {
		if i := strings.IndexAny(part, "#% "); f.Kind == address.Fine && i >= 0 {
			f = address.Fault{Kind: address.Sign, Part: part, Rune: rune(part[i])}
		}
		if f.Kind == address.Fine && part[0] == '.' {
			f = address.Fault{Kind: address.Empty, Part: part}
		}
	}
	return f
}

// refused reports whether what is wrong with an address is a character that no
// text may have, which is reported as that. Tabs and ends of lines are none.
func refused(f address.Fault) bool {
	return f.Kind == address.Control && character.Of(f.Rune) == character.Control
}
