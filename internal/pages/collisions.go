package pages

import (
	"cmp"

	"belfry/internal/address"
	"belfry/internal/diag"
	"belfry/internal/publication"
	"belfry/internal/site"

	"golang.org/x/text/unicode/norm"
)

// collisions reports outputs that want the same address, at each source.
func (k checker) collisions(pairs []publication.Collision) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, c := range pairs {
		if sourceOf(c.First) != "" {
			found = append(found, k.taken(c.First, c.Second))
		}
		if sourceOf(c.Second) != "" {
			found = append(found, k.taken(c.Second, c.First))
		}
	}
	return found
}

// sourceOf returns the file of the site that an output is made from, "" for none.
func sourceOf(o *publication.Output) string {
	if o.Copy != nil && o.Copy.Builtin {
		return ""
	}
	return o.Source
}

// nameOf returns what messages call an output.
func nameOf(o *publication.Output) string {
	if o.Copy != nil && o.Copy.Builtin {
		return "a file that comes with Belfry, " + o.Path
	}
	return cmp.Or(o.Source, "a page that Belfry makes")
}

// difference says why two paths that are not the same cannot both be.
func difference(path, other string) string {
	switch {
	case path == other:
		return ""
	case norm.NFC.String(path) == norm.NFC.String(other):
		return ", which looks the same: its accents are put together in another way"
	}
	return ", but for capitals or accents that some systems do not tell apart"
}

// taken returns what is wrong with an output whose address another one has: at
// the alias, where it comes from one.
func (k checker) taken(o, other *publication.Output) diag.Diagnostic {
	what, hint := "that of "+nameOf(other), "give the file another name"
	if k.redirectAt(other) != nil {
		what, hint = "a former one of "+other.Source, "take it out of aliases there, or give this file another name"
	}
	d := diag.Diagnostic{Code: "address-taken", File: o.Source,
		Message: "the address " + string(o.Address()) + " is also " + what + difference(o.Path, other.Path), Hint: hint}
	if publication.Fold(o.Path) != publication.Fold(other.Path) {
		d.Message = "the address " + string(o.Address()) + " cannot be beside " + string(other.Address()) + ", which is " +
			what + ": one would have to be a file and a folder"
	}
	if r := k.redirectAt(o); r != nil {
		d.Pos, d.Length, d.Hint = r.Pos, r.Length, "take it out of aliases"
	}
	return d
}

// redirectAt returns the redirect that an output is made from, or nil.
func (k checker) redirectAt(o *publication.Output) *site.Redirect {
	return k.redirects()[redirected{o.Address(), o.Source}]
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
