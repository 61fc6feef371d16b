// Package verify compares the calendars of a publication, before it is written, as
// others will read them with the site that they were made from.
//
// What it finds is a mistake of this program, never of an editor. So nothing
// here is shared with what made the outputs: calendars are parsed by another
// library than the one that wrote them, rules are expanded day by day, and the
// clocks go as the VTIMEZONE in the file says.
package verify

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"belfry/internal/icalread"
	"belfry/internal/parallel"
	"belfry/internal/publication"
	"belfry/internal/site"
)

// A Finding is one thing that a reader of an output takes for something else
// than the site says.
type Finding struct {
	Path    string // of the output
	Source  string // the file of the event; "" where it is about the whole output
	Message string
}

// Calendars reads all calendars of p with workers goroutines and returns, in
// the order of their paths, where they differ from s: in which events they
// list, and in when these take place. It follows rules as far as s does. The
// error is a failure to render, or says that ctx has ended.
func Calendars(ctx context.Context, p *publication.Publication, s *site.Site, workers int) ([]Finding, error) {
	m := newModel(s)
	outputs := calendarsOf(p)
	found := make([][]Finding, len(outputs))
	readers := make([]*icalread.Reader, max(workers, 1))
	for i := range readers {
		readers[i] = icalread.NewReader(m.lastYear)
	}
	err := parallel.Each(ctx, workers, len(outputs), func(worker, i int) (err error) {
		found[i], err = m.audit(ctx, outputs[i], readers[worker])
		return err
	})
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("checking the calendars was stopped: %w", context.Cause(ctx))
	case err != nil:
		return nil, err
	}
	return append(m.absent(p), slices.Concat(found...)...), nil
}

// calendarsOf returns the calendars that this program makes: not those that an
// editor has put among the site's files.
func calendarsOf(p *publication.Publication) []*publication.Output {
	var outputs []*publication.Output
	for i := range p.Len() {
		if o := p.At(i); strings.HasPrefix(o.MediaType, "text/calendar") && o.Copy == nil {
			outputs = append(outputs, o)
		}
	}
	return outputs
}

func (m *model) audit(ctx context.Context, o *publication.Output, r *icalread.Reader) ([]Finding, error) {
	var data bytes.Buffer
	if err := o.Produce(ctx, &data); err != nil {
		return nil, fmt.Errorf("rendering %s: %w", o.Path, err)
	}
	a := audit{model: m, reader: r, path: o.Path, size: data.Len()}
	a.calendar(data.Bytes())
	return a.found, nil
}
