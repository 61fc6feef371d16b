package pages

import (
	"bytes"
	"io"
	"strings"

	"belfry/internal/calendar"
	"belfry/internal/diag"
	"belfry/internal/publication"
	"belfry/internal/site"
	"belfry/internal/source"
)

// deadReferences checks the addresses of this site that editors wrote against
// the outputs that exist.
func (p *publisher) deadReferences(pub *publication.Publication) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, r := range p.site.References {
		o := pub.AtAddress(r.Address)
		switch {
		case o == nil:
			found = append(found, r.DeadLink(addresses(pub)))
		case r.Fragment != "" && !hasAnchor(o, r):
			found = append(found, p.deadAnchor(r))
		}
	}
	return found
}

// deadAnchor returns the diagnostic for a place that a page does not have: a
// warning where it has it at other times, because there is something to list.
func (p *publisher) deadAnchor(r site.Reference) diag.Diagnostic {
	d := r.DeadAnchor()
	if strings.HasPrefix(r.Fragment, ownAnchor) {
		d.Severity, d.Hint = diag.Warning, "that part of the page comes and goes with what there is to list"
		return d
	}
	day, err := calendar.ParseWhen(strings.TrimPrefix(r.Fragment, dayAnchor))
	if err != nil || monthAddress(day.YearMonth()) != r.Address {
		return d
	}
	if file := withheldOn(p.site, day.Date); file != "" {
		d.Severity, d.Hint = diag.Warning, file+" takes place then, and is not published now"
	}
	return d
}

// ownAnchor begins the names of places that templates give to their parts.
const ownAnchor = "b-"

func addresses(pub *publication.Publication) []string {
	all := make([]string, pub.Len())
	for i := range all {
		all[i] = pub.At(i).Address()
	}
	return all
}

// hasAnchor looks for the place that r leads to in its page. In a file that is
// no page, or too large to be one that people write, any place may exist.
func hasAnchor(o *publication.Output, r site.Reference) bool {
	if o.Copy != nil && !strings.HasPrefix(o.MediaType, "text/html") {
		return true
	}
	var page bounded
	if err := o.Produce(&page); err != nil {
		return true // the writer meets the same error and names it
	}
	return bytes.Contains(page.data, []byte(` id="`+r.Fragment+`"`))
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
