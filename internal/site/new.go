package site

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"belfry/internal/content"
	"belfry/internal/diag"
)

// New makes one site alone; see Maker.
func New(ctx context.Context, in Input, o Options) (*Site, []diag.Diagnostic, error) {
	return new(Maker).Make(ctx, in, o)
}

// A Maker makes the sites of the same folders, one after another. What it has made of a
// document it makes again only when that, or site.yaml, is another, or something else
// that was looked at then. It is not safe for concurrent use.
type Maker struct {
	vocabulary *vocabulary
	last       past
	numbers    int32 // below it are the numbers of pieces, also of some that are gone
}

// A past is what the last site was made of, nothing of it where there was none.
type past struct {
	*ground
	site   *Site
	names  *names
	bodies bodies
	// twoOfUID says that two events had one UID.
	twoOfUID bool
}

// Make resolves in and returns the site, with what is wrong between the files.
// A site with an error-level diagnostic may be incomplete. The error is why ctx
// has ended, where it has.
//
// Each stage knows what those before it have made: names, the terms of the
// vocabularies, organisations, events, news. The links of texts come last, when
// all that they can lead to is there.
func (m *Maker) Make(ctx context.Context, in Input, o Options) (*Site, []diag.Diagnostic, error) {
	r := &resolver{ground: newGround(ctx, in, o), findings: &findings{}, others: looking}
	m.begin(r)
	r.reportHistory()
	r.reportUntranslated()
	r.identify()
	r.contact = r.link(content.ConfigFile, r.in.Config.Contact)
	s := r.newSite(m.last.site)
	r.network = r.resolveNetwork()
	resolveEach(r, content.KindPage, (*resolver).page)
	resolveEach(r, content.KindEvent, (*resolver).publishedEvent)
	r.noteUnchanged(atEvents, content.KindEvent)
	r.events = r.eventDirectory()
	resolveEach(r, content.KindNews, (*resolver).newsItem)
	r.resolveTranslations(m)
	r.publishedPaths = sync.OnceValue(func() *paths { return newPaths(r.published()) })
	if ctx.Err() != nil {
		return nil, nil, context.Cause(ctx)
	}
	r.fill(s, m.last.site)
	next := past{ground: r.ground, site: s, names: r.names}
	redirects, former := r.redirects()
	owners := r.ownersOfUIDs(s, &m.last)
	next.twoOfUID = owners.taken
	s.Redirects, s.Absences = redirects, r.absences(owners, former)
	s.inOrder()
	s.Editions = r.editions(s)
	outdated := r.outdated()
	s.Coverage = sync.OnceValue(func() []Coverage { return r.names.coverage(s, outdated) })
	s.Schedule = r.schedule(s, m.last.site)
	next.bodies = r.resolveBodies(m)
	s.bodies, s.index = next.bodies.all, r.index()
	r.due(o.Now.UTC().Truncate(24*time.Hour).AddDate(0, 0, 1)) // when the day is over
	s.Media, s.References, s.Until = sorted(r.media), r.references, r.until
	if ctx.Err() != nil {
		return nil, nil, context.Cause(ctx)
	}
	m.last = next
	return s, r.diagnostics, nil
}

// fill puts into the site what was made of all documents. Lists of the last site are
// kept as far as they are the same.
func (r *resolver) fill(s, last *Site) {
	s.PlainPages = valuesOf[*PlainPage](r.names, content.KindPage)
	s.Members = valuesOf[*Organisation](r.names, content.KindMember)
	s.Partners = valuesOf[*Organisation](r.names, content.KindPartner)
	var news []*News
	var events []*Event
	if last != nil {
		news, events = last.News, last.Events
	}
	s.News = inOrder(r.names, content.KindNews, news, (*News).compare)
	s.Events = inOrder(r.names, content.KindEvent, events, (*Event).compare)
	s.FromFiles = r.fromFiles
	s.Undated, s.Uncommitted = slices.Sorted(slices.Values(r.undated)), slices.Sorted(slices.Values(r.uncommitted))
}

// begin gives r what is kept of the last site: nothing where another site.yaml or other
// options would have made something else of the same documents, or something has come
// due.
func (m *Maker) begin(r *resolver) {
	if !m.last.holds(r.in, r.o) || int(m.numbers) > 2*len(r.in.Documents)+worthWorker {
		*m = Maker{vocabulary: newVocabulary(r.ground)}
	}
	r.vocabulary, r.names = m.vocabulary, &names{ledger: m.ledgerOf(r.ground)}
	if last := m.last.names; last != nil && !r.moved {
		r.called = last.called
	}
	if m.last.hasFilesOf(r) {
		r.others &^= atFiles
	}
}

// ledger returns that of the last site.
func (l *past) ledger() *ledger {
	if l.names == nil {
		return &ledger{}
	}
	return &l.names.ledger
}

func (l *past) holds(in Input, o Options) bool {
	if l.ground == nil {
		return false
	}
	now := o.Now
	o.Now = l.o.Now
	return l.in.Config == in.Config && l.o == o && !now.Before(o.Now) && now.Before(l.site.Until)
}

// hasFilesOf reports whether all files that are no texts were as they are.
func (l *past) hasFilesOf(r *resolver) bool {
	return l.ground != nil && maps.Equal(l.in.Files, r.in.Files) && slices.Equal(l.in.Static, r.in.Static) &&
		l.measuredAs(r.ground)
}

// linksAs reports whether links led where they lead now.
func (l *past) linksAs(r *resolver) bool {
	if l.names == nil || r.moved || r.others&atFiles != 0 || !maps.Equal(l.names.withheld, r.withheld) {
		return false
	}
	for _, i := range r.fresh {
		if !l.names.pieces[i].sameLinks(r.pieces[i]) {
			return false
		}
	}
	return true
}

// measuredAs reports whether the static files that were looked at are as they were.
func (g *ground) measuredAs(now *ground) bool {
	for name, file := range g.static.All {
		if now.measure(name) != file {
			return false
		}
	}
	return true
}

// newSite returns a site with what site.yaml says, and what is withheld.
func (r *resolver) newSite(last *Site) *Site {
	return &Site{
		Base: r.base, UIDHost: r.uidHost, Zone: r.zone, Now: r.o.Now,
		Navigation: r.navigation(),
		Topics:     r.topicList, Series: r.seriesList, Countries: r.countriesNamed(last),
		Withheld: sorted(r.withheld), Early: r.early,
	}
}

// navigation returns the addresses of site.yaml that can be used.
func (r *resolver) navigation() []content.Ref {
	var usable []content.Ref
	for _, ref := range r.in.Config.Navigation {
		if ref.Name != "" && r.refer(content.ConfigFile, ref) {
			usable = append(usable, ref)
		}
	}
	return usable
}

// published returns the paths of the texts that have a page of their own, in order.
func (r *resolver) published() []string {
	var all []string
	for i, value := range r.values {
		if value != nil {
			all = append(all, r.documents[i].Path)
		}
	}
	slices.Sort(all)
	return all
}
