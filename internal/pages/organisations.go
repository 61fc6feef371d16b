package pages

import (
	"html/template"
	"net/url"
	"slices"
	"strings"

	"belfry/internal/address"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/wording"
)

// An OrganisationPage is the view of a member or a partner.
type OrganisationPage struct {
	Page    Page
	Country *Link
	Role    string // of a partner
	Website *Link
	Contact *Link
	Joined  *wording.Time
	Logo    *Picture
	Lead    string
	Body    template.HTML
	Coming  List // events that it organises
	Past    List // events that it has organised
}

// A MembersPage is the view of the network: on a map, and in a list.
type MembersPage struct {
	Page     Page
	Map      []MapCountry
	Members  []OrganisationEntry
	Partners []OrganisationEntry

	MoreMembers  string // how many members do not fit, in words
	MorePartners string // how many partners do not fit, in words
}

// A MapCountry is a member state in the map. Address is empty where the site
// has nothing about it; Members says how many members it has, in words.
type MapCountry struct {
	Code, ID, Name string // BE, be, Belgium
	Address        string
	Members        string
}

// An OrganisationEntry is an organisation in a list.
type OrganisationEntry struct {
	Link    Link
	Label   string // country or role
	Summary string
	Lang    string // of the summary, where it is another than the page's
}

func (p *publisher) organisations() {
	addPage(p, site.MembersAddress, "", publication.Listing, "members", p.membersPage)
	if p.site.IsFirst() {
		members, partners := p.organisationEntries(p.site.Members), p.organisationEntries(p.site.Partners)
		p.noteLarge(site.MembersAddress, p.layOutOrganisations(members, partners))
		p.noteLarge(site.PartnersAddress, p.layOutOrganisations(partners))
	}
	if len(p.site.Partners) > 0 {
		addPage(p, site.PartnersAddress, "", publication.Listing, "partners", p.partnersPage)
	}
	for _, list := range [...]struct {
		id            string
		organisations []*site.Organisation
	}{{"members", p.site.Members}, {"partners", p.site.Partners}} {
		for _, o := range list.organisations {
			addItem(p, o, "organisation", func(body template.HTML) OrganisationPage {
				return p.organisationPage(o, list.id, p.site.EventsBy(o), body)
			})
		}
	}
}

func (p *publisher) membersPage() MembersPage {
	about := p.theme.Count("members-description", len(p.site.Members), "site", p.site.Name)
	v := MembersPage{
		Page: p.base(site.MembersAddress, site.MembersAddress, p.theme.Text("members"), about),
		Map:  p.memberMap(),
	}
	members, partners := p.organisationEntries(p.site.Members), p.organisationEntries(p.site.Partners)
	layouts := p.layOutOrganisations(members, partners)
	v.Members, v.MoreMembers = p.fitOrganisations(members, layouts[0])
	v.Partners, v.MorePartners = p.fitOrganisations(partners, layouts[1])
	return v
}

func (p *publisher) layOutOrganisations(lists ...[]OrganisationEntry) []layout {
	all := make([][]size, len(lists))
	for i, list := range lists {
		all[i] = sizes(list, sizeOfOrganisation)
	}
	return layOut(p.room, all...)
}

// fitOrganisations returns the entries that the page has room for, without their
// summaries where it has none for these, and how many more there are.
func (p *publisher) fitOrganisations(list []OrganisationEntry, l layout) (fit []OrganisationEntry, more string) {
	for i := range list {
		if l.brief {
			list[i].Summary = ""
		}
	}
	return list[:l.shown], l.more(p.theme, len(list))
}

func (p *publisher) partnersPage() MembersPage {
	about := p.theme.Text("partners-description", "site", p.site.Name)
	v := MembersPage{Page: p.base(site.PartnersAddress, site.PartnersAddress, p.theme.Text("partners"), about)}
	partners := p.organisationEntries(p.site.Partners)
	v.Partners, v.MorePartners = p.fitOrganisations(partners, p.layOutOrganisations(partners)[0])
	return v
}

func (p *publisher) organisationEntries(list []*site.Organisation) []OrganisationEntry {
	entries := make([]OrganisationEntry, len(list))
	for i, o := range list {
		entries[i] = OrganisationEntry{Link: p.item(o), Label: o.Role, Summary: p.site.Text(o).Summary}
		entries[i].Lang = p.otherLanguage(p.site.Text(o))
		if o.Country != nil {
			entries[i].Label = p.site.NameOf(o.Country)
		}
	}
	return entries
}

func (p *publisher) memberMap() []MapCountry {
	var states []MapCountry
	for _, t := range p.site.Countries {
		if !t.MemberState {
			continue
		}
		state := MapCountry{Code: t.ID, ID: strings.ToLower(t.ID), Name: p.site.NameOf(t)}
		if p.site.IsBorne(t) {
			state.Address = p.site.Base.Path(p.site.At(t.Address))
			state.Members = p.countText("count-members", len(p.site.MembersOf(t)))
		}
		states = append(states, state)
	}
	compare := p.site.Locale.Collator()
	slices.SortStableFunc(states, func(a, b MapCountry) int { return compare(a.Name, b.Name) })
	return states
}

func (p *publisher) organisationPage(
	o *site.Organisation, id string, events []*site.Event, body template.HTML,
) OrganisationPage {
	v := OrganisationPage{
		Page:    p.ofItem(o, address.Home.Folder(id)),
		Country: p.termLink(o.Country), Role: o.Role, Joined: p.words.Date(o.Joined).OrNone(),
		Contact: p.contactLink(o.Contact), Lead: p.site.Text(o).Lead, Body: body,
	}
	v.Page.Trail = p.trail(p.section(id, address.Home.Folder(id)))
	if u, err := url.Parse(o.Website); err == nil && o.Website != "" {
		v.Website = new(outside(strings.TrimPrefix(u.Host, "www."), o.Website))
	}
	if o.Logo != nil {
		v.Logo = &Picture{Address: p.site.Base.Path(o.Logo.Address), Width: o.Logo.Width, Height: o.Logo.Height}
	}
	coming, past := p.once(site.Appointments(events...))
	v.Coming, v.Past = p.eventList(coming), p.eventList(latest(past, latestPast))
	return v
}
