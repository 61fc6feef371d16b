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

// A Maker makes the sites of the same folders, one after another. What it has made of
// one document and site.yaml alone it makes again only when one of them is another. It
// is not safe for concurrent use.
type Maker struct {
	vocabulary *vocabulary
	last       past
	numbers    int32 // below it are the numbers of pieces, also of some that are gone
}

// A past is what the last site was made of, nothing of it where there was none.
type past struct {
	*ground
	until  time.Time
	names  *names
	pieces []*piece
	bodies []madeBody
}

// Make resolves in and returns the site, with what is wrong between the files.
// A site with an error-level diagnostic may be incomplete. The error is why ctx
// has ended, where it has.
//
// Each stage knows what those before it have made: names, the terms of the
// vocabularies, organisations, events, news. The links of texts come last, when
// all that they can lead to is there.
func (m *Maker) Make(ctx context.Context, in Input, o Options) (*Site, []diag.Diagnostic, error) {
	r := &resolver{ground: newGround(ctx, in, o), findings: &findings{}}
	m.begin(r)
	r.reportHistory()
	r.identify()
	s := r.newSite()
	r.network = r.resolveNetwork()
	pages := resolveEach(r, content.KindPage, (*resolver).page)
	owners := uids{}
	events := r.resolveEvents(owners)
	r.events = eventsByName(events)
	news := resolveEach(r, content.KindNews, (*resolver).newsItem)
	r.published = r.publishedTexts(pages, events, news)
	if ctx.Err() != nil {
		return nil, nil, context.Cause(ctx)
	}
	redirects, former := r.redirects()
	s.Redirects, s.Absences = redirects, r.absences(owners, former)
	s.News, s.Events, s.PlainPages = valuesOf(news), valuesOf(events), valuesOf(pages)
	s.Members, s.Partners = valuesOf(r.membersMade), valuesOf(r.partnersMade)
	s.Undated, s.FromFiles, s.Uncommitted = slices.Sorted(slices.Values(r.undated)), r.fromFiles, r.uncommitted(events)
	s.inOrder()
	s.Schedule = newSchedule(s.Events, s.Absences)
	bodies := r.resolveBodies(m)
	s.index, s.bodies, s.Numbers = r.index(), bodiesOf(bodies), m.numbers
	r.due(o.Now.UTC().Truncate(24*time.Hour).AddDate(0, 0, 1)) // when the day is over
	s.Media, s.References, s.Until = sorted(r.media), r.references, r.until
	if ctx.Err() != nil {
		return nil, nil, context.Cause(ctx)
	}
	m.last = past{r.ground, s.Until, r.names, r.pieces, bodies}
	return s, r.diagnostics, nil
}

// begin gives r what is kept of the last site: nothing where another site.yaml or other
// options would have made something else of the same documents, or something has come
// due.
func (m *Maker) begin(r *resolver) {
	if !m.last.holds(r.in, r.o) || int(m.numbers) > 2*len(r.in.Documents)+worthWorker {
		*m = Maker{vocabulary: newVocabulary(r.ground)}
	}
	r.vocabulary, r.names = m.vocabulary, &names{called: m.last.called(), pieces: m.piecesOf(r.ground)}
}

// called returns which file had which name, nil where there was none.
func (l *past) called() *called {
	if l.names == nil {
		return nil
	}
	return l.names.called
}

func (l *past) holds(in Input, o Options) bool {
	if l.ground == nil {
		return false
	}
	now := o.Now
	o.Now = l.o.Now
	return l.in.Config == in.Config && l.o == o && !now.Before(o.Now) && now.Before(l.until)
}

// linksAs reports whether links led where they lead now.
func (l *past) linksAs(r *resolver) bool {
	return l.ground != nil && l.names.called == r.called && maps.Equal(l.names.withheld, r.withheld) &&
		maps.Equal(l.in.Files, r.in.Files) && slices.Equal(l.in.Static, r.in.Static) && l.measuredAs(r.ground) &&
		slices.EqualFunc(l.pieces, r.pieces, (*piece).sameLinks)
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
func (r *resolver) newSite() *Site {
	c, lang := r.in.Config, r.language()
	return &Site{
		Name: c.Name.In(lang, lang), Description: c.Description.In(lang, lang),
		Base: r.base, UIDHost: r.uidHost, Locale: r.locale, Zone: r.zone, Now: r.o.Now,
		Contact:    r.link(content.ConfigFile, c.Contact),
		Navigation: r.navigation(),
		Topics:     r.topicList, Series: r.seriesList, Countries: r.countriesNamed(),
		Withheld: slices.Concat(sorted(r.withheld), r.untranslated), Early: r.early,
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

// publishedTexts gathers all texts that have a page of their own.
func (r *resolver) publishedTexts(pages []made[PlainPage], events []made[Event], news []made[News]) *published {
	p := &published{texts: make([]text, 0, len(r.in.Documents))}
	addTexts(p, r.membersMade)
	addTexts(p, r.partnersMade)
	addTexts(p, pages)
	addTexts(p, events)
	addTexts(p, news)
	p.paths = sync.OnceValue(func() *paths { return newPaths(p.sources()) })
	return p
}
