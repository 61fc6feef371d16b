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
	Site   *site.Site
	Theme  *theme.Theme
	Static []Static
	// Calendars are published with the pages, which lead to them, and so are those of
	// single events.
	Calendars      []publication.Output
	EventCalendars publication.Family
	// Tally is that of the last publication, which becomes that of this one; nil for none.
	Tally *Tally
	// OpenMedia opens a picture or document of the content folder, as it is published.
	OpenMedia func(source string) (publication.File, error)
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
	p := newPublisher(in)
	parts := slices.Concat(
		[]func(){p.home, p.news, p.events, p.months},
		p.terms(),
		[]func(){p.organisations, p.plainPages, p.subscribe, p.files, p.api, p.forMachines},
	)
	for _, add := range parts {
		if ctx.Err() != nil {
			return nil, nil, context.Cause(ctx)
		}
		add()
	}
	p.tally, p.in.Tally = nil, nil // they are of the next publication then
	outputs, found := p.withoutReplaced()
	check := newChecker(in.Site)
	found = append(found, unfitNames(outputs)...)
	pub, collisions := publication.New(outputs, p.ofEntries...)
	found = append(found, check.collisions(collisions)...)
	found = append(found, p.largeLists()...)
	found = append(found, check.deadReferences(ctx, pub)...)
	if ctx.Err() != nil {
		return nil, nil, context.Cause(ctx)
	}
	return pub, found, nil
}

// A publisher gathers the outputs of one site. What pages share is prepared
// once; after Publish it is only read.
type publisher struct {
	*cards
	in        Input
	export    exporter
	outputs   []publication.Output // that are held one by one
	ofEntries []publication.Family // of news and events
	static    map[string]bool      // paths of static files
	hidden    map[string]bool      // pages that are not for search engines, by path

	trails    *trails
	frames    map[address.Path]frame // by section
	absences  absences
	tally     *Tally
	newsYears []newsYear     // the site's news by year
	divided   []address.Path // addresses of lists that are divided, because of their size
	unlisted  int            // plain pages that the footer has no room for
	crowded   []address.Path // addresses of lists that are brief, or leave something out, because of their size
}

func newPublisher(in Input) *publisher {
	links := newLinker(in.Site, in.Theme)
	p := &publisher{
		in: in, cards: newCards(&measures{linker: links}), export: exporter{in.Site, links.words},
		tally:  cmp.Or(in.Tally, new(Tally)),
		trails: &trails{}, static: make(map[string]bool, len(in.Static)),
		hidden: map[string]bool{}, absences: newAbsences(in.Site),
	}
	p.outputs, p.ofEntries = slices.Clone(in.Calendars), []publication.Family{in.EventCalendars}
	p.tally.update(p.measures)
	p.newsYears = p.newsByYear()
	p.frames = p.makeFrames()
	p.room = roomBeside(p.frames[""])
	return p
}

// addPage adds an HTML page, whose view is made when it is rendered.
func addPage[V any](
	p *publisher, at address.Path, source string, stage publication.Stage,
	name string, view func() V,
) {
	p.addHTML(at, source, stage, func(w io.Writer) error { return p.theme.Render(w, name, view()) })
}

// addEntry adds the page of a text, whose view is made of it and its body.
func addEntry[V any](p *publisher, e *site.Entry, name string, view func(body template.HTML) V) {
	p.addHTML(e.Address, e.Source, publication.Single, entryPage(p, e, name, view))
}

// entryPage returns what renders the page of a text.
func entryPage[V any](
	p *publisher, e *site.Entry, name string, view func(body template.HTML) V,
) func(io.Writer) error {
	return func(w io.Writer) error {
		body, err := p.site.Body(e).HTML()
		if err != nil {
			return fmt.Errorf("making the page of %s: %w", e.Source, err)
		}
		return p.theme.Render(w, name, view(template.HTML(body)))
	}
}

func (p *publisher) addHTML(at address.Path, source string, stage publication.Stage, render func(io.Writer) error) {
	p.outputs = append(p.outputs, publication.Output{
		Path: at.File(), MediaType: mediaTypeOfPages, Stage: stage, Source: source, Render: render,
	})
}

// An entryOf is a kind of entry.
type entryOf[V any] interface {
	*V
	AsEntry() *site.Entry
}

// addEntries adds the pages of all entries of a list in a section of the site. named
// returns the one with a name, and page what renders the page of one.
func addEntries[V any, E entryOf[V]](
	p *publisher, section address.Path, list []*V, named func(name string) *V, page func(*V) func(io.Writer) error,
) {
	of := publication.Entries[V]{
		List: list, Named: named, Plain: p.site.HasPlainNames(),
		Name: func(v *V) string { return E(v).AsEntry().Name },
	}
	family, others := of.Family(publication.Family{
		Folder: section, Suffix: "/" + address.IndexName, Stage: publication.Single, MediaType: mediaTypeOfPages,
	}, func(v *V) publication.Output {
		return publication.Output{Source: E(v).AsEntry().Source, Render: page(v)}
	})
	p.outputs, p.ofEntries = append(p.outputs, others...), append(p.ofEntries, family)
}

const mediaTypeOfPages = "text/html; charset=utf-8"
