// Package pages knows which outputs a site has and what each of them shows.
//
// Publish makes an output for every address of the site. Nothing is rendered
// then: an output's Render builds the view of its page (a struct that lists
// exactly what the template shows) and hands it to the theme. One file holds
// one family of pages: news, events, months, terms, members …
package pages

import (
	"cmp"
	"context"
	"fmt"
	"html/template"
	"io"
	"slices"

	"belfry/internal/address"
	"belfry/internal/diag"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/source"
	"belfry/internal/theme"
)

// Input is what a publication is made from.
type Input struct {
	Site *site.Site
	// Editions has what each edition of the site is shown with.
	Editions []Edition
	Static   []Static
	// Tally is that of the last publication, which becomes that of this one; nil for none.
	Tally *Tally
	// OpenMedia opens a picture or document of the content folder, as it is published.
	OpenMedia func(source string) (publication.File, error)
}

// An Edition is what an edition of a site is shown with.
type Edition struct {
	Theme *theme.Theme
	// Calendars returns what is published with the pages, which lead there: the
	// calendars of many events, and those of single ones.
	Calendars func() (all []publication.Output, ofEvents publication.Family)
}

// A Static file is copied.
type Static struct {
	Name string                           // below static/, with slashes
	Open func() (publication.File, error) // as it is published
	Seen source.Fingerprint               // zero where it has not been read
	// Builtin says that it is part of the program, and not the site's own.
	Builtin bool
}

// Publish returns the set of all outputs, and what is wrong with addresses:
// two outputs at one, links to none, names that cannot be one. The error is why
// ctx has ended, where it has.
func Publish(ctx context.Context, in Input) (*publication.Publication, []diag.Diagnostic, error) {
	all := newEditions(in)
	for _, add := range all.first.all() {
		if ctx.Err() != nil {
			return nil, nil, context.Cause(ctx)
		}
		add()
	}
	all.first.files()
	all.first.api()
	all.forMachines()
	all.first.tally, all.first.in.Tally = nil, nil // they are of the next publication then
	outputs, families, parts := all.outputs()
	outputs, found := all.first.withoutReplaced(outputs)
	check := newChecker(in.Site)
	found = append(found, unfitNames(outputs)...)
	pub, collisions := publication.New(outputs, families, parts)
	found = append(found, check.collisions(collisions)...)
	found = append(found, all.first.largeLists()...)
	found = append(found, check.deadReferences(ctx, pub)...)
	if ctx.Err() != nil {
		return nil, nil, context.Cause(ctx)
	}
	return pub, found, nil
}

// A publisher gathers the outputs of one edition; that of the first those of the site,
// too. What pages share is prepared once; after Publish it is only read.
type publisher struct {
	*cards
	in      Input
	export  exporter
	outputs []publication.Output // that are held one by one
	ofItems []publication.Family // of news and events
	static  map[string]bool      // paths of static files
	// hidden are the addresses of pages that are not for search engines, as in the first
	// edition.
	hidden map[address.Path]bool
	// items are those whose pages are held, by the address.
	items map[address.Path]site.Item

	trails    *trails
	frames    map[address.Path]frame // by section
	absences  absences
	tally     *Tally
	years     map[*site.Term][]yearTotal // that have a page of a term, the latest first
	newsYears []newsYear                 // the site's news by year
	divided   []address.Path             // addresses of lists that are divided, because of their size
	unlisted  int                        // plain pages that the footer has no room for
	crowded   []address.Path             // addresses of lists that do not show all in full, because of their size
}

// newPublisher returns the publisher of the first edition.
func newPublisher(in Input) *publisher {
	p := &publisher{
		in: in, static: make(map[string]bool, len(in.Static)), hidden: map[address.Path]bool{},
		years: map[*site.Term][]yearTotal{},
		tally: cmp.Or(in.Tally, new(Tally)), absences: newAbsences(in.Site),
	}
	p.begin(0)
	p.tally.update(p.measures)
	p.newsYears = p.newsByYear()
	p.setFrames()
	return p
}

// beside returns the publisher of another edition, which has the addresses of the first.
func (p *publisher) beside(edition int) *publisher {
	other := &publisher{
		in: p.in, static: p.static, hidden: p.hidden, years: p.years, newsYears: p.newsYears,
	}
	other.begin(edition)
	other.setFrames()
	for _, add := range other.all() {
		add()
	}
	return other
}

// all returns what adds the outputs of an edition, one after the other.
func (p *publisher) all() []func() {
	return slices.Concat(
		[]func(){p.home, p.news, p.events, p.months}, p.terms(), []func(){p.organisations, p.plainPages, p.subscribe})
}

// begin sets what belongs to the edition at a place.
func (p *publisher) begin(edition int) {
	with := p.in.Editions[edition]
	links := newLinker(p.in.Site.Editions[edition], with.Theme)
	p.cards = newCards(&measures{linker: links}, len(p.in.Editions))
	p.export = exporter{links.site, links.words}
	p.trails, p.items = &trails{}, map[address.Path]site.Item{}
	calendars, ofEvents := with.Calendars()
	p.outputs, p.ofItems = slices.Clone(calendars), []publication.Family{ofEvents}
}

func (p *publisher) setFrames() {
	p.frames = p.makeFrames()
	p.room = roomBeside(p.frames[""])
}

// addPage adds an HTML page that each edition has at an address of its own, and whose view
// is made when it is rendered.
func addPage[V any](
	p *publisher, at address.Path, source string, stage publication.Stage,
	name string, view func() V,
) {
	p.addHTML(p.site.At(at), source, stage, func(w io.Writer) error { return p.theme.Render(w, name, view()) })
}

// addItem adds the page of an item, where the edition has one; its view is made of it and
// its body.
func addItem[V any](p *publisher, i site.Item, name string, view func(body template.HTML) V) {
	if says := p.site.Text(i); p.site.Has(i) {
		p.items[says.Address] = i
		p.addHTML(says.Address, says.Source, publication.Single, itemPage(p, i, name, view))
	}
}

// itemPage returns what renders the page of an item.
func itemPage[V any](
	p *publisher, i site.Item, name string, view func(body template.HTML) V,
) func(io.Writer) error {
	return func(w io.Writer) error {
		says := p.site.Text(i)
		body, err := p.site.Body(says).HTML()
		if err != nil {
			return fmt.Errorf("making the page of %s: %w", says.Source, err)
		}
		return p.theme.Render(w, name, view(template.HTML(body)))
	}
}

func (p *publisher) addHTML(at address.Path, source string, stage publication.Stage, render func(io.Writer) error) {
	p.outputs = append(p.outputs, publication.Output{
		Path: at.File(), MediaType: mediaTypeOfPages, Stage: stage, Source: source, Render: render,
	})
}

// An itemOf is a kind of item.
type itemOf[V any] interface {
	*V
	site.Item
}

// addItems adds the pages that the edition has of the items of a list, in a section.
// named returns the one with a name, and page what renders the page of one.
func addItems[V any, I itemOf[V]](
	p *publisher, section address.Path, list []*V, named func(name string) *V, page func(*V) func(io.Writer) error,
) {
	of := publication.Entries[V]{
		List: site.WithPage[V, I](p.site, list), Named: site.NamedWithPage[V, I](p.site, named),
		Plain: p.site.HasPlainNames(), Name: func(v *V) string { return I(v).AsEntry().Name },
	}
	family, others := of.Family(publication.Family{
		Folder: p.site.At(section), Suffix: "/" + address.IndexName, Stage: publication.Single, MediaType: mediaTypeOfPages,
	}, func(v *V) publication.Output {
		return publication.Output{Source: p.site.Text(I(v)).Source, Render: page(v)}
	})
	p.outputs, p.ofItems = append(p.outputs, others...), append(p.ofItems, family)
}

const mediaTypeOfPages = "text/html; charset=utf-8"
