package site

import (
	"cmp"
	"maps"

	"belfry/internal/address"
	"belfry/internal/content"
)

// An Organisation is a member or a partner.
type Organisation struct {
	Entry
	Country *Term // of a member
	Role    string
	Website string
	Logo    *Media
	Contact address.Reference
	Joined  Moment
}

// Terms returns the country that the organisation is in.
func (o *Organisation) Terms() []*Term { return addOnce(nil, o.Country) }

// A network is the organisations that stand behind the site.
type network struct {
	members, partners directory[Organisation]
	both              directory[Organisation] // known by their names alone
}

// resolveNetwork makes the members and the partners.
func (r *resolver) resolveNetwork() *network {
	resolveEach(r, content.KindMember, (*resolver).member)
	resolveEach(r, content.KindPartner, (*resolver).partner)
	r.noteUnchanged(atOrganisations, content.KindMember, content.KindPartner)
	title := func(o *Organisation) string { return o.own.Title }
	members := byName[Organisation](r.names, content.KindMember)
	partners := byName[Organisation](r.names, content.KindPartner)
	both := maps.Clone(members)
	maps.Copy(both, partners)
	return &network{newDirectory(members, title), newDirectory(partners, title), newDirectory(both, nil)}
}

func (r *resolver) member(d *content.Document) *Organisation {
	m := d.Member
	if m == nil {
		return nil
	}
	return &Organisation{
		Entry:   r.entryOf(d, m.Title, m.Summary),
		Website: r.outside(d.Path, m.Website), Contact: r.link(d.Path, m.Contact),
		Logo:   r.picture(d.Path, m.Logo),
		Joined: momentOf(m.Joined, r.zone), Country: r.countries[m.Country],
	}
}

func (r *resolver) partner(d *content.Document) *Organisation {
	p := d.Partner
	if p == nil {
		return nil
	}
	return &Organisation{
		Entry:   r.entryOf(d, p.Title, p.Summary),
		Role:    p.Role,
		Website: r.outside(d.Path, p.Website), Contact: r.link(d.Path, p.Contact),
		Logo: r.picture(d.Path, p.Logo),
	}
}

// organisation returns the member or partner that has a name, or nil.
func (n *network) organisation(name string) *Organisation {
	return cmp.Or(n.members.named(name), n.partners.named(name))
}

// nameOf finds the name of the member or partner that has a title.
func (n *network) nameOf(title string) string {
	if n.organisation(title) != nil {
		return title
	}
	return cmp.Or(n.members.lexicon().called(title), n.partners.lexicon().called(title))
}

// organisers looks up members and partners.
func (r *resolver) organisers(file string, refs []content.Ref) []*Organisation {
	var found []*Organisation
	for _, ref := range r.listed(file, refs, r.nameOf) {
		o := r.organisation(ref.Name)
		if o == nil {
			r.lookAround()
		}
		switch {
		case o != nil:
			r.look(atOrganisations, func(r *resolver) bool { return r.organisation(o.Name) == o })
			found = addOnce(found, o)
		case ref.Name != "" && !r.isBroken(content.KindMember, ref.Name) && !r.isBroken(content.KindPartner, ref.Name):
			r.unknown(file, "unknown-organiser", "member or partner", ref, r.both.lexicon(), write(r.nameOf(ref.Name)))
		}
	}
	return found
}

func (r *resolver) promoters(file string, refs []content.Ref) []*Organisation {
	var found []*Organisation
	for _, ref := range r.listed(file, refs, r.nameOf) {
		o := r.partners.named(ref.Name)
		if o == nil {
			r.lookAround()
		}
		switch {
		case o != nil:
			r.look(atOrganisations, func(r *resolver) bool { return r.partners.named(o.Name) == o })
			found = addOnce(found, o)
		case r.members.named(ref.Name) != nil:
			r.unknown(file, "unknown-partner", "partner", ref, nil, ref.Name+" is a member; news are promoted by partners")
		case ref.Name != "" && !r.isBroken(content.KindPartner, ref.Name):
			r.unknown(file, "unknown-partner", "partner", ref, r.partners.lexicon(), write(r.nameOf(ref.Name)))
		}
	}
	return found
}
