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
	// Calendars are published with the pages, which lead to them, and so are those of
	// single events.
	Calendars      []publication.Output
	EventCalendars publication.Family
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
	first := newPublisher(in)
	all := editions{first}
	for i := range in.Site.Editions[1:] {
		all = append(all, first.beside(i+1))
	}
	for _, p := range all {
		for _, add := range slices.Concat(
			[]func(){p.home, p.news, p.events, p.months}, p.terms(), []func(){p.organisations, p.plainPages, p.subscribe},
		) {
			if ctx.Err() != nil {
				return nil, nil, context.Cause(ctx)
			}
			add()
		}
	}
	first.files()
	first.api()
	all.forMachines()
	first.tally, first.in.Tally = nil, nil // they are of the next publication then
	outputs, found := all.withoutReplaced()
	check := newChecker(in.Site)
	found = append(found, unfitNames(outputs)...)
	pub, collisions := publication.New(outputs, all.families()...)
	found = append(found, check.collisions(collisions)...)
	found = append(found, first.largeLists()...)
	found = append(found, check.deadReferences(ctx, pub)...)
	if ctx.Err() != nil {
		return nil, nil, context.Cause(ctx)
	}
	return pub, found, nil
}

// Editions are the publishers of a site, that of the first edition first.
type editions []*publisher

// outputs returns what all hold.
func (all editions) outputs() []publication.Output {
	var outputs []publication.Output
	for _, p := range all {
		outputs = append(outputs, p.outputs...)
	}
	return outputs
}

func (all editions) families() []publication.Family {
	var families []publication.Family
	for _, p := range all {
		families = append(families, p.ofItems...)
	}
	return families
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
	hidden  map[string]bool      // pages that are not for search engines, by path
	// items are those whose pages are held, by the address.
	items map[address.Path]site.Item

	trails    *trails
	frames    map[address.Path]frame // by section
	absences  absences
	tally     *Tally
	newsYears []newsYear     // the site's news by year
	divided   []address.Path // addresses of lists that are divided, because of their size
	unlisted  int            // plain pages that the footer has no room for
	crowded   []address.Path // addresses of lists that are brief, or leave something out, because of their size
}

// newPublisher returns the publisher of the first edition.
func newPublisher(in Input) *publisher {
	p := &publisher{
		in: in, static: make(map[string]bool, len(in.Static)), hidden: map[string]bool{},
		tally: cmp.Or(in.Tally, new(Tally)), absences: newAbsences(in.Site),
	}
	p.begin(0)
	p.tally.update(p.measures)
	p.newsYears = p.newsByYear()
	p.setFrames()
	return p
}

// beside returns the publisher of another edition, which has what an edition shares with
// the first.
func (p *publisher) beside(edition int) *publisher {
	other := &publisher{
		in: p.in, static: p.static, hidden: p.hidden, tally: p.tally, absences: p.absences, newsYears: p.newsYears,
	}
	other.begin(edition)
	other.setFrames()
	return other
}

// begin sets what belongs to the edition at a place.
func (p *publisher) begin(edition int) {
	with := p.in.Editions[edition]
	links := newLinker(p.in.Site.Editions[edition], with.Theme)
	p.cards = newCards(&measures{linker: links}, len(p.in.Editions))
	p.export = exporter{links.site, links.words}
	p.trails, p.items = &trails{}, map[address.Path]site.Item{}
	p.outputs, p.ofItems = slices.Clone(with.Calendars), []publication.Family{with.EventCalendars}
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
