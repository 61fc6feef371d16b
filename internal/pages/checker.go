package pages

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"

	"belfry/internal/address"
	"belfry/internal/calendar"
	"belfry/internal/diag"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/source"
)

// A checker finds what is wrong between the outputs of a site.
type checker struct {
	site *site.Site
	// Made for the first mistake that asks.
	redirects  func() map[redirected]*site.Redirect
	withheldOn func() map[calendar.Date]string // files of events, by day
}

func newChecker(s *site.Site) checker {
	return checker{
		site:       s,
		redirects:  sync.OnceValue(func() map[redirected]*site.Redirect { return redirectsOf(s) }),
		withheldOn: sync.OnceValue(func() map[calendar.Date]string { return withheldByDay(s) }),
	}
}

// deadReferences checks the addresses of this site that editors wrote against
// the outputs that exist.
func (k checker) deadReferences(ctx context.Context, pub *publication.Publication) []diag.Diagnostic {
	var found []diag.Diagnostic
	known := sync.OnceValue(func() *diag.Words { return diag.NewWords(addresses(pub)) })
	within := map[string][]site.Reference{} // references to places, by the path of the page
	var pages []*publication.Output
	for _, r := range k.site.References {
		o := pub.AtAddress(r.Address)
		switch {
		case o == nil:
			found = append(found, r.DeadLink(known()))
		case r.Fragment != "":
			if within[o.Path] == nil {
				pages = append(pages, o)
			}
			within[o.Path] = append(within[o.Path], r)
		}
	}
	for _, o := range pages {
		if ctx.Err() != nil {
			break
		}
		found = append(found, k.deadAnchors(ctx, o, within[o.Path])...)
	}
	return found
}

// deadAnchors checks the references to places in a page, which is rendered once
// for all of them.
func (k checker) deadAnchors(
	ctx context.Context, o *publication.Output, references []site.Reference,
) []diag.Diagnostic {
	anchors, known := anchorsOf(ctx, o)
	if !known {
		return nil
	}
	var found []diag.Diagnostic
	for _, r := range references {
		if !anchors[r.Fragment] {
			found = append(found, k.deadAnchor(r))
		}
	}
	return found
}

// deadAnchor returns the diagnostic for a place that a page does not have: a
// warning where it has it at other times, because there is something to list.
func (k checker) deadAnchor(r site.Reference) diag.Diagnostic {
	d := r.DeadAnchor()
	if strings.HasPrefix(r.Fragment, ownAnchor) {
		d.Severity, d.Hint = diag.Warning, "that part of the page comes and goes with what there is to list"
		return d
	}
	day, err := calendar.ParseWhen(strings.TrimPrefix(r.Fragment, dayAnchor))
	if err != nil || site.MonthAddress(site.EventsAddress, day.YearMonth()) != r.Address {
		return d
	}
	if file := k.withheldOn()[day.Date]; file != "" {
		d.Severity, d.Hint = diag.Warning, file+" takes place then, and is not published now"
	}
	return d
}

// ownAnchor begins the names of places that templates give to their parts.
const ownAnchor = "b-"

func addresses(pub *publication.Publication) []string {
	all := make([]string, pub.Len())
	for i := range all {
		all[i] = string(address.OfFile(pub.Path(i)))
	}
	return all
}

// anchorsOf returns the names of the places in a page. In a file that is no page,
// or too large to be one that people write, any place may exist.
func anchorsOf(ctx context.Context, o *publication.Output) (anchors map[string]bool, known bool) {
	if o.Copy != nil && !strings.HasPrefix(o.MediaType, "text/html") {
		return nil, false
	}
	var page bounded
	if err := o.Produce(ctx, &page); err != nil {
		return nil, false // the writer meets the same error and names it
	}
	anchors = map[string]bool{}
	for _, part := range bytes.Split(page.data, []byte(` id="`))[1:] {
		if name, _, closed := bytes.Cut(part, []byte{'"'}); closed {
			anchors[string(name)] = true
		}
	}
	return anchors, true
}

// bounded data does not grow beyond what people write.
type bounded struct{ data []byte }

func (b *bounded) Write(data []byte) (int, error) {
	if len(b.data)+len(data) > source.MaxFileSize {
		return 0, io.ErrShortWrite
	}
	b.data = append(b.data, data...)
	return len(data), nil
}
