package pages

import (
	"bytes"

	"belfry/internal/diag"
	"belfry/internal/publication"
	"belfry/internal/site"
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

// hasAnchor renders the page that r leads to and looks for the place in it.
func hasAnchor(o *publication.Output, r site.Reference) bool {
	var page bytes.Buffer
	if err := o.Render(&page); err != nil {
		return true // the writer meets the same error and names it
	}
	return bytes.Contains(page.Bytes(), []byte(` id="`+r.Fragment+`"`))
}
