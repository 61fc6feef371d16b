package pages

import (
	"bytes"
	"io"
	"strings"

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
			found = append(found, r.DeadAnchor())
		}
	}
	return found
}

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
