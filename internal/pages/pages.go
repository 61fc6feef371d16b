// Package pages knows which outputs a site has and what each of them shows.
//
// Publish makes an output for every address of the site. Nothing is rendered
// then: an output's Render builds the view of its page (a struct that lists
// exactly what the template shows) and hands it to the theme. One file holds
// one family of pages: news, events, months, terms, members, calendars …
package pages

import (
	"cmp"
	"context"
	"io"
	"slices"
	"sync"

	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/diag"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/source"
	"belfry/internal/theme"
	"belfry/internal/wording"
)

// Input is what a publication is made from.
type Input struct {
	Site   *site.Site
	Theme  *theme.Theme
	Static []Static
	// Calendars are published with the pages, which lead to them.
	Calendars []publication.Output
	// OpenMedia opens a picture or document of the content folder, as it is published.
	OpenMedia func(source string) (publication.File, error)
}

// A Static file is copied.
type Static struct {
	Name string                           // below static/, with slashes
	Open func() (publication.File, error) // as it is published
	Seen source.Fingerprint               // zero where it has not been read
}

// Publish returns the set of all outputs, and what is wrong with addresses:
// two outputs at one, links to none, names that cannot be one. The error is why
// ctx has ended, where it has.
func Publish(ctx context.Context, in Input) (*publication.Publication, []diag.Diagnostic, error) {
	p := newPublisher(in)
	families := slices.Concat(
		[]func(){p.home, p.news, p.events, p.months},
		p.terms(),
		[]func(){p.organisations, p.plainPages, p.subscribe, p.files, p.api, p.forMachines},
	)
	for _, family := range families {
		if ctx.Err() != nil {
			return nil, nil, context.Cause(ctx)
		}
		family()
	}
	outputs, found := p.withoutReplaced()
	found = append(found, unfitNames(outputs)...)
	pub, collisions := publication.New(outputs)
	found = append(found, p.collisions(collisions)...)
	found = append(found, p.largeLists()...)
	found = append(found, p.deadReferences(ctx, pub)...)
	if ctx.Err() != nil {
		return nil, nil, context.Cause(ctx)
	}
	return pub, found, nil
}

// A publisher gathers the outputs of one site. What pages share is prepared
// once; after Publish it is only read.
type publisher struct {
	in      Input
	site    *site.Site
	words   wording.Words
	theme   *theme.Theme
	outputs []publication.Output
	static  map[string]bool // paths of static files
	hidden  map[string]bool // pages that are not for search engines, by path

	trails     *trails
	frames     map[address.Path]frame // by section
	absences   absences
	newsYears  []newsYear // the site's news by year
	newsCards  []card     // in the order of the site's news
	eventCards []card     // in the order of the site's events
	newsSizes  []size     // of the cards
	eventSizes []size
	divided    []address.Path // addresses of lists that are divided, because of their size
	unlisted   int            // plain pages that the footer has no room for
	crowded    []address.Path // addresses of lists that are brief, or leave something out, because of their size

	// Made for the first mistake that asks.
	redirects  func() map[redirected]*site.Redirect
	withheldOn func() map[calendar.Date]string // files of events, by day
}

func newPublisher(in Input) *publisher {
	p := &publisher{
		in: in, site: in.Site, theme: in.Theme, words: wording.For(in.Site, in.Theme),
		trails: &trails{}, static: make(map[string]bool, len(in.Static)),
	}
	p.outputs = make([]publication.Output, 0, len(in.Site.News)+len(in.Site.Events)+len(in.Calendars)+200)
	p.outputs = append(p.outputs, in.Calendars...)
	p.newsCards, p.eventCards = make([]card, len(in.Site.News)), make([]card, len(in.Site.Events))
	p.hidden, p.absences = map[string]bool{}, newAbsences(in.Site)
	p.measure()
	p.newsYears = p.newsByYear()
	p.frames = p.makeFrames()
	p.redirects = sync.OnceValue(func() map[redirected]*site.Redirect { return redirectsOf(in.Site) })
	p.withheldOn = sync.OnceValue(func() map[calendar.Date]string { return withheldByDay(in.Site) })
	return p
}

// addPage adds an HTML page, whose view is made when it is rendered.
func addPage[V any](
	p *publisher, at address.Path, source string, stage publication.Stage,
	template string, view func() V,
) {
	p.outputs = append(p.outputs, publication.Output{
		Path: at.File(), MediaType: "text/html; charset=utf-8", Stage: stage, Source: source,
		Render: func(w io.Writer) error { return p.theme.Render(w, template, view()) },
	})
}

// collisions reports outputs that want the same address, at each source.
func (p *publisher) collisions(pairs []publication.Collision) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, c := range pairs {
		if c.First.Source != "" {
			found = append(found, p.taken(c.First, c.Second))
		}
		if c.Second.Source != "" {
			found = append(found, p.taken(c.Second, c.First))
		}
	}
	return found
}

// taken returns what is wrong with an output whose address another one has: at
// the alias, where it comes from one.
func (p *publisher) taken(o, other *publication.Output) diag.Diagnostic {
	what, hint := "that of "+cmp.Or(other.Source, "a page that Belfry makes"), "give the file another name"
	if p.redirectAt(other) != nil {
		what, hint = "a former one of "+other.Source, "take it out of aliases there, or give this file another name"
	}
	d := diag.Diagnostic{Code: "address-taken", File: o.Source,
		Message: "the address " + string(o.Address()) + " is also " + what, Hint: hint}
	if r := p.redirectAt(o); r != nil {
		d.Pos, d.Length, d.Hint = r.Pos, r.Length, "take it out of aliases"
	}
	return d
}

// redirectAt returns the redirect that an output is made from, or nil.
func (p *publisher) redirectAt(o *publication.Output) *site.Redirect {
	return p.redirects()[redirected{o.Address(), o.Source}]
}

// redirected is what a redirect leads from, and the file that says so.
type redirected struct {
	from   address.Path
	source string
}

func redirectsOf(s *site.Site) map[redirected]*site.Redirect {
	all := make(map[redirected]*site.Redirect, len(s.Redirects))
	for i := range s.Redirects {
		r := &s.Redirects[i]
		all[redirected{r.From, r.Source}] = r
	}
	return all
}
