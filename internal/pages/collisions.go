package pages

import (
	"cmp"

	"belfry/internal/address"
	"belfry/internal/diag"
	"belfry/internal/publication"
	"belfry/internal/site"
)

// collisions reports outputs that want the same address, at each source.
func (k checker) collisions(pairs []publication.Collision) []diag.Diagnostic {
	var found []diag.Diagnostic
	for _, c := range pairs {
		if c.First.Source != "" {
			found = append(found, k.taken(c.First, c.Second))
		}
		if c.Second.Source != "" {
			found = append(found, k.taken(c.Second, c.First))
		}
	}
	return found
}

// taken returns what is wrong with an output whose address another one has: at
// the alias, where it comes from one.
func (k checker) taken(o, other *publication.Output) diag.Diagnostic {
	what, hint := "that of "+cmp.Or(other.Source, "a page that Belfry makes"), "give the file another name"
	if k.redirectAt(other) != nil {
		what, hint = "a former one of "+other.Source, "take it out of aliases there, or give this file another name"
	}
	d := diag.Diagnostic{Code: "address-taken", File: o.Source,
		Message: "the address " + string(o.Address()) + " is also " + what, Hint: hint}
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
