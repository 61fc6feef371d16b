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

// New resolves in and returns the site, with what is wrong between the files.
// A site with an error-level diagnostic may be incomplete. The error is why ctx
// has ended, where it has.
//
// Each stage knows what those before it have made: names, the terms of the
// vocabularies, organisations, events, news. The links of texts come last, when
// all that they can lead to is there.
func New(ctx context.Context, in Input, o Options) (*Site, []diag.Diagnostic, error) {
	r := &resolver{ground: newGround(ctx, in, o), findings: &findings{}}
	r.reportHistory()
	r.names = r.identify()
	r.vocabulary = newVocabulary(r.ground)
	s := r.newSite()
	r.network = r.resolveNetwork()
	pages := resolveEach(r, content.KindPage, (*resolver).page)
	owners, dates := uids{}, &dating{resolver: r}
	events := r.resolveEvents(owners, dates)
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
	s.Undated, s.FromFiles, s.Uncommitted = dates.undated, dates.fromFiles, r.uncommitted(events)
	s.inOrder()
	s.Schedule = newSchedule(s.Events, s.Absences)
	r.resolveBodies()
	r.noteEnds(s.Events)
	s.Media, s.References, s.Until = sorted(r.media), r.references, r.until
	if ctx.Err() != nil {
		return nil, nil, context.Cause(ctx)
	}
	return s, r.diagnostics, nil
}

// newSite returns a site with what site.yaml says, and what is withheld.
func (r *resolver) newSite() *Site {
	c, lang := r.in.Config, r.language()
	return &Site{
		Name: c.Name.In(lang, lang), Description: c.Description.In(lang, lang),
		Base: r.base, UIDHost: hostOf(c.URL), Locale: r.locale, Zone: r.zone, Now: r.o.Now,
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
	organisation := func(o *Organisation) *Entry { return &o.Entry }
	p := &published{
		texts:   make([]text, 0, len(r.in.Documents)),
		entries: make(map[string]*Entry, len(r.in.Documents)),
	}
	addTexts(p, r.membersMade, organisation)
	addTexts(p, r.partnersMade, organisation)
	addTexts(p, pages, func(v *PlainPage) *Entry { return &v.Entry })
	addTexts(p, events, func(e *Event) *Entry { return &e.Entry })
	addTexts(p, news, func(n *News) *Entry { return &n.Entry })
	p.paths = sync.OnceValue(func() *paths { return newPaths(slices.Sorted(maps.Keys(p.entries))) })
	return p
}

// noteEnds notes when the day is over, and when something about events is.
func (r *resolver) noteEnds(events []*Event) {
	r.due(r.o.Now.UTC().Truncate(24*time.Hour).AddDate(0, 0, 1))
	for _, e := range events {
		if e.Registration != nil {
			r.due(e.Registration.Closes.Until(e.Zone))
		}
		for i := range e.Occurrences {
			o := &e.Occurrences[i]
			r.due(o.EndAt)
			if o.IsMoment() { // which is over after it
				r.due(o.EndAt.Add(1))
			}
		}
	}
}
