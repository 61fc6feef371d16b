package site

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"belfry/internal/content"
	"belfry/internal/diag"
	"belfry/internal/markdown"
)

// link returns the address that a field names: a web address, a mailto: link
// or an address of this site, which is remembered for the check.
func (b *builder) link(source string, r content.Ref) string {
	if !strings.HasPrefix(r.Name, "/") {
		return r.Name
	}
	b.refer(source, r)
	return b.site.Root + r.Name
}

func (b *builder) refer(source string, r content.Ref) {
	if !strings.HasPrefix(r.Name, "/") {
		return
	}
	address, fragment, _ := strings.Cut(r.Name, "#")
	b.reference(Reference{Source: source, Pos: r.Pos, Length: utf8.RuneCountInString(r.Name), Address: address, Fragment: fragment, Written: r.Name})
}

// siteTarget follows an address of this site that a body links to.
func (b *builder) siteTarget(source string, l markdown.Link, dest, fragment string) markdown.Target {
	b.reference(Reference{Source: source, Pos: l.Pos, Length: l.Length, Address: dest, Fragment: fragment, Written: l.Dest})
	return markdown.Target{URL: b.site.Root + l.Dest}
}

func (b *builder) reference(r Reference) {
	r.Address, r.Fragment = decoded(r.Address), decoded(r.Fragment)
	b.site.References = append(b.site.References, r)
}

// decoded undoes percent-encoding, where it is valid.
func decoded(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// DeadLink returns the diagnostic for a reference to an address that does not
// exist; known are the addresses that do.
func (r Reference) DeadLink(known []string) diag.Diagnostic {
	d := diag.Diagnostic{Code: "dead-link", File: r.Source, Pos: r.Pos, Length: r.Length,
		Message: "there is no page " + r.Address + " on this site"}
	if near, ok := diag.Nearest(r.Address, known); ok {
		d.Hint = "did you mean " + near + "?"
	}
	return d
}

// DeadAnchor returns the diagnostic for a reference to a place that the page
// does not have.
func (r Reference) DeadAnchor() diag.Diagnostic {
	return diag.Diagnostic{Code: "dead-anchor", File: r.Source, Pos: r.Pos, Length: r.Length,
		Message: "the page " + r.Address + " has no place #" + r.Fragment}
}
